"""Words of the symposium."""

from revisit_cli.records.code import ChairRole, SymposiumNote
from revisit_cli.records.draws.invitation import InvitationsListed

ROLES: dict[ChairRole, str] = {"chief": "局主要领导", "deputy": "局分管领导"}
ALL = ("全部", "all")
NOTES: dict[SymposiumNote, str] = {
    "not_drawn": "没有抽取记录：制度规定由机关纪委随机抽取",
    "below_ten": "到会企业不足{least}家",
    "above_fifteen": "到会企业超过{most}家",
    "uninvited": "有到会企业不在受邀之列",
    "unaccounted": "有受邀企业未写到会或缺席",
    "before_draw": "召开日期早于抽取日期：制度规定先抽取、后召开，请核对 --on 或 --draw",
    "held_late": "半年已过才开，算迟开",
    "special_unexplained": "加开未写明理由（--reason）：制度规定特殊情况才随时召开",
}
EXTRA = "（加开）"
PRESENT, ABSENT = "到会", "缺席"
INVITATION_SHEET = "邀请名单"
INVITATION_TITLE = "{scope}座谈回访邀请名单"
INVITATION_HEADINGS = (
    "序号", "名次", "企业", "联系人", "电话", "列入邀请时间", "答复（参加、谢绝）", "到会签到",
)  # fmt: skip
RESERVE = "递补"


def meeting_words(listed: InvitationsListed) -> str:
    """Return when and where a symposium is held, blank where it is not settled."""
    at = "　　月　　日　　时" if listed.held_at is None else f"{listed.held_at:%Y-%m-%d %H:%M}"
    place = listed.place or "　　　　　　　　"
    return f"{listed.draw} 号抽取　时间：{at}　地点：{place}　候补 {listed.reserve_count} 家"
