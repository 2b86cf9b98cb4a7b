"""Terms in which units owe ledgers: each change meets its own rows."""

import pytest

from revisit_cli.records.ledgers.unit import Term
from revisit_cli.store.ledgers import term as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored


@pytest.mark.clause("R26")
def test_a_term_is_begun_changed_and_ended_alone(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    old = stored.put("roster_term", unit=unit, since=BEFORE, until=MONTH, is_by_import=1)
    new = stored.put("roster_term", unit=unit, since=NEXT, is_by_import=1)
    theirs = stored.put("roster_term", unit=other, since=BEFORE)
    store.begin(stored.database, Term(new, MONTH))
    assert store.terms(stored.database, unit) == [Term(old, BEFORE, MONTH), Term(new, MONTH)]
    store.change(stored.database, Term(old, None, BEFORE))
    assert stored.get("roster_term", old, "since", "until", "is_by_import") == (None, BEFORE, None)
    assert stored.get("roster_term", new, "is_by_import") == (1,)
    store.end_others(stored.database, [other], NEXT)
    assert stored.get("roster_term", new, "until") == (NEXT,)
    assert stored.get("roster_term", old, "until") == (BEFORE,)
    assert stored.get("roster_term", theirs, "until") == (None,)


@pytest.mark.clause("R26")
def test_an_import_began_the_first_term_of_a_unit_or_none(stored: Stored) -> None:
    begun, said, again = [stored.put("unit", name=name) for name in ("甲科", "乙科", "丙科")]
    first = stored.put("roster_term", unit=begun, since=BEFORE, is_by_import=1)
    stored.put("roster_term", unit=begun, since=NEXT, is_by_import=1)
    stored.put("roster_term", unit=said, since=BEFORE)
    stored.put("roster_term", unit=again, since=BEFORE)
    stored.put("roster_term", unit=again, since=NEXT, is_by_import=1)
    assert store.begun_by_import(stored.database) == {"甲科": Term(first, BEFORE)}


@pytest.mark.clause("R26")
def test_a_unit_is_undated_that_owes_though_nobody_said_since_when(stored: Stored) -> None:
    undated, dated, later, ended, gone = [
        stored.put("unit", name=name) for name in ("甲科", "乙科", "丙科", "丁科", "戊科")
    ]
    for unit, since, until in (
        (undated, None, None),
        (dated, None, None),
        (dated, MONTH, MONTH),
        (later, None, None),
        (later, NEXT, None),
        (ended, None, None),
        (ended, BEFORE, BEFORE),
        (gone, None, None),
    ):
        stored.put("roster_term", unit=unit, since=since, until=until)
    stored.change("unit", gone, voided_at=AT)
    stored.put("unit")
    assert store.undated(stored.database, MONTH) == ("甲科", "丙科", "丁科")
    assert store.undated_count(stored.database, MONTH) == 3
