"""Duties: due, late and next by the document's own days."""

from dataclasses import replace
from datetime import date

import pytest

from revisit_cli.policy.status import known_until, standing
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.status import StatusFacts

FACTS = StatusFacts(
    units=3, filed=2, calls=10, called=4, is_locked=False, visits=2, visited=1, problems=1,
    answered=0, first_problem_due="2026-12-03", symposia=0, drawn=0, is_closed=False,
)  # fmt: skip
PLAIN = Calendar()


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "四3", "四4")
@pytest.mark.parametrize(
    ("today", "late"),
    [
        ("2026-11-25", []),
        ("2026-11-26", ["三(一)1"]),
        ("2026-12-04", ["三(一)1", "四4"]),
        ("2026-12-10", ["三(一)1", "四4"]),
        ("2026-12-11", ["三(一)1", "三(一)1", "三(二)1", "四4"]),
        ("2026-12-21", ["三(一)1", "三(一)1", "三(二)1", "三(二)2", "四4", "四3"]),
    ],
)
def test_a_duty_is_late_the_day_after_it_was_due(today: str, late: list[str]) -> None:
    duties = standing("2026-11", FACTS, date.fromisoformat(today), PLAIN).duties
    assert [duty.clause for duty in duties if duty.is_late] == late


def test_nothing_is_next_where_all_is_done() -> None:
    done = replace(
        FACTS, filed=3, called=10, is_locked=True, visited=2, answered=1, symposia=1,
        is_closed=True, first_problem_due=None,
    )  # fmt: skip
    duties = standing("2026-11", done, date(2027, 1, 5), PLAIN).duties
    assert not any(duty.next_command or duty.is_late for duty in duties)


def test_an_empty_month_begins_with_the_ledgers() -> None:
    empty = StatusFacts(0, 0, 0, 0, False, 0, 0, 0, 0, None, 0, 0, False)
    duties = standing("2026-11", empty, date(2026, 11, 24), PLAIN).duties
    assert duties[1].next_command == "revisit import 台账/*"
    assert (duties[1].done, duties[1].of) == (0, 1)


@pytest.mark.clause("R19")
def test_status_says_how_far_the_holidays_are_known() -> None:
    assert known_until(2026, PLAIN) == 2026
    assert known_until(2027, PLAIN) is None
    loaded = Calendar({}, {}, frozenset({2027}))
    assert known_until(2026, loaded) == 2027
    assert standing("2027-01", FACTS, date(2027, 1, 20), PLAIN).duties[2].workdays_left is None
