"""Words of doubts about records: contradictions and signals."""

from collections.abc import Mapping, Sequence

from revisit_cli.records.code import DoubtKind, FindingState
from revisit_cli.records.recheck.doubt import Doubt, SavedCall

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
VOIDED = "复核认定不符（存疑 {doubt} 号）"
NOT_SIGNALS = "分人的满意率只是数字，不是信号；不排名，不打分。"
_TOLD: Mapping[DoubtKind, str] = {
    "too_short": "{day} {clerk}有 {count} 通，从打开卡片到保存不到 {seconds} 秒，念完问句至少要这么久",
    "in_a_row": "{clerk}接连 {count} 通都不到 {seconds} 秒（{first} 至 {last}），其中 {alike} 通回答完全一样",
    "one_number": "同一个号码，{count} 通、{firms} 家企业都记作接通",
    "off_hours": "{day} {clerk}有 {count} 通记在非工作时间（{first} 至 {last}）",
}


def signal_words(doubt: Doubt, calls: Sequence[SavedCall], seconds: int, alike: int) -> str:
    """Return in a sentence why a rule flags these records, without telephone numbers."""
    moments = sorted(each.at for each in calls)
    return _TOLD.get(doubt.kind, "").format(
        clerk=doubt.clerk,
        count=len(doubt.attempts),
        firms=len({each.firm for each in calls}),
        seconds=seconds,
        alike=alike,
        day=f"{moments[0]:%m-%d}" if moments else "",
        first=f"{moments[0]:%m-%d %H:%M}" if moments else "",
        last=f"{moments[-1]:%m-%d %H:%M}" if moments else "",
    )
