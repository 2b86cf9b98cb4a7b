"""Words of doubts about records: contradictions and signals."""

from collections.abc import Mapping

from revisit_cli.records.code import DoubtKind, FindingState

KINDS: Mapping[DoubtKind, str] = {
    "not_called": "没接到过",
    "not_ours": "不是本人号码",
    "too_short": "太短",
    "in_a_row": "成串",
    "one_number": "一号多户",
    "off_hours": "非工作时间",
}
STATES: Mapping[FindingState, str] = {
    "suspected": "存疑",
    "confirmed": "已认定",
    "dismissed": "不成立",
}
