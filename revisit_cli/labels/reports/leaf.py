"""Words and typefaces of the reports that are a page or two."""

import re

SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"
FRONT, BEHIND = "正页", "附页"
SEE_BEHIND = "其余各表见附页。"
CUT = "沿此线剪下交回"
SIGNS = ("制表：", "审核：", "负责人：", "日期：　　　年　　月　　日")
NOUGHT = "—"
OF = "{n}／{of}"
_COUNT = re.compile(r"(\d+\.\d%　)?\d+(／\d+)?|—|[升降]\d+\.\d|持平|[\d.]+天（中位[\d.]+）")


def is_count(text: object) -> bool:
    """Whether a text is a number, a part of a whole, or none of either."""
    return isinstance(text, str) and _COUNT.fullmatch(text) is not None


def count(number: int | None) -> str:
    """Return a count as a table has it: nought is a dash."""
    return str(number) if number else NOUGHT
