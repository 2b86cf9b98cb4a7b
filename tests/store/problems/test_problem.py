"""Problems out of the store: each condition of each select has a row on either side."""

from datetime import date
from typing import Any

import pytest

from revisit_cli.records.problems.problem import Move, NewProblem, Problem, Recount
from revisit_cli.records.value import replace
from revisit_cli.store.problems import problem as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

SAID = NewProblem(
    source="call",
    month=MONTH,
    category="difficulty",
    text="排队太久",
    raised_at=AT,
    raised_by="甲",
    due_on=date(2026, 12, 3),
    calendar="chinesecalendar",
)


def told(found: list[Problem]) -> list[int]:
    return [each.id for each in found]


def test_the_problems_of_a_month_are_its_own_that_stand_by_due_day(stored: Stored) -> None:
    later = stored.put("problem", due_on="2026-12-04")
    first = stored.put("problem", due_on="2026-12-03", firm=None, unit=None)
    other = stored.put("problem", month=BEFORE, due_on="2026-12-05")
    void = stored.put("problem", voided_at=AT)
    assert told(store.all_problems(stored.database, MONTH)) == [first, later]
    assert told(store.all_problems(stored.database, None)) == [first, later, other]
    assert store.find(stored.database, void) is None


def test_a_problem_names_its_unit_and_the_firm_that_its_own_became(stored: Stored) -> None:
    stored.put("firm", name="示例丙公司")
    kept = stored.put("firm", name="示例甲公司")
    merged = stored.put("firm", name="示例乙公司", merged_into=kept)
    unit = stored.put("unit", name="审批科")
    alone = stored.put("problem", firm=kept, unit=None)
    nobody = stored.put("problem", firm=None)
    number = stored.put(
        "problem", firm=merged, unit=unit, month=MONTH, category="difficulty", text="排队",
        due_on="2026-12-03", raised_at=AT, calendar="日历", stopped_at=LATER, carried_to=NEXT,
        team="专班", leader="李四", cause="人手", state="answered",
    )  # fmt: skip
    assert store.find(stored.database, number) == Problem(
        id=number, source="call", firm="示例甲公司", unit="审批科", category="difficulty",
        text="排队", state="answered", raised_at=AT, due="2026-12-03", is_late=False, month=MONTH,
        team="专班", leader="李四", cause="人手", stopped_at=LATER, carried_to=NEXT,
        calendar="日历",
    )  # fmt: skip
    assert store.find(stored.database, number + 1) is None
    firms = {each.id: (each.firm, each.unit) for each in store.all_problems(stored.database, None)}
    assert firms[number] == ("示例甲公司", "审批科")
    for other in (alone, nobody):
        found = store.find(stored.database, other)
        assert found is not None
        assert (found.firm, found.unit) == firms[other]
    assert firms[alone] == ("示例甲公司", None)
    assert firms[nobody][0] is None


