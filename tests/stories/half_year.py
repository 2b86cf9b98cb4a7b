"""The books that the half-year's story keeps by itself: its plan, its days, its second count.

Nothing here asks the program what is right: working days, lateness and rates are counted from
what the story did, by rules of the test's own.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.ledgers import write_ledger

UNITS = ("审批科", "质安站", "燃气办", "房管中心")
SILENT = "人事科"
MONTHS = tuple(f"2026-{number:02d}" for number in range(7, 13))
# When a ledger comes in, where it is not the afternoon of the last working day until the 25th.
RECEIVED = {
    # The 25th of July is a Saturday: Monday until closing time is still in time.
    ("2026-07", "审批科"): ("2026-07-27T18:00", "on_time"),
    ("2026-07", "燃气办"): ("2026-07-27T18:30", "late"),
    ("2026-08", "房管中心"): ("2026-08-26T09:00", "late"),
    # The 25th of September opens the Mid-autumn holiday: the Monday after it.
    ("2026-09", "房管中心"): ("2026-09-28T17:59", "on_time"),
    ("2026-09", "燃气办"): ("2026-09-28T18:01", "late"),
    # The 25th of October is a Sunday.
    ("2026-10", "质安站"): ("2026-10-26T17:00", "on_time"),
    ("2026-10", "燃气办"): ("2026-10-26T18:05", "late"),
}
IN_TIME = {
    "2026-07": "2026-07-24T15:00",
    "2026-08": "2026-08-25T15:00",
    "2026-09": "2026-09-24T15:00",
    "2026-10": "2026-10-23T15:00",
    "2026-11": "2026-11-25T15:00",
    "2026-12": "2026-12-25T15:00",
}
LOCKED = {
    "2026-07": "2026-07-31T09:00",
    "2026-08": "2026-08-31T09:00",
    "2026-09": "2026-09-29T09:00",
    "2026-10": "2026-10-27T09:00",
    "2026-11": "2026-11-27T09:00",
    "2026-12": "2026-12-28T09:00",
}
CLEARED = {
    "2026-07": "2026-08-21T09:00",
    "2026-08": "2026-09-28T09:00",
    "2026-09": "2026-10-21T09:00",
    "2026-10": "2026-11-23T09:00",
    "2026-11": "2026-12-21T09:00",
    "2026-12": "2027-01-21T09:00",
}
# The State Council's days for the second half of 2026, and the made-up notice for 2027.
REST = {date(2026, 9, 25), *(date(2026, 10, number) for number in range(1, 8)), date(2027, 1, 1)}
WORKED = {date(2026, 9, 20), date(2026, 10, 10)}
SHARED, ADDED, VARIANT = 30, 40, "示例市丁子建筑工程公司"


def five_days_after(day: date) -> date:
    """The fifth working day, counted by hand's rules."""
    count = 0
    while count < 5:
        day += timedelta(days=1)
        count += day in WORKED or (day.weekday() < 5 and day not in REST)
    return day


def served(month: str, unit: str) -> list[str]:
    """The firms that a unit serves in a month: three of its own, and one that two units serve."""
    at = MONTHS.index(month) * 3 + UNITS.index(unit) * 3
    firms = [firm_name((at + number) % 24) for number in range(3)]
    return [*firms, firm_name(SHARED)] if unit in UNITS[:2] else firms


@dataclass
class Problem:
    """A problem as the story knows it."""

    month: str
    due: date
    stopped: str | None = None
    carried: bool = False
    extended: date | None = None
    first: str | None = None

    def now(self, at: str) -> str:
        """How its clock stands: kept, kept within an extension, late, or not due yet."""
        end = self.stopped or at
        if end > f"{self.extended or self.due}T18:00":
            return "late"
        if self.stopped is None:
            return "not_due"
        return "in_time" if end <= f"{self.due}T18:00" else "extended"

    def timing(self, at: str) -> str:
        """The verdict on its first clock."""
        return self.first or self.now(at)

    def reopen(self, due: date, at: str) -> None:
        self.first, self.due, self.stopped, self.carried = self.timing(at), due, None, True


@dataclass
class Month:
    """One month as the story knows it."""

    services: int = 0
    firms: set[str] = field(default_factory=set)
    filings: Counter[str] = field(default_factory=Counter)
    calls: dict[str, str] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)


