"""When a problem is due."""

from datetime import date

import pytest

from revisit_cli.policy.problems import clock
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook import loader

NUMBERS = loader.rules().numbers


@pytest.mark.clause("四4", "R7")
def test_the_day_is_the_fifth_working_day_after_the_contact() -> None:
    assert clock.due_on(date(2026, 11, 26), NUMBERS, Calendar()) == date(2026, 12, 3)


@pytest.mark.clause("R7", "R19")
def test_a_calendars_version_names_what_it_decides() -> None:
    notice = Calendar({date(2027, 1, 1): False}, {}, frozenset({2027}))
    corrected = Calendar({date(2027, 1, 1): False, date(2027, 1, 3): True}, {}, frozenset({2027}))
    versions = [clock.calendar_version(each) for each in (Calendar(), notice, corrected)]
    assert versions[0] == "chinesecalendar"
    assert len(set(versions)) == 3
    assert all("2027" in each for each in versions[1:])
    assert clock.calendar_version(notice) == versions[1]
