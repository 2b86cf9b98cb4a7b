"""A random half-year: what happens in it, and when."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random  # noqa: TID251 - a made-up half-year, no draw

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.oracle import days
from tests.oracle.book import Attempt, Call, Row
from tests.oracle.bureau import Bureau
from tests.oracle.compare import Comparison, Differs, by_code, keyed
from tests.oracle.figures import (
    QUESTIONS,
    duties_of,
    half_figures,
    month_figures,
    published,
    questions,
)
from tests.oracle.tracing import untraced

UNITS = ("审批科", "质安站", "燃气办")
HALVES = ("2025-H2", "2026-H1")
MATTERS = ("施工许可", "竣工验收", "档案移交")
TRIES = ("no_answer", "busy", "left_message", "broken_off", "wrong_number", "refused_soft")
ENDS = (
    "completed", "completed", "completed", "completed", "partial", "refused_hard",
    "denies_service", "firm_gone",
)  # fmt: skip
FINE = {
    "attitude": "good", "one_time_notice": "yes", "extra_trips": "no", "integrity": "no",
    "overall": "satisfied",
}  # fmt: skip

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
        start = f"{days.first_on(self.months[0]) + timedelta(days=3)}T09:00"
        self.bureau = Bureau(revisit, UNITS, start)
        self.book = self.bureau.book
        self.revisit = revisit
        self.compared = Comparison()
        self.texts = 0

    def run(self) -> Comparison:
        """Play it through; raise Differs with all that is not as the book says."""
        acts = [planned for month in self.months for planned in self._month(month)]
        for at, _, act in sorted(acts, key=lambda each: each[:2]):
            act(at)
        at = f"{days.day_of(days.month_after(self.months[-1], 2), 1)}T09:00"
        for month in self.months:
            self.check(month, at)
        self.check_half(at)
        self.check_screens(self.random.choice(self.months), at)
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

    def _later_days(self, month: str) -> Iterator[tuple[date, str, Act]]:
        random, after = self.random, days.month_after(month)
        for day in sorted(random.sample(range(1, 15), 3)):
            yield days.day_of(after, day), "16:00", lambda now: self.session(month, now)
        for day in sorted(random.sample(range(5, 20), 2)):
            yield days.day_of(after, day), "17:00", lambda now: self.visits(month, now)
        for day in sorted(random.sample(range(1, 21), 2)):
            yield days.day_of(after, day), "17:30", self.problems
        if random.random() < 0.5:
            day = random.randint(2, 19)
            yield days.day_of(after, day), "19:00", lambda now: self.check(month, now)
        if random.random() < 0.8:
            yield days.day_of(after, 21), "09:00", lambda now: self.close(month, now)

    # What happens

    def ledgers(self, month: str, now: str, units: list[str] | tuple[str, ...]) -> None:
        random, book = self.random, self.book
        sheets = {}
        for unit in units:
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
            if random.random() < 0.2:
                # A cumulative ledger: the rows of the month before once more.
                rows = [*book.ledgers.get((unit, days.month_after(month, -1)), []), *rows]
            sheets[unit] = list(dict.fromkeys(rows))
        if sheets and month not in book.closed:
            self.bureau.take(month, sheets, now)

    def _row(self, unit: str, month: str, now: str, firms: list[str]) -> Row:
        random = self.random
        first, last = days.first_on(month), days.last_on(month)
        last = min(last, date.fromisoformat(now[:10]))
        day = first + timedelta(days=random.randint(0, (last - first).days))
        if random.random() < 0.08:
            day = first - timedelta(days=random.randint(1, 20))
        return Row(unit, random.choice(firms), day, random.choice(MATTERS))

    def lock(self, month: str, now: str) -> None:
        if self.book.calls_of(month):
            self.bureau.lock(month, now)

    def session(self, month: str, now: str) -> None:
        if month in self.book.closed:
            return
        self.bureau.number(month, now)
        made = []
        for call in self.book.calls_of(month):
            if call.is_open and call.last != "wrong_number" and self.random.random() < 0.75:
                made.append(self._attempt(call, now))
        if made:
            self.bureau.record(made, now)

    def _attempt(self, call: Call, now: str) -> tuple[Call, Attempt, dict[str, str]]:
        random = self.random
        hour = random.choice(("09:10", "10:20", "14:30", "15:40"))
        attempt = Attempt(f"{now[:10]}T{hour}", random.choice(ENDS))
        extra: dict[str, str] = {}
        if random.random() < 0.3:
            attempt.outcome = random.choice(TRIES)
            if attempt.outcome == "refused_soft" and call.last == "refused_soft":
                attempt.outcome = "no_answer"
        if self._is_worn_out(call) and random.random() < 0.5:
            attempt.outcome = "exhausted"
        if attempt.outcome == "refused_hard":
            extra["words"] = "不愿接受"
        if attempt.outcome == "firm_gone":
            extra |= {"evidence": "注销公告", "second_person": "李敏"}
        if attempt.outcome in ("completed", "partial"):
            units = self.book.units_of(call)
            whole = attempt.outcome == "completed"
            asked = units if whole else units[:1]
            attempt.said = {unit: self._said(is_whole=whole) for unit in asked}
            if random.random() < 0.2:
                self.texts += 1
                attempt.suggestion = f"少要材料{self.texts}"
                attempt.tag = random.choice(("", "隐性审批"))
        return call, attempt, extra

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
        random = self.random
        firms = sorted({row.firm for row in self.book.rows(month)})
        if firms and random.random() < 0.6:
            reason = random.choice(("hard_to_do", "overdue_completion", "bad_review", "complaint"))
            self.bureau.flag(month, random.choice(firms), reason, now)
        self.bureau.number_visits(month, now)
        for visit in list(self.book.visits.values()):
            if visit.works_in != month or visit.state == "done" or random.random() < 0.4:
                continue
            rows = self.book.rows(visit.month)
            units = {row.unit for row in rows if row.firm == visit.firm} | visit.named
            said = dict(FINE) if visit.state == "to_do" and random.random() < 0.5 else {}
            signed = visit.state == "unsigned" or random.random() < 0.7
            self.bureau.visit(visit, said, sorted(units), now, signed=signed)

    def problems(self, now: str) -> None:
        random = self.random
        for problem in self.book.problems.values():
            if problem.works_in in self.book.closed:
                continue
            if problem.is_open and random.random() < 0.5:
                self.bureau.answer(problem, now, random.choice(("answer", "handle")))
            elif problem.is_open and random.random() < 0.3:
                until = problem.clocks[-1].day or problem.clocks[-1].due
                to = days.workdays_after(date.fromisoformat(max(until, now)[:10]), 3)
                self.bureau.extend(problem, to.isoformat(), now)
            elif not problem.is_open and random.random() < 0.1:
                self.bureau.reopen(problem, now)

    def close(self, month: str, now: str) -> None:
        if any(m < month and m not in self.book.closed for m in self.months):
            return
        if month not in self.book.locked:
            return
        missing = [u for u in UNITS if not self.book.filings.get((u, month))]
        if missing:
            self.revisit("duty", "find", month, now=now)
        self.bureau.number(month, now)
        self.bureau.number_visits(month, now)
        self.check(month, now)
        if self.random.random() < 0.3:
            self.check_screens(month, now)
        self.bureau.close(month, now)
        self.check(month, now)

    # The second count

    def check(self, month: str, now: str) -> None:
        told = self.revisit.json("report", "month", month, now=now)
        self.compared.hold(f"{now} {month}", keyed(told), month_figures(self.book, month, now))
        self.compared.differences += untraced(self.revisit, month, now, told)

    def check_screens(self, month: str, now: str) -> None:
        """Hold the other screens of a month to the same book."""
        figures = month_figures(self.book, month, now)
        told = self.revisit.json("calls", "progress", month, now=now)["total"]
        untouched = figures["firms"] - figures["coverage"]["n"]
        finished = figures["firms"] - len(figures["not_done"])
        expected = {"of": figures["firms"], "untouched": untouched, "finished": finished}
        self.compared.hold(f"{now} {month}.progress", told, expected)
        duties = self.revisit.json("status", month, now=now)["duties"]
        counts = {each["what"]: {"done": each["done"], "of": each["of"]} for each in duties}
        self.compared.hold(f"{now} {month}.status", counts, duties_of(self.book, month))
        duty = self.revisit.json("report", "duty", month, now=now)["filings"]
        self.compared.hold(f"{now} {month}.duty", duty, figures["filings"])
        public = self.revisit.json("report", "public", month, now=now)
        for place, number in published(public, figures):
            self.compared.hold(f"{now} {month}.public.{place}", number, True)

    def check_half(self, now: str) -> None:
        told = self.revisit.json("report", "half", self.half, now=now)
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
        self.compared.hold(f"{now} {self.half}", asked, expected)
        total = half_figures(self.book, self.months, now)
        self.compared.hold(f"{now} {self.half}.total", told["total"], total)
