"""Words for importing call records: headings of columns, and results and faults of rows."""

from collections.abc import Iterable, Iterator

from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.sheet import HIDDEN, KNOWN, answered
from revisit_cli.labels.rules.answer import answer_word
from revisit_cli.labels.rules.form import per_unit
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.records.calls.entry import RowResult, Said
from revisit_cli.records.code import KeyedState
from revisit_cli.rulebook.loader import form

# Further headings of each field, besides its English name and the word on our own sheets; those of
# the questions are in ``rulebook``.
_OTHER = {
    "call": "号 编号 电话编号 电话号码编号 id",
    "token": "凭号",
    "firm": "企业 公司名称 单位名称 服务对象(企业) 服务对象 firm_name",
    "unit": "评价单位 科室 单位科室",
    "outcome": "回访结果 通话结果 拨打结果",
    "respondent": "姓名 被访人姓名 受访人",
    "phone": "所拨号码 拨打号码",
    "at": "通话时间 拨打时间 时间 回访日期",
    "callback": "约定时间 再拨时间",
    "words": "情况 说明 备注 原话",
    "evidence": "依据",
    "second_person": "第二人",
    "tags": "标签 tag",
    "new_phone": "新号码 补的号码",
    "callback_with": "与谁约定",
    "callback_by": "由谁再拨",
    "callback_party": "约定的对方",
}
_FURTHER = {
    "phone": "所拨号码",
    "evidence": "依据",
    "second_person": "第二人",
    "new_phone": "新号码",
    "callback_with": "与谁约定",
    "callback_by": "由谁再拨",
    "callback_party": "约定的对方",
}
STDIN = "标准输入"
NEEDED = "电话号、结果"
NEEDED_PACKET = "企业名称、结果、校验"
EXAMPLE = '{"call":12,"outcome":"接通","overall":"满意","at":"2026-11-26T09:30"}'
RESTRICTED = "（只对机关纪委可见）"
NONE = "（空）"
ROW_STATES: dict[KeyedState, str] = {
    "recorded": "记入",
    "same": "已记过",
    "blank": "未填",
    "conflict": "有出入",
    "held": "待改",
}

# The forms of which each firm has one: 「回访记录表（详见附表1）」.
PRINTED = ("附表1", "附表2")

MISSING = "缺“{field}”"
NAME_UNKNOWN = "不认识“{name}”这一项"
CALL_UNREADABLE = "电话号“{text}”不是数字"
MARK_UNREADABLE = "领取凭号“{text}”不是数字"
CELL_ERROR = "是公式错误 {code}"
NOT_OURS = "“{firm}”不在发出的表上（没有领取凭号和校验），不收；单独记：revisit calls record 电话号"
ALTERED = "隐藏列里的电话号、凭号或企业名称被改过或错了行，不收；请照原表恢复这一行"
PACKET_UNKNOWN = "不是从这个数据文件发出的表，不收"
TWO_VERSIONS = "交回的几份表里，这一户填得不一样：另一处是 {place}"
FURTHER_UNIT_ALONE = "这一行是同一企业的另一家单位，但企业那一行没有填结果"
FURTHER_UNIT_WRONG = "这一行只能填对单位的评价，“{field}”请填在企业那一行"
UNIT_GONE = "这家单位已不在这一户的台账里，这一行的回答不收；记到现在的单位：revisit calls record 电话号 --unit 单位"
UNANSWERED = "对{unit}没有回答：{questions}。空着的格，只有上面是不指责人的回答才算同上"
# The same for a row that is recorded all the same.
UNANSWERED_KEPT = (
    "对{unit}没有回答：{questions}（空着的格，只有上面是不指责人的回答才算同上），"
    "记为“答了一部分”，不再拨打"
)
INCOMPLETE = "对{unit}没有回答：{questions}，记为“答了一部分”，不再拨打"
UNDONE = "这一条记过，后来被撤销；要重新记：revisit calls record 电话号"
FIRM_DIFFERS = "第 {call} 号电话是“{firm}”，表上写的是“{named}”，对不上"
FINAL_ELSEWHERE = "这一户已有别的记录，没有覆盖"


def names() -> dict[str, str]:
    """Return the word of every column, by its field."""
    return dict((*KNOWN, *answered(), *HIDDEN)) | _FURTHER


def headings() -> dict[str, tuple[str, ...]]:
    """Return all headings that a column may have, by field, its own word first."""
    own = dict((*KNOWN, *answered(), *HIDDEN))
    asked = form()
    further = {name: tuple(words.split()) for name, words in _OTHER.items()}
    for each in asked.questions:
        further[each.code] = (each.label, *each.names, *each.columns)
    for each in asked.of_units:
        if each.words_field:
            further[each.words_field] = each.words_columns
    return {
        name: tuple(
            dict.fromkeys((name, *([own[name]] if name in own else ()), *further.get(name, ())))
        )
        for name in dict.fromkeys((*own, *further))
    }


def missing_lines(missing: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield a line for each unit whose missing answers make its call one answered in part."""
    for unit, questions in missing:
        labels = LISTED.join(form().question(code).label for code in questions)
        yield INCOMPLETE.format(unit=unit, questions=labels)


def value_shown(field: str, value: Said) -> str:
    """Return the value of a field of a record in words."""
    if not isinstance(value, str):
        asked = form().question(field)
        return per_unit([(unit, answer_word(asked, answer)) for unit, answer in value])
    if field == "outcome":
        return next((word for code, word in OUTCOMES.items() if code == value), value)
    return minute(value) if field == "at" else value


def place(file: str, sheet: str, row: int, cell: str | None = None) -> str:
    """Return the place of a row, or of a cell, in words."""
    where = f"{file}{f'［{sheet}］' if sheet else ' '}第 {row} 行"
    return f"{where} {cell}" if cell else where


def row_lines(row: RowResult) -> list[str]:
    """Return the lines about a row: its faults, missing answers, and both sides of a conflict."""
    firm = f" {_shown(row.firm)}" if row.firm else ""
    lines = [
        f"  {place(row.file, row.sheet, row.row, cell)}{firm}：{_shown(what)}"
        for cell, what in (*row.flaws, *row.notes)
    ]
    known = names()
    lines += [
        f"    {known.get(each.column, each.column)}：已记 {_shown(each.kept)}｜表上 {_shown(each.given)}"
        for each in row.differences
    ]
    return lines


def _shown(text: str) -> str:
    """Return a cell's text on one line, without control characters."""
    return "".join(each if each.isprintable() else " " for each in text)
