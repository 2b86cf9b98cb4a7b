"""A month's counts out of the store: each condition of the select has a row on either side."""

from revisit_cli.rulebook.loader import rules
from revisit_cli.store.reports import status as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored

HALF = "2026-H2"


def test_every_count_is_of_its_own_month_and_half_and_of_what_stands(stored: Stored) -> None:
    twice = stored.put("unit")
    for version in (1, 2):
        stored.put("filing", unit=twice, version=version)
    stored.put("filing")
    stored.put("filing", voided_at=AT)
    stored.put("filing", month=BEFORE)
    for told in (
        {"state": "done"},
        {"state": "retry", "carried_to": NEXT},
        {"state": "retry"},
        {"state": "withdrawn"},
        {"state": "withdrawn", "carried_to": NEXT},
        {"state": "done", "month": BEFORE},
        {"state": "retry", "carried_to": MONTH, "month": BEFORE},
    ):
        stored.put("call", **told)
    # More on the far side than on the near one, so that a condition turned round counts otherwise.
    for _ in range(4):
        stored.put("filing", month=BEFORE)
        stored.put("call", month=BEFORE)
        stored.put("call", state="withdrawn")
        stored.put("symposium", half="2026-H1")
        stored.put("symposium", half=HALF, is_special=1)
        stored.put("symposium", half=HALF, voided_at=AT)
        stored.put("draw", freeze=stored.put("freeze", half="2026-H1"))
        stored.put("finding")
        stored.put("finding", month=BEFORE, state="dismissed")
    stored.put("call_list", month=BEFORE)
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
    assert found.ledgers.done == 2
    assert (found.calls.done, found.calls.of) == (2, 3)
    assert (found.symposia, found.drawn) == (1, 1)
    assert (found.findings.done, found.findings.of) == (1, 6)
    assert found.freeze is None
    assert not found.is_closed
    stored.put("call_list")
    stored.put("closing")
    found = store.load(stored.database, rules().period(MONTH), HALF)
    assert found.freeze is not None
    assert found.is_closed
