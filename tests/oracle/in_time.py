"""Whether calls and visits were made in time: by 24:00 of the day that they were due on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.oracle import days
from tests.oracle.book import Book, Call, Visit


@dataclass(frozen=True)
class Task:
    """Something owed by a month: when it was done, when that was entered, and who took it over."""

    month: str
    due: str
    done: str | None
    entered: str | None
    handed_on: tuple[tuple[str, str], ...]

    def verdict(self, now: str) -> tuple[str, str, bool]:
        """The month it falls in, its class, and whether it was entered once the day was over.

        A month that hands on what is overdue has its verdict, whatever is entered afterwards.
        """
        month = self.month
        for to, at in self.handed_on:
            if self.entered is not None and self.entered <= at:
                break
            if at > self.due:
                return month, "late", False
            month = to
        if self.done is None:
            return month, "late" if now > self.due else "not_due", False
        if self.done > self.due:
            return month, "late", False
        return month, "in_time", self.entered is not None and self.entered > self.due


def task_of_call(call: Call, made: Call, handed_on: tuple[tuple[str, str], ...]) -> Task:
    """A call as its own month owes it; ``made`` is the one that was made for it."""
    end = made.ended
    done, entered = end or (None, None)
    return Task(call.month, days.calls_due(call.month), done, entered, handed_on)


def calls_in_time(book: Book, month: str, now: str) -> dict[str, Any]:
    own = [call for call in book.calls_of(month) if book.is_own(call)]
    told = [(call, task_of_call(call, call.made, call.made.handed_on).verdict(now)) for call in own]
    came = [
        task_of_call(source, call.made, ((month, source.carried_at),)).verdict(now)
        for call in book.calls_of(month)
        for source in call.sources
        if not source.sources
    ]
    late = sorted(
        (call.firm, _came_late(book, call))
        for call, (its, timing, _) in told
        if its == month and timing == "late"
    )
    handed = [call.made.carried_to is not None for call in own]
    counts = _counts(month, [verdict for _, verdict in told], handed, came)
    return {
        "calls": counts | {"late_added": sum(was_late for _, was_late in late)},
        "late_calls": [{"firm": firm, "added_late": was_late} for firm, was_late in late],
    }


def visits_in_time(book: Book, month: str, now: str) -> dict[str, Any]:
    own = [each for each in book.visits.values() if each.month == month]
    came = [each for each in book.visits.values() if each.came_to(month)]
    return _counts(
        month,
        [_of_visit(each).verdict(now) for each in own],
        [bool(each.handed_on) for each in own],
        [_of_visit(each).verdict(now) for each in came],
    )


def _of_visit(visit: Visit) -> Task:
    return Task(visit.month, visit.due, visit.at, visit.entered, tuple(visit.handed_on))


def _came_late(book: Book, call: Call) -> bool:
    """Whether the ledger that brought a firm came when its call was due already."""
    came = [
        filing.at
        for (its, row), filing in (*book.came.items(), *book.came_once.items())
        if its == call.month and book.root(its, row.firm) == call.firm
    ]
    return not call.is_frozen and bool(came) and min(came) > days.calls_due(call.month)


def _counts(
    month: str,
    own: list[tuple[str, str, bool]],
    handed: Iterable[bool],
    came: list[tuple[str, str, bool]],
) -> dict[str, Any]:
    here = [timing for its, timing, _ in own if its == month]
    there = [timing for its, timing, _ in came if its == month]
    handed_late = sum(
        was_handed and its == month and timing == "late"
        for (its, timing, _), was_handed in zip(own, handed, strict=True)
    )
    n, of = here.count("in_time"), len(own)
    return {
        "late": here.count("late"),
        "not_due": here.count("not_due"),
        "carried_late": handed_late,
        "carried_not_due": len(own) - len(here),
        "came_in_time": there.count("in_time"),
        "came_after": there.count("late"),
        "came_not_due": there.count("not_due"),
        "back_entered": sum(back and its == month for its, _, back in (*own, *came)),
        "in_time": {"n": n, "of": of, "value": round(n / of, 4) if of else None},
    }
