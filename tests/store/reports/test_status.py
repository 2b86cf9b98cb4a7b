"""A month's counts out of the store: each condition of the select has a row on either side."""

from revisit_cli.rulebook.loader import rules
from revisit_cli.store.reports import status as store
from tests.store.rows import AT, BEFORE, MONTH, Stored

HALF = "2026-H2"


def test_every_count_is_of_its_own_month_and_half_and_of_what_stands(stored: Stored) -> None:
    # More on the far side than on the near one, so that a condition turned round counts otherwise.
    for _ in range(4):
        stored.put("symposium", half="2026-H1")
        stored.put("symposium", half=HALF, is_special=1)
        stored.put("symposium", half=HALF, voided_at=AT)
        stored.put("draw", freeze=stored.put("freeze", half="2026-H1"))
        stored.put("finding")
        stored.put("finding", month=BEFORE, state="dismissed")
    stored.put("closing", month=BEFORE)
    stored.put("symposium", half=HALF)
    stored.put("symposium", half="2026-H1")
    stored.put("symposium", half=HALF, is_special=1)
    stored.put("symposium", half=HALF, voided_at=AT)
    stored.put("draw", freeze=stored.put("freeze", half="2026-H1"))
    stored.put("draw", freeze=stored.put("freeze", half=HALF))
    stored.put("freeze", half=HALF)
    stored.put("finding")
    stored.put("finding", state="confirmed")
    stored.put("finding", state="confirmed", month=BEFORE)
    found = store.load(stored.database, rules().period(MONTH), HALF)
    mine = [each for each in found.sessions if each.half == HALF and not each.is_special]
    assert (len(mine), found.drawn) == (1, 1)
    assert (found.findings.done, found.findings.of) == (1, 6)
    assert not found.is_closed
    stored.put("closing")
    found = store.load(stored.database, rules().period(MONTH), HALF)
    assert found.is_closed


def test_a_month_has_a_recheck_of_its_own(stored: Stored) -> None:
    assert not store.has_recheck(stored.database)
    stored.put("recheck", month=BEFORE)
    assert not store.has_recheck(stored.database, MONTH)
    assert store.has_recheck(stored.database)
    stored.put("recheck")
    assert store.has_recheck(stored.database, MONTH)
