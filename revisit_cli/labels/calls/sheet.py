"""Words of packets: the sheet to fill in, and the printed cards."""

from collections.abc import Collection

from revisit_cli.labels.calls.call import PROBLEM_TAGS, TAG
from revisit_cli.labels.rules.form import FOOT, PAGE_FOOTER, TICKED, UNTICKED
from revisit_cli.labels.text import minute
from revisit_cli.records.code import CallOutcome
from revisit_cli.rulebook.loader import form

NAMES_LISTED = ",;、 "
FOLDER = "回访表_{month}"
FILE = "回访表_{month}_{part}_{clerk}.xlsx"
PAPER_FILE = "拨打卡_{month}_{part}_{clerk}.xlsx"
FORMS_FILE = "附表1_{month}_{part}_{clerk}.xlsx"
BLANK_FILE = "回访补录表.xlsx"
SHEET, PAPER_SHEET = "回访表", "打印稿"
TITLE = "{month} 期电话回访表　{clerk}　第 {part} 份，共 {parts} 份，{count} 户，{due} 前办完"
BLANK_TITLE = "电话回访补录表"
INSTRUCTION = (
    "填法：一户一行，白色格子可填，先选“结果”，再按企业的回答选各项；接通的必须有总体评价，回访时间写到分钟（如 11-26 9:30）。"
    "一户有几家单位的，一家一行：第二行起空着，只有上面是好、一般、告知“是”、多头跑“否”、没有、满意才算同上；其余的回答、天数、原话各填各的。"
    "没打的行空着，分几次交回都行；灰色格子不要动。"
    "表上有完整电话，用完即删，不要转发。"
)
BLANK_INSTRUCTION = (
    "一行一次拨打：电话号、结果、回访时间必填，其余按企业的回答选填；领取凭号照卡片上的抄。"
    "一户有几家单位的，不指责人的回答可以一行记几家；其余的回答、天数、原话要填“单位”，一家一行。"
    "填好后运行 revisit calls record --from 本文件。"
)
SAME = "（好的空着同上，其余各填）"
MORE = "〃"
FOOTER = f"&L{FOOT}{{number}}{PAGE_FOOTER}"
PAPER_TOLD = "一户两行：上行是台账上的，下行照着打勾、填写；回头填进“回访表”一页再交回。表上有完整电话，用完销毁。"
# What is filled in by hand besides the questions: in the firm's first row, and in each further row.
PAPER_FIRST = (
    "结果＿＿＿＿＿　{answers}\n"
    "被访人＿＿＿＿＿　＿＿月＿＿日＿＿时＿＿分　约定再拨＿＿＿＿＿＿＿　"
    "意见困难＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿　{tags}"
)
PAPER_FURTHER = "{answers}"
PACKET_NUMBER = "第 {id} 号包"

# The columns with the facts of a call: field and heading.
KNOWN = (
    ("number", "序号"),
    ("firm", "企业名称"),
    ("unit", "单位"),
    ("matter", "办理事项"),
    ("contact", "联系人"),
    ("phones", "电话"),
    ("last", "上次"),
)
HIDDEN = (("call", "电话号"), ("token", "领取凭号"), ("check", "校验"))
# The outcomes offered on a sheet; the others need evidence or a number of tries.
OFFERED: tuple[CallOutcome, ...] = (
    "completed", "partial", "no_answer", "busy", "left_message", "broken_off", "refused_soft",
    "refused_hard", "appointment", "wrong_number", "dead_number", "contact_left",
    "denies_service",
)  # fmt: skip


def tag_line(tags: Collection[str] = ()) -> str:
    """Return a box for each known tag, ticked if it was given, followed by any other tags."""
    boxes = [f"{TICKED if word in tags else UNTICKED}{word}" for word in PROBLEM_TAGS.values()]
    others = [f"{TICKED}{tag}" for tag in tags if tag not in PROBLEM_TAGS.values()]
    return f"{TAG}：{' '.join((*boxes, *others))}"


def answered() -> tuple[tuple[str, str], ...]:
    """Return the columns to fill in, field and heading; those of answers are 附表1's own."""
    asked = form()
    heads = [(each.code, each.heads[1]) for each in (*asked.of_units, *asked.of_call)]
    apart = [(each.words_field, each.words_head) for each in asked.of_units if each.words_head]
    return (
        ("outcome", "结果"),
        *heads,
        ("respondent", "被访人"),
        ("at", "回访时间"),
        ("callback", "约定再拨"),
        ("words", "情况说明"),
        ("tags", TAG),
        *apart,
    )


def numbered_clerk(number: int) -> str:
    """Return the name of a packet that has no clerk yet."""
    return f"{number}号表"


def last_time(at: str, outcome: str, count: int) -> str:
    """Return the last attempt in short: when, outcome, and which attempt it was."""
    return f"{minute(at)[5:]} {outcome}（第 {count} 次）"


def not_before(at: str) -> str:
    """Return when a firm may be called again."""
    return f"{minute(at)[5:]} 起再拨"


PAPER_TITLE = "{month} 期电话拨打卡　{clerk}　第 {first}–{last} 户，共 {count} 户，{due} 前办完"
PAPER_FOOT = "卡上有完整电话，用完销毁。补录：revisit calls sheet --blank 填好后 revisit calls record --from 文件，电话号和凭号照抄。"
CARD_NUMBER = "电话号 {call}　凭号 {token}"
CARD_LINES = {
    "who": "联系",
    "units": "单位事项",
    "last": "上次",
    "outcome": "结果",
    "texts": "意见／困难",
    "time": "回访时间",
}
# Text with room to write above, and beside it.
CARD_TEXTS = "\n　　　　　　　　　{tags}"
CARD_TIME = "　　月　　日　　时　　分　　被访人：　　　　　　约定再拨：　　　　　　情况："
# The sheet with the QR codes of a packet.
CODES = "扫码拨号"
