"""Duties: due, late and next by the document's own days; and what today asks for."""

from datetime import date, datetime

import pytest

from revisit_cli.policy.reports.status import (
    agenda_of,
    holidays_end_on,
    known_until,
    next_steps,
    standing,
    standing_of_half,
)
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.listing import Freeze
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.draws.symposium import Symposium
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.reports.status import (
    Agenda,
    Count,
    DueProblem,
    ProblemStory,
    StatusFacts,
)
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

RULES = loader.rules()

SESSION = Symposium(
    1, 1, "2026-H2", False, date(2026, 11, 19), None, "王局", "chief", 12, 0, 0, None, 12
)
RAISED = ProblemStory(
    "2026-11",
    (
        ProblemEvent(
            "raised", "2026-11-26T09:00:00+08:00", "甲", None, "2026-12-03",
            "2026-11-26T09:00:00+08:00",
        ),
    ),
)  # fmt: skip
FACTS = StatusFacts(
    ledgers=Count(2, 3), calls=Count(4, 10), visits=Count(1, 2), must_visits=Count(1, 2),
    problems=Count(0, 1), stories=(RAISED,),
)  # fmt: skip
FROZEN = Freeze("2026-11-26T09:00:00+08:00", 10, "ab")
DONE = StatusFacts(
    ledgers=Count(3, 3), calls=Count(10, 10), freeze=FROZEN, visits=Count(2, 2),
    problems=Count(1, 1), causes=Count(1, 1), findings=Count(1, 1), sessions=(SESSION,),
    is_closed=True,
)  # fmt: skip
PLAIN = Calendar()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "三(三)1", "四3", "四4")
@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2026-11-25T18:00:00", []),
        ("2026-11-25T18:00:01", ["三(一)1"]),
        ("2026-12-03T18:00:00", ["三(一)1"]),
        ("2026-12-03T18:01:00", ["三(一)1", "四4"]),
        ("2026-12-10T23:59:59", ["三(一)1", "四4"]),
        ("2026-12-11T00:00:00", ["三(一)1", "R20", "三(二)1", "四4"]),
        ("2026-12-20T23:59:59", ["三(一)1", "R20", "三(二)1", "四4"]),
        (
            "2026-12-21T00:00:00",
            ["三(一)1", "R20", "三(二)1", "三(三)1", "三(二)2", "四4", "四3"],
        ),
    ],
)
def test_a_duty_is_late_once_the_moment_it_was_due_is_over(now: str, late: list[str]) -> None:
    duties = standing("2026-11", FACTS, _at(now), PLAIN, RULES).duties
    assert [duty.clause for duty in duties if duty.is_late] == late


@pytest.mark.clause("三(一)1", "R2")
@pytest.mark.parametrize(
    ("now", "is_late"),
    [("2026-09-25T19:00", False), ("2026-09-28T18:00", False), ("2026-09-28T18:01", True)],
)
def test_ledgers_are_due_on_the_first_working_day_from_the_25th(now: str, is_late: bool) -> None:
    ledgers = standing("2026-09", FACTS, _at(now), Calendar(), RULES).duties[0]
    assert (ledgers.due, ledgers.is_late) == ("2026-09-28", is_late)


@pytest.mark.clause(
    "三(一)1", "三(一)2", "三(二)1", "三(二)2", "三(二)3", "三(三)1", "三(三)2", "三(三)3",
    "三(四)2", "四3", "四4",
)  # fmt: skip
@pytest.mark.parametrize(
    ("facts", "clause", "command"),
    [
        (replace(DONE, ledgers=Count(0, 0)), "", ""),
        (replace(DONE, ledgers=Count(2, 3)), "三(一)1", "revisit ledgers list 2026-11"),
        (replace(DONE, freeze=None), "R20", "revisit calls lock 2026-11"),
        (replace(DONE, calls=Count(9, 10)), "三(二)1", "revisit calls next 2026-11"),
        (replace(DONE, key_projects=Count(0, 1)), "三(一)2", "revisit visits list 2026-11"),
        (replace(DONE, must_visits=Count(0, 1)), "三(三)1", "revisit visits list 2026-11"),
        (replace(DONE, bad_reviews=Count(0, 1)), "三(三)2", "revisit visits list 2026-11"),
        (replace(DONE, visits=Count(1, 2)), "三(二)2", "revisit visits list 2026-11"),
        (replace(DONE, sessions=()), "三(二)3", "revisit sample freeze --half 2026-H2"),
        (
            replace(DONE, sessions=(), drawn=1),
            "三(二)3",
            "revisit symposium record --half 2026-H2",
        ),
        (replace(DONE, problems=Count(0, 1)), "四4", "revisit problems list 2026-11"),
        (replace(DONE, causes=Count(0, 1)), "三(三)3", "revisit problems list 2026-11"),
        (replace(DONE, findings=Count(0, 1)), "三(四)2", "revisit duty list 2026-11"),
        (replace(DONE, is_closed=False), "四3", "revisit close 2026-11"),
    ],
)
def test_each_duty_says_what_to_type_next(facts: StatusFacts, clause: str, command: str) -> None:
    duties = standing(
        "2026-11", facts, datetime(2026, 12, 8, 9, tzinfo=BEIJING), PLAIN, RULES
    ).duties
    found = [(duty.clause, duty.next_command) for duty in duties if duty.next_command]
    assert found == ([(clause, command)] if clause else [])


