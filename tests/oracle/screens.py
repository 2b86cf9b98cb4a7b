"""What the other screens of a month should say: status, board, lists and discipline."""

from collections import Counter
from typing import Any

from tests.oracle.book import Book, Call, Problem
from tests.oracle.discipline import findings_of
from tests.oracle.figures import filings_of

REACHED = ("completed", "partial")


def duties_of(book: Book, month: str, figures: dict[str, Any]) -> dict[str, dict[str, int]]:
    """What the status of a month says is done, of how much: what it handed on is not its own."""
    calls = [call for call in book.calls_of(month) if call.made.carried_to is None]
    visits = [each for each in book.visits.values() if each.works_in == month]
    problems = [each for each in book.problems.values() if each.works_in == month]
    filed = sum(bool(book.filings.get((unit, month))) for unit in book.units)
    found = {
        "各单位报送台账": (filed, len(book.units)),
        "定名单（锁定）": (int(month in book.locked), 1),
        "电话回访": (sum(call.made.outcome is not None for call in calls), len(calls)),
        "上门回访（全部）": (sum(each.state == "done" for each in visits), len(visits)),
        "问题处理或答复": (sum(not each.is_open for each in problems), len(problems)),
        "每月清零": (int(month in book.closed), 1),
    }
    told = {what: {"done": done, "of": of} for what, (done, of) in found.items()}
    told["电话回访"]["late_count"] = figures["calls"]["late"]
    told["上门回访（全部）"]["late_count"] = figures["visits"]["late"]
    return told


def board_of(book: Book, figures: dict[str, Any], month: str) -> dict[str, int]:
    """What the board of a month's calls says of its N."""
    own = [call.made for call in book.calls_of(month) if book.is_own(call)]
    return {
        "of": figures["firms"],
        "untouched": figures["firms"] - figures["coverage"]["n"],
        "finished": figures["firms"] - len(figures["not_done"]),
        "reached": sum(call.last in REACHED for call in own),
    }


def problem_lines(book: Book, month: str, now: str) -> dict[int, dict[str, Any]]:
    """The problems that a month raised or was handed, as they are listed."""
    return {
        each.number: _problem(each, now) | {"firm": book.name_now(each.firm)}
        for each in book.problems.values()
        if month in (each.month, *each.carried_to)
    }


def _problem(problem: Problem, now: str) -> dict[str, Any]:
    timings = [clock.verdict(problem.works_in, now)[0] for clock in problem.clocks]
    return {
        "unit": problem.unit,
        "timing": timings[0],
        "late": "late" in timings,
        "reopened": len(timings) - 1,
        "late_again": "late" in timings[1:],
        "month": problem.month,
    }


def visit_lines(book: Book, month: str) -> dict[int, dict[str, Any]]:
    """The visits that a month owes or was handed, as they are listed."""
    return {
        each.number: {
            "firm": each.firm,
            "reasons": sorted({reason for reason, _, _ in each.reasons}),
            "due": each.due[:10],
            "state": each.state,
        }
        for each in book.visits.values()
        if each.month == month or each.came_to(month)
    }


def call_lines(book: Book, month: str) -> dict[int, dict[str, Any]]:
    """The calls of a month, as they are listed: one that is made under another name is not."""
    return {
        each.number: {
            "firm": each.firm,
            "units": sorted(book.units_of(each)),
            "attempts": sum(attempt.rows for attempt in each.attempts),
        }
        for each in book.calls_of(month)
        if each.twin is None
    }


def duty_of(book: Book, month: str) -> dict[str, Any]:
    """What the report on discipline says of a month's ledgers."""
    overdue = Counter(row.unit for its, row in book.overdue if its == month)
    return {
        "filings": filings_of(book, month),
        "units": {
            unit: {
                "filing": filing.state if (filing := book.first_filing(unit, month)) else "missing",
                "overdue": overdue[unit],
                **findings_of(book, month, unit),
            }
            for unit in book.units
        },
    }


def certificate_of(book: Book, month: str) -> dict[str, dict[str, int]]:
    """What the certificate of a month says of each kind, just after the clearing."""
    calls = book.calls_of(month)
    own = [call for call in calls if book.is_own(call)]

    def ends(among: list[Call]) -> dict[str, int]:
        names = (
            "merged" if each.twin else "carried" if each.carried_to else each.outcome
            for each in among
        )
        return dict(Counter(str(name) for name in names))

    visits = Counter(
        "carried" if each.works_in != month else each.state
        for each in book.visits.values()
        if month in (each.month, *(to for to, _ in each.handed_on))
    )
    problems = Counter(
        "carried" if each.works_in != month else "answered"
        for each in book.problems.values()
        if month in (each.month, *each.carried_to)
    )
    return {
        "calls": ends([call for call in own if call.is_frozen]),
        "unlisted": ends([call for call in own if not call.is_frozen]),
        "carried_in": ends([call for call in calls if not book.is_own(call)]),
        "visits": dict(visits),
        "problems": dict(problems),
    }
