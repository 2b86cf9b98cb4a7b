"""Which rows of a known file wait still, and which spot of the sheet each stands at."""

from typing import Any

import pytest

from revisit_cli.errors.ledgers.ledger import LedgersShareName, LedgerUnknown
from revisit_cli.policy.ledgers.again import file_meant, spots_of, waiting_and_taken
from revisit_cli.records.code import RowState
from revisit_cli.records.ledgers.stored import FileRow, NamedFile
from revisit_cli.records.value import replace


def _row(number: int, state: RowState, **changes: Any) -> FileRow:
    row = FileRow(number, "表", 5, state, replaced_by=None, voided_at=None, unit=None)
    return replace(row, **changes)


def test_rows_that_share_a_number_stand_at_spots_of_their_own() -> None:
    places = [("甲", 2), ("甲", 3), ("甲", 2), ("乙", 2)]
    assert list(spots_of(places)) == [("甲", 2, 0), ("甲", 3, 0), ("甲", 2, 1), ("乙", 2, 0)]


@pytest.mark.clause("R14")
@pytest.mark.parametrize(
    ("rows", "waiting"),
    [
        ([_row(1, "accepted"), _row(2, "held")], {("表", 5, 1): 2}),
        ([_row(1, "duplicate"), _row(2, "accepted", replaced_by=9)], {}),
        # The left row came in as the third: the right one keeps its own spot.
        ([_row(1, "held", replaced_by=3), _row(2, "held"), _row(3, "accepted")], {("表", 5, 1): 2}),
        ([_row(1, "held"), _row(2, "held", replaced_by=3), _row(3, "accepted")], {("表", 5, 0): 1}),
        # Put right by another file.
        ([_row(1, "held", voided_at="2026-11-26T09:00:00+08:00")], {}),
    ],
)
def test_a_row_waits_until_it_came_in_or_was_put_right(
    rows: list[FileRow], waiting: dict[tuple[str, int, int], int]
) -> None:
    found, taken = waiting_and_taken([rows])
    assert found == waiting
    stood = len(rows) - sum(row.replaced_by == 3 for row in rows)
    assert len(found) + len(taken) == stood


OLD = NamedFile(1, "a" * 64, frozenset({"审批科"}), ((1, "审批科", "2026-10"),))
NEW = NamedFile(2, "b" * 64, frozenset({"审批科"}), ((2, "审批科", "2026-11"),))
OTHER = NamedFile(3, "c" * 64, frozenset({"燃气办"}), ((3, "燃气办", "2026-11"),))
BOTH = NamedFile(4, "d" * 64, frozenset({"审批科", "燃气办"}), ((4, "审批科", "2026-11"),))
HELD = NamedFile(5, "e" * 64, frozenset(), ())


@pytest.mark.clause("三(一)1", "R14")
@pytest.mark.parametrize(
    ("found", "sha256", "meant"),
    [
        ([OLD], None, OLD),
        ([NEW, OLD], None, NEW),
        ([NEW, OLD], OLD.sha256, OLD),
        ([NEW, OLD], "f" * 64, NEW),
        ([OTHER, NEW], NEW.sha256, NEW),
        ([OTHER, NEW], "", None),
        ([BOTH, NEW], None, None),
        ([HELD, NEW], None, HELD),
        ([HELD, OTHER, NEW], None, None),
    ],
)
def test_the_file_meant_is_the_one_there_else_the_newest_of_one_unit(
    found: list[NamedFile], sha256: str | None, meant: NamedFile | None
) -> None:
    if meant is not None:
        assert file_meant("台账.xlsx", found, sha256) == meant
        return
    with pytest.raises(LedgersShareName) as refused:
        file_meant("台账.xlsx", found, sha256)
    assert all(f"{number} 号" in str(refused.value) for f in found for number, *_ in f.filings)


def test_no_file_of_the_name_is_refused() -> None:
    with pytest.raises(LedgerUnknown):
        file_meant("台账.xlsx", [], None)
