"""Reasons and the visits that settle them, with a row on either side of each condition."""

from datetime import date

from revisit_cli.records.visits.owing import Owing, PendingVisit, VisitStand
from revisit_cli.store.visits import owing as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored

DAY = date(2026, 11, 20)


def test_a_reason_has_its_day_where_somebody_said_it_or_a_call_brought_it(stored: Stored) -> None:
    stored.put("flag")
    said = stored.put("flag", verified_on="2026-11-20", source="XF-1", month=BEFORE)
    told = stored.put("flag", attempt=stored.put("attempt"), raised_at=AT, reason="dissatisfied")
    nobody = stored.put("flag", raised_at=AT)
    assert store.reason(stored.database, said) == Owing(said, BEFORE, "complaint", DAY, "XF-1")
    assert store.reason(stored.database, told).day == date(2026, 11, 26)
    assert store.reason(stored.database, nobody).day is None


def test_the_reasons_of_a_visit_are_its_own_that_count(stored: Stored) -> None:
    firm = stored.put("firm")
    visit = stored.put("visit", firm=firm)
    made = stored.put("visit", firm=firm, state="done")
    other = stored.put("visit")
    mine = [stored.put("flag", firm=firm, visit=visit) for _ in range(2)]
    for told in ({"dropped_at": AT}, {"pending_since": AT}, {"visit": made}, {"visit": None}):
        stored.put("flag", **{"firm": firm, "visit": visit, **told})
    stored.put("flag", visit=other)
    assert [each.flag for each in store.reasons(stored.database, visit)] == mine
    assert [each.flag for each in store.open_reasons(stored.database, firm)] == mine


def test_visits_without_a_day_are_told_until_one_is_set(stored: Stored) -> None:
    firm, day = stored.put("firm"), date(2026, 12, 28)
    visit = store.add(stored.database, MONTH, firm, None, day)
    stored.put("flag", firm=firm, visit=visit)
    stored.put("flag", visit=store.add(stored.database, MONTH, firm, DAY, day))
    stored.put("flag", visit=stored.put("visit", due_on=None))
    store.add(stored.database, MONTH, firm, None, day)
    assert store.pending(stored.database) == [PendingVisit(visit, MONTH, day)]
    store.count(stored.database, visit, date(2027, 1, 5), LATER)
    assert store.pending(stored.database) == []
    assert stored.get("visit", visit, "due_on", "counted_at") == ("2027-01-05", LATER)


def test_the_visits_of_a_firm_are_told_with_the_cases_they_name(stored: Stored) -> None:
    firm = stored.put("firm")
    stored.put("flag", visit=stored.put("visit"))
    idle = stored.put("visit", firm=firm)
    made = stored.put(
        "visit", firm=firm, state="done", visited_at=LATER, cases='["XF-9"]', names_reasons=1
    )
    stored.put("flag", firm=firm, visit=made, source="XF-1")
    stored.put("flag", firm=firm, visit=made, source="XF-2", dropped_at=AT)
    stored.put("flag", firm=firm, visit=made)
    to_make = store.add(stored.database, MONTH, firm, DAY, DAY)
    store.assign(stored.database, [stored.put("flag", firm=firm)], to_make)
    found = store.visits(stored.database, firm)
    assert idle not in [each.id for each in found]
    assert found == [
        VisitStand(made, MONTH, "done", date(2026, 11, 27), ("XF-9", "XF-1"), True),
        VisitStand(to_make, MONTH, "to_do", None, ()),
    ]


def test_a_visit_to_make_again_collects_the_reasons_of_the_other_open_one(stored: Stored) -> None:
    firm = stored.put("firm")
    visit, other = stored.put("visit", firm=firm), stored.put("visit", firm=firm)
    kept = {
        stored.put("visit", firm=firm, state="done"),
        stored.put("visit", firm=firm, month=BEFORE),
        stored.put("visit"),
    }
    moved = stored.put("flag", firm=firm, visit=other)
    dropped = stored.put("flag", firm=firm, visit=other, dropped_at=AT)
    stay = {stored.put("flag", firm=firm, visit=each): each for each in kept}
    store.gather(stored.database, visit)
    assert stored.get("flag", moved, "visit") == (visit,)
    assert stored.get("flag", dropped, "visit") == (other,)
    assert {number: stored.get("flag", number, "visit")[0] for number in stay} == stay