def test_the_same_problem_is_one_that_agrees_in_everything_and_is_open(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    said = replace(SAID, firm=firm, unit=unit)
    number = store.add(stored.database, said, LATER)
    assert store.same(stored.database, said) == (number, "2026-12-03")
    again = store.add(stored.database, said, LATER)
    assert store.same(stored.database, replace(said, raised_at="2026-11-26T17:00:00+08:00")) == (
        number,
        "2026-12-03",
    )
    stored.change("problem", again, state="closed")
    changes: list[dict[str, Any]] = [
        {"source": "visit"},
        {"firm": stored.put("firm")},
        {"firm": None},
        {"unit": stored.put("unit")},
        {"unit": None},
        {"month": BEFORE},
        {"category": "suggestion"},
        {"text": "排队很久"},
        {"raised_by": "乙"},
        {"raised_at": LATER},
    ]
    for change in changes:
        assert store.same(stored.database, replace(said, **change)) is None
    stored.change("problem", number, voided_at=AT)
    assert store.same(stored.database, said) is None
    stored.change("problem", number, voided_at=None, state="closed")
    assert store.same(stored.database, said) is None


def test_a_problem_without_firm_and_unit_is_the_same_as_one_without(stored: Stored) -> None:
    number = store.add(stored.database, SAID, AT)
    assert store.same(stored.database, SAID) == (number, "2026-12-03")
    assert store.same(stored.database, replace(SAID, firm=stored.put("firm"))) is None


def test_the_events_of_a_problem_are_its_own_oldest_first(stored: Stored) -> None:
    number, other = stored.put("problem"), stored.put("problem")
    stored.put("problem_event", problem=number, kind="raised", at=LATER)
    stored.put("problem_event", problem=other, kind="closed")
    stored.put("problem_event", problem=number, kind="answered", at=AT, words="已答复")
    found = store.events(stored.database, number)
    assert [(each.kind, each.at, each.words) for each in found] == [
        ("raised", LATER, None),
        ("answered", AT, "已答复"),
    ]


@pytest.mark.parametrize(
    ("state", "runs"),
    [
        ("open", True),
        ("assigned", True),
        ("transferred", True),
        ("handled", False),
        ("answered", False),
        ("closed", False),
    ],
)
def test_a_clock_runs_until_the_problem_is_handled_or_answered(
    stored: Stored, state: str, runs: bool
) -> None:
    number = stored.put("problem", state=state)
    stored.put("problem_event", problem=number)
    other = stored.put("problem", due_on="2026-12-11")
    stored.put("problem_event", problem=other)
    void = stored.put("problem", voided_at=AT)
    stored.put("problem_event", problem=void)
    found = [each.problem for each in store.clocks(stored.database, None)]
    assert found == ([number, other] if runs else [other])
    assert [each.problem for each in store.clocks(stored.database, number)] == [number]
    assert store.clocks(stored.database, void) == []


def test_problems_without_a_day_come_last_and_tell_of_every_clock_that_started_so(
    stored: Stored,
) -> None:
    pending = stored.put("problem", due_on=None)
    known = stored.put("problem", due_on="2027-01-04")
    void = stored.put("problem", due_on=None, voided_at=AT)
    stored.put("problem_event", problem=pending, due_on=None)
    stored.put("problem_event", problem=known, due_on="2026-12-30")
    stored.put("problem_event", problem=known, kind="answered", due_on=None)
    stored.put("problem_event", problem=void, due_on=None)
    again = stored.put("problem", due_on="2027-01-05")
    stored.put("problem_event", problem=again, due_on="2026-12-30")
    stored.put("problem_event", problem=again, kind="reopened", due_on=None)
    found = store.started_pending(stored.database)
    assert [(number, len(events)) for number, _, events in found] == [
        (pending, 1), (void, 0), (again, 2),
    ]  # fmt: skip
    assert [each.id for each in store.all_problems(stored.database, None)] == [
        known, again, pending,
    ]  # fmt: skip
    assert [each.due_on for each in store.clocks(stored.database, pending)] == [None]


def test_a_clock_starts_at_the_last_raising_or_reopening(stored: Stored) -> None:
    number = stored.put("problem", due_on="2026-12-04", calendar="日历")
    for kind, day in (
        ("raised", "20"),
        ("extended", "21"),
        ("answered", "22"),
        ("reopened", "23"),
        ("assigned", "24"),
    ):
        stored.put("problem_event", problem=number, kind=kind, at=f"2026-11-{day}T09:00:00+08:00")
    other = stored.put("problem")
    stored.put("problem_event", problem=other)
    stored.put("problem_event", problem=other, kind="extended")
    (clock,) = store.clocks(stored.database, number)
    assert (clock.started_on, clock.due_on) == (date(2026, 11, 23), date(2026, 12, 4))
    assert not clock.is_extended
    assert clock.calendar == "日历"
    stored.put("problem_event", problem=number, kind="extended")
    (clock,) = store.clocks(stored.database, number)
    assert clock.is_extended
    assert store.clocks(stored.database, stored.put("problem")) == []


def test_the_running_clocks_come_by_due_day_and_number(stored: Stored) -> None:
    numbers = [stored.put("problem", due_on=day) for day in ("2026-12-04", "2026-12-03")]
    for number in numbers:
        stored.put("problem_event", problem=number)
    assert [each.problem for each in store.clocks(stored.database, None)] == numbers[::-1]


def test_an_act_changes_its_own_problem_and_keeps_what_it_does_not_say(stored: Stored) -> None:
    number, other = (
        stored.put("problem", team="一班", leader="李", cause="旧"),
        stored.put("problem"),
    )
    stored.put("problem_event", problem=other)
    before = stored.get("problem", other, "state", "due_on", "stopped_at", "calendar", "carried_to")
    values = {"state": "answered", "due_on": "2026-12-09", "stopped_at": LATER}
    store.move(
        stored.database, number, Move("answered", "好"), **values, at=AT, entered_at=LATER, by="甲"
    )
    assert stored.get("problem", number, *values) == tuple(values.values())
    assert stored.get("problem", number, "team", "leader", "cause") == ("一班", "李", "旧")
    new = date(2026, 12, 10)
    store.recount(stored.database, Recount(number, date(2026, 12, 9), new, new), "新", AT, "甲")
    assert stored.get("problem", number, "due_on", "calendar") == ("2026-12-10", "新")
    store.carry(stored.database, number, NEXT, "甲", AT)
    assert stored.get("problem", number, "carried_to", "carried_by") == (NEXT, "甲")
    events = store.events(stored.database, number)
    assert [(each.kind, each.due, each.words) for each in events] == [
        ("answered", None, "好"),
        ("recomputed", "2026-12-10", "2026-12-09"),
        ("carried", None, NEXT),
    ]
    names = ("state", "due_on", "stopped_at", "calendar", "carried_to")
    assert stored.get("problem", other, *names) == before
    assert len(store.events(stored.database, other)) == 1


@pytest.mark.parametrize(("act", "due"), [("extended", "2026-12-09"), ("assigned", None)])
def test_an_event_tells_the_day_only_where_the_act_sets_it(
    stored: Stored, act: Any, due: str | None
) -> None:
    number = stored.put("problem")
    store.move(
        stored.database, number, Move(act), state="open", due_on="2026-12-09", stopped_at=None,
        at=AT, entered_at=AT, by="甲",
    )  # fmt: skip
    assert store.events(stored.database, number)[-1].due == due


def test_what_a_contact_told_are_its_own_problems_that_stand(stored: Stored) -> None:
    attempt, visit = stored.put("attempt"), stored.put("visit")
    stored.put("problem", attempt=attempt, text="来自电话")
    stored.put("problem", visit=visit, source="visit", text="来自上门")
    stored.put("problem", attempt=stored.put("attempt"), text="别的电话")
    stored.put("problem", attempt=attempt, text="作废的", voided_at=AT)
    assert store.brought_by(stored.database, attempt=attempt) == {("suggestion", "来自电话")}
    assert store.brought_by(stored.database, visit=visit) == {("suggestion", "来自上门")}


def test_a_move_was_just_made_only_where_the_last_event_is_this_very_one(stored: Stored) -> None:
    other = stored.put("problem", team="二班", leader="王")
    stored.put("problem_event", problem=other, kind="assigned", by="甲", words="办", at=AT)
    number = stored.put("problem", team="一班", leader="李")
    stored.put("problem_event", problem=number, kind="raised", by="甲")
    said = Move("assigned", "办", team="一班", leader="李")
    given: dict[str, Any] = {"by": "甲", "at": None, "since": AT}

    def moved(move: Move = said, **changed: Any) -> str | None:
        return store.moved_at(stored.database, number, move, **(given | changed))

    assert moved() is None
    stored.put(
        "problem_event", problem=number, kind="assigned", by="甲", words="办",
        at="2026-11-25T15:00:00", entered_at=AT,
    )  # fmt: skip
    stored.put("problem_event", problem=other, kind="closed", by="乙")
    assert moved() == "2026-11-25T15:00:00"
    assert moved(replace(said, team=None, leader=None)) == "2026-11-25T15:00:00"
    for move in (
        replace(said, act="handled"),
        replace(said, words="另办"),
        replace(said, words=None),
        replace(said, team="二班"),
        replace(said, leader="王"),
        replace(said, team="二班", leader="王"),
    ):
        assert moved(move) is None
    assert moved(by="乙") is None
    assert moved(since=LATER) is None
    assert moved(at="2026-11-25T15:00:00", since=LATER) == "2026-11-25T15:00:00"
    assert moved(at=AT) is None
    stored.put("problem_event", problem=number, kind="handled", by="甲", words="办")
    assert moved() is None
