"""A month's counts out of the store: each condition of the select has a row on either side."""

from typing import Any

from revisit_cli.records.reports.status import Count, LeftBehind, Unproposed
from revisit_cli.rulebook.loader import rules
from revisit_cli.store.reports import status as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored

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


def test_visits_are_counted_that_the_month_answers_for_by_their_reasons(stored: Stored) -> None:
    def visit(state: str = "to_do", *reasons: str, month: str = MONTH, **told: Any) -> int:
        number = stored.put("visit", month=month, state=state)
        for reason in reasons:
            stored.put("flag", visit=number, reason=reason, **told)
        return number

    def carried(number: int, **told: Any) -> None:
        row = {"month": MONTH, "kind": "visit", "subject": number, "to_month": NEXT}
        stored.put("carry", **{**row, **told})

    visit("done", "key_project", "extra_trips")
    visit("unsigned", "bad_review", "dissatisfied")
    visit("to_do", "complaint", "key_project")
    visit("done")
    visit()
    visit("to_do", "petition", dropped_at=AT)
    visit("done", "petition", pending_since=AT)
    visit("to_do", "petition", month=BEFORE)
    stored.put("flag", reason="petition")
    carried(visit("to_do", "bad_review"))
    others: list[dict[str, Any]] = [
        {"month": BEFORE, "to_month": BEFORE},
        {"kind": "call"},
        {"subject": 99},
    ]
    for told in others:
        carried(visit("to_do", "dissatisfied"), **told)
    came = visit("to_do", "hard_to_do", month=BEFORE)
    carried(came, month=BEFORE, to_month=MONTH)
    found = store.load(stored.database, rules().period(MONTH), HALF)
    assert found.visits == Count(3, 9)
    assert found.key_projects == Count(1, 2)
    assert found.must_visits == Count(0, 2)
    assert found.bad_reviews == Count(0, 1)


def test_open_problems_are_told_by_their_day_those_without_one_last(stored: Stored) -> None:
    firm = stored.put("firm", name="示例甲厂")
    later = stored.put("problem", due_on="2026-12-09", state="transferred", firm=None)
    unknown = stored.put("problem", due_on=None, firm=firm)
    first = stored.put("problem", due_on="2026-12-03", firm=firm)
    again = stored.put("problem", due_on="2026-12-03", state="assigned", firm=firm)
    for told in ({"voided_at": AT}, {"state": "handled"}, {"state": "closed"}):
        stored.put("problem", **told)
    found = store.open_problems(stored.database)
    assert [(each.problem, each.firm) for each in found] == [
        (first, "示例甲厂"), (again, "示例甲厂"), (later, None), (unknown, "示例甲厂"),
    ]  # fmt: skip


def test_todays_counts_are_of_what_waits(stored: Stored) -> None:
    for told in ({}, {}, {"state": "retry"}, {"carried_to": NEXT}):
        stored.put("call", **{"state": "returned", **told})
    for state in ("suspected", "suspected", "suspected", "confirmed"):
        stored.put("finding", state=state)
    for told in ({}, {"month": BEFORE}, {"month": BEFORE}, *[{"state": "accepted"}] * 3):
        stored.put("service", **{"state": "held", **told})
    found = store.today(stored.database, MONTH)
    assert (found.returned, found.suspicions, found.held) == (2, 3, 1)
    assert (found.visits_left, found.causes_left, found.uncleared) == (None, None, None)


def test_earlier_months_left_their_visits_problems_and_clearings(stored: Stored) -> None:
    for kind, waits, ended in (("visit", "unsigned", "done"), ("problem", "handled", "closed")):
        for told in (
            {"state": waits},
            {"state": waits, "month": NEXT},
            {"state": ended, "month": "2026-08"},
            {"state": waits, "month": BEFORE},
            {"state": waits, "month": "2026-09"},
        ):
            stored.put(kind, **told)
        moved = stored.put(kind, state=waits, month="2026-07")
        stored.put("carry", kind=kind, subject=moved, month="2026-07", to_month=MONTH)
    stored.put("problem", state="answered", month=BEFORE)
    stored.put("problem", state="answered", month="2026-08", voided_at=AT)
    stored.put("problem", state="open", month="2026-08")
    stored.put("visit", month="2026-08")
    filings: list[dict[str, Any]] = [
        {"month": MONTH},
        {"month": BEFORE},
        {"month": "2026-09"},
        {"month": "2026-08"},
        {"month": "2026-07", "voided_at": AT},
    ]
    for told in filings:
        stored.put("filing", **told)
    stored.put("closing", month="2026-08")
    stored.put("closing", month=NEXT)
    found = store.today(stored.database, MONTH)
    assert found.visits_left == LeftBehind("2026-09", 2)
    assert found.causes_left == LeftBehind("2026-09", 3)
    assert found.uncleared == "2026-09"


def test_late_ledgers_wait_for_a_suspicion_until_one_stands(stored: Stored) -> None:
    def late(**told: Any) -> int:
        return stored.put("filing", **{"state": "late", "version": 2, **told})

    late()
    late()
    for told in ({"month": BEFORE}, {"state": "on_time"}, {"voided_at": AT}):
        late(**told)
    # Of a unit's versions the first alone is asked about; other units' and months' are not its.
    others = ({"voided_at": AT}, {"month": BEFORE})
    for other in ({}, *others, *others, {"unit": stored.put("unit")}):
        unit = stored.put("unit")
        stored.put("filing", **{"unit": unit, "version": 1, **other})
        late(unit=unit)
    for told in ({}, {}, {"kind": "missing"}, {"subject": "filing:99"}, {"subject": "call:1"}):
        stored.put("finding", **{"kind": "late", "subject": f"filing:{late()}", **told})
    for _ in range(2):
        stored.put("finding", kind="missing", month=BEFORE)
    assert store.unproposed(stored.database, MONTH, missing=3) == Unproposed(late=10, missing=2)
    assert store.unproposed(stored.database, MONTH, missing=0).missing == 0
