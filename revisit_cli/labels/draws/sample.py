"""Words of the draw for the symposium."""

from revisit_cli.labels.text import in_fours, minute
from revisit_cli.records.code import FaultOfDraw
from revisit_cli.records.draws.sample import FirmsDrawn, RankedFirm
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.recheck.sample import RecheckDrawn
from revisit_cli.rulebook.periods import half_parts, month_parts

FAULTS: dict[FaultOfDraw, str] = {
    "pool_changed": "封好的名单与其核对码不符",
    "pool_not_as_logged": "封好的名单与记录簿所记的核对码不符",
    "count_changed": "封好的名单的家数与记录簿所记不符",
    "size_changed": "抽取家数与封名单时记录簿所记不符",
    "not_in_log": "记录簿中没有这次封名单",
    "seed_changed": "种子与抽取时记录簿所记的核对码不符",
    "rank_differs": "名次与重算结果不符",
    "ranks_missing": "名次的条数与重算结果不符",
}
SHEET_FILE = "抽取表.xlsx"
SHEET, ALL_RANKS = "抽取表", "全部名次"
SHEET_TITLE = "座谈回访企业随机抽取表"
HEADINGS = ("名次", "企业", "席位单位", "结果", "校验值")
SIGNERS = ("机关纪委（签名）：", "局营商办（签名）：", "见证人（签名）：", "日期：")
ALL_INVITED = "名单不多于抽取家数，不必抽取，全部邀请（解读R10）。"
BELOW_TEN = "名单不足{least}家。"
HOW_TO_REDO = (
    "复核：任何人在同一文件夹运行 sh verify.sh，只用 sha256sum 和 sort，"
    "按名单和种子重算全部名次，得出的全部校验值写在 ranks.txt。校验值为 SHA-256，由大到小排名；本表只印前16位。"
)
HALVES = ("上", "下")
REST_BELOW = "其余候补见“全部名次”一页。"


def nth(count: int) -> str:
    """Return in words which draw of its half-year or month a draw is."""
    return f"第{count}次抽取"


def scope_words(half: str | None, month: str | None) -> str:
    """Return a half-year or month as in headings."""
    if half:
        year, number = half_parts(half)
        return f"{year}年{HALVES[number - 1]}半年"
    if not month:
        return ""
    year, number = month_parts(month)
    return f"{year}年{number}月"


def state(ranked: RankedFirm) -> str:
    """Return the state of a ranked firm in words: drawn, reserve, declined."""
    if ranked.declined_at:
        return f"谢绝：{ranked.decline_reason}"
    if ranked.rank.is_selected:
        return "入选"
    return "递补邀请" if ranked.invited_at else "候补"


WITH_SEED = "名单与种子同时给出"
SEED_FROM = "提供人"
UNNAMED = "未注明　签名：＿＿＿＿＿＿＿＿"


def drawn_lines(
    drawn: FirmsDrawn | RecheckDrawn, pool: str, unnamed: str, log: LogHead, origin: str
) -> list[tuple[str, str]]:
    """Return the lines about a draw or a re-check: ``pool`` in words, seed, time and log.

    ``unnamed`` stands for the name of who gave the seed, if none is known.
    """
    frozen = drawn.frozen
    return [
        ("名单", f"{pool}　{minute(frozen.frozen_at)} 封名单　{frozen.by}"),
        ("名单核对码", in_fours(frozen.pool.sha256)),
        ("种子", f"{drawn.seed}　　{SEED_FROM}：{drawn.seed_from or unnamed}"),
        ("抽取", f"{minute(drawn.drawn_at)}　{drawn.by}　算法 {drawn.algorithm}"),
        ("记录簿", f"{log.size} 条　核对码 {in_fours(log.head)}　来源 {in_fours(origin)}"),
    ]


def details(drawn: FirmsDrawn, log: LogHead, origin: str) -> list[tuple[str, str]]:
    """Return the facts above the ranks on a draw's sheet: names and values."""
    frozen = drawn.frozen
    pool = f"{frozen.pool.count} 家，抽取 {frozen.size} 家（封名单时定下）"
    pairs = drawn_lines(drawn, pool, UNNAMED, log, origin)
    if frozen.is_with_seed:
        pairs.append(("名单与种子", WITH_SEED))
    if frozen.pool.strata:
        seats = "、".join(f"{each.unit}{each.seats}席" for each in frozen.pool.strata)
        pairs.append(("各单位席位", seats))
    if frozen.reason:
        pairs.append(("再次抽取理由", frozen.reason))
    if frozen.is_all_invited:
        few = BELOW_TEN.format(least=frozen.least) if frozen.is_below_ten else ""
        pairs.append(("说明", few + ALL_INVITED))
    return pairs
