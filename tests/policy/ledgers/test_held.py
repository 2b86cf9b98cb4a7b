"""Which later row puts a held one right, and which held rows a new version has no more."""

from typing import Any

import pytest

from revisit_cli.policy.ledgers.held import held_gone, put_right
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.records.ledgers.stored import HeldService

TEXTS = {
    "unit": "审批科",
    "date_text": "11月3日",
    "matter": "许可",
    "firm": "示例甲有限公司",
    "contact": "某甲",
    "phone_text": "13800000001",
}


def _held(**changes: Any) -> HeldService:
    stored = {"unit": "unit_text", "firm": "firm_text", "contact": "contact_text"}
    texts = {stored.get(name, name): text for name, text in {**TEXTS, **changes}.items()}
    return HeldService(id=7, unit=1, file=2, filing=None, received_at="", **texts)


def _row(state: str = "accepted", **changes: Any) -> DecidedRow:
    empty: dict[str, Any] = dict.fromkeys(ReadRow._fields)
    read = ReadRow(**{**empty, **TEXTS, **changes})
    return DecidedRow(read, "2026-11", "审批科", state, (), "甲")  # type: ignore[arg-type]


@pytest.mark.clause("R14")
@pytest.mark.parametrize(
    ("held", "row", "is_right"),
    [
        (_held(date_text="11月33日"), _row(), True),
        (_held(phone_text=""), _row(), True),
        (_held(date_text="11月33日", phone_text=""), _row(), False),
        # Unit and firm alone agree: too little to know a row by.
        (
            _held(matter="", contact="", phone_text="", date_text="11月33日"),
            _row(matter="", contact="", phone_text=""),
            False,
        ),
        (_held(matter="", contact="", date_text="11月33日"), _row(matter="", contact=""), True),
        # A row that is held itself takes the place of one with the same texts alone.
        (_held(), _row("held"), True),
        (_held(date_text="11月33日"), _row("held"), False),
        (_held(), _row("duplicate"), True),
    ],
)
def test_a_row_puts_a_held_one_right_that_differs_in_one_text_at_most(
    held: HeldService, row: DecidedRow, is_right: bool
) -> None:
    assert put_right([held], [row]) == ({7: [row]} if is_right else {})


@pytest.mark.clause("R14", "R29")
def test_several_rows_put_a_cell_right_that_named_several_firms() -> None:
    phones = {"phone_text": "13800000001 13800000002"}
    held = _held(firm="示例甲有限公司、示例乙有限公司", **phones)
    both = [_row(), _row(firm="示例乙有限公司", phone_text="13800000002")]
    assert put_right([held], both) == {7: both}
    assert put_right([held], both[:1]) == {}
    third = _held(firm="示例甲有限公司、示例乙有限公司、示例丙有限公司", **phones)
    assert put_right([third], both) == {}
    # A row of the same day and matter, of a firm that the cell does not name.
    assert put_right([held], [*both, _row(firm="示例丁有限公司")]) == {7: both}
    assert put_right([held], [_row(matter="备案"), both[1]]) == {}


@pytest.mark.clause("R14")
def test_held_rows_are_gone_of_the_ledgers_that_a_new_version_was_held_against() -> None:
    held = [_held()]
    assert held_gone(held, (), {(1, "2026-11")}, "2026-11") == [7]
    assert held_gone(held, {7}, {(1, "2026-11")}, "2026-11") == []
    assert held_gone(held, (), {(1, "2026-11")}, "2026-12") == []
    assert held_gone(held, (), {(2, "2026-11")}, "2026-11") == []
