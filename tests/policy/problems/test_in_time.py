"""The verdict on a problem falls once; nothing that is done later betters it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.problems.in_time import history, judged
from revisit_cli.policy.problems.problem import ACTS, state_after
from revisit_cli.records.code import ProblemAct, ProblemEventKind, ProblemState, Timing
from revisit_cli.records.context import BEIJING, stamp
from revisit_cli.records.problems.problem import Problem, ProblemEvent, ProblemHistory
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

RULES = loader.rules()
MONTH, NEXT = "2026-11", "2026-12"
DUE = "2026-12-03"
LATER = datetime(2027, 1, 31, 9, tzinfo=BEIJING)


def event(
    kind: ProblemEventKind, at: str, due: str | None = None, entered: str = "", words: str = ""
) -> ProblemEvent:
    """An event at a moment such as ``12-03T18:00:00``, entered then unless told otherwise."""
    said, put = (f"2026-{each}+08:00" for each in (at, entered or at))
    return ProblemEvent(kind, said, "甲", words or None, due and f"2026-{due}", put)


RAISED = event("raised", "11-26T10:00:00", "12-03")


def found(*events: ProblemEvent, now: datetime = LATER) -> ProblemHistory:
    return history(MONTH, (RAISED, *events), now, RULES)


def timings(*events: ProblemEvent, now: datetime = LATER) -> list[Timing]:
    return [clock.timing for clock in found(*events, now=now).clocks]


@pytest.mark.clause("四4", "R7", "R21")
@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((event("answered", "12-03T18:00:00"),), "in_time"),
        ((event("answered", "12-03T18:00:01"),), "late"),
        ((event("handled", "12-03T09:00:00"), event("answered", "12-09T09:00:00")), "in_time"),
        ((event("handled", "12-04T09:00:00"), event("answered", "12-03T09:00:00")), "late"),
        ((event("transferred", "12-01T09:00:00"),), "late"),
        # An extension counts where it was decided before the moment then due, and helps no further.
        (
            (event("extended", "12-03T17:59:59", "12-10"), event("answered", "12-10T18:00:00")),
            "extended",
        ),
        (
            (event("extended", "12-03T17:59:59", "12-10"), event("answered", "12-10T18:00:01")),
            "late",
        ),
        (
            (event("extended", "12-03T18:00:00", "12-10"), event("answered", "12-04T09:00:00")),
            "late",
        ),
        (
            (event("extended", "12-01T09:00:00", "12-10"), event("answered", "12-03T18:00:00")),
            "in_time",
        ),
        (
            (
                event("extended", "12-01T09:00:00", "12-10"),
                event("extended", "12-10T10:00:00", "12-20"),
                event("answered", "12-18T09:00:00"),
            ),
            "extended",
        ),
        (
            (
                event("extended", "12-04T09:00:00", "12-10"),
                event("extended", "12-09T10:00:00", "12-20"),
                event("answered", "12-09T11:00:00"),
            ),
            "late",
        ),
        # A calendar that is put right gives another day.
        (
            (event("recomputed", "12-01T09:00:00", "12-04"), event("answered", "12-04T09:00:00")),
            "in_time",
        ),
    ],
)
def test_the_first_that_was_handled_or_answered_decides(
    events: tuple[ProblemEvent, ...], expected: Timing
) -> None:
    assert timings(*events) == [expected]


@pytest.mark.clause("R21")
def test_a_problem_not_answered_is_late_from_the_second_it_is_due() -> None:
    moment = datetime(2026, 12, 3, 18, tzinfo=BEIJING)
    assert timings(now=moment) == ["not_due"]
    assert timings(now=moment + timedelta(seconds=1)) == ["late"]
    extended = event("extended", "12-01T09:00:00", "12-10")
    assert timings(extended, now=moment + timedelta(days=1)) == ["not_due"]


@pytest.mark.clause("R21")
def test_reopening_starts_a_verdict_of_its_own_and_keeps_the_first() -> None:
    late, again = event("answered", "12-04T09:00:00"), event("reopened", "12-07T09:00:00", "12-14")
    answer = event("answered", "12-08T09:00:00")
    assert timings(late, again) == ["late", "late"]
    assert timings(late, again, answer) == ["late", "in_time"]
    assert timings(event("answered", "12-01T09:00:00"), again) == ["in_time", "late"]
    shown = judged(_problem(), (RAISED, late, again, answer), LATER, RULES)
    assert (shown.timing, shown.reopened_count, shown.is_late) == ("late", 1, True)


@pytest.mark.clause("R21")
def test_a_verdict_falls_in_the_month_that_answers_for_the_problem_then() -> None:
    def carried(at: str) -> ProblemEvent:
        return event("carried", at, words=NEXT)

    answer = event("answered", "12-25T09:00:00")
    overdue = found(carried("12-21T09:00:00"), answer)
    assert (overdue.first.timing, overdue.first.month) == ("late", MONTH)
    assert overdue.handed_on == ((MONTH, NEXT, True),)
    # What is said later to have been done in time does not better what was carried over.
    backdated = event("answered", "12-02T09:00:00", entered="12-25T09:00:00")
    assert found(carried("12-21T09:00:00"), backdated).first.timing == "late"
    early = found(carried("12-01T09:00:00"), answer)
    assert (early.first.timing, early.first.month) == ("late", NEXT)
    assert early.handed_on == ((MONTH, NEXT, False),)
    back = found(
        event("answered", "12-02T09:00:00"),
        carried("12-21T09:00:00"),
        event("reopened", "12-21T09:00:00", "12-28"),
    )
    assert [(clock.opened_in, clock.month) for clock in back.clocks] == [
        (MONTH, MONTH),
        (NEXT, NEXT),
    ]


@pytest.mark.clause("R21")
def test_what_is_said_counts_and_what_was_entered_afterwards_is_told() -> None:
    backdated = event("answered", "12-02T09:00:00", entered="12-05T09:00:00")
    assert (found(backdated).first.timing, found(backdated).first.is_back_entered) == (
        "in_time",
        True,
    )
    for other in (
        event("answered", "12-02T09:00:00", entered="12-03T18:00:00"),
        event("answered", "12-04T09:00:00", entered="12-05T09:00:00"),
    ):
        assert not found(other).first.is_back_entered


@pytest.mark.clause("R21", "R19")
def test_a_day_that_cannot_be_counted_yet_gives_no_verdict() -> None:
    unknown = event("raised", "11-26T10:00:00")
    answer = event("answered", "12-04T09:00:00")
    for events in ((unknown,), (unknown, answer)):
        assert history(MONTH, events, LATER, RULES).first.timing == "not_due"
    known = (unknown, answer, event("recomputed", "12-05T09:00:00", "12-03"))
    assert history(MONTH, known, LATER, RULES).first.timing == "late"


def _problem() -> Problem:
    return Problem(1, "call", None, None, "other", "慢", "open", RAISED.at, DUE, False, MONTH)


@st.composite
def stories(draw: st.DrawFn) -> list[ProblemEvent]:
    """Whatever may be done to one problem, in its order, each so many hours after the last."""
    events: list[ProblemEvent] = [RAISED]
    state: ProblemState = "open"
    at, due = datetime.fromisoformat(RAISED.at), datetime(2026, 12, 3, tzinfo=BEIJING)
    for _ in range(draw(st.integers(0, 8))):
        at += timedelta(hours=draw(st.integers(1, 90)))
        acts: list[ProblemAct] = [act for act, (_, states) in ACTS.items() if state in states]
        act = draw(st.sampled_from([*acts, None]))
        if act is None:
            events.append(ProblemEvent("carried", stamp(at), "甲", NEXT, None, stamp(at)))
            continue
        state = state_after("1", state, act)
        if act == "extended":
            due = max(due, at) + timedelta(days=draw(st.integers(1, 9)))
        if act == "reopened":
            due = at + timedelta(days=7)
        day = due.date().isoformat() if act in ("extended", "reopened") else None
        events.append(ProblemEvent(act, stamp(at), "甲", None, day, stamp(at)))
    return events


@pytest.mark.clause("R21")
@given(stories(), st.integers(0, 2000))
def test_no_later_act_betters_a_verdict(events: Sequence[ProblemEvent], hours: int) -> None:
    """What is late stays late, and what is decided stays as it is, whatever comes after."""
    now = datetime.fromisoformat(events[0].at)
    before: ProblemHistory | None = None
    for count in range(1, len(events) + 1):
        moment = datetime.fromisoformat(events[count - 1].entered_at)
        for at in (moment, moment + timedelta(hours=hours) if count == len(events) else moment):
            seen = history(MONTH, events[:count], at, RULES)
            if before is not None:
                for old, new in zip(before.clocks, seen.clocks, strict=False):
                    if old.timing != "not_due":
                        assert (new.timing, new.month) == (old.timing, old.month)
            before, now = seen, at
    assert before is not None
    assert len(before.clocks) == 1 + sum(each.kind == "reopened" for each in events)
    assert before == history(MONTH, events, now, RULES)


@pytest.mark.clause("R19", "R21")
@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), ["not_due"]),
        # Five working days are never fewer than five days.
        ((event("answered", "12-01T18:00:00"),), ["in_time"]),
        ((event("answered", "12-01T18:00:01"),), ["not_due"]),
        (
            (event("answered", "12-03T18:00:00"), event("recomputed", "12-20T09:00:00", "12-03")),
            ["in_time"],
        ),
        (
            (event("answered", "12-03T18:00:01"), event("recomputed", "12-20T09:00:00", "12-03")),
            ["late"],
        ),
        # An extension beyond a day that turns out later moves nothing back.
        (
            (
                event("extended", "11-30T09:00:00", "12-02"),
                event("recomputed", "12-20T09:00:00", "12-03"),
                event("answered", "12-03T09:00:00"),
            ),
            ["in_time"],
        ),
        (
            (
                event("extended", "11-30T09:00:00", "12-10"),
                event("answered", "12-09T09:00:00"),
                event("recomputed", "12-20T09:00:00", "12-03"),
            ),
            ["extended"],
        ),
        # Days that come to be known are those of the clocks that have none, in their order.
        (
            (
                event("answered", "12-02T09:00:00"),
                event("reopened", "12-04T09:00:00"),
                event("recomputed", "12-20T09:00:00", "12-03"),
                event("recomputed", "12-20T09:00:00", "12-11"),
                event("answered", "12-14T09:00:00"),
            ),
            ["in_time", "late"],
        ),
    ],
)
def test_a_clock_without_a_day_is_judged_once_it_has_one(
    events: tuple[ProblemEvent, ...], expected: list[Timing]
) -> None:
    clocks = history(MONTH, (replace(RAISED, due=None), *events), LATER, RULES).clocks
    assert [clock.timing for clock in clocks] == expected


@pytest.mark.clause("R19", "R21")
def test_a_month_that_carried_a_clock_without_a_day_keeps_what_it_knew() -> None:
    told = history(
        MONTH,
        (
            replace(RAISED, due=None),
            event("carried", "12-21T09:00:00", words=NEXT),
            event("recomputed", "12-22T09:00:00", "12-03"),
        ),
        LATER,
        RULES,
    )
    assert told.handed_on == ((MONTH, NEXT, False),)
    assert (told.first.month, told.first.timing) == (NEXT, "late")


def test_what_a_clock_that_went_back_entered_before_the_problem_tells_no_clock() -> None:
    assigned = event("assigned", "11-24T10:00:00")
    assert history(MONTH, (assigned,), LATER, RULES).clocks == ()
    assert len(history(MONTH, (assigned, RAISED), LATER, RULES).clocks) == 1
