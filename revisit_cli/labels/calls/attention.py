"""Words of the supervisor's list."""

from revisit_cli.records.code import AttentionReason

REASONS: dict[AttentionReason, str] = {
    "past_due": "过截止",
    "broken": "失约",
    "asks_number": "两天三次没通",
    "returned": "等单位补号",
    "denied": "称未办理过",
}
HEADINGS = ("号", "企业", "为什么", "状态", "次数", "最近由", "时间")
EMPTY = "：没有需要过问的"
