"""Words of the symposium."""

from datetime import datetime

from revisit_cli.records.code import ChairRole, SymposiumNote
from revisit_cli.records.draws.invitation import InvitationsListed

ROLES: dict[ChairRole, str] = {"chief": "局主要领导", "deputy": "局分管领导"}
ALL = ("全部", "all")
NOTES: dict[SymposiumNote, str] = {
    "not_drawn": "没有抽取记录：制度规定由机关纪委随机抽取",
    "below_ten": "到会企业不足{least}家",
    "above_fifteen": "到会企业超过{most}家",
    "uninvited": "写到会、缺席的企业里，有不在受邀之列的，请核对",
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
    "序号", "名次", "企业", "联系人", "电话", "答复（参加、谢绝）", "到会签到",
)  # fmt: skip
LETTER_SHEET, LETTER_TITLE = "邀请函", "邀请函"
LETTER = (
    "{firm}：",
    "　　为听取企业对涉企服务的意见建议，{bureau}定于{at}在{place}召开企业座谈会，由局主要领导或分管领导主持。"
    "贵单位经随机抽取受邀，请派负责人或熟悉办事情况的同志参加。",
    "　　议题：一、工作人员的服务态度、一次性告知、办理时限；二、有没有多头跑、体外循环、乱设前置条件和环节的情形；"
    "三、对改进服务的意见建议，企业发展中的困难问题。",
    "　　能否参加，请填好回执交回，或电话告知。会上提出的问题，由本局按期限办理、答复。",
)
LETTER_SIGNED = ("{bureau}（盖章）", "　　年　　月　　日")
SLIP_CUT, SLIP_TITLE = "………………………………　沿此线剪下交回　………………………………", "回　执"
SLIP = (
    ("企业名称", "{firm}"), ("能否参加", "☐参加　　☐不能参加，原因："), ("参加人姓名、职务", ""),
    ("联系电话", ""), ("想提的问题", ""),
)  # fmt: skip
RESERVE = "递补"
BLANK_PLACE = "　　　　　　　　"


def letter_of(
    listed: InvitationsListed, firm: str, bureau: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return a firm's letter: its paragraphs, the signature lines, and the reply slip."""
    facts = {
        "firm": firm,
        "bureau": bureau,
        "at": _moment(listed.held_at),
        "place": listed.place or BLANK_PLACE,
    }
    return (
        tuple(each.format_map(facts) for each in LETTER),
        tuple(each.format_map(facts) for each in LETTER_SIGNED),
        tuple((head, text.format_map(facts)) for head, text in SLIP),
    )


def _moment(at: datetime | None) -> str:
    if at is None:
        return "　　月　　日　　时"
    clock = f"{at.hour}时" + (f"{at.minute}分" if at.minute else "")
    return f"{at.year}年{at.month}月{at.day}日{clock}"


def meeting_words(listed: InvitationsListed) -> str:
    """Return time and place of a symposium in words, with blanks for what is not fixed."""
    at, place = _moment(listed.held_at), listed.place or BLANK_PLACE
    return f"时间：{at}　地点：{place}　{listed.draw} 号抽取，候补 {listed.reserve_count} 家"
