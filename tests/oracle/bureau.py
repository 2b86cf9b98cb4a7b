"""The acts: each is done through the command line, and written into the book."""

import csv
import json
from collections import Counter
from datetime import date
from typing import Any

from tests.conftest import Revisit
from tests.ledgers import HEADINGS
from tests.oracle import days
from tests.oracle.book import Attempt, Book, Call, Clock, Filing, Problem, Row, Said, Visit

# Reasons for a visit that answers raise.
ASKS_VISIT = {("overall", "dissatisfied"): "dissatisfied"}


class Bureau:
    """A bureau at work, and its book."""

    def __init__(self, revisit: Revisit, units: tuple[str, ...], now: str) -> None:
        self.revisit, self.book = revisit, Book(units)
        self.files: Counter[str] = Counter()
        self.opened = 0
        roster = revisit.folder / "名册.csv"
        lines = ["单位名称,类别,主要负责人,分管负责人"]
        lines += [f"{unit},局属单位,{unit}正,{unit}副" for unit in units]
        roster.write_text("\n".join(lines), encoding="utf-8")
        revisit("units", "import", roster, now=now)

    # Ledgers

    def take(self, month: str, sheets: dict[str, list[Row]], now: str) -> None:
        """Import one file that holds the ledgers of some units."""
        self.files[month] += 1
        path = self.revisit.folder / f"台账-{month.replace('-', '')}-{self.files[month]}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            for unit, rows in sheets.items():
                for row in rows:
                    phone = 13800000000 + sum(map(ord, row.firm)) % 10**6
                    writer.writerow(
                        [unit, "办事员甲", row.day, "窗口", row.matter, "已办结", row.firm,
                         "联系人乙", phone, ""]
                    )  # fmt: skip
        told = self.revisit.json(
            "import", path, "--month", month, "--accept-gone", "--replace", now=now
        )["files"][0]
        states = {each["unit"]: each["state"] for each in told["filings"]}
        for unit, rows in sheets.items():
            earlier = self.book.filings.get((unit, month))
            is_late = now > days.filing_due(month)
            state = ("supplement" if earlier else "late") if is_late else "on_time"
            assert states[unit] == state, (unit, month, now, rows, told)
            self.book.file(unit, month, rows, Filing(now, state))

    def report_zero(self, unit: str, month: str, now: str) -> None:
        self.revisit("ledgers", "zero", unit, month, now=now)
        is_late = now > days.filing_due(month)
        self.book.file(unit, month, [], Filing(now, "late" if is_late else "zero"))

    def lock(self, month: str, now: str) -> None:
        self.revisit("calls", "lock", month, now=now)
        self.book.locked[month] = now
        for call in self.book.calls_of(month):
            call.is_frozen = self.book.is_own(call)

    # Calls

    def number(self, month: str, now: str) -> None:
        """Learn the numbers of a month's calls; the firms on the list are the book's."""
        listed = self.revisit.json("calls", "list", month, now=now)["calls"]
        firms = {each["firm"]: each["id"] for each in listed}
        assert firms.keys() == {call.firm for call in self.book.calls_of(month)}, month
        for call in self.book.calls_of(month):
            call.number = firms[call.firm]

    def record(self, made: list[tuple[Call, Attempt, dict[str, Any]]], now: str) -> None:
        """Put a session's calls on record in one file; what they opened goes into the book."""
        path = self.revisit.folder / "记录.jsonl"
        lines = [
            line for call, attempt, extra in made for line in self._lines(call, attempt, extra)
        ]
        path.write_text("\n".join(json.dumps(e, ensure_ascii=False) for e in lines), "utf-8")
        told = self.revisit.json("calls", "record", "--from", path, now=now)
        opened: dict[int, list[int]] = {}
        for each in told["rows"]:
            opened.setdefault(each["call"], []).extend(each["problems"])
        for call, attempt, _ in made:
            call.attempts.append(attempt)
            self._open(call, attempt, opened.get(call.number, []))
            self._flag(call, attempt)

    def _lines(self, call: Call, attempt: Attempt, extra: dict[str, Any]) -> list[dict[str, Any]]:
        first = {"call": call.number, "outcome": attempt.outcome, "at": attempt.at, **extra}
        if attempt.suggestion:
            first["suggestion"] = attempt.suggestion
        if attempt.tag:
            first["tags"] = attempt.tag
        if not attempt.said:
            return [first]
        same = {"call": call.number, "outcome": attempt.outcome, "at": attempt.at}
        rows = [{**same, "unit": unit, **said} for unit, said in attempt.said.items()]
        return [{**rows[0], **first}, *rows[1:]]

    def _open(self, call: Call, attempt: Attempt, numbers: list[int]) -> None:
        assert len(numbers) == bool(attempt.suggestion), (call, numbers)
        for number in numbers:
            units = list(attempt.said)
            self.book.problems[number] = Problem(
                number, call.month, call.firm, units[0] if len(units) == 1 else None,
                f"call:{call.number}", attempt.tag, [_clock(call.month, attempt.at)],
            )  # fmt: skip

    def _flag(self, call: Call, attempt: Attempt) -> None:
        for unit, said in attempt.said.items():
            for (code, answer), reason in ASKS_VISIT.items():
                if said.get(code) == answer:
                    self._owe(call.month, call.firm, {reason}, {unit})

    # Visits

    def _owe(self, month: str, firm: str, reasons: set[str], named: set[str]) -> None:
        if not reasons:
            return
        for visit in self.book.visits.values():
            # A visit that was made settles no reason that came after it.
            if (visit.month, visit.firm) == (month, firm) and visit.state == "to_do":
                visit.reasons |= reasons
                visit.named |= named
                return
        self.opened += 1
        number = -self.opened
        self.book.visits[number] = Visit(number, month, firm, reasons, named)

    def flag(self, month: str, firm: str, reason: str, now: str) -> None:
        self.revisit(
            "flags", "add", firm, "--reason", reason, "--month", month, "--verified-on", now[:10],
            now=now,
        )  # fmt: skip
        self._owe(month, firm, {reason}, set())

    def number_visits(self, month: str, now: str) -> None:
        listed = self.revisit.json("visits", "list", month, now=now)["visits"]
        new = [each for each in listed if each["id"] not in self.book.visits]
        for key, visit in sorted(self.book.visits.items(), reverse=True):
            if key < 0 and visit.month == month:
                found = next(each for each in new if each["firm"] == visit.firm)
                new.remove(found)
                del self.book.visits[key]
                visit.number = found["id"]
                self.book.visits[visit.number] = visit

    def visit(self, visit: Visit, said: Said, units: list[str], now: str, *, signed: bool) -> None:
        words: list[object] = ["--lead", "王局"]
        if signed:
            words += ["--signature", "盖章", "--signed-by", "赵总"]
        if units:
            for code, answer in said.items():
                words += ["--answer", f"{code}={answer}"]
        told = self.revisit.json("visits", "record", visit.number, *words, now=now)
        visit.state = "done" if signed else "unsigned"
        assert told["state"] == visit.state
        visit.said |= {unit: (visit.works_in, dict(said)) for unit in units if said}

    # Problems

    def answer(self, problem: Problem, now: str, act: str = "answer") -> None:
        self.revisit("problems", act, problem.number, "--words", "已告知企业", now=now)
        clock = problem.clocks[-1]
        if clock.stop is None:
            clock.stop = clock.entered = now
            late = "late" if clock.is_over(now) else "extended"
            clock.fall(problem.works_in, "in_time" if now <= clock.due else late)

    def add_problem(self, month: str, firm: str, text: str, now: str) -> None:
        told = self.revisit.json("problems", "add", firm, "--text", text, "--month", month, now=now)
        number = told["id"] if "id" in told else told["problem"]
        self.book.problems[number] = Problem(
            number, month, firm, None, f"problem:{number}", "", [_clock(month, now)]
        )

    def reopen(self, problem: Problem, now: str) -> None:
        self.revisit("problems", "reopen", problem.number, "--words", "又出现", now=now)
        problem.clocks.append(_clock(problem.works_in, now))

    def extend(self, problem: Problem, to: str, now: str) -> None:
        self.revisit("problems", "extend", problem.number, "--to", to, "--words", "待复", now=now)
        clock = problem.clocks[-1]
        in_time = now < (clock.extended_to or clock.due)
        problem.extensions.append((problem.works_in, in_time))
        clock.day = to
        if in_time:
            clock.extended_to = f"{to}T{days.CLOSING}"

    # The month's end

    def close(self, month: str, now: str) -> None:
        """Clear a month; whatever is left is carried over by name."""
        book = self.book
        to = days.month_after(month)
        while to in book.closed:
            to = days.month_after(to)
        calls = [call for call in book.calls_of(month) if call.is_open]
        visits = [v for v in book.visits.values() if v.works_in == month and v.state != "done"]
        problems = [p for p in book.problems.values() if p.works_in == month and p.is_open]
        words: list[str] = []
        for kind, numbers in (
            ("call", [c.number for c in calls]),
            ("visit", [v.number for v in visits]),
            ("problem", [p.number for p in problems]),
        ):
            for number in numbers:
                words += ["--carry", f"{kind}:{number}"]
        if days.month_of(days.last_on(month)).endswith(("-06", "-12")):
            half = f"{month[:4]}-H{1 if month.endswith('06') else 2}"
            words += ["--carry", f"symposium:{half}"]
        if words:
            words += ["--accepted-by", "张局长"]
        self.revisit("close", month, "--yes", *words, now=now)
        book.closed[month] = now
        for call in calls:
            call.carried_to = to
            book.calls.setdefault((to, call.firm), Call(to, call.firm)).sources.append(call)
        for problem in problems:
            clock = problem.clocks[-1]
            is_over = clock.stop is None and clock.is_over(now)
            if is_over:
                clock.fall(problem.works_in, "late")
            problem.handed_on.append((month, to, is_over))
            problem.carried_to.append(to)
        for visit in visits:
            visit.carried_to.append(to)


def _clock(month: str, at: str) -> Clock:
    """The clock that a contact, or a reopening, starts."""
    return Clock(month, days.answer_due(date.fromisoformat(at[:10])))
