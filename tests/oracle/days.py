"""Working days, cycles and due moments, by the State Council's notices and the document."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

MIDNIGHT = "23:59"


class Rules(NamedTuple):
    """The numbers of the document, or those that a bureau set from a month on."""

    cycle_last_day: int = 25
    closing_time: str = "18:00"
    calls_due_day: int = 10
    visits_due_day: int = 20
    answer_workdays: int = 5


# A month in which nothing is set any more.
NEVER = "9999-12"
_new, _since = Rules(), NEVER


def use(rules: Rules, since: str) -> None:
    """Let other rules hold from a month on."""
    global _new, _since
    _new, _since = rules, since


def rules_of(month: str) -> Rules:
    return _new if month >= _since else Rules()


def _span(first: str, last: str) -> set[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    return {day + timedelta(days=number) for number in range((end - day).days + 1)}


REST = (
    _span("2025-05-31", "2025-06-02") | _span("2025-10-01", "2025-10-08")
    | _span("2026-01-01", "2026-01-03") | _span("2026-02-15", "2026-02-23")
    | _span("2026-04-04", "2026-04-06") | _span("2026-05-01", "2026-05-05")
    | _span("2026-06-19", "2026-06-21") | _span("2026-09-25", "2026-09-27")
    | _span("2026-10-01", "2026-10-07")
)  # fmt: skip
WORKED = {
    date.fromisoformat(day)
    for day in (
        "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09",
        "2026-09-20", "2026-10-10",
    )
}  # fmt: skip


def is_workday(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in REST)


def workdays_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


@cache
def month_after(month: str, step: int = 1) -> str:
    year, number = map(int, month.split("-"))
    year, number = divmod(year * 12 + number - 1 + step, 12)
    return f"{year}-{number + 1:02d}"


def day_of(month: str, number: int) -> date:
    return date.fromisoformat(f"{month}-{number:02d}")


def first_on(month: str) -> date:
    return last_on(month_after(month, -1)) + timedelta(days=1)


def last_on(month: str) -> date:
    return day_of(month, rules_of(month).cycle_last_day)


def month_of(day: date) -> str:
    month = f"{day:%Y-%m}"
    return month if day <= last_on(month) else month_after(month)


def filing_due(month: str) -> str:
    """Closing time of the first working day from the cycle's last on."""
    day = last_on(month)
    while not is_workday(day):
        day += timedelta(days=1)
    return f"{day}T{rules_of(month).closing_time}"


def calls_due(month: str) -> str:
    return f"{day_of(month_after(month), rules_of(month).calls_due_day)}T{MIDNIGHT}"


def visits_due(month: str) -> str:
    return f"{day_of(month_after(month), rules_of(month).visits_due_day)}T{MIDNIGHT}"


def answer_due(month: str, day: date) -> str:
    """Closing time of the last working day that a contact's month gives for an answer."""
    rules = rules_of(month)
    return f"{workdays_after(day, rules.answer_workdays)}T{rules.closing_time}"


def months_of(half: str) -> tuple[str, ...]:
    year, number = half.split("-H")
    first = 1 if number == "1" else 7
    return tuple(f"{year}-{each:02d}" for each in range(first, first + 6))
