"""Suspicions against ledgers: what the facts propose, and what a named person decides."""

from collections import Counter
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any

from tests.oracle.book import Book, Filing, Finding
from tests.oracle.bureau import Bureau
from tests.oracle.days import month_after
from tests.oracle.units import unit_line

# Of a unit's numbers more than so many in a hundred are bad.
DEAD_PERCENT = 20
REPEATED = 3


def find(bureau: Bureau, month: str, now: str) -> None:
    """Let the facts of a month, whose ledgers were due, propose what they propose."""
    book = bureau.book
    bureau.revisit("duty", "find", month, now=now)
    for unit in book.units:
        first = book.first_filing(unit, month)
        numbers = unit_line(book, month, unit)["bad_numbers"]
        if first is None:
            book.suspect(Finding("missing", unit, month, month))
        elif first.state == "late":
            book.suspect(Finding("late", unit, month, month))
        if _is_held_back(book, month, unit):
            book.suspect(Finding("concealed", unit, month, month))
        if 100 * numbers["n"] > DEAD_PERCENT * numbers["of"]:
            book.suspect(Finding("dead_numbers", unit, month, month))


def _is_held_back(book: Book, month: str, unit: str) -> bool:
    """Whether rows are known to have come late: after a zero report, or more than in time."""
    came = [each for (its, row), each in book.came.items() if (its, row.unit) == (month, unit)]
    late = [each for each in came if each.is_said and each.state in ("late", "supplement")]
    filings = book.filings.get((unit, month), [])
    first = book.first_filing(unit, month)
    is_late = first is not None and first.state == "late"
    return any(_is_after_zero(filings, each) for each in late) or (
        len(late) > len(came) - len(late) and not is_late
    )


def _is_after_zero(filings: list[Filing], one: Filing) -> bool:
    """Whether a zero report came before one version, and nothing in time since then."""
    zeros = [place for place, each in enumerate(filings) if each.number is None]
    return any(
        place < filings.index(one) and all(each.state != "on_time" for each in filings[place + 1 :])
        for place in zeros
    )


def decide(bureau: Bureau, month: str, now: str, random: Random) -> None:
    """Confirm or dismiss some of a month's suspicions, by name."""
    listed = bureau.revisit.json("duty", "list", month, now=now)["findings"]
    for told in listed:
        if told["state"] != "suspected" or random.random() < 0.4:
            continue
        subject = told["subject"] if told["kind"] == "denied_service" else month
        found = Finding(told["kind"], told["unit"], told["month"], subject)
        assert bureau.book.findings.get(found) == "suspected", (month, now, told)
        by = ("--decided-by", "纪委张三")
        if random.random() < 0.7:
            bureau.revisit("duty", "confirm", told["id"], "--evidence", "收件登记", *by, now=now)
            bureau.book.findings[found] = "confirmed"
        else:
            bureau.revisit("duty", "dismiss", told["id"], "--reason", "系统故障", *by, now=now)
            bureau.book.findings[found] = "dismissed"


def findings_of(book: Book, month: str, unit: str) -> dict[str, Any]:
    """What the report on discipline says of a unit; what is confirmed counts for twelve months."""
    mine = [(each, state) for each, state in book.findings.items() if each.unit == unit]
    states = Counter(state for each, state in mine if each.month == month)
    first = month_after(month, -11)
    a_year = sum(state == "confirmed" and first <= each.month <= month for each, state in mine)
    return {
        **{name: states[name] for name in ("suspected", "confirmed", "dismissed")},
        "confirmed_in_a_year": a_year,
        "repeated": a_year >= REPEATED,
    }
