"""What is due on a day is kept by the day's last second; a verdict that has fallen stays."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.days.due import due_at, kept
from revisit_cli.records.code import Timing
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.task import Kept, Task
from revisit_cli.rulebook import loader
from revisit_cli.rulebook.limits import Limit

MONTH, NEXT, LAST = "2026-11", "2026-12", "2027-01"
LIMIT = loader.rules().of(MONTH).calls
DUE = date(2026, 12, 10)


def _at(text: str) -> str:
    return f"2026-{text}+08:00"


def _now(text: str) -> datetime:
    return datetime.fromisoformat(_at(text))


@pytest.mark.clause("R6", "R21")
def test_a_day_is_over_at_its_hour_or_at_its_end() -> None:
    hour = Limit("contact", 5, "workday", hour=time(18))
    assert due_at(hour, DUE) == datetime(2026, 12, 10, 18, tzinfo=BEIJING)
    end = due_at(LIMIT, DUE)
    assert datetime(2026, 12, 10, 23, 59, 59, tzinfo=BEIJING) < end
    assert end < datetime(2026, 12, 11, tzinfo=BEIJING)


@pytest.mark.clause("三(二)1", "三(二)2", "R6", "R21")
@pytest.mark.parametrize(
    ("done", "entered", "now", "expected"),
    [
        (None, None, "12-10T23:59:59", Kept(MONTH, "not_due")),
        (None, None, "12-11T00:00:00", Kept(MONTH, "late")),
        ("12-10T23:59:59", "12-10T23:59:59", "12-31T09:00:00", Kept(MONTH, "in_time")),
        ("12-11T00:00:00", "12-11T00:00:00", "12-31T09:00:00", Kept(MONTH, "late")),
        # The time that is said counts; what was entered only afterwards is told.
        ("12-09T10:00:00", "12-11T09:00:00", "12-31T09:00:00", Kept(MONTH, "in_time", True)),
        ("12-11T10:00:00", "12-12T09:00:00", "12-31T09:00:00", Kept(MONTH, "late")),
    ],
)
def test_what_is_due_on_a_day_is_judged_by_the_time_that_is_said(
    done: str | None, entered: str | None, now: str, expected: Kept
) -> None:
    task = Task(MONTH, DUE, done and _at(done), entered and _at(entered))
    assert kept(task, LIMIT, _now(now)) == expected


@pytest.mark.clause("R21")
@pytest.mark.parametrize(
    ("handed_on", "done", "month", "timing"),
    [
        # Overdue when it was carried: the verdict has fallen, whatever is said afterwards.
        ([(NEXT, "12-21T09:00:00")], None, MONTH, "late"),
        ([(NEXT, "12-21T09:00:00")], "12-09T09:00:00", MONTH, "late"),
        # Not due then: the next month has it.
        ([(NEXT, "12-05T09:00:00")], "12-09T09:00:00", NEXT, "in_time"),
        ([(NEXT, "12-05T09:00:00")], "12-12T09:00:00", NEXT, "late"),
        ([(NEXT, "12-05T09:00:00")], None, NEXT, "late"),
        ([(NEXT, "12-05T09:00:00"), (LAST, "12-28T09:00:00")], None, NEXT, "late"),
    ],
)
def test_a_month_that_carries_on_what_is_overdue_has_its_verdict(
    handed_on: list[tuple[str, str]], done: str | None, month: str, timing: Timing
) -> None:
    steps = tuple((to, _at(at)) for to, at in handed_on)
    entered = None if done is None else _at("12-30T09:00:00")
    task = Task(MONTH, DUE, done and _at(done), entered, steps)
    found = kept(task, LIMIT, _now("12-31T09:00:00"))
    assert (found.month, found.timing) == (month, timing)


@pytest.mark.clause("R21")
def test_what_was_on_record_when_it_was_carried_counts_in_its_own_month() -> None:
    """A visit that took place in time and is carried over for want of a signature."""
    done = _at("12-09T09:00:00")
    task = Task(MONTH, DUE, done, done, ((NEXT, _at("12-21T09:00:00")),))
    assert kept(task, LIMIT, _now("12-31T09:00:00")) == Kept(MONTH, "in_time")


HOURS = st.integers(0, 24 * 40)


@pytest.mark.clause("R21")
@given(HOURS, HOURS, st.none() | HOURS, HOURS)
def test_late_stays_late_once_it_was_carried_over(
    carried: int, wait: int, done: int | None, later: int
) -> None:
    """Whatever is entered after the carrying, at whatever time it is said to have been."""
    start = datetime(2026, 11, 26, 9, tzinfo=BEIJING).timestamp()

    def moment(hours: int) -> datetime:
        return datetime.fromtimestamp(start + 3600 * hours, BEIJING)

    handed_on = ((NEXT, moment(carried).isoformat()),)
    before = kept(Task(MONTH, DUE, handed_on=handed_on), LIMIT, moment(carried + wait))
    said = None if done is None else moment(done).isoformat()
    entered = None if done is None else moment(carried + wait + 1).isoformat()
    after = kept(
        Task(MONTH, DUE, said, entered, handed_on), LIMIT, moment(carried + wait + 1 + later)
    )
    if before == Kept(MONTH, "late"):
        assert after == before
    assert after.month == before.month
