"""A random half-year: what happens in it, and when."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.oracle import days, discipline, visiting
from tests.oracle.book import BAD, SHARED, Attempt, Book, Call, Row, Visit, phone_of
from tests.oracle.bureau import Bureau
from tests.oracle.check import Check
from tests.oracle.compare import Comparison, Differs
from tests.oracle.meeting import Meeting
from tests.oracle.questions import QUESTIONS
from tests.oracle.recheck import recheck
from tests.oracle.sheets import by_sheets
from tests.oracle.undoing import Undoing, Watched

UNITS = ("审批科", "质安站", "燃气办")
HALVES = ("2025-H2", "2026-H1")
MATTERS = ("施工许可", "竣工验收", "档案移交")
TRIES = (
    "no_answer", "busy", "left_message", "broken_off", "wrong_number", "dead_number",
    "refused_soft",
)  # fmt: skip
ENDS = (
    "completed", "completed", "completed", "completed", "partial", "refused_hard",
    "denies_service", "firm_gone",
)  # fmt: skip
FINE = {
    "attitude": "good", "one_time_notice": "yes", "extra_trips": "no", "integrity": "no",
    "overall": "satisfied",
}  # fmt: skip
REASONS = (
    "hard_to_do", "overdue_completion", "bad_review", "complaint", "petition", "key_project",
)  # fmt: skip

Act = Callable[[str], None]
Planned = tuple[str, str, Act]


class Story:
    """One half-year, made up from a seed."""

    def __init__(self, revisit: Revisit, seed: int, firms: int = 8) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up, no secret
        self.seed = seed
        self.half = self.random.choice(HALVES)
        self.months = days.months_of(self.half)
        self.firms = [firm_name(number) for number in range(firms)]
        since, new = self.random.choice(self.months[1:5]), self._rules()
        days.use(new, since)
        start = f"{days.first_on(self.months[0]) + timedelta(days=3)}T09:00"
        watched = Watched(revisit, Book(UNITS))
        self.bureau = Bureau(watched, UNITS, start)
        for name, value in new._asdict().items():
            if value != getattr(days.Rules(), name):
                revisit("settings", "set", name, value, "--from", since, now=start)
        self.book = self.bureau.book
        self.compared = Comparison()
        self.meeting = Meeting(self.bureau, self.half, self.compared)
        self.checks = Check(self.bureau, self.meeting, self.compared, self.months)
        self.undoing = Undoing(watched, self.book, Random(seed))  # noqa: S311 - made-up, no secret
        self.texts = 0

    def _rules(self) -> days.Rules:
        """Of half the bureaus other numbers than the document's hold from some month on."""
        choice, usual = self.random.choice, days.Rules()
        if choice((True, False)):
            return usual
        return days.Rules(
            cycle_last_day=choice((20, 23, usual.cycle_last_day)),
            closing_time=choice(("17:30", usual.closing_time)),
            calls_due_day=choice((6, 12, usual.calls_due_day)),
            visits_due_day=choice((15, 24, usual.visits_due_day)),
            answer_workdays=choice((3, 7, usual.answer_workdays)),
        )

    def run(self) -> Comparison:
        """Play it through; raise Differs with all that is not as the book says.

        Afterwards the document's own numbers hold again, for whoever counts next.
        """
        try:
            return self._played()
        finally:
            days.use(days.Rules(), days.NEVER)

    def _played(self) -> Comparison:
        acts = [planned for month in self.months for planned in self._month(month)]
        acts += self._meetings()
        for at, _, act in sorted(acts, key=lambda each: each[:2]):
            self.undoing.around(act, at) if self.random.random() < 0.15 else act(at)
        at = f"{days.day_of(days.month_after(self.months[-1], 2), 1)}T09:00"
        for month in self.months:
            self.checks.number(month, at)
        for month in self.months:
            self.checks.month(month, at)
        self.checks.half(self.half, at)
        self.checks.screens(self.random.choice(self.months), at)
        self.checks.certificates(at)
        if self.compared.differences:
            raise Differs(f"seed {self.seed}:\n" + "\n".join(self.compared.differences))
        return self.compared

    # When things happen

    def _month(self, month: str) -> list[Planned]:
        """What happens about a month, each act with its moment."""
        acts = [*self._ledger_days(month), *self._later_days(month)]
        return [
            (f"{day}T{at}", f"{month}-{number:02d}", act)
            for number, (day, at, act) in enumerate(acts)
        ]

    def _meetings(self) -> list[Planned]:
        """A session of the half-year in most of them: in its last month, or once it is over."""
        if self.random.random() < 0.3:
            return []
        last = self.months[-1]
        day = days.day_of(last, self.random.randint(5, 28))
        if self.random.random() < 0.3:
            day = days.day_of(days.month_after(last), self.random.randint(1, 19))
        draw = day - timedelta(days=2)
        return [
            (f"{draw}T08:30", "draw", lambda now: self.meeting.draw(now, str(self.seed))),
            (f"{day}T08:30", "meeting", lambda now: self.meeting.hold(now, self.random)),
            (f"{day}T12:30", "mistake", lambda now: self.meeting.mend(now, self.random)),
        ]

    def _ledger_days(self, month: str) -> Iterator[tuple[date, str, Act]]:
        random, last = self.random, days.last_on(month)
        on_time = last
        while not days.is_workday(on_time):
            on_time -= timedelta(days=1)
        is_early = random.random() < 0.25
        if is_early:
            day = days.day_of(month, 14)
            yield day, "10:00", lambda now: self.ledgers(month, now, UNITS[:1])
            yield day, "11:00", lambda now: self.lock(month, now)
            yield day + timedelta(days=2), "16:00", lambda now: self.session(month, now)
        late = [unit for unit in UNITS if random.random() < 0.2]
        in_time = [unit for unit in UNITS if unit not in late]
        yield on_time, "15:00", lambda now: self.ledgers(month, now, in_time)
        after = last + timedelta(days=4)
        if late and random.random() < 0.8:
            yield after, "09:30", lambda now: self.ledgers(month, now, late)
        if random.random() < 0.4:
            unit = random.choice(UNITS)
            yield after, "11:00", lambda now: self.ledgers(month, now, [unit])
        if not is_early:
            day = last + timedelta(days=random.randint(3, 6))
            yield day, "14:00", lambda now: self.lock(month, now)
            if random.random() < 0.25:
                yield day, "15:00", lambda now: self.unlock(month, now)
                yield day, "15:30", lambda now: self.lock(month, now)
        if random.random() < 0.3:
            day = last + timedelta(days=random.randint(1, 16))
            yield day, "13:00", lambda now: self.merge(now)

    def _later_days(self, month: str) -> Iterator[tuple[date, str, Act]]:
        random, after = self.random, days.month_after(month)
        yield from self._sometimes(month)
        if random.random() < 0.2:
            unit = random.choice(UNITS)
            yield days.day_of(after, 12), "10:00", lambda now: self.ledgers(month, now, [unit])
        for day in sorted(random.sample(range(1, 15), 3)):
            yield days.day_of(after, day), "16:00", lambda now: self.session(month, now)
        for day in sorted(random.sample(range(5, 23), 2)):
            yield days.day_of(after, day), "17:00", lambda now: self.visits(month, now)
        for day in sorted(random.sample(range(1, 21), 2)):
            yield days.day_of(after, day), "17:30", self.problems
        if random.random() < 0.8:
            day = 8 if random.random() < 0.2 else 21
            yield days.day_of(after, day), "18:30", lambda now: self.close(month, now)
            yield from self._days_after_close(month)

    def _sometimes(self, month: str) -> Iterator[tuple[date, str, Act]]:
        """What happens in some months, each by its chance, its first and last day, and the hour."""
        random, after = self.random, days.month_after(month)
        for chance, first, last, at, act in (
            (0.3, 3, 3, "08:00", self.receive),
            (0.4, 2, 9, "10:00", self.take_back),
            (0.3, 1, 19, "12:00", self.raise_problem),
            (0.4, 4, 19, "18:00", self.mend),
            (0.3, 2, 16, "16:30", self.rethink),
            (0.8, 3, 16, "09:00", self.send_numbers),
            (0.2, 1, 19, "20:00", self.erase),
            (0.15, 1, 28, "20:30", self.rename),
            (0.12, 2, 19, "21:00", self.lose),
            (0.4, 2, 19, "19:00", self.check),
        ):
            if random.random() < chance:
                yield days.day_of(after, random.randint(first, last)), at, partial(act, month)

    def _days_after_close(self, month: str) -> Iterator[tuple[date, str, Act]]:
        day, random = days.day_of(days.month_after(month), 23), self.random
        if random.random() < 0.4:
            yield day, "09:00", lambda now: self.after_close(month, now)
        if random.random() < 0.4:
            yield day, "11:00", lambda now: self.correct(month, now)
        if random.random() < 0.3:
            yield day, "13:00", lambda now: self.recheck(month, now)

    # What happens

    def ledgers(self, month: str, now: str, units: list[str] | tuple[str, ...]) -> None:
        random, book = self.random, self.book
        sheets, nameless = {}, {}
        for unit in units:
            if month in book.closed:
                continue
            kept = list(book.ledgers.get((unit, month), []))
            if (unit, month) not in book.filings and random.random() < 0.12:
                self.bureau.report_zero(unit, month, now)
                continue
            if book.filings.get((unit, month), [None])[-1] is not None and not kept:
                continue
            gone = set()
            if len(kept) > 1 and random.random() < 0.5:
                # A row that is gone, and none of its firm that is new: that were a correction.
                gone.add(kept.pop(random.randrange(len(kept))).firm)
            firms = [firm for firm in self.firms if firm not in gone]
            new = [self._row(unit, month, now, firms) for _ in range(random.randint(1, 4))]
            rows = kept + new
            nameless[unit] = self._nameless(unit, month, now, rows)
            if random.random() < 0.2:
                # A cumulative ledger: the rows of the month before once more.
                rows = [*book.ledgers.get((unit, days.month_after(month, -1)), []), *rows]
            sheets[unit] = list(dict.fromkeys(rows))
        if sheets:
            self.bureau.take(month, sheets, now, nameless)

    def _nameless(self, unit: str, month: str, now: str, rows: list[Row]) -> list[Row]:
        """Rows that come without a firm: those of before are put right, sent again or left out."""
        random, book, found = self.random, self.book, []
        for each in book.held.get((unit, month), []):
            fate = random.choice(("right", "again", "out"))
            if fate == "right" and each.row not in rows:
                rows.append(each.row)
            elif fate == "again":
                found.append(each.row)
        known = [row for kept in book.ledgers.values() for row in kept]
        if random.random() < 0.2 and any(row not in known for row in rows):
            row = self._row(unit, month, now, self.firms)
            if row not in (*known, *rows, *found):
                found.append(row)
        return found

    def _row(self, unit: str, month: str, now: str, firms: list[str]) -> Row:
        random = self.random
        first, last = days.first_on(month), days.last_on(month)
        last = min(last, date.fromisoformat(now[:10]))
        day = first + timedelta(days=random.randint(0, (last - first).days))
        if random.random() < 0.08:
            day = first - timedelta(days=random.randint(1, 20))
        return Row(unit, random.choice(firms), day, random.choice(MATTERS))

    def lock(self, month: str, now: str) -> None:
        book = self.book
        if book.calls_of(month) and month not in (*book.closed, *book.locked):
            self.bureau.lock(month, now, self.random.choice((None, "局里要求先拨")))

    def unlock(self, month: str, now: str) -> None:
        if month in self.book.locked and month not in self.book.closed:
            self.bureau.unlock(month, now)

    def mend(self, month: str, now: str) -> None:
        """Some last records of an open month turn out to be wrong."""
        book, random = self.book, self.random
        if month in book.closed:
            return
        calls = [
            call for call in book.calls_of(month)
            if call.attempts and not call.is_not_served and not call.is_second_name
            and not any(each.made is call and each is not call for each in book.calls_of(month))
            # Of several rows each is an act of its own.
            and (self.bureau.revisit.keep is None or call.attempts[-1].rows < 2)
        ]  # fmt: skip
        for call in random.sample(calls, min(len(calls), random.randint(0, 2))):
            self.bureau.mend(call, now)
        visits = [v for v in book.visits.values() if v.works_in == month and v.state != "to_do"]
        if visits and random.random() < 0.6:
            self.bureau.void(random.choice(visits), now)

    def rethink(self, month: str, now: str) -> None:
        """A whole sitting of an open month was keyed into the wrong month's list."""
        sittings = [
            event for event, made in self.book.sittings.items() if made[0][0].month == month
        ]
        if sittings and month not in self.book.closed:
            self.bureau.rethink(self.random.choice(sittings), now)

    def send_numbers(self, month: str, now: str) -> None:
        """Units answer for the numbers in their ledgers that proved bad."""
        for call in self.book.calls_of(month) if month not in self.book.closed else ():
            if call.is_open and call.last in BAD and self.random.random() < 0.6:
                self.bureau.send_number(call, now)

    def take_back(self, month: str, now: str) -> None:
        """A corrected ledger without a firm of a frozen list, which its unit never served."""
        random, book = self.random, self.book
        ledgers = [unit for unit in UNITS if len(book.ledgers.get((unit, month), [])) > 1]
        if month not in book.locked or month in book.closed or not ledgers:
            return
        unit = random.choice(ledgers)
        rows = book.ledgers[unit, month]
        gone = book.root(month, random.choice(rows).firm)
        kept = [row for row in rows if book.root(month, row.firm) != gone]
        call = book.calls[month, gone]
        told = {its for attempt in call.attempts for its in attempt.said}
        if not kept:
            return
        self.bureau.take(month, {unit: kept}, now)
        is_asked = call.is_open and unit not in told and not call.sources
        if (month, gone) in book.calls and is_asked:
            stands = any(row.unit == unit and row.firm == gone for row in book.rows(month))
            # A ledger of a cleared month that is called for here names the firm still.
            is_named = any(
                row.unit == unit and book.root(month, row.firm) == gone
                for row, _ in book.late_rows(month)
            )
            if stands and not is_named and random.random() < 0.8:
                self.bureau.number(month, now)
                self.bureau.not_served(call, unit, now)

    def merge(self, now: str) -> None:
        """Two names turn out to be one firm; others are found to be two."""
        merged = {name for pair in self.book.merges for name in pair[:2]}
        free = [firm for firm in self.firms if firm not in merged]
        if len(free) < 2:
            return
        name, into = self.random.sample(free, 2)
        seen = {row.firm for rows in self.book.ledgers.values() for row in rows}
        if {name, into} <= seen:
            if self.random.random() < 0.3:
                self.bureau.revisit("firms", "apart", name, into, "--reason", "法人不同", now=now)
            else:
                before = deepcopy(self.book)
                self.bureau.merge(name, into, now)
                if self.random.random() < 0.3:
                    self.bureau.split(name, before, now)

    def lose(self, month: str, now: str) -> None:
        """The machine breaks down, and what was done since the last backup is lost with it."""
        run, path = self.bureau.revisit, self.bureau.revisit.folder / f"备份{now[:10]}.db"
        # Nothing of it is there to be taken back.
        run.keep = None
        run("db", "backup", "-o", path, "--force", now=now)
        before = deepcopy(vars(self.book))
        for act in (self.session, self.mend, self.visits, self.raise_problem):
            act(month, now)
        self.problems(now)
        run("db", "restore", path, "--yes", now=now)
        vars(self.book).update(before)
        self.check(month, now)

    def erase(self, month: str, now: str) -> None:
        """A firm asks that its people be forgotten."""
        names = {row.firm for row in self.book.rows(month)}
        # What of a shared number stays with the other firm is held by tests of its own.
        shared = {str(self.book.name_now(name)) for name in (*SHARED, *SHARED.values())}
        firms = sorted({str(self.book.name_now(name)) for name in names} - shared)
        if firms:
            self.bureau.erase(self.random.choice(firms), now)

    def rename(self, _month: str, now: str) -> None:
        """A unit gets another name, of which one hears sooner or later."""
        unit = self.random.choice(UNITS)
        if unit not in self.book.renamed:
            day = date.fromisoformat(now[:10]) + timedelta(days=self.random.choice((-20, 0, 0, 3)))
            self.bureau.rename(unit, f"示例{UNITS.index(unit)}中心", str(day), now)

    def session(self, month: str, now: str) -> None:
        if month in self.book.closed:
            return
        self.bureau.number(month, now)
        made = []
        for call in self.book.calls_of(month):
            chance = 0.2 if call.last in BAD else 0.75
            if call.is_open and self.random.random() < chance:
                made.append(self._attempt(call, now))
        self._at_once(made)
        if self.random.random() < 0.3:
            made = by_sheets(self.bureau, month, made, now, self.random)
        if made:
            self.bureau.record(made, now)

    def _at_once(self, made: list[tuple[Call, Attempt, dict[str, Any]]]) -> None:
        """Who is rung up by another firm's number is told of in the same conversation."""
        by_firm = {call.firm: (call, attempt) for call, attempt, _ in made}
        for name, other in SHARED.items():
            if name in by_firm and other in by_firm:
                call, attempt = by_firm[name]
                at = by_firm[other][1].at
                tried = [each.at[:10] for each in call.attempts]
                if at[:10] >= max([str(self.book.first_served(call)), *tried]):
                    attempt.at = at

    def _attempt(self, call: Call, now: str) -> tuple[Call, Attempt, dict[str, Any]]:
        random = self.random
        hour = random.choice(("09:10", "10:20", "14:30", "15:40"))
        attempt = Attempt(f"{self._day_said(call, now)}T{hour}", random.choice(ENDS))
        extra: dict[str, Any] = {}
        if random.random() < 0.3:
            attempt.outcome = random.choice(TRIES)
            refused = any(each.outcome == "refused_soft" for each in call.attempts)
            if attempt.outcome == "refused_soft" and refused:
                attempt.outcome = "no_answer"
        if call.last in BAD:
            # The number is rung once more, and somebody answers.
            attempt.outcome = "completed"
        elif self._is_worn_out(call) and random.random() < 0.5:
            attempt.outcome = "exhausted"
        if attempt.outcome in BAD or call.last in BAD:
            attempt.phone = self.random.choice([str(phone_of(call.firm)), *call.phones])
        if attempt.outcome == "refused_hard":
            extra["words"] = "不愿接受"
        if attempt.outcome == "firm_gone":
            extra |= {"evidence": "注销公告", "second_person": "李敏"}
        if attempt.outcome in ("completed", "partial"):
            units = self.book.units_of(call)
            whole = attempt.outcome == "completed"
            asked = units if whole else units[:1]
            attempt.said = {unit: self._said(is_whole=whole) for unit in asked}
            self._tell(call, attempt)
        return call, attempt, extra

    def _tell(self, call: Call, attempt: Attempt) -> None:
        """Suggest something, tag it, or tag the contact in which nothing was suggested."""
        is_tagged = call.number % 7 == 0
        if self.random.random() < 0.2:
            attempt.suggestion = self._text()
            is_tagged = self.random.choice((False, True))
        attempt.tag = "隐性审批" if is_tagged else ""

    def _text(self) -> str:
        self.texts += 1
        return f"少要材料{self.texts}"

    def _day_said(self, call: Call, now: str) -> str:
        """The day that a call is said to have been made on: some are entered days later."""
        today = date.fromisoformat(now[:10])
        first = max(self.book.first_served(call), today - timedelta(days=3))
        tried = [date.fromisoformat(each.at[:10]) for each in call.attempts]
        earliest = max([first, *(day + timedelta(days=1) for day in tried)])
        if self.random.random() < 0.8 or earliest >= today:
            return now[:10]
        return str(earliest)

    def _is_worn_out(self, call: Call) -> bool:
        days_ = {each.at[:10] for each in call.attempts}
        halves = {each.at[11:] < "12:00" for each in call.attempts}
        return len(days_) > 1 and len(halves) > 1

    def _said(self, *, is_whole: bool) -> dict[str, str]:
        random = self.random
        said = {
            code: random.choice([FINE[code], *choices])
            for code, choices in QUESTIONS.items()
            if choices
        }
        said["days"] = str(random.randint(1, 9))
        if not is_whole:
            said = {code: answer for code, answer in said.items() if random.random() < 0.6}
            said.setdefault("attitude", "good")
        return said

    def visits(self, month: str, now: str) -> None:
        if month in self.book.closed:
            return
        random, book = self.random, self.book
        firms = sorted({row.firm for row in book.rows(month)})
        if firms and random.random() < 0.7:
            reason = random.choice(REASONS)
            day = date.fromisoformat(now[:10]) - timedelta(days=random.choice((0, 0, 2, 6)))
            firm = random.choice(firms)
            if reason in visiting.COMPLAINTS and random.random() < 0.4:
                firm = f"示例市外来{random.randint(1, 3)}号建设有限公司"
            visiting.flag(self.bureau, month, firm, reason, str(day), now)
        for each in (*self.months, days.month_after(self.months[-1])):
            if any(n < 0 and v.month == each for n, v in book.visits.items()):
                visiting.number_visits(self.bureau, each, now)
        for visit in list(book.visits.values()):
            if visit.works_in != month or visit.state == "done" or random.random() < 0.4:
                continue
            reasons = [reason for reason, _, _ in visit.reasons]
            is_alone = len(reasons) == 1 and reasons[0] != "dissatisfied"
            if (
                is_alone
                and (visit.state, visit.handed_on) == ("to_do", [])
                and random.random() < 0.2
            ):
                visiting.drop(self.bureau, visit, now)
            else:
                self._visit(visit, now)
        visiting.number_visits(self.bureau, month, now)

    def _visit(self, visit: Visit, now: str) -> None:
        random, is_new = self.random, visit.state == "to_do"
        said = dict(FINE) if random.random() < (0.5 if is_new else 0.3) else {}
        if said and random.random() < 0.3:
            said["attitude"] = "fair"
        signature = random.choice((None, "盖章", "签字", "盖章", "refused"))
        reasons = sorted({reason for reason, _, _ in visit.reasons})
        settles = None
        if is_new and len(reasons) > 1 and random.random() < 0.4:
            settles = random.choice(reasons)
        units = {r.unit for r in self.book.rows(visit.month) if r.firm == visit.firm}
        # Of units that its reasons name those that it settles.
        units |= {unit for reason, _, unit in visit.reasons if unit and settles in (None, reason)}
        at = None
        days_ = [day for _, day, _ in visit.reasons]
        before = str(date.fromisoformat(now[:10]) - timedelta(days=2))
        if is_new and before >= max(days_) and random.random() < 0.4:
            at = f"{before}T10:00"
        visiting.make(
            self.bureau, visit, said, sorted(units), now, at=at, settles=settles,
            signature=signature if is_new else "盖章",
            is_led=not is_new or random.random() < 0.8,
            suggestion=self._text() if random.random() < 0.25 else "",
            tag="隐性审批" if random.random() < 0.2 else "",
        )  # fmt: skip

    def raise_problem(self, month: str, now: str) -> None:
        """A firm writes a letter, or nobody knows who complained."""
        random, book = self.random, self.book
        if month in book.closed:
            return
        firms = sorted({row.firm for row in book.rows(month)})
        firm = random.choice(firms) if firms and random.random() < 0.7 else None
        day = str(date.fromisoformat(now[:10]) - timedelta(days=random.choice((0, 1, 5))))
        unit = random.choice((None, *UNITS))
        self.bureau.raise_problem(month, firm, unit, day, self._text(), now)

    def problems(self, now: str) -> None:
        random = self.random
        for problem in self.book.problems.values():
            if problem.works_in in self.book.closed:
                continue
            if problem.is_open and random.random() < 0.5:
                act = random.choice(("answer", "answer" if problem.is_elsewhere else "handle"))
                self.bureau.answer(
                    problem, self._answered_at(problem.clocks[-1].started, now), now, act
                )
            elif problem.is_open and random.random() < 0.3:
                until = problem.clocks[-1].day or problem.clocks[-1].due
                to = days.workdays_after(date.fromisoformat(max(until, now)[:10]), 3)
                self.bureau.extend(problem, to.isoformat(), now)
            elif problem.is_open and not problem.is_elsewhere and random.random() < 0.3:
                self.bureau.transfer(problem, now)
            elif not problem.is_open and random.random() < 0.1:
                self.bureau.reopen(problem, now)
            elif not (problem.is_open or problem.is_settled) and random.random() < 0.2:
                self.bureau.settle(problem, now)

    def _answered_at(self, started: str, now: str) -> str:
        """When a problem is said to have been answered: some answers are entered days later."""
        at = f"{date.fromisoformat(now[:10]) - timedelta(days=4)}T10:00"
        return at if at > started and self.random.random() < 0.4 else now

    def close(self, month: str, now: str) -> None:
        if any(m < month and m not in self.book.closed for m in self.months):
            return
        if month not in self.book.locked:
            return
        missing = [u for u in UNITS if not self.book.filings.get((u, month))]
        if missing or self.random.random() < 0.4:
            discipline.find(self.bureau, month, now)
            discipline.decide(self.bureau, month, now, self.random)
        self.checks.number(month, now)
        self.checks.month(month, now)
        if self.random.random() < 0.3:
            self.checks.screens(month, now)
        told = self.bureau.close(month, now, is_symposium_held=self.meeting.is_held)
        self.checks.cleared(month, told, now)
        self.check(month, now)

    def receive(self, month: str, now: str) -> None:
        """Of a ledger it turns out that it came earlier, or later, than it was entered."""
        versions = [
            (unit, version)
            for unit in UNITS
            for version, filing in enumerate(self.book.filings.get((unit, month), []))
            if filing.number is not None
        ]
        if versions and month not in self.book.closed:
            due = days.filing_due(month)
            later = f"{date.fromisoformat(due[:10]) + timedelta(days=1)}T09:00"
            at = self.random.choice((f"{days.last_on(month)}T15:00", due, later))
            unit, version = self.random.choice(versions)
            self.bureau.receive(unit, month, version, at, now)

    def after_close(self, month: str, now: str) -> None:
        """A ledger of a cleared month comes once more, with firms that it did not have."""
        if month not in self.book.closed:
            return
        missing = [u for u in UNITS if not self.book.filings.get((u, month))]
        unit = self.random.choice(missing or UNITS)
        first, firms = days.first_on(month), self.random.sample(self.firms, 2)
        rows = [*self.book.ledgers.get((unit, month), [])]
        for number in range(self.random.randint(1, 3)):
            day = first + timedelta(days=self.random.randint(0, 20))
            rows.append(Row(unit, self.random.choice(firms), day, f"补报{number}"))
        self.bureau.take(month, {unit: rows}, now)

    def correct(self, month: str, now: str) -> None:
        """A call's last record, or a visit's, turns out to be wrong once its month is cleared."""
        book = self.book
        if month not in book.closed:
            return
        calls = [
            call
            for call in book.calls_of(month)
            if call.outcome and not call.is_not_served and call.twin is None
            and not any(other.twin is call for other in book.calls_of(month))
            and not self._has_led_on(call)
        ]  # fmt: skip
        if calls:
            self.bureau.undo(self.random.choice(calls), now)
        visits = [v for v in book.visits.values() if v.works_in == month and v.state == "done"]
        if visits and self.random.random() < 0.5:
            self.bureau.void(self.random.choice(visits), now)
        self._withdraw(month, now)
        self.check(month, now)

    def _withdraw(self, month: str, now: str) -> None:
        """A ledger of a cleared month comes once more, without a row that it had."""
        book, unit = self.book, self.random.choice(UNITS)
        rows = book.in_force.get((unit, month), [])
        counted = [row for row in rows if row in book.ledgers[unit, month]]
        if len(rows) > 1 and counted and (unit, month) not in book.after_close:
            gone = self.random.choice(counted)
            self.bureau.withdraw(unit, month, [row for row in rows if row != gone], now)

    def _has_led_on(self, call: Call) -> bool:
        last = call.attempts[-1]
        return (
            bool(last.suggestion)
            or len(last.said) > 1
            or any(said.get("overall") == "dissatisfied" for said in last.said.values())
        )

    def recheck(self, month: str, now: str) -> None:
        if month in self.book.closed and month not in self.checks.rechecks:
            found = recheck(self.bureau, month, now, self.random)
            if found is not None:
                self.checks.rechecks[month] = found

    def check(self, month: str, now: str) -> None:
        self.checks.number(month, now)
        self.checks.month(month, now)
