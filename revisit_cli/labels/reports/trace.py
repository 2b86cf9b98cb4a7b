"""Words for the rows behind a figure, and for figures calculated from others."""

from collections.abc import Mapping
from typing import Any

from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.call import STATES as CALL_STATES
from revisit_cli.labels.file.audit import TIME_FLAGS
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.ledgers.unit import ROSTER_MOVES
from revisit_cli.labels.problems.problem import STATES as PROBLEM_STATES
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.recheck.doubt import KINDS as DOUBTS
from revisit_cli.labels.recheck.entry import CLASSES
from revisit_cli.labels.reports.month import UNEVALUATED
from revisit_cli.labels.reports.questions import word
from revisit_cli.labels.reports.report import RETRACTIONS
from revisit_cli.labels.rules.setting import ABOUT
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.visit import STATES as VISIT_STATES
from revisit_cli.records.code import FormulaKind, RowKind, Untold
from revisit_cli.records.reports.trace import FigureExplained, FigureRow
from revisit_cli.records.value import Json
from revisit_cli.rulebook.loader import form

TITLE = "出处"
TERM_HEADINGS, SET = ("键", "数"), "所定"
HEADINGS = ("种类", "编号", "企业", "单位", "情况", "见")
KINDS: dict[RowKind, str] = {
    "call": "电话",
    "service": "台账行",
    "evaluation": "评价",
    "visit": "上门",
    "problem": "问题",
    "filing": "报送",
    "firm": "企业",
    "unit": "单位",
    "number": "号码",
    "contact": "接触",
    "correction": "更正",
    "retraction": "撤回",
    "rule": "规则",
    "recheck": "复核",
    "doubt": "存疑",
    "record": "记录",
}
UNTOLD: dict[Untold, str] = {
    "no_count": "这一项不是数出来的，没有出处可列。",
    "confidential": (
        "吃拿卡要的回答只供机关纪委，不列出处；逐件查阅用 revisit duty open --key 私钥文件，每次都会记下谁看过。"
    ),
    "kept": "这一项当时没有数、没有记下（锁定或清零在先），照当时的口径，没有出处可列。",
}
FORMULAS: dict[FormulaKind, str] = {
    "sum": "相加",
    "difference": "相减",
    "ratio": "相除",
    "percent": "相除，化作百分数，留一位小数；不足所定件数的不算",
    "next_up": "多一通；到了全部就没有",
    "month_before": "上期的同一项",
    "mean": "所答各数的平均（答某数的件数在后）",
    "median": "所答各数的中位数（答某数的件数在后）",
    "most_false": "按抽取的通数和不符的通数，以超几何分布精确算出的上限（95%把握）；没有复核完的不算",
    "at_least": "不少于所定件数的才是",
}
EQUALS, PLUS, MINUS, OVER, NONE, NOT_MET, MET = " ＝ ", " ＋ ", " － ", " ÷ ", "不适用", "否", "是"
_TERM, _MADE = "{key}（{figure}）", "{made}：{terms}"
_CARRIED = {"carried": "结转"}


def _plain(*tables: Mapping[Any, str]) -> dict[str, str]:
    return {code: word for table in tables for code, word in table.items()}


_STATES: dict[RowKind, dict[str, str]] = {
    "call": _plain(CALL_STATES, OUTCOMES, _CARRIED),
    "visit": _plain(VISIT_STATES, _CARRIED),
    "problem": _plain(PROBLEM_STATES, _CARRIED),
    "filing": _plain(FILING_STATES),
    "unit": _plain(FILING_STATES, ROSTER_MOVES),
    "firm": _plain(UNEVALUATED, {"pending": "没有打完"}, _CARRIED),
    "recheck": _plain(CLASSES),
    "doubt": _plain(DOUBTS),
    "record": _plain(TIME_FLAGS),
    "retraction": _plain(RETRACTIONS),
    "rule": _plain(ABOUT),
}
_SHOWN = {"call": "calls show {}", "visit": "visits show {}", "symposium": "symposium show {}"}


def row(found: FigureRow, key: str) -> tuple[str | int | None, ...]:
    """Return a row behind a figure, in the order of the headings."""
    return (
        KINDS[found.kind],
        found.id,
        found.firm or "",
        found.unit or "",
        _state_word(found, key),
        seen(found),
    )


def table(found: FigureExplained) -> tuple[tuple[str, ...], list[tuple[Json, ...]]]:
    """Return headings and rows behind a figure: the counted rows, or a formula's figures."""
    if found.formula is not None:
        return TERM_HEADINGS, [(each.key or SET, each.figure) for each in found.terms]
    return HEADINGS, [row(each, found.key) for each in found.rows]


def _state_word(found: FigureRow, key: str) -> str:
    """Return in words what a row is counted as."""
    state = found.state or ""
    if found.kind != "evaluation":
        return _STATES.get(found.kind, {}).get(state, state)
    above, _, code = key.partition(".")
    asked = form().find(code.partition(".")[0]) if above == "questions" else None
    return word(asked or form().overall, state)


def seen(found: FigureRow) -> str:
    """Return the command that shows a row or its subject, "" if there is none."""
    kind, _, number = (found.see or f"{found.kind}:{found.id}").partition(":")
    if kind == "problem":
        return f"problems show {problem_name(int(number))}"
    if kind in _SHOWN:
        return _SHOWN[kind].format(number.partition(":")[0])
    return found.see or ""


def words(found: FigureExplained) -> str | None:
    """Return a figure's formula, or why it has no rows, as a sentence; None if it has rows."""
    if found.untold is not None:
        return UNTOLD[found.untold]
    if found.formula is None:
        return None
    terms = [_TERM.format(key=each.key or SET, figure=_shown(each.figure)) for each in found.terms]
    joins = {"sum": PLUS, "difference": MINUS, "ratio": OVER}
    if found.formula in joins:
        made = joins[found.formula].join(terms)
    else:
        made = _MADE.format(made=FORMULAS[found.formula], terms=LISTED.join(terms))
    return EQUALS.join((found.key, made, _shown(found.figure)))


def _shown(figure: Json) -> str:
    if isinstance(figure, bool):
        return MET if figure else NOT_MET
    return NONE if figure is None else str(figure)
