"""The acts about ledgers, calls and problems: each by the command line, and into the book."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.ledgers import HEADINGS
from tests.oracle import days
from tests.oracle.book import (
    Attempt,
    Book,
    Call,
    Clock,
    Filing,
    Finding,
    Held,
    Problem,
    Row,
    Visit,
    phone_of,
)
from tests.oracle.questions import keep_at_clearing
from tests.oracle.undoing import Watched

# Reasons for a visit that answers raise.
ASKS_VISIT = {("overall", "dissatisfied"): "dissatisfied"}
WHY = "核对后更正"


class Bureau:
    """A bureau at work, and its book."""

    def __init__(self, revisit: Watched, units: tuple[str, ...], now: str) -> None:
        self.revisit, self.book = revisit, revisit.book
        self.files: Counter[str] = Counter()
        self.opened = self.records = 0
        roster = revisit.folder / "名册.csv"
        lines = ["单位名称,类别,主要负责人,分管负责人"]
        lines += [f"{unit},局属单位,{unit}正,{unit}副" for unit in units]
        roster.write_text("\n".join(lines), encoding="utf-8")
        revisit("units", "import", roster, now=now)

    def rename(self, unit: str, new: str, day: str, now: str) -> None:
        self.revisit("units", "rename", unit, new, "--on", day, now=now)
        self.book.renamed[unit] = new, day

    # Ledgers

    def take(
        self,
        month: str,
        sheets: dict[str, list[Row]],
        now: str,
        nameless: dict[str, list[Row]] | None = None,
    ) -> None:
        """Import one file that holds the ledgers of some units.

        Of its ``nameless`` rows the firm is left out: they wait to be put right.
        """
        nameless = nameless or {}
        told = self._send(month, sheets, now, nameless=nameless)
        assert told["rows"]["held"] == sum(map(len, nameless.values())), (month, now, told)
        if told["unchanged"] or not told["filings"]:
            # A file that came before, and one of rows that all stand already, file nothing anew.
            assert told["rows"]["accepted"] == 0, (month, now, told)
            assert self._stands(sheets), (month, now, sheets)
            for unit, rows in () if told["unchanged"] else sheets.items():
                self.book.withdraw(unit, month, rows)
            return
        states = {each["unit"]: each["state"] for each in told["filings"]}
        numbers = {each["unit"]: each["id"] for each in told["filings"]}
        filings, held = {}, {}
        for unit, rows in sheets.items():
            earlier = self.book.filings.get((unit, month))
            is_late = now > days.filing_due(month)
            state = ("supplement" if earlier else "late") if is_late else "on_time"
            assert states[unit] == state, (unit, month, now, rows, told)
            filings[unit] = Filing(now, state, numbers[unit], now)
            held[unit] = [Held(row, filings[unit]) for row in nameless.get(unit, [])]
            if month in self.book.closed:
                self.book.file_after_close(unit, month, rows, now)
        if month not in self.book.closed:
            self.book.file(month, sheets, filings, held)

    def _stands(self, sheets: dict[str, list[Row]]) -> bool:
        """Whether every row of a file is of a ledger that came already."""
        kept = {row for rows in self.book.ledgers.values() for row in rows}
        return all(row in kept for rows in sheets.values() for row in rows)

    def _send(
        self,
        month: str,
        sheets: dict[str, list[Row]],
        now: str,
        *words: str,
        nameless: dict[str, list[Row]] | None = None,
    ) -> Any:
        self.files[month] += 1
        path = self.revisit.folder / f"台账-{month.replace('-', '')}-{self.files[month]}.csv"
        nameless = nameless or {}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            for unit, rows in sheets.items():
                name = self.revisit.name(unit, now)
                told = [(row, row.firm) for row in rows]
                told += [(row, "") for row in nameless.get(unit, [])]
                for row, firm in told:
                    writer.writerow(
                        [name, "办事员甲", row.day, "窗口", row.matter, "已办结", firm,
                         "联系人乙", phone_of(row.firm), ""]
                    )  # fmt: skip
        given = ("--month", month, "--accept-gone", "--replace", *words)
        code = 8 if any(nameless.values()) else 0
        return self.revisit.json("import", path, *given, now=now, code=code)["files"][0]

    def receive(self, unit: str, month: str, version: int, at: str, now: str) -> None:
        """Say of one version of a ledger that it came at another time than it was entered."""
        filing = self.book.filings[unit, month][version]
        words = ("ledgers", "received", filing.number, at, "--reason", "邮箱里的时间")
        told = self.revisit.json(*words, now=now)
        is_late = at > days.filing_due(month)
        state = ("supplement" if version else "late") if is_late else "on_time"
        assert told["state"] == state, (unit, month, at, now, told)
        filing.at, filing.state, filing.is_said = at, state, True

    def report_zero(self, unit: str, month: str, now: str) -> None:
        self.revisit("ledgers", "zero", unit, month, now=now)
        is_late = now > days.filing_due(month)
        filing = Filing(now, "late" if is_late else "zero")
        self.book.file(month, {unit: []}, {unit: filing}, {})

    def lock(self, month: str, now: str, reason: str | None) -> None:
        book = self.book
        words = () if reason is None else ("--early", reason)
        self.revisit("calls", "lock", month, *words, now=now)
        missing = tuple(u for u in book.units if not book.filings.get((u, month)))
        book.locked[month], book.early[month] = now, (missing, reason)
        for call in book.calls_of(month):
            call.is_frozen = book.is_own(call)

    def unlock(self, month: str, now: str) -> None:
        """Open a frozen list again, which may be while nothing on it is recorded."""
        book = self.book
        if any(call.attempts for call in book.calls_of(month)):
            self.revisit("calls", "unlock", month, now=now, code=5)
            return
        self.revisit("calls", "unlock", month, now=now)
        del book.locked[month], book.early[month]
        book.taken_back[month, "list"] += 1
        for call in book.calls_of(month):
            call.is_frozen = False

    def merge(self, name: str, into: str, now: str) -> None:
        self.revisit("firms", "merge", name, into, "--reason", "电话核实", "-y", now=now)
        self.book.merge(name, into)

    def split(self, name: str, before: Book, now: str) -> None:
        """Find out that two names are two firms after all: all is as it was before the merge."""
        self.revisit("firms", "split", name, "--reason", "核实为两家", now=now)
        vars(self.book).update(vars(before))

    def erase(self, firm: str, now: str) -> None:
        self.revisit("firms", "erase", firm, "--reason", "企业书面要求", "--yes", now=now)
        self.book.erase(firm, now)

    # Calls

    def number(self, month: str, now: str) -> None:
        """Learn the numbers of a month's calls; the firms on the list are the book's."""
        listed = self.revisit.json("calls", "list", month, now=now)["calls"]
        firms = {each["firm"]: each["id"] for each in listed}
        expected = {call.firm for call in self.book.calls_of(month) if call.twin is None}
        assert firms.keys() == expected, (month, now, firms.keys() ^ expected)
        for call in self.book.calls_of(month):
            if call.twin is None:
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
            attempt.rows = len(attempt.said) or 1
            attempt.about = next(iter(attempt.said), None)
            self.keep(call, attempt, opened.get(call.number, []), now)
        self.book.sittings[self.revisit.size] = [(call, attempt) for call, attempt, _ in made]

    def rethink(self, event: int, now: str) -> None:
        """Take a sitting of some days ago back whole, unless something relies on it by now."""
        ran = self.revisit.try_out("undo", "--event", event, now=now)
        if ran.code == 5:
            return
        assert ran.code == 0, (event, now, ran)
        book, made = self.book, self.book.sittings.pop(event)
        book.taken_back[made[0][0].month, "attempt"] += 1
        for call, attempt in made:
            assert call.attempts.pop() is attempt, (event, now, call)
            for number in attempt.problems:
                del book.problems[number]
            for finding in [each for each in book.findings if _is_of(each, call)]:
                del book.findings[finding]
            for visit, reason in self._asked_for(call, attempt):
                visit.reasons.remove(reason)
                if not visit.reasons:
                    del book.visits[visit.number]

    def _asked_for(
        self, call: Call, attempt: Attempt
    ) -> Iterator[tuple[Visit, tuple[str, str, str | None]]]:
        """Yield the reasons for a visit that an attempt brought, each with its visit."""
        for unit, said in attempt.said.items():
            if said.get("overall") == "dissatisfied":
                reason = "dissatisfied", attempt.at[:10], unit
                (visit,) = [
                    each
                    for each in self.book.visits.values()
                    if (each.month, each.firm) == (call.month, call.firm) and reason in each.reasons
                ]
                yield visit, reason

    def keep(self, call: Call, attempt: Attempt, problems: list[int], now: str) -> None:
        """Put into the book what was put on record of a call, and what comes of it."""
        self.records += 1
        attempt.entered, attempt.id = now, self.records
        call.attempts.append(attempt)
        self._open(call, attempt, problems)
        if attempt.outcome == "denies_service":
            for unit in self.book.units_of(call):
                self.book.suspect_again(
                    Finding("denied_service", unit, call.month, f"call:{call.number}")
                )
        for unit, said in attempt.said.items():
            for (code, answer), reason in ASKS_VISIT.items():
                if said.get(code) == answer:
                    self.owe(call.month, call.firm, (reason, attempt.at[:10], unit), now)

    def _lines(self, call: Call, attempt: Attempt, extra: dict[str, Any]) -> list[dict[str, Any]]:
        first = {"call": call.number, "outcome": attempt.outcome, "at": attempt.at, **extra}
        if attempt.suggestion:
            first["suggestion"] = attempt.suggestion
        if attempt.phone:
            first["phone"] = attempt.phone
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
            attempt.problems.append(number)
            self.book.problems[number] = Problem(
                number, call.month, call.firm, attempt.about,
                [clock_of(call.month, attempt.at)],
            )  # fmt: skip

    def send_number(self, call: Call, now: str) -> None:
        """Let a unit give another number of a firm, as the one in its ledger proved bad."""
        phone = f"139{call.number:08d}"
        self.revisit("calls", "return", call.number, "--new-phone", phone, now=now)
        call.phones.append(phone)

    def not_served(self, call: Call, unit: str, now: str) -> None:
        """Let a unit's leader say that it never served a firm that its ledger names no more."""
        words = ("--unit", unit, "--leader", "王科长", "--reason", "同名企业误填")
        self.revisit("calls", "not-served", call.number, *words, now=now)
        call.struck[unit] = now
        call.is_not_served = not self.book.units_of(call)

    # Visits

    def owe(self, month: str, firm: str, reason: tuple[str, str, str | None], now: str) -> None:
        """Give a reason the visit that settles it, or is to: one more where none does."""
        here = [v for v in self.book.visits.values() if (v.month, v.firm) == (month, firm)]
        made = (v for v in here if v.at and not v.names_reasons and reason[1] <= v.at[:10])
        found = next(made, None) or next((v for v in here if v.state == "to_do"), None)
        if found is not None:
            found.reasons.append(reason)
            return
        count = days.rules_of(month).answer_workdays
        last = days.workdays_after(date.fromisoformat(now[:10]), count)
        due = max(days.visits_due(month), f"{last}T{days.MIDNIGHT}")
        self.add_visit(month, firm, [reason], due)

    def add_visit(
        self, month: str, firm: str, reasons: list[tuple[str, str, str | None]], due: str
    ) -> Visit:
        self.opened += 1
        number = -self.opened
        self.book.visits[number] = Visit(number, month, firm, reasons, due)
        return self.book.visits[number]

    # Problems

    def answer(self, problem: Problem, at: str, now: str, act: str = "answer") -> None:
        words = () if at == now else ("--at", at)
        self.revisit("problems", act, problem.number, "--words", "已告知企业", *words, now=now)
        clock = problem.clocks[-1]
        if clock.stop is None:
            clock.stop, clock.entered = at, now
            late = "late" if clock.is_over(at) else "extended"
            clock.fall(problem.works_in, "in_time" if at <= clock.due else late)

    def reopen(self, problem: Problem, now: str) -> None:
        self.revisit("problems", "reopen", problem.number, "--words", "又出现", now=now)
        # By the rules of the month that it was brought forward in, as long as it lives.
        clock = clock_of(problem.month, now)
        clock.opened_in = problem.works_in
        problem.clocks.append(clock)
        problem.is_settled = problem.is_elsewhere = False

    def raise_problem(
        self, month: str, firm: str | None, unit: str | None, day: str, text: str, now: str
    ) -> None:
        """Put on record what no call, visit or symposium brought."""
        words: list[object] = [] if firm is None else [firm]
        words += ["--words", text, "--on", day, "--month", month]
        words += [] if unit is None else ["--unit", unit]
        number = self.revisit.json("problems", "add", *words, now=now)["problem"]
        self.book.problems[number] = Problem(number, month, firm, unit, [clock_of(month, day)])

    def transfer(self, problem: Problem, now: str) -> None:
        """Hand a problem to another office, or to a team: neither answers the firm."""
        words: tuple[object, ...] = ("transfer", problem.number, "--to", "市政务数据局")
        if problem.number % 2:
            words = ("assign", problem.number, "--team", "提速专班", "--leader", "李四")
        self.revisit("problems", *words, now=now)
        problem.is_elsewhere |= problem.number % 2 == 0

    def settle(self, problem: Problem, now: str) -> None:
        """Close an answered problem for good, with its cause."""
        words = ("--cause", "人手不足", "--words", "企业表示满意")
        self.revisit("problems", "close", problem.number, *words, now=now)
        problem.is_settled = True

    def extend(self, problem: Problem, to: str, now: str) -> None:
        self.revisit("problems", "extend", problem.number, "--to", to, "--words", "待复", now=now)
        clock = problem.clocks[-1]
        in_time = now < (clock.extended_to or clock.due)
        problem.extensions.append((problem.works_in, in_time))
        clock.day = to
        if in_time:
            clock.extended_to = f"{to}T{days.rules_of(problem.month).closing_time}"

    # The month's end

    def close(self, month: str, now: str, *, is_symposium_held: bool) -> Any:
        """Clear a month; whatever is left is carried over by name. Return its certificate."""
        book = self.book
        to = book.open_month(month)
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
        if month.endswith(("-06", "-12")) and not is_symposium_held:
            half = f"{month[:4]}-H{1 if month.endswith('06') else 2}"
            words += ["--carry", f"symposium:{half}"]
        if words:
            words += ["--accepted-by", "张局长"]
        self.revisit("close", month, "--yes", *words, now=now)
        book.closed[month] = now
        for call in calls:
            self._carry(call, to, now)
        for problem in problems:
            clock = problem.clocks[-1]
            is_over = clock.stop is None and clock.is_over(now)
            if is_over:
                clock.fall(problem.works_in, "late")
            problem.handed_on.append((month, to, is_over))
            problem.carried_to.append(to)
        for visit in visits:
            visit.handed_on.append((to, now))
        keep_at_clearing(book)
        return self.revisit.json("close", month, "--certificate", now=now)

    def _carry(self, call: Call, to: str, now: str) -> None:
        book = self.book
        firm = book.root(to, call.firm)
        call.carried_to, call.carried_at = to, now
        book.calls.setdefault((to, firm), Call(to, firm)).sources.append(call)

    # Corrections of a cleared month

    def withdraw(self, unit: str, month: str, rows: list[Row], now: str) -> None:
        """Take a ledger of a cleared month that lacks rows it had."""
        before = list(self.book.ledgers[unit, month])
        told = self._send(month, {unit: rows}, now, "--correct", WHY)
        self.book.withdraw(unit, month, rows)
        if told["filings"]:
            self.book.give(unit, month, rows, Filing(now, "supplement"))
        if told["filings"] or self.book.ledgers[unit, month] != before:
            self.book.corrected.add(month)

    def undo(self, call: Call, now: str) -> None:
        """Take back the record that ended a call of a cleared month: it is open, and carried on."""
        self.revisit("calls", "undo", call.number, "--reason", WHY, "--correct", WHY, now=now)
        self._denies_no_more(call)
        self.reopen_call(call, now)

    def mend(self, call: Call, now: str) -> None:
        """Take back the last record of a call, row by row, and with it all that came of it."""
        last = call.attempts[-1]
        for _ in range(last.rows):
            self.revisit("calls", "undo", call.number, "--reason", WHY, now=now)
        self.book.taken_back[call.month, "attempt"] += last.rows
        call.voided.append(call.attempts.pop())
        self._denies_no_more(call)
        for number in last.problems:
            del self.book.problems[number]
        for visit, reason in self._asked_for(call, last):
            self.book.lose(visit, reason)

    def _denies_no_more(self, call: Call) -> None:
        for finding, state in self.book.findings.items():
            if _is_of(finding, call) and state == "suspected":
                self.book.findings[finding] = "dismissed"

    def reopen_call(self, call: Call, now: str) -> None:
        """Void what ended a call of a cleared month: the next open month has it to make.

        But for one under a firm's other name: the call under the first is made for both.
        """
        call.voided.append(call.attempts.pop())
        self.book.corrected.add(call.month)
        if call.second_of is not None:
            made = self.book.calls[call.month, call.second_of]
            made.sources += call.sources
            call.sources, call.twin, call.second_of = [], made, None
            return
        self._carry(call, self.book.open_month(call.month), now)

    def void(self, visit: Visit, now: str) -> None:
        """Take back the record of a visit: it is to do; of a cleared month, it is carried on."""
        month = visit.works_in
        months = {month, *(in_month for in_month, _ in visit.said.values())}
        months |= {in_month for in_month, _, _ in visit.tags[:1]}
        words = ("--correct", WHY) if months & self.book.closed.keys() else ()
        self.revisit("visits", "void", visit.number, "--reason", WHY, *words, now=now)
        visit.state, visit.at, visit.entered = "to_do", None, None
        visit.is_refused = visit.is_signed = visit.is_led = visit.names_reasons = False
        # The tag is of the month that first told of it; what a problem bears stays.
        self.book.corrected |= months & self.book.closed.keys()
        open_ = months - self.book.closed.keys()
        self.book.taken_back.update((its, "visit") for its in open_)
        visit.said.clear()
        visit.former_tags += [each for each in visit.tags if each[2] is not None]
        visit.tags.clear()
        if month in self.book.closed:
            visit.handed_on.append((self.book.open_month(month), now))
        others = [
            each
            for each in self.book.visits.values()
            if (each.month, each.firm, each.state) == (visit.month, visit.firm, "to_do")
        ]
        for other in others:
            if other is not visit:
                visit.reasons += other.reasons
                self.book.remove(other)
        if not visit.reasons:
            self.book.drop(visit)


def _is_of(finding: Finding, call: Call) -> bool:
    """Whether a suspicion is that a firm denied it had been served, in that call."""
    return (finding.kind, finding.subject) == ("denied_service", f"call:{call.number}")


def clock_of(month: str, at: str) -> Clock:
    """The clock that a contact, or a reopening, starts."""
    return Clock(month, days.answer_due(month, date.fromisoformat(at[:10])), at)
