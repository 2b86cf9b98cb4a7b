"""What of a ledger that comes after its day, or after its month is cleared, is counted."""

from typing import Any

import pytest

from revisit_cli.policy.ledgers.after_close import overdue
from revisit_cli.records.code import FilingState
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import ReadRow

UNIT, MONTH = "审批科", "2026-11"


def _row(**changes: Any) -> DecidedRow:
    read = ReadRow._make([None] * len(ReadRow._fields))
    return DecidedRow(read, MONTH, UNIT, "accepted", (), "甲")._replace(**changes)


def _filings(state: FilingState) -> dict[tuple[str, str], Filing]:
    return {(UNIT, MONTH): Filing(1, UNIT, MONTH, 1, state)}


@pytest.mark.clause("R12", "三(一)1")
@pytest.mark.parametrize(
    ("row", "count"),
    [
        (_row(), 1),
        (_row(state="duplicate"), 0),
        (_row(state="held"), 0),
        (_row(replaces=7), 0),
        (_row(puts_right=7), 0),
        (_row(unit="另一科"), 0),
        (_row(month="2026-12"), 0),
    ],
)
def test_only_new_services_of_the_late_ledger_itself_are_overdue(
    row: DecidedRow, count: int
) -> None:
    assert overdue([row], _filings("late"), {}) == count
    assert overdue([row, _row()], _filings("supplement"), {}) == count + 1


@pytest.mark.clause("R12")
def test_nothing_is_overdue_that_came_in_time_or_belongs_to_a_cleared_month() -> None:
    assert overdue([_row()], _filings("on_time"), {}) == 0
    assert overdue([_row()], _filings("late"), {MONTH: "2026-12"}) == 0
    assert overdue([_row()], {}, {}) == 0
