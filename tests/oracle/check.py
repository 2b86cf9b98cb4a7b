"""What each report and screen says, held to the book."""

from collections import Counter
from json import loads
from typing import Any

from tests.oracle import days, visiting
from tests.oracle.bureau import Bureau
from tests.oracle.compare import Comparison, by_code, keyed
from tests.oracle.figures import month_figures
from tests.oracle.half import half_figures
from tests.oracle.meeting import Meeting
from tests.oracle.questions import published, questions
from tests.oracle.screens import (
    board_of,
    call_lines,
    certificate_of,
    duties_of,
    duty_of,
    problem_lines,
    visit_lines,
)
from tests.oracle.tracing import untraced


class Check:
    """The second count of one bureau's half-year."""

    def __init__(
        self, bureau: Bureau, meeting: Meeting, compared: Comparison, months: tuple[str, ...]
    ) -> None:
        self.bureau, self.book, self.revisit = bureau, bureau.book, bureau.revisit
        self.meeting, self.compared, self.months = meeting, compared, months
        self.rechecks: dict[str, dict[str, Any]] = {}
        self.kept: dict[str, Any] = {}

    def number(self, month: str, now: str) -> None:
        self.bureau.number(month, now)
        visiting.number_visits(self.bureau, month, now)

    def figures(self, month: str, now: str) -> dict[str, Any]:
        later = {its: each for its, each in self.rechecks.items() if each["told_in"] == month}
        told = {
            its: {k: n for k, n in each.items() if k != "told_in"} for its, each in later.items()
        }
        own = self.rechecks.get(month, {"doubtful": 0})
        return {
            **month_figures(self.book, month, now),
            "later_rechecks": told,
            "recheck": {"doubtful": own["doubtful"]},
        }

    def month(self, month: str, now: str) -> None:
        told = self.revisit.json("report", "month", month, now=now)
        self.compared.hold(f"{now} {month}", keyed(told), self.figures(month, now))
        said = loads(self.revisit.said)
        self._names(f"{now} {month}", said, month)
        self.compared.differences += untraced(self.revisit, month, now, said)

    def _names(self, place: str, said: Any, month: str) -> None:
        """Hold the names of the units to those that they bore on a month's last day."""
        names = [self.book.named(unit, days.last_on(month)) for unit in self.book.units]
        told = [each["unit"] for each in said["units"]]
        self.compared.hold(f"{place}.names", sorted(told), sorted(names))

    def screens(self, month: str, now: str) -> None:
        """Hold the other screens of a month to the same book."""
        figures, place = self.figures(month, now), f"{now} {month}"
        told = self.revisit.json("calls", "progress", month, now=now)
        self.compared.hold(f"{place}.progress", told["total"], board_of(self.book, figures, month))
        self.compared.hold(f"{place}.progress.list", told["list"], figures["list"])
        duties = {e["what"]: e for e in self.revisit.json("status", month, now=now)["duties"]}
        expected = duties_of(self.book, month, figures)
        expected["半年座谈"] = self.meeting.status()
        self.compared.hold(f"{place}.status", duties, expected)
        duty = self.revisit.json("report", "duty", month, now=now)
        duty["units"] = {each["unit"]: each for each in duty["units"]}
        self.compared.hold(f"{place}.duty", duty, duty_of(self.book, month))
        public = self.revisit.json("report", "public", month, now=now)
        own = [call for call in self.book.calls_of(month) if self.book.is_own(call)]
        for name, is_right in published(self.book, month, public, figures, own):
            self.compared.hold(f"{place}.public.{name}", is_right, True)
        self._lists(month, now, place)
        unit = self.book.units[int(month[-2:]) % len(self.book.units)]
        told = self.revisit.json("report", "unit", unit, month, now=now)
        self.compared.hold(f"{place}.unit", told["figures"], figures["units"][unit])

    def _lists(self, month: str, now: str, place: str) -> None:
        for name, expected in (
            ("calls", call_lines(self.book, month)),
            ("visits", visit_lines(self.book, month)),
            ("problems", problem_lines(self.book, month, now)),
        ):
            told = self.revisit.json(name, "list", month, now=now)[name]
            lines = {each["id"]: each for each in told}
            for each in lines.values():
                each |= {key: sorted(each[key]) for key in ("units", "reasons") if key in each}
            self.compared.hold(f"{place}.{name}.list", sorted(lines), sorted(expected))
            self.compared.hold(f"{place}.{name}", lines, expected)

    def half(self, half: str, now: str) -> None:
        told = self.revisit.json("report", "half", half, now=now)
        for said in loads(self.revisit.said)["months"]:
            self._names(f"{now} {half}.{said['month']}", said, self.months[-1])
        earlier = [days.month_after(month, -6) for month in self.months]
        expected = questions(self.book, list(self.months), earlier)
        asked = by_code(told["questions"])
        # What is kept back for the sake of the months is told of nobody: the rule has an attacker
        # of its own, and what is told is held to the book.
        mine = expected["integrity"]
        for said, book in (
            (asked["integrity"], mine),
            (asked["integrity"]["previous"], mine["previous"]),
        ):
            if said["withheld"] is not None:
                book["counts"] = dict.fromkeys(said["counts"])
        self.compared.hold(f"{now} {half}", asked, expected)
        total = half_figures(self.book, self.months, now)
        self.compared.hold(f"{now} {half}.total", told["total"], total)
        self._shares(f"{now} {half}", told, total)
        self.compared.hold(f"{now} {half}.symposium", told["symposium"], self.meeting.duty())
        for month in told["months"]:
            name = month["month"]
            self.compared.hold(f"{now} {half}.{name}", keyed(month), self.figures(name, now))

    def _shares(self, place: str, told: Any, total: Any) -> None:
        """Hold what the months come to together to the book's half-year, figure by figure."""
        filed = next(each for each in told["figures"] if each["code"] == "filings")
        asked = {each["code"]: each["counts"] for each in told["questions"]}
        book = {**total, "filings": filed, "questions": asked}
        book["hidden_approval"] = told["hidden_approval"]
        for share in told["shares"]:
            figure: Any = book
            for name in share["key"].split("."):
                figure = figure.get(name, 0)
            self.compared.hold(f"{place}.{share['key']}", sum(share["months"].values()), figure)
        by_key = {each["key"]: each["months"] for each in told["shares"]}
        listed = {each["month"]: each["firms"] for each in told["months"]}
        self.compared.hold(f"{place}.firms", by_key["firms"], listed)

    def cleared(self, month: str, told: Any, now: str) -> None:
        """Hold a certificate to the book, just after the clearing."""
        self.kept[month] = told
        place, figures = f"{now} {month}.certificate", self.figures(month, now)
        # However they were answered.
        parts = Counter[str]()
        for state, count in told["problems"]["parts"].items():
            parts[state if state == "carried" else "answered"] += count
        told = {**told, "problems": {**told["problems"], "parts": dict(parts)}}
        for name, expected in certificate_of(self.book, month).items():
            self.compared.hold(f"{place}.{name}", told[name]["parts"], expected)
            self.compared.hold(f"{place}.{name}", told[name]["total"], sum(expected.values()))
        filed = {kind: n for kind, n in figures["filings"].items() if n and kind != "missing"}
        self.compared.hold(f"{place}.filings", told["filings"]["parts"], filed)

    def certificates(self, now: str) -> None:
        """Hold each certificate to what it was when its month was cleared."""
        for month, kept in self.kept.items():
            told = self.revisit.json("close", month, "--certificate", now=now)
            self.compared.hold(f"{month}.certificate", told, kept)
