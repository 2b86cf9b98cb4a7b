"""Words of clearing a month."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.calls import listing
from revisit_cli.labels.calls.call import ENDS
from revisit_cli.labels.calls.call import STATES as CALL_STATES
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.problems.problem import STATES as PROBLEM_STATES
from revisit_cli.labels.recheck.figures import NAME as RECHECK
from revisit_cli.labels.recheck.figures import STATES as RECHECK_STATES
from revisit_cli.labels.text import PENDING
from revisit_cli.labels.visits.visit import STATES as VISIT_STATES
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.code import CarryVerdict, ObstacleKind
from revisit_cli.records.reports.closing import Carried, Certificate, Obstacle

KINDS: dict[ObstacleKind, str] = {
    "log": "记录簿",
    "ledger": "台账",
    "list": "名单",
    "call": "回访",
    "recheck": "复核",
    "visit": "上门",
    "problem": "问题",
    "symposium": "座谈",
}
CLAUSES: dict[ObstacleKind, str] = {
    "log": "四3",
    "ledger": "三(一)1",
    "list": "R20",
    "call": "三(一)1",
    "recheck": "R37",
    "visit": "三(三)1",
    "problem": "四4",
    "symposium": "三(二)3",
}
COMMANDS = {
    "log": "revisit audit verify",
    "ledger": "revisit import 台账/*，或 revisit ledgers zero {name} {month}，或 revisit duty find {month}",
    "list": "revisit calls lock {month}",
    "call": "revisit calls record {subject} --outcome 结果",
    "recheck": "revisit recheck freeze {month}",
    "returned": "revisit calls return {subject} --new-phone 号码",
    "visit": "revisit visits record {subject}",
    "problem": "revisit problems answer {subject} --words 答复情况",
    "symposium": "revisit symposium record --half {subject}",
    "pending": "revisit calendar import 通知.csv",
}
STATES: Mapping[ObstacleKind, Mapping[str, str]] = {
    "log": {"broken": "核验有 {count} 处不符"},
    "ledger": {"missing": "未报送，也未点名"},
    "list": {"open": "回访名单未定，N 未定"},
    "call": dict(CALL_STATES.items()),
    "recheck": dict(RECHECK_STATES.items()),
    "visit": dict(VISIT_STATES.items()),
    "problem": dict(PROBLEM_STATES.items()),
    "symposium": {"none": "本半年尚未召开"},
}
# States in which something is done and only its verdict is open.
ENDED: Mapping[ObstacleKind, frozenset[str]] = {
    "call": frozenset({"done"}),
    "visit": frozenset({"done"}),
    "problem": frozenset({"handled", "answered", "closed"}),
    "symposium": frozenset(),
}
VERDICTS: dict[CarryVerdict, str] = {
    "late": "已超期",
    "not_due": "未到期",
    "pending": f"未到期，期限{PENDING}",
}
LINES_AT_MOST = 30
LINE = "  {kind} {subject} {name}（{state}）　{command}"
MORE = "  {kind}：还有 {count} 项未列出，见 {command}"
LISTS = {
    "call": "revisit calls list {month}",
    "visit": "revisit visits list {month}",
    "problem": "revisit problems list {month}",
    "ledger": "revisit ledgers list {month}",
}
ADVICE = (
    "逐项办结，或由具名的人逐项同意转到下月：\n  revisit close {month} {carries} --decided-by 姓名"
)
ELLIPSIS = " ……"
NO_ADVICE = "办结后再清零。"
CARRIED, MERGED = "结转下期", "合并"
LISTED, LISTED_BEFORE = "回访企业", "回访名单 N"
HASH = "名单核对码（SHA-256）"
MOMENTS, CLOSED_BY = "锁定和清零", "{locked} 锁定，{closed} 清零，经办人{by}"
SECTIONS = {
    "calls": "锁定的回访（每户一个最终结果）",
    "unlisted": "补入的回访（锁定后才来的）",
    "carried_in": "上期结转来的回访（不计入 N）",
    "visits": "上门回访",
    "problems": "问题",
    "filings": "台账报送",
}
# The wording of certificates from when N was the frozen list alone.
SECTIONS_BEFORE = SECTIONS | {
    "calls": "名单内回访（每户一个最终结果）",
    "unlisted": "锁定后新增（不计入 N）",
}
PARTS: Mapping[str, Mapping[str, str]] = {
    "calls": ENDS | {"carried": CARRIED, "merged": MERGED},
    "unlisted": ENDS | {"carried": CARRIED, "merged": MERGED},
    "carried_in": ENDS | {"carried": CARRIED, "merged": MERGED},
    "visits": VISIT_STATES | {"carried": CARRIED},
    "problems": PROBLEM_STATES | {"carried": CARRIED},
    "filings": dict(FILING_STATES.items()),
}
NONE = "无"
HELD_ROWS = "台账待改未收的行"
UNDECIDED = "尚未认定的报送嫌疑"
SYMPOSIUM = "{half} 座谈"
HELD = "已召开 {count} 次"
NOT_HELD = "未召开"
MISSING = "未报送的单位"
CARRIES = ("结转事项", "企业", "结转时状态", "期限", "结转至", "同意人")
SUBJECT = "{kind} {subject}"
BALANCE = "{total} ＝ {parts}"
PLUS, COMMA = " ＋ ", "、"
LOG = "清零时记录簿 {size} 条　核对码 {head}"
ABOUT = "{month} 期即将清零：此后不再改动，更正须写理由，会记下。"
CLOSED = "{month} 期已清零"
NOT_RECHECKED = f"{RECHECK}：{RECHECK_STATES['none']}"
RECHECK_NEVER = "没有复核：清零单和月报一直印“未复核”。"
# Advice on a re-check that can still be drawn, by its state.
RECHECK_FIRST: Mapping[str, str] = {
    "none": "复核没抽，清零单和月报一直印“未复核”。先去抽：revisit recheck freeze {month}",
    "frozen": "复核名单已封，还没抽。先去抽：revisit recheck draw {month} --seed 种子",
}
DRY = "以上是预演，什么也没有写入。"
PRINT = "打印清零单：revisit close {month} --certificate -o 清零单_{month}.xlsx"


def listed(certificate: Certificate) -> tuple[str, str]:
    """Return the name of N, and N as a sum."""
    if not certificate.has_added:
        return LISTED_BEFORE, str(certificate.list_size)
    parts = CallList(certificate.list_size, certificate.unlisted.total, is_locked=True)
    return LISTED, listing.sum_words(parts)


def sections(certificate: Certificate) -> Mapping[str, str]:
    """Return the name of each tally of a certificate."""
    return SECTIONS if certificate.has_added else SECTIONS_BEFORE


def obstacle_lines(month: str, left: Sequence[Obstacle]) -> Iterator[str]:
    """Yield a line for each obstacle, and for each kind how many more there are."""
    shown: Counter[ObstacleKind] = Counter()
    for each in left:
        shown[each.kind] += 1
        if shown[each.kind] <= LINES_AT_MOST:
            line = LINE.format(
                kind=KINDS[each.kind],
                subject=each.subject,
                name=each.name,
                state=state_of(each),
                command=each.command,
            )
            yield re.sub(r"(?<=\S) +", " ", line).replace(" （", "（")
    for kind, count in shown.items():
        if count > LINES_AT_MOST:
            command = LISTS[kind].format(month=month)
            yield MORE.format(kind=KINDS[kind], count=count - LINES_AT_MOST, command=command)


def state_of(left: Obstacle | Carried) -> str:
    """Return in words the state of what is left or was carried over, and whether it is late."""
    verdict = "" if left.verdict is None else VERDICTS[left.verdict]
    return "，".join(filter(None, (left.state, verdict)))


def advice(month: str, left: Sequence[Obstacle], carriable: Collection[ObstacleKind]) -> str:
    """Return what to do to clear a month: carrying over, if all that is left may be carried."""
    open_ones = [each for each in left if each.kind in carriable]
    if len(open_ones) < len(left):
        return NO_ADVICE
    carries = " ".join(f"--carry {each.kind}:{each.subject}" for each in open_ones[:3])
    if len(open_ones) > 3:
        carries += ELLIPSIS
    return ADVICE.format(month=month, carries=carries)


def balance(parts: Iterable[tuple[str, int]], total: int, section: str) -> str:
    """Return a sum, such as ``40 ＝ 接通 38 ＋ 拒访 2``."""
    if not total:
        return NONE
    names = PARTS[section]
    sum_of_parts = PLUS.join(f"{names[kind]} {count}" for kind, count in parts)
    return BALANCE.format(total=total, parts=sum_of_parts)
