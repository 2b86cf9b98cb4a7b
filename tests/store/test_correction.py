"""What was changed of cleared months and taken back of others, with a row on either side."""

from typing import Any

import pytest

from revisit_cli.store import correction as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored

EARLIER = "2026-11-25T09:00:00+08:00"


def _told(stored: Stored) -> list[tuple[str, int | None]]:
    return [(each.kind, each.subject) for each in store.retractions(stored.database, MONTH)]


def test_a_month_is_cleared_by_its_own_clearing(stored: Stored) -> None:
    stored.put("closing", month=BEFORE, closed_at=LATER)
    assert not store.is_closed(stored.database, MONTH)
    assert store.is_closed(stored.database, BEFORE)
    assert store.closed_at(stored.database, MONTH) is None
    assert store.closed_at(stored.database, BEFORE) == LATER
    assert store.closed_months(stored.database) == {BEFORE}


def test_what_was_taken_back_is_told_of_its_month_by_moment_kind_and_number(
    stored: Stored,
) -> None:
    for month, kind, subject, at in (
        (MONTH, "visit", 2, LATER),
        (MONTH, "visit", 1, LATER),
        (MONTH, "problem", 3, LATER),
        (MONTH, "visit", 9, AT),
        (BEFORE, "visit", 4, AT),
    ):
        stored.put("retraction", month=month, kind=kind, subject=subject, at=at)
    assert _told(stored) == [("visit", 9), ("problem", 3), ("visit", 1), ("visit", 2)]


@pytest.mark.parametrize(
    ("call", "merge", "move", "is_told"),
    [
        ({}, {}, {}, True),
        ({"state": "new"}, {}, {}, False),
        ({"month": BEFORE}, {}, {}, False),
        ({"firm": 2}, {}, {}, False),
        ({}, {"undone_at": LATER}, {}, False),
        ({}, {}, {"tbl": "visit"}, False),
        ({}, {}, {"row": 99}, False),
        ({}, {}, {"after": '{"state": "new"}'}, False),
        ({}, {}, {"merge": 1}, False),
    ],
)
def test_a_call_that_a_merge_that_stands_took_off_its_list_is_told(
    stored: Stored,
    call: dict[str, Any],
    merge: dict[str, Any],
    move: dict[str, Any],
    is_told: bool,
) -> None:
    firm, _ = stored.put("firm"), stored.put("firm")
    assert stored.put("firm_merge") == 1
    number = stored.put("call", **{"firm": firm, "state": "withdrawn", **call})
    merged = stored.put("firm_merge", **{"firm": firm, **merge})
    row = {"merge": merged, "tbl": "call", "row": number, "after": '{"state": "withdrawn"}'}
    stored.put("firm_move", **{**row, **move})
    assert _told(stored) == ([("call", number)] if is_told else [])


@pytest.mark.parametrize(
    ("served", "received_at", "closed", "is_told"),
    [
        ({}, EARLIER, None, True),
        ({}, AT, None, True),
        ({}, LATER, None, False),
        ({"month": BEFORE}, EARLIER, None, False),
        ({"firm": 2}, EARLIER, None, True),
        ({"firm": 3}, EARLIER, None, False),
        ({}, EARLIER, {"closed_at": EARLIER}, False),
        ({}, EARLIER, {"closed_at": AT}, False),
        ({}, EARLIER, {"closed_at": LATER}, True),
        ({}, EARLIER, {"closed_at": EARLIER, "month": BEFORE}, True),
    ],
)
def test_what_was_erased_of_a_firm_that_the_months_ledgers_had_is_told(
    stored: Stored,
    served: dict[str, Any],
    received_at: str,
    closed: dict[str, Any] | None,
    is_told: bool,
) -> None:
    firm, kin, stranger = stored.put("firm"), stored.put("firm"), stored.put("firm")
    assert (kin, stranger) == (2, 3)
    stored.change("firm", kin, merged_into=firm)
    stored.put("firm_merge", firm=kin, into_firm=firm, at=EARLIER)
    stored.put("filing", received_at="2026-11-01T09:00:00+08:00")
    filing = stored.put("filing", received_at=received_at)
    stored.put("service", **{"firm": firm, "filing": filing, **served})
    stored.put("firm_erasure", firm=firm, at=AT)
    if closed is not None:
        stored.put("closing", **closed)
    assert _told(stored) == ([("erasure", firm)] if is_told else [])
