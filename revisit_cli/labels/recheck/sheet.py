"""Words of the sheet for re-checkers without this program."""

from collections.abc import Mapping, Sequence

from revisit_cli.labels.calls import entry
from revisit_cli.labels.rules.form import FOOT, PAGE_FOOTER
from revisit_cli.records.code import KeyedState

FOLDER = "复核表_{month}"
FILE = "复核表_{month}_{part}_{checker}.xlsx"
SHEET = "复核表"
TITLE = "{bureau}回访复核表　{month} 期"
WHO = "复核人：{checker}　　所在：{office}　　共 {count} 家"
NO_OFFICE = "　　　　　　　　"
INSTRUCTION = (
    "打电话的人没有记过这一期的回访。先念：「您好，我是{bureau}{office}{checker}。最近营商办给您打过回访电话吗？」"
    "答“打过”的，再问后两问；答别的，后两问空着。没打通的选“没打通”，写时间，隔日换个半天再打，另写一行交回。"
    "只填白格，时间写到分钟（如 12-14 9:30）。表上有完整电话，交回后即删；最后一问只交机关纪委。"
)
# Field and heading of the columns with facts, and of those to fill in.
KNOWN = (("rank", "名次"), ("firm", "企业名称"), ("matter", "办理事项"), ("phones", "电话"))
FILLED = (
    ("answer", "最近营商办打过回访电话吗"),
    ("overall", "总的来看满意吗"),
    ("pressure", "有没有人提示怎么评价"),
    ("words", "怎么提示的（原话）"),
    ("at", "复核时间"),
)
HIDDEN = ("check", "校验")
NEEDED = ("firm", "answer", "check")
NEEDED_TOLD = "企业名称、最近营商办打过回访电话吗、校验"
SIGNS = ("复核人（签名）：", "所在单位（盖章）：", "日期：")
FOOTER = f"&L{FOOT}第 {{id}} 号复核表{PAGE_FOOTER}"
MORE_MATTERS = "另有 {count} 件"
NOT_OURS = "不是发出的复核表上的行，或改动过企业名称、校验，不收"
AT_MISSING = "缺“复核时间”"
AT_IS_DAY = "“复核时间”要写到分钟"
# Rows have no conflicts: each attempt of a re-check is a further one.
ROW_STATES: Mapping[KeyedState, str] = {
    state: word for state, word in entry.ROW_STATES.items() if state != "conflict"
}


def headings() -> Mapping[str, Sequence[str]]:
    """Return the headings that a returned sheet may have, by field."""
    return {field: (heading,) for field, heading in (*KNOWN, *FILLED, HIDDEN)}