def test_an_empty_month_begins_with_the_ledgers() -> None:
    shown = standing(
        "2026-11", StatusFacts(), datetime(2026, 11, 24, 9, tzinfo=BEIJING), PLAIN, RULES
    )
    assert shown.duties[1].next_command == "revisit import 台账/*"
    assert (shown.duties[1].done, shown.duties[1].of) == (0, 1)
    assert next_steps(shown)[0] == "revisit import 台账/*"


def test_what_is_late_comes_first_and_then_what_is_due_first() -> None:
    shown = standing("2026-11", FACTS, datetime(2026, 12, 4, 9, tzinfo=BEIJING), PLAIN, RULES)
    assert next_steps(shown) == (
        "revisit ledgers list 2026-11",
        "revisit problems list 2026-11",
        "revisit calls lock 2026-11",
    )
    broken = Agenda(
        broken=(Appointment(7, "示例甲厂", "2026-12-04T09:00:00+08:00"),),
        problems=(DueProblem(3, None, "2026-12-04"),),
    )
    assert next_steps(replace(shown, agenda=broken)) == (
        "revisit calls next", "revisit problems show 3", "revisit ledgers list 2026-11",
    )  # fmt: skip


@pytest.mark.clause("四4")
@pytest.mark.parametrize(
    ("now", "due", "is_near"),
    [
        # Friday: two working days on is Tuesday.
        ("2026-12-04T09:00", "2026-12-08", True),
        ("2026-12-04T09:00", "2026-12-09", False),
        ("2026-12-04T09:00", "2026-12-01", True),
        # Before National Day's week: the holiday is jumped.
        ("2026-09-30T09:00", "2026-10-09", True),
        ("2026-09-30T09:00", "2026-10-10", False),
    ],
)
def test_a_problem_is_near_two_working_days_before_its_day(
    now: str, due: str, is_near: bool
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    agenda = agenda_of([], [DueProblem(1, "示例甲厂", due)], Agenda(), moment, PLAIN)
    assert bool(agenda.problems) is is_near


def test_an_appointment_is_todays_until_its_moment_and_broken_after() -> None:
    times = ("2026-12-03T15:00", "2026-12-04T08:59", "2026-12-04T09:00", "2026-12-04T15:00")
    promised = [Appointment(n, "示例甲厂", f"{at}:00+08:00") for n, at in enumerate(times)]
    now = datetime(2026, 12, 4, 9, tzinfo=BEIJING)
    agenda = agenda_of(promised, [], Agenda(returned=2), now, PLAIN)
    assert [each.call for each in agenda.broken] == [0, 1]
    assert [each.call for each in agenda.appointments] == [2, 3]
    assert agenda.returned == 2


@pytest.mark.clause("R19")
def test_status_says_how_far_the_holidays_are_known() -> None:
    assert known_until(2026, PLAIN) == 2026
    assert known_until(2027, PLAIN) is None
    loaded = Calendar({}, {}, frozenset({2027}))
    assert known_until(2026, loaded) == 2027
    assert (
        standing("2027-01", FACTS, datetime(2027, 1, 20, 9, tzinfo=BEIJING), PLAIN, RULES)
        .duties[2]
        .workdays_left
        is None
    )


@pytest.mark.clause("R19", "四4")
@pytest.mark.parametrize(
    ("today", "ends"),
    [
        ("2026-10-01", None),
        ("2026-10-22", None),
        ("2026-11-02", "2026-12-22"),
        ("2026-12-30", "2026-12-30"),
        ("2027-01-04", "2027-01-04"),
    ],
)
def test_a_year_not_announced_is_told_two_months_ahead(today: str, ends: str | None) -> None:
    assert holidays_end_on(date.fromisoformat(today), PLAIN, RULES) == ends
    loaded = Calendar({}, {}, frozenset({2027}))
    assert holidays_end_on(date.fromisoformat(today), loaded, RULES) is None


@pytest.mark.clause("三(二)3", "R8")
def test_a_half_year_shows_six_months_and_one_symposium() -> None:
    shown = standing_of_half(
        "2026-H2", [FACTS] * 5 + [DONE], datetime(2026, 12, 8, 9, tzinfo=BEIJING), PLAIN, RULES
    )
    assert [month for month, _ in shown.months] == [f"2026-{n:02d}" for n in range(7, 13)]
    assert (shown.symposium.done, shown.symposium.of, shown.symposium.due) == (1, 1, "2026-12-31")
    assert not any(duty.clause == "三(二)3" for _, duties in shown.months for duty in duties)
    ends = [RULES.half(half).last_on for half in ("2026-H1", "2026-H2")]
    assert ends == [date(2026, 6, 30), date(2026, 12, 31)]
