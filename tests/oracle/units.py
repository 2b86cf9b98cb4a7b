"""A line for each unit: its ledger, its evaluations, its numbers, and whom it has none of."""

from collections import Counter
from typing import Any

from tests.oracle.book import BAD, Book, Call
from tests.oracle.questions import by_telephone, on_visits

# What an attempt reached the firm by, though it may have brought no answer.
REACHES = {
    "completed", "partial", "refused_hard", "refused_soft", "broken_off", "contact_left",
    "denies_service",
}  # fmt: skip


def rate(n: int, of: int) -> dict[str, Any]:
    return {"n": n, "of": of, "value": round(n / of, 4) if of else None}


def unit_line(book: Book, month: str, unit: str) -> dict[str, Any]:
    rows = [row for row in book.rows(month) if row.unit == unit]
    firms = {row.firm for row in rows}
    told = [(firm, said) for firm, its, said in by_telephone(book, month) if its == unit]
    counts = Counter(said.get("overall", "unrated") for _, said in told)
    visited = [said for _, its, said in on_visits(book, month) if its == unit]
    evaluated = {firm for firm, _ in told}
    reasons = Counter(
        why(book.calls.get((month, firm)), unit) for firm in firms if firm not in evaluated
    )
    filing = book.first_filing(unit, month)
    rated = counts["satisfied"] + counts["dissatisfied"]
    return {
        "filing": filing.state if filing else "missing",
        "services": len(rows),
        "firms": len(firms),
        "beyond": len(evaluated - firms),
        "evaluations": len(told),
        "satisfied": counts["satisfied"],
        "dissatisfied": counts["dissatisfied"],
        "unrated": counts["unrated"],
        **{
            name: reasons[name]
            for name in ("unasked", "unreached", "pending", "carried", "not_served")
        },
        "not_rated": counts["unrated"] + reasons.total(),
        "visited": len(visited),
        "satisfaction": rate(counts["satisfied"], rated),
        "ranked": rated >= 5,
        "late_entries": sum(book.is_late_entry(month, row) for row in rows),
        "overdue": sum((its, row.unit) == (month, unit) for its, row in book.overdue),
        **_numbers(book, month, unit),
    }


def why(call: Call | None, unit: str) -> str:
    """Why there is no evaluation of a unit by a firm."""
    if call is None:
        return "pending"
    if unit in call.struck:
        return "not_served"
    if call.carried_to is not None:
        return "carried"
    if call.outcome is None:
        return "pending"
    return "unasked" if call.group in ("I", "P") else "unreached"


def unevaluated(book: Book, month: str) -> list[tuple[str, str, str]]:
    """Each firm by unit that was finally called and said nothing on the whole, and why."""
    told = {(firm, unit): said for firm, unit, said in by_telephone(book, month)}
    pairs = {(row.firm, row.unit) for row in book.rows(month)} | told.keys()
    found = []
    for firm, unit in pairs:
        said = told.get((firm, unit))
        if said is None:
            reason = why(book.calls.get((month, firm)), unit)
        elif "overall" in said:
            continue
        else:
            reason = "unrated"
        if reason in ("unrated", "unasked", "unreached"):
            found.append((firm, unit, reason))
    return sorted(found)


def _numbers(book: Book, month: str, unit: str) -> dict[str, Any]:
    """Of the numbers that a unit gave those that proved bad, and those that did so once."""
    verdicts: dict[str, set[bool]] = {}
    for call in book.calls_of(month):
        for its, firm in book.names_asked(call):
            for given in book.written.get((unit, its), []):
                if call.twin is None and book.root(its, given.firm) == firm:
                    found = verdicts.setdefault(given.number, set())
                    if (is_bad := _is_bad(call, given.number)) is not None:
                        found.add(is_bad)
    return {
        "bad_numbers": rate(sum(True in each for each in verdicts.values()), len(verdicts)),
        "struck_numbers": sum(each == {False} for each in verdicts.values()),
    }


def _is_bad(call: Call, phone: str) -> bool | None:
    """Whether that number is bad for a firm; None where it never was."""
    found: bool | None = None
    for attempt in sorted((*call.attempts, *call.voided), key=lambda each: each.at):
        is_voided = attempt in call.voided
        if attempt.phone != phone:
            continue
        if attempt.outcome in BAD:
            found = bool(found) if is_voided else True
        elif found is not None and not is_voided and attempt.outcome in REACHES:
            found = False
    return found
