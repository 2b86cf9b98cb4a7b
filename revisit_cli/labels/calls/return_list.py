"""Words of the lists of bad telephone numbers that units get."""

from revisit_cli.records.code import BadNumber, NumberState
from revisit_cli.records.ledgers.number import NumberCount

FILE = "补号码_{month}_{unit}.xlsx"
SHEET = "补号码"
TITLE = "{unit}：{month} 期联系不上的企业　{count} 户"
INSTRUCTION = (
    "以下企业登记的号码有误、停机或联系人已离职，请核实后在白色格子里填上新号码和联系人，{due} 前交回营商办。"
    "一户有几个号码的写在一格里，用顿号隔开；灰色格子不要动。"
)
# The columns of the list: field and heading.
KNOWN = (
    ("number", "序号"),
    ("firm", "企业名称"),
    ("matter", "办理事项"),
    ("numbers", "原联系人和号码"),
    ("wrong", "问题"),
)
FILLED = (("new_phone", "新号码"), ("contact", "联系人"), ("remark", "备注"))
HIDDEN = (("call", "电话号"),)
NEEDED = "企业名称（或电话号）、新号码"
WRONGS: dict[BadNumber, str] = {"wrong": "号码有误", "dead": "停机空号", "left": "联系人已离职"}
NO_NUMBER = "没有号码"
STRUCK = "（划去{count}）"
ROW_STATES: dict[NumberState, str] = {
    "entered": "登记",
    "same": "已登记过",
    "blank": "未填",
    "held": "待改",
}

FIRM_UNKNOWN = "“{firm}”不在 {month} 期的名单上，或不止一户，请写电话号"
PHONE_UNREADABLE = "新号码认不出"
PHONE_STILL_BAD = "新号码就是已证实打不通的那个号码"
CALL_DONE = "这一户已有最终结果，不再拨打"


def struck(count: int) -> str:
    """Return how many bad numbers were struck, in brackets; "" if none."""
    return STRUCK.format(count=count) if count else ""


def count_words(numbers: NumberCount) -> str:
    """Return how many numbers are bad, and how many no longer are."""
    return f"{numbers.bad}{struck(numbers.struck)}"
