"""Filings: each condition of each select has a row on either side."""

from datetime import date

import pytest

from revisit_cli.rulebook.loader import rules
from revisit_cli.store.ledgers import filing as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored

ON = date(2026, 11, 25)
CYCLE = rules().period(MONTH)


@pytest.mark.clause("R14")
def test_the_latest_is_the_highest_version_of_its_unit_and_month_that_stands(
    stored: Stored,
) -> None:
    unit = stored.put("unit")
    stored.put("filing", unit=unit, version=1)
    newest = stored.put("filing", unit=unit, version=2)
    void = stored.put("filing", unit=unit, version=3, voided_at=AT)
    stored.put("filing", unit=unit, month=NEXT, version=4)
    stored.put("filing", version=5)
    found = store.latest(stored.database, unit, MONTH)
    assert found is not None
    assert (found.id, store.version_of(stored.database, unit, MONTH)) == (newest, 2)
    assert store.newest_month(stored.database, unit) == NEXT
    assert store.one(stored.database, void) is None
    assert store.months_of(stored.database, unit) == [MONTH, NEXT]
    assert store.version_of(stored.database, unit, BEFORE) == 0
    assert store.latest(stored.database, unit, BEFORE) is None


def test_a_month_lists_its_filings_by_unit_and_version_with_what_is_held(stored: Stored) -> None:
    one, two = stored.put("unit"), stored.put("unit")
    of_two = stored.put("filing", unit=two, version=1)
    second = stored.put("filing", unit=one, version=2)
    first = stored.put("filing", unit=one, version=1)
    stored.put("filing", unit=two, version=2, voided_at=AT)
    stored.put("filing", unit=two, month=BEFORE)
    for told in (
        {"state": "held"},
        {"state": "held", "voided_at": AT},
        {"state": "accepted"},
    ):
        stored.put("service", filing=first, **told)
    new = stored.put("service", filing=second)
    stored.put("service", filing=second, state="held", replaced_by=new)
    found = store.of_month(stored.database, CYCLE)
    assert [each.id for each in found] == [first, second, of_two]
    assert [(each.row_count, each.held_count) for each in found] == [(3, 1), (2, 0), (0, 0)]


@pytest.mark.clause("R26")
def test_every_unit_that_owes_and_filed_nothing_is_missing(stored: Stored) -> None:
    names = ("甲科", "乙科", "丙科")
    for name in names:
        stored.put("roster_term", unit=stored.put("unit", name=name))
    stored.put("roster_term", unit=(filed := stored.put("unit")))
    stored.put("filing", unit=filed)
    assert tuple(store.missing_units(stored.database, MONTH, ON)) == names
