"""Words of the ledgers' discipline: suspicions, decisions, talks."""

from revisit_cli.labels.text import minute
from revisit_cli.records.code import Escalation, FindingKind, FindingState, TalkRole

KINDS: dict[FindingKind, str] = {
    "late": "迟报",
    "missing": "未报",
    "concealed": "瞒报",
    "denied_service": "企业称未办理过",
    "dead_numbers": "空号错号过多",
    "forced_praise": "要求或威胁给好评",
}
STATES: dict[FindingState, str] = {
    "suspected": "待核实",
    "confirmed": "已认定",
    "dismissed": "不成立",
}
# Who holds a talk, by the level of escalation.
TALKERS: dict[Escalation, str] = {"deputy": "机关纪委", "chief": "局党组指定专人"}
ROLES: dict[TalkRole, str] = {
    "deputy": "分管负责人",
    "officer": "科室承办人",
    "either": "分管负责人或科室承办人",
    "chief": "主要负责人",
}
TO_TALK = "应由{talker}约谈{role}"
TALKED = "{day} {by}约谈{whom}"
SEALED = "（已封存）"
RECHECKED, DOUBTED = "复核时所说", "存疑 {doubt} 号的依据"


def basis(kind: str, subject: str, detail: str | None) -> str:
    """Return the grounds of a suspicion in words; ``detail`` is what its subject refers to."""
    what, _, name = subject.partition(":")
    if kind == "late":
        came = minute(detail)
        return f"台账 {came} 才收到"
    if kind == "missing":
        return "到期未报，也没有零报告"
    if kind == "concealed" and what == "month":
        return "零报告或按时报的行之后，又逾期补报了更多的行"
    if kind == "concealed":
        return f"{name}：其他系统或投诉里有，台账没有"
    if kind == "denied_service":
        return f"{detail or ''}称未办理过（{name} 号电话）"
    if kind == "dead_numbers":
        return "空号错号超过设定的比例"
    return f"{detail}反映（{name} 号电话）" if what == "call" else "企业反映，内容只供机关纪委查阅"


def about(unit: str | None, doubt: int | None, *, is_recheck: bool) -> str:
    """Return the subject of confidential words: a unit, a re-check, or a doubt about a record."""
    if is_recheck:
        return RECHECKED
    return DOUBTED.format(doubt=doubt) if doubt is not None else unit or ""


def talk(talker: str, role: TalkRole, name: str | None) -> str:
    """Return in words who is to hold a talk with whom."""
    whom = ROLES[role] + (f"（{name}）" if name else "")
    return TO_TALK.format(talker=talker, role=whom)
