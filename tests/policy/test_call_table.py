"""Rows of calls under any headings: read by words, faults by cell."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.packet import NoCallTable
from revisit_cli.labels.answer import ANSWERS
from revisit_cli.labels.call import OUTCOMES
from revisit_cli.labels.call_entry import HEADINGS
from revisit_cli.policy.call_table import cell_at, entry_of, from_records, read
from revisit_cli.records.call_entry import TableRow
from revisit_cli.records.context import BEIJING
from revisit_cli.records.grid import Cell, CellError, Sheet, Workbook

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=BEIJING)
NEEDED = ("call", "outcome")


def book(*rows: Sequence[Cell], hidden: bool = False) -> Workbook:
    sheet = Sheet("甲", tuple(tuple(row) for row in rows), is_hidden=hidden)
    return Workbook("甲.xlsx", "0" * 64, 1, "xlsx", (sheet,))


def one(**cells: Cell) -> TableRow:
    return TableRow("甲", 4, cells, {name: n for n, name in enumerate(cells)})


def test_no_heading_means_two_fields() -> None:
    words = [word for found in HEADINGS.values() for word in found]
    assert len(words) == len(set(words))


@given(st.data())
def test_a_table_is_read_under_any_of_its_headings_in_any_order(data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(HEADINGS)))
    headings = [data.draw(st.sampled_from(HEADINGS[name])) for name in order]
    above: list[Sequence[Cell]] = [["标题"]] * data.draw(st.integers(0, 3))
    (row,) = read(book(*above, headings, [f"值{name}" for name in order]), NEEDED, "")
    assert row.cells == {name: f"值{name}" for name in order}
    assert row.row == len(above) + 2


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
        assert getattr(record.answers, name) == code


@given(
    st.sampled_from(sorted(OUTCOMES)),
    st.fixed_dictionaries(
        {
            question: st.sampled_from(["", *words.values(), "胡说"])
            for question, words in ANSWERS.items()
        }
    ),
)
def test_a_row_is_a_record_or_has_flaws_never_both(outcome: str, answers: dict[str, str]) -> None:
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


def test_hidden_sheets_and_empty_rows_are_not_read() -> None:
    head = ["电话号", "结果"]
    assert len(read(book(head, [1, "占线"], [None, ""], ["", None]), NEEDED, "")) == 1
    with pytest.raises(NoCallTable):
        read(book(head, [1, "占线"], hidden=True), NEEDED, "")


def test_json_records_keep_their_line_numbers() -> None:
    rows = from_records(
        [{"call": 1}, {}, {"call": 2, "one-time-notice": "yes", "tags": ["a", "b"]}]
    )
    assert [row.row for row in rows] == [1, 3]
    assert rows[1].cells == {"call": 2, "one_time_notice": "yes", "tags": "a、b"}


@pytest.mark.parametrize(("column", "name"), [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7")])
def test_a_cell_has_its_sheets_own_name(column: int, name: str) -> None:
    assert cell_at(column, 7) == name