class Story:
    """The half-year under way: what is done to the program, and the test's own books of it."""

    def __init__(self, revisit: Revisit) -> None:
        self.revisit = revisit
        self.books = {month: Month() for month in MONTHS}
        self.problems: dict[int, Problem] = {}
        self.calls: dict[str, dict[str, int]] = {}
        self.carried: set[str] = set()

    # Ledgers and the list

    def take_ledgers(self, month: str) -> None:
        book = self.books[month]
        for unit in UNITS:
            at, state = RECEIVED.get((month, unit), (IN_TIME[month], "on_time"))
            firms = served(month, unit)
            if month == "2026-10" and unit == "质安站":
                firms = [*firms, VARIANT]
            self.bring(month, unit, firms, at, state)
            book.services += len(firms)
            book.firms |= set(firms)
        if month == "2026-11":
            book.filings["missing"] += 1
        else:
            self.revisit("ledgers", "zero", SILENT, month, now=IN_TIME[month])
            book.filings["zero"] += 1

    def bring(self, month: str, unit: str, firms: list[str], at: str, state: str) -> Any:
        phones = 13800000000 + 100 * UNITS.index(unit)
        path = write_ledger(
            self.revisit.folder, unit, firms, date.fromisoformat(f"{month}-05"), phones
        )
        told = self.revisit.json("import", path, now=at)["files"][0]
        assert [each["state"] for each in told["filings"]] == [state]
        if told["filings"][0]["version"] == 1:
            self.books[month].filings[state] += 1
        return told

    def lock(self, month: str) -> None:
        size = self.revisit.json("calls", "lock", month, now=LOCKED[month])["size"]
        assert size == len(self.books[month].firms)
        listed = self.revisit.json("calls", "list", month, now=LOCKED[month])["calls"]
        assert {each["firm"] for each in listed} == self.books[month].firms | self.carried
        assert {e["firm"] for e in listed if e["carried_from"]} == self.carried
        self.carried = set()
        self.calls[month] = {each["firm"]: each["id"] for each in listed}

    # Calls

    def call(self, month: str, firm: str, at: str, outcome: str, *words: object) -> Any:
        number = self.calls[month][firm]
        told = self.revisit.json(
            "calls", "record", number, "--outcome", outcome, *words, now=at
        )  # fmt: skip
        self.books[month].calls[firm] = outcome
        for each in told["problems"]:
            self.problems[each] = Problem(month, five_days_after(date.fromisoformat(at[:10])))
        return told

    def call_the_rest(self, month: str, at: str) -> None:
        """Everybody not called yet is satisfied."""
        for firm in sorted(self.books[month].firms - self.books[month].calls.keys()):
            self.call(month, firm, at, "completed", "--overall", "满意")
            self.books[month].calls[firm] = "satisfied"

    def dissatisfied(self, month: str, firm: str, at: str, *words: object) -> Any:
        told = self.call(month, firm, at, "completed", "--overall", "不满意", *words)
        self.books[month].calls[firm] = "dissatisfied"
        self.books[month].visits[firm] = "to_do"
        return told

    # Visits

    def flag(self, month: str, firm: str, reason: str, at: str, *words: object) -> None:
        self.revisit("flags", "add", firm, "--reason", reason, "--month", month, *words, now=at)
        self.books[month].visits[firm] = "to_do"

    def visit(self, month: str, firm: str, at: str, *words: object) -> Any:
        listed = self.revisit.json("visits", "list", month, now=at)["visits"]
        number = next(each["id"] for each in listed if each["firm"] == firm)
        told = self.revisit.json("visits", "record", number, "--lead", "王局", *words, now=at)
        self.books[month].visits[firm] = told["state"]
        for each in told["problems"]:
            self.problems[each] = Problem(month, five_days_after(date.fromisoformat(at[:10])))
        return told

    # Problems

    def answer(self, number: int, at: str, *, act: str = "answer") -> None:
        self.revisit("problems", act, number, "--words", "已告知企业", now=at)
        self.problems[number].stopped = at

    # The second count

    def check(self, month: str, at: str) -> None:
        """Hold the program's report of a month to the story's own books."""
        book, told = self.books[month], self.revisit.json("report", "month", month, now=at)
        size, kinds = len(book.firms), Counter(book.calls.values())
        of = size - kinds["firm_gone"]
        reached = kinds["satisfied"] + kinds["dissatisfied"]
        contacted = reached + kinds["refused_hard"] + kinds["denies_service"]
        assert (told["firms"], told["services"]) == (size, book.services)
        assert _rate(told["coverage"]) == (len(book.calls), size)
        assert _rate(told["contact_rate"]) == (contacted, of)
        assert _rate(told["effective_rate"]) == (reached, of)
        assert _rate(told["satisfaction"]) == (kinds["satisfied"], reached)
        assert {k: v for k, v in told["filings"].items() if v} == dict(book.filings)
        open_kinds = {"no_answer"}
        undone = {firm for firm, kind in book.calls.items() if kind in open_kinds}
        assert {each["firm"] for each in told["not_done"]} == undone
        states = Counter(book.visits.values())
        visits = told["visits"]
        assert (visits["flagged"], visits["done"]) == (len(book.visits), states["done"])
        mine = [each for each in self.problems.values() if each.month == month]
        stayed = [each for each in mine if not each.carried]
        answered = [each for each in stayed if each.stopped is not None]
        problems = told["problems"]
        assert (problems["raised"], problems["answered"]) == (len(mine), len(answered))
        assert problems["carried"] == len(mine) - len(stayed)
        timings = Counter(each.timing(at) for each in mine)
        for name in ("in_time", "extended", "late", "not_due"):
            assert problems[name] == timings[name]

    def check_problems(self, at: str) -> None:
        listed = self.revisit.json("problems", "list", now=at)["problems"]
        assert {each["id"]: each["due"] for each in listed} == {
            number: (each.extended or each.due).isoformat()
            for number, each in self.problems.items()
        }
        assert {each["id"]: each["timing"] for each in listed} == {
            number: each.timing(at) for number, each in self.problems.items()
        }
        late = {each["id"] for each in listed if each["late"]}
        assert late == {
            number
            for number, each in self.problems.items()
            if "late" in (each.timing(at), each.now(at))
        }

    def clear(self, month: str, *words: object) -> Any:
        at = CLEARED[month]
        self.check(month, at)
        self.check_problems(at)
        told = self.revisit.json("close", month, *words, now=at)
        assert told["list"]["firms"] == len(self.books[month].firms)
        return told


def _rate(rate: dict[str, Any]) -> tuple[int, int]:
    return rate["n"], rate["of"]
