"""Rows of calls: a record each, or every flaw with its cell."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.policy.calls.row import answers_of, entry_of
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import BEIJING
from revisit_cli.records.workbooks.grid import Cell, CellError
from revisit_cli.rulebook.loader import form

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=BEIJING)


def one(**cells: Cell) -> TableRow:
    return TableRow("甲", 4, cells, {name: n for n, name in enumerate(cells)})


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"outcome": "接通", "overall": "满意"}, {"overall": "satisfied"}),
        ({"outcome": "partial", "integrity": "无"}, {"integrity": "no"}),
        ({"outcome": "接通", "overall": "不满意", "days": "３天"}, {"days": 3}),
    ],
)
def test_answers_are_read_by_word_or_code(row: dict[str, str], codes: dict[str, object]) -> None:
    record = entry_of(one(call="１２", **row), NOW).record
    assert record is not None
    assert record.call == 12
    for name, code in codes.items():
        answer = record.answers.answer(name)
        assert answer is not None
        assert code in (answer.code, answer.number)


@given(
    st.sampled_from(sorted(OUTCOMES)),
    st.fixed_dictionaries(
        {each.code: st.sampled_from(["", *each.words.values(), "胡说"]) for each in form().coded}
    ),
)
def test_a_row_is_a_record_or_has_flaws_never_both(
    outcome: CallOutcome, answers: dict[str, str]
) -> None:
    row = one(call=1, outcome=OUTCOMES[outcome], at=NOW, **answers)
    entry = entry_of(row, NOW, needs_at=True)
    assert (entry.record is None) == bool(entry.flaws)
    wrong = {name for name, text in answers.items() if text == "胡说"}
    assert wrong <= {flaw.column for flaw in entry.flaws}
    if entry.record is not None:
        assert entry.record.outcome == outcome


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2026, 11, 25, 9, 30, tzinfo=None), "2026-11-25T09:30:00+08:00"),
        (date(2026, 11, 25), "2026-11-25T00:00:00+08:00"),
        ("11-25 9:30", "2026-11-25T09:30:00+08:00"),
        ("昨天 下午3点", "2026-11-25T15:00:00+08:00"),
    ],
)
def test_a_contacts_own_time_is_a_date_cell_or_words(cell: Cell, moment: str) -> None:
    record = entry_of(one(call=1, outcome="占线", at=cell), NOW).record
    assert record is not None
    assert record.at is not None
    assert record.at.isoformat() == moment


def test_nothing_said_is_no_suggestion() -> None:
    for text in ("无", "没有", "-", ""):
        record = entry_of(one(call=1, outcome="占线", suggestion=text), NOW).record
        assert record is not None
        assert record.suggestion is None


def test_an_error_cell_is_a_flaw_of_its_own() -> None:
    flaws = entry_of(one(call=1, outcome=CellError("#N/A")), NOW).flaws
    assert [flaw.column for flaw in flaws] == ["outcome"]
    assert "#N/A" in flaws[0].what


@pytest.mark.parametrize("field", ["outcome", "call", "at", "days", "suggestion"])
def test_an_error_cell_is_told_once(field: str) -> None:
    cells: dict[str, Cell] = {"call": 1, "outcome": "占线", field: CellError("#REF!")}
    assert [flaw.column for flaw in entry_of(one(**cells), NOW).flaws].count(field) == 1


def test_a_further_units_row_holds_answers_alone() -> None:
    answers, flaws = answers_of(one(overall="不满意", suggestion="快一点", days=CellError("#N/A")))
    assert answers.code("overall") == "dissatisfied"
    assert [flaw.column for flaw in flaws] == ["days", "suggestion"]
