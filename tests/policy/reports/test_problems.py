"""A month's problems: every clock stands in one month and one class."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.problems import (
    as_handed_on,
    clock_timings,
    in_time_rate,
    problem_figures,
    problem_rows_of,
)
from revisit_cli.records.code import ProblemReported
from revisit_cli.records.context import BEIJING
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import ClockTiming
from revisit_cli.records.reports.facts import MonthFacts, ProblemFact
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader
from tests.policy.problems.test_in_time import MONTH, NEXT, RAISED, event, stories

RULES = loader.rules()
NOW = datetime(2026, 12, 8, 9, tzinfo=BEIJING)


def _fact(events: tuple[ProblemEvent, ...], state: ProblemReported = "open") -> ProblemFact:
    return ProblemFact(MONTH, None, None, "other", "慢", state, "2026-12-03", None, events)


def _facts(month: str, own: list[ProblemFact], came: list[ProblemFact]) -> MonthFacts:
    return MonthFacts(month, True, (), (), (), (), tuple(own), (), carried_problems=tuple(came))


def _state(events: list[ProblemEvent]) -> ProblemReported:
    last = [each.kind for each in events if each.kind in ("handled", "answered", "reopened")]
    return "answered" if last and last[-1] != "reopened" else "open"


@pytest.mark.clause("四3", "R21", "R15")
@given(st.lists(stories(), max_size=6), st.integers(0, 60))
def test_three_classes_and_what_is_not_due_add_up_over_both_months(
    told: list[list[ProblemEvent]], days: int
) -> None:
    now = datetime(2026, 12, 20, 9, tzinfo=BEIJING) + timedelta(days=days)
    # A month carries a problem over once: what a story does after that is the next month's.
    once = []
    for events in told:
        first = next((n for n, each in enumerate(events) if each.kind == "carried"), len(events))
        rest = [each for each in events[first + 1 :] if each.kind != "carried"]
        once.append([*events[: first + 1], *rest])
    gone = [any(each.kind == "carried" for each in events) for events in once]
    own = [
        _fact(tuple(events), "carried" if is_gone else _state(events))
        for events, is_gone in zip(once, gone, strict=True)
    ]
    came = [
        _fact(tuple(events), _state(events))
        for events, is_gone in zip(once, gone, strict=True)
        if is_gone
    ]
    own = [replace(each, id=number) for number, each in enumerate(own)]
    came = [
        replace(each, id=number)
        for number, each in zip((n for n, left in enumerate(gone) if left), came, strict=True)
    ]
    facts = _facts(MONTH, own, []), _facts(NEXT, [], came)
    here, there = (dict(problem_figures(each, now, RULES)) for each in facts)
    whole = Counter(here) + Counter(there)
    classes = ("in_time", "extended", "late", "not_due")
    assert sum(whole[name] for name in classes) == len(told) == here["raised"]
    assert sum(whole[f"reopened_{name}"] for name in classes) == whole["reopened"]
    assert here["carried_late"] + here["carried_not_due"] == sum(gone) == here["carried"]
    assert there["came_late"] == here["carried_late"]
    assert here["raised"] == here["answered"] + here["open"] + here["carried"]
    # What stands beside each problem is what the month counts of it.
    for one, counts in zip(facts, (here, there), strict=True):
        beside = clock_timings(one, now, RULES).values()
        firsts = Counter[str](each[0].timing for each in beside if not each[0].is_earlier)
        later = [clock for each in beside for clock in each[1:] if not clock.is_earlier]
        reopened = Counter[str](clock.timing for clock in later)
        for name in ("in_time", "extended", "late"):
            assert firsts[name] == counts[name], name
            assert reopened[name] == counts[f"reopened_{name}"], name
    assert len(clock_timings(facts[0], now, RULES)) == here["raised"]
    # What both come to together counts each verdict in the month that printed it.
    dated = problem_rows_of(facts, now, RULES)
    again = ("reopened", *(f"reopened_{name}" for name in classes))
    for name in (*classes, *again, "extensions", "extensions_late"):
        months = Counter(month for month, _ in dated[name])
        assert (months[MONTH], months[NEXT]) == (here[name], there[name]), name
    assert {month for month, _ in dated["raised"]} <= {MONTH}
    assert len(dated["answered"]) + len(dated["open"]) == here["raised"]


@pytest.mark.clause("四4", "R21")
def test_only_what_was_in_time_counts_in_the_rate() -> None:
    own = [
        _fact((RAISED, event("answered", "12-03T18:00:00")), "answered"),
        _fact(
            (
                RAISED,
                event("extended", "12-01T09:00:00", "12-10"),
                event("handled", "12-07T09:00:00"),
            ),
            "closed",
        ),
        _fact((RAISED, event("answered", "12-03T18:00:01")), "answered"),
        _fact((RAISED,)),
        _fact((event("raised", "12-02T10:00:00", "12-09"),)),
    ]
    figures = problem_figures(_facts(MONTH, own, []), NOW, RULES)
    assert {name: count for name, count in figures if count} == {
        "raised": 5, "answered": 3, "open": 2, "in_time": 1, "extended": 1, "late": 2,
        "not_due": 1, "extensions": 1,
    }  # fmt: skip
    assert in_time_rate(figures) == Rate(1, 4)


@pytest.mark.clause("四3", "R21")
def test_a_month_cleared_before_prints_what_it_printed() -> None:
    """A reopened problem was then counted by the day and the answer that it had in the end."""
    answered = (RAISED, event("answered", "12-04T09:00:00"), event("reopened", "12-07T09:00:00"))
    fact = ProblemFact(
        MONTH, None, None, "other", "慢", "answered", "2026-12-14",
        "2026-12-14T18:00:00+08:00", answered,
    )  # fmt: skip
    late = ProblemFact(
        MONTH, None, None, "other", "慢", "answered", "2026-12-14",
        "2026-12-14T18:00:01+08:00", answered,
    )  # fmt: skip
    facts = MonthFacts(
        MONTH, True, (), (), (), (), (fact, late, _fact((RAISED,), "carried")), (),
        certificate_format=2,
    )  # fmt: skip
    assert dict(problem_figures(facts, NOW, RULES)) == {
        "raised": 3, "answered": 2, "in_time": 1, "open": 0, "carried": 1, "late": 1,
    }  # fmt: skip


@pytest.mark.clause("R21", "R15")
def test_a_month_tells_the_day_that_a_problem_had_when_it_was_handed_on() -> None:
    events = (
        RAISED,
        event("extended", "12-01T09:00:00", "12-10"),
        event("carried", "12-08T09:00:00", words=NEXT),
        event("extended", "12-09T09:00:00", "12-18"),
        event("carried", "12-21T09:00:00", words="2027-01"),
        event("reopened", "12-22T09:00:00", "12-29"),
    )
    gone = replace(_fact(events, "carried"), due_on="2026-12-29")
    first = as_handed_on(_facts(MONTH, [gone], []))
    second = as_handed_on(_facts(NEXT, [], [gone]))
    assert [each.due_on for each in first.problems] == ["2026-12-10"]
    assert [each.due_on for each in second.carried_problems] == ["2026-12-18"]
    kept = as_handed_on(_facts("2027-01", [], [replace(gone, state="open")]))
    assert [each.due_on for each in kept.carried_problems] == ["2026-12-29"]
    # Its first clock ran out only in the month that it was handed to.
    late = datetime(2026, 12, 23, 9, tzinfo=BEIJING)
    assert list(clock_timings(first, late, RULES).values()) == [(ClockTiming("not_due"),)]
    assert list(clock_timings(second, late, RULES).values()) == [(ClockTiming("late"),)]
    before, again = ClockTiming("late", True), ClockTiming("not_due")
    assert list(clock_timings(kept, late, RULES).values()) == [(before, again)]
    # The clock of its reopening runs out in the month that has it then.
    later = datetime(2027, 1, 8, 9, tzinfo=BEIJING)
    assert list(clock_timings(kept, later, RULES).values()) == [(before, ClockTiming("late"))]
    assert list(clock_timings(second, later, RULES).values()) == [(ClockTiming("late"),)]
