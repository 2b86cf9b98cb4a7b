"""Words on printed forms besides the document's own, and their fonts."""

from collections.abc import Sequence

from revisit_cli.records.code import FlagReason
from revisit_cli.records.form import LedgerPage
from revisit_cli.rulebook.periods import month_parts

# Fonts: of all text, and of titles, heads, notes and codes.
FONT, TITLE_FONT, HEAD_FONT, NOTE_FONT, CODE_FONT = "仿宋", "宋体", "黑体", "楷体", "Consolas"
# Title sizes in points: of a paper that is signed or filed, and of a sheet to fill in on a screen.
TITLE_SIZE, SHEET_TITLE_SIZE = 22, 16
# Words that ask for a blank form.
BLANK = ("blank", "空白")
FORM_NUMBER = "附表 {number}"
PHONE_HEADING = "电 话"
TICKED, UNTICKED = "☑", "☐"
BLANK_NUMBER = "　　　　{measure}"
RESTRICTED = "另行封存"
FILE_NAME = "附表{number}_{title}.xlsx"
NUMBER = "№ {number}"
# For a text that does not fit on its page, and is printed in full on the next one.
CONTINUED = "……（全文见续页）"
MORE_SHEET, MORE_TITLE = "{name} 续页", "{title}（续页）"
WAY = "拨打经过："
ROUND_FILE = "上门行程.xlsx"
ROUND_SHEET = "上门行程"
ROUND_TITLE = "{month} 期上门回访行程"
ROUND_HEADINGS = (
    "号", "企业", "理由", "要问的", "联系人", "电话", "期限", "上门时间", "带队领导", "签字或盖章",
)  # fmt: skip
ROUND_GROUP, NO_PLACE = "{place}　{count} 家", "没有写明辖区或地点"
# What to ask about on a visit, by its reason.
ROUND_ASKED: dict[FlagReason, str] = {
    "complaint": "投诉的事办到哪一步，是否满意",
    "petition": "信访的事办到哪一步，是否满意",
    "overdue_completion": "超期的原因，造成什么影响",
    "hard_to_do": "难在哪个环节，希望怎样办",
    "bad_review": "差评为什么，改正得怎样",
    "key_project": "项目落地还有什么要解决",
    "dissatisfied": "对哪家单位、哪件事不满意",
    "extra_trips": "跑了哪几处、各几趟",
    "unreachable": "核对联系人和电话，补问附表上的各题",
}
FOOT = f'&"{FONT},Regular"&9'
PAGE_FOOTER = f"&C{FOOT}第 &P 页，共 &N 页"
# Said of a text that is typed where a list is offered.
ONE_OF_LIST = "请从下拉选项中选"


def per_unit(answers: Sequence[tuple[str, str]], between: str = "；") -> str:
    """Return several units' answers in one cell; an answer that all of them share stands alone.

    "" is no answer: it differs from the other units' answers.
    """
    if len({text for _, text in answers}) == 1:
        return answers[0][1]
    return between.join(f"{unit}：{text}" for unit, text in answers if text)


def with_words(answer: str, words: str | None) -> str:
    """Return an answer with the words said about it."""
    return f"{answer}（{words}）" if words else answer


LEDGER_FILE = "附表{number}_涉企服务主体统计表.xlsx"
_NOT_IN_A_NAME = dict.fromkeys(map(ord, "[]:*?/\\'"), "·")


def ledger_title(title: str, month: str) -> str:
    """Return the title of 附表3 with its month, such as ``市住建局11月份涉企服务主体统计表``."""
    return title.replace(" ", f" {month_parts(month)[1]} ") if month else title


def ledger_foot(page: LedgerPage) -> str:
    """Return the text beside 说明: how many services and firms a filled page has."""
    return f"共 {len(page.rows)} 件，{len(page.firms)} 户企业" if page.rows else ""


def sheet_name(unit: str, number: int, taken: set[str]) -> str:
    """Return a valid sheet name for a unit that is not ``taken``: at most 31 characters."""
    stem = unit.translate(_NOT_IN_A_NAME)[:26] or f"附表{number}"
    name, count = stem, 1
    while name.lower() in taken:
        count += 1
        name = f"{stem}·{count}"
    taken.add(name.lower())
    return name
