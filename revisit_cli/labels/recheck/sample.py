"""Words for the sample of a re-check."""

from revisit_cli.labels.draws.sample import drawn_lines, nth
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.recheck.sample import RecheckDrawn, RecheckFrozen
from revisit_cli.rulebook.periods import month_parts

SHEET_FILE = "复核抽取表.xlsx"
SHEET, SHEET_TITLE = "复核抽取表", "回访复核随机抽取表"
HEADINGS = ("名次", "企业", "回访编号", "结果", "校验值")
DRAWN, IN_RESERVE = "抽中", "补抽备用"
SEED_FROM_UNKNOWN = "未注明（请在下面签名）"
CENSUS = "全部复核，不必抽取"


def under(frozen: RecheckFrozen) -> str:
    """Return the line under a sheet's title: the month, and which sample of it."""
    year, number = month_parts(frozen.month)
    return f"{year}年{number}月期　{nth(frozen.nth)}"


def state(*, is_selected: bool) -> str:
    """Return whether a call is in the sample or in reserve, in words."""
    return DRAWN if is_selected else IN_RESERVE


def _size_words(frozen: RecheckFrozen) -> str:
    """Return the size of a sample in words, and the rule for it."""
    if frozen.is_census:
        return f"{frozen.size} 通（{CENSUS}）"
    more = "" if frozen.size == frozen.least else f"，按规则至少 {frozen.least} 通"
    return f"{frozen.size} 通（b＝{frozen.percent}%{more}；封名单时定下）"


def details(drawn: RecheckDrawn, log: LogHead, origin: str) -> list[tuple[str, str]]:
    """Return the facts above the ranks on a re-check's sheet: names and values."""
    frozen = drawn.frozen
    pool = f"完成的回访 {frozen.pool.count} 通，{_size_words(frozen)}"
    pairs = drawn_lines(drawn, pool, SEED_FROM_UNKNOWN, log, origin)
    if frozen.reason:
        pairs.append(("再次抽取理由", frozen.reason))
    return pairs


def frozen_lines(frozen: RecheckFrozen) -> list[str]:
    """Return a frozen sample in a few lines."""
    lines = [
        f"{frozen.month} 期复核名单　{nth(frozen.nth)}　完成的回访 {frozen.pool.count} 通",
        f"抽取 {_size_words(frozen)}",
        f"名单核对码（SHA-256）{frozen.pool.sha256}",
    ]
    return [*lines, *([f"理由：{frozen.reason}"] if frozen.reason else [])]
