"""Rests, the hours in which firms are called, and the choice of another time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.calls.call import CallbackOffHours, CallbackTooSoon
from revisit_cli.policy.calls.rest import (
    check_next_try,
    is_in_hours,
    is_past_due,
    next_tries,
    rested,
)
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rules.setting import Settings

PLAIN, SET = Calendar(), Settings()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def _tries(rest: str, at: str) -> list[str | None]:
    found = next_tries(rest, _at(at), PLAIN, SET)
    return [None if each is None else f"{each:%m-%d %H:%M}" for each in found]


@pytest.mark.parametrize(
    ("rest", "at", "tries"),
    [
        (
            "other_half",
            "2026-11-26T09:00",
            ["11-26 14:30", "11-26 15:00", "11-27 09:00", "11-27 15:00"],
        ),
        ("other_half", "2026-11-26T15:00", ["11-27 08:30", None, "11-27 09:00", "11-27 15:00"]),
        # A Friday afternoon: the next working day is Monday.
        ("other_half", "2026-11-27T15:00", ["11-30 08:30", None, "11-30 09:00", "11-30 15:00"]),
        ("busy", "2026-11-26T09:00", ["11-26 09:30", "11-26 15:00", "11-27 09:00", "11-27 15:00"]),
        ("callback", "2026-11-26T09:00", []),
        ("number", "2026-11-26T09:00", []),
        ("", "2026-11-26T09:00", []),
    ],
)
def test_another_time_is_proposed_with_the_usual_choices(
    rest: str, at: str, tries: list[str | None]
) -> None:
    assert _tries(rest, at) == tries


@pytest.mark.clause("三(四)1")
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30)),
    st.sampled_from(["other_half", "busy", "soft"]),
)
def test_nobody_is_called_early_at_noon_late_or_on_a_day_of_rest(at: datetime, rest: str) -> None:
    moment = at.replace(tzinfo=BEIJING, second=0, microsecond=0)
    assert is_in_hours(rested(moment, rest, PLAIN, SET), PLAIN)
    assert rested(moment, rest, PLAIN, SET) > moment
    for each in next_tries(rest, moment, PLAIN, SET):
        assert each is None or each >= rested(moment, rest, PLAIN, SET)


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        ("2026-11-26T14:00", CallbackTooSoon),
        ("2026-11-26T18:00", CallbackOffHours),
        ("2026-11-27T12:00", CallbackOffHours),
        ("2026-11-28T10:00", CallbackOffHours),
        ("2026-11-27T08:00", CallbackOffHours),
    ],
)
def test_a_time_too_soon_or_off_hours_is_refused(
    chosen: str, refusal: type[CallbackTooSoon | CallbackOffHours]
) -> None:
    with pytest.raises(refusal):
        check_next_try("other_half", _at(chosen), _at("2026-11-26T09:00"), PLAIN, SET)


def test_what_a_firm_agreed_to_is_its_own_wish() -> None:
    noon = _at("2026-11-26T12:00")
    check_next_try("callback", noon, _at("2026-11-26T09:00"), PLAIN, SET)
    check_next_try("other_half", None, noon, PLAIN, SET)
    check_next_try("other_half", noon + timedelta(days=1, hours=3), noon, PLAIN, SET)


@pytest.mark.clause("三(二)1", "R5")
def test_the_tenth_is_the_last_day() -> None:
    assert not is_past_due(_at("2026-12-10T17:30"), date(2026, 12, 10))
    assert is_past_due(_at("2026-12-11T08:30"), date(2026, 12, 10))
    assert not is_past_due(None, date(2026, 12, 10))
