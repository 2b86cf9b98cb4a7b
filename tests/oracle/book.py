"""What was done in a half-year, as facts with their moments; what follows is counted from them.

Moments are texts such as ``2026-01-09T15:30``: they compare as they follow one another.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from tests.oracle.days import first_on, month_after, month_of

FINAL = {"completed", "partial", "refused_hard", "denies_service", "firm_gone", "exhausted"}
# AAPOR's classes as the design gives them; whoever was not tried is of unknown eligibility.
CLASSES = {
    "completed": "I", "partial": "P", "refused_hard": "R", "refused_soft": "R",
    "no_answer": "NC", "busy": "NC", "left_message": "NC", "exhausted": "NC",
    "broken_off": "O", "contact_left": "O", "denies_service": "O", "appointment": "O",
    "wrong_number": "UO", "dead_number": "UO", "firm_gone": "NE", "not_served": "UH",
}  # fmt: skip
BAD = {"wrong_number", "dead_number"}
Said = dict[str, str]


# Firms that one agent answers for, by whose number he does.
SHARED = {"示例市丁子建筑工程有限公司": "示例市乙子建筑工程有限公司"}


def phone_of(name: str) -> int:
    """The number that every ledger gives of a firm."""
    return 13800000000 + sum(map(ord, SHARED.get(name, name))) % 10**6


@dataclass(frozen=True)
class Row:
    """One row of a ledger."""

    unit: str
    firm: str
    day: date
    matter: str


@dataclass
class Filing:
    """One version of a unit's ledger; a zero report has no rows, and no number here.

    ``entered`` is when it came to the file, whatever is said afterwards of when it came.
    """

    at: str
    state: str
    number: int | None = None
    entered: str = ""
    is_said: bool = False


@dataclass
class Given:
    """The number that a version of a ledger gives of a firm."""

    firm: str
    number: str
    filing: Filing


@dataclass(frozen=True)
class Held:
    """A row that waits for its firm's name, and the version in which it came."""

    row: Row
    filing: Filing


@dataclass
class Attempt:
    """One time that a firm was rung up, what it said of each unit, and when that was entered."""

    at: str
    outcome: str
    said: dict[str, Said] = field(default_factory=dict)
    suggestion: str = ""
    tag: str = ""
    entered: str = ""
    id: int = 0
    # The number that was rung, where that is said.
    phone: str | None = None
    # The unit that a suggestion, or a tag, is of, where that is known.
    about: str | None = None
    # How many records it is: a file has one for each unit, a sheet or the desk one for all.
    rows: int = 1
    # The problems that it opened.
    problems: list[int] = field(default_factory=list)


@dataclass
class Call:
    """A firm to be called for a month; ``sources`` are the calls that were carried into it.

    ``struck`` are units that never served it, as their leaders said, with the moment; ``twin`` is
    the call under the firm's other name that is made for both. ``second_of`` is the other name
    where both had been called by then.
    """

    month: str
    firm: str
    number: int = 0
    is_frozen: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    voided: list[Attempt] = field(default_factory=list)
    carried_to: str | None = None
    carried_at: str = ""
    sources: list["Call"] = field(default_factory=list)
    struck: dict[str, str] = field(default_factory=dict)
    is_not_served: bool = False
    twin: "Call | None" = None
    second_of: str | None = None
    # Numbers that its unit sent later.
    phones: list[str] = field(default_factory=list)

    @property
    def counts_as(self) -> str:
        """The firm that its answers are of."""
        return self.second_of or self.made.firm

    @property
    def is_second_name(self) -> bool:
        return self.second_of is not None or self.twin is not None

    @property
    def made(self) -> "Call":
        """The call that is made: this one, or the one under the other name."""
        return self if self.twin is None else self.twin

    @property
    def outcome(self) -> str | None:
        """The final outcome, once there is one."""
        if self.is_not_served:
            return "not_served"
        return next((each.outcome for each in self.attempts if each.outcome in FINAL), None)

    @property
    def ended(self) -> tuple[str, str] | None:
        """When it is said to have ended, and when that was entered."""
        if self.is_not_served:
            at = max(self.struck.values())
            return at, at
        final = (each for each in self.attempts if each.outcome in FINAL)
        return next(((each.at, each.entered) for each in final), None)

    @property
    def last(self) -> str | None:
        return self.outcome or (self.attempts[-1].outcome if self.attempts else None)

    @property
    def is_tried(self) -> bool:
        return bool(self.attempts) and not self.is_not_served

    @property
    def group(self) -> str:
        return CLASSES[self.last] if self.last else "UH"

    @property
    def is_open(self) -> bool:
        return self.twin is None and self.outcome is None and self.carried_to is None

    @property
    def is_begun(self) -> bool:
        return bool(self.attempts) or self.outcome is not None

    @property
    def progress(self) -> tuple[bool, bool, bool]:
        """Which of two calls is the further: done, tried, agreed on or carried in."""
        return self.outcome is not None, self.is_begun, bool(self.sources)

    @property
    def handed_on(self) -> tuple[tuple[str, str], ...]:
        return () if self.carried_to is None else ((self.carried_to, self.carried_at),)


@dataclass
class Clock:
    """One clock of a problem: the contact's, or one that a reopening started.

    A verdict has fallen once it stopped, or once a month handed it on when it was over.
    """

    opened_in: str
    due: str
    started: str = ""
    extended_to: str | None = None
    # The day it bears, by whatever extension, also one decided too late.
    day: str = ""
    stop: str | None = None
    entered: str | None = None
    fell_in: str | None = None
    timing: str | None = None

    def is_over(self, moment: str) -> bool:
        return moment > (self.extended_to or self.due)

    def fall(self, month: str, timing: str) -> None:
        if self.timing is None:
            self.fell_in, self.timing = month, timing

    def verdict(self, month: str, now: str) -> tuple[str, str]:
        """Its class, and the month that it stands in."""
        if self.timing is not None and self.fell_in is not None:
            return self.timing, self.fell_in
        is_late = self.stop is None and self.is_over(now)
        return ("late" if is_late else "not_due"), month

    @property
    def is_back_entered(self) -> bool:
        """Whether it was said to have stopped in time, once the time was over."""
        return self.timing == "in_time" and self.entered is not None and self.entered > self.due


@dataclass
class Problem:
    """Something to be answered in five working days, with all that was done about it."""

    number: int
    month: str
    firm: str | None
    unit: str | None
    clocks: list["Clock"] = field(default_factory=list)
    carried_to: list[str] = field(default_factory=list)
    # Each carrying over: by which month, to which, and whether the clock was over by then.
    handed_on: list[tuple[str, str, bool]] = field(default_factory=list)
    # Closed for good; with another office, which can only be answered for.
    is_settled: bool = False
    is_elsewhere: bool = False
    # The months that extended it, and whether that was decided in time.
    extensions: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def works_in(self) -> str:
        return self.carried_to[-1] if self.carried_to else self.month

    @property
    def is_open(self) -> bool:
        return self.clocks[-1].stop is None


@dataclass(frozen=True)
class Finding:
    """What the facts propose against a unit's ledger of a month."""

    kind: str
    unit: str
    month: str
    subject: str


@dataclass
class Visit:
    """A firm to be visited for a month, and why: each reason with its day and unit, where said.

    ``at`` is when it took place, ``entered`` when that was put on record.
    """

    number: int
    month: str
    firm: str
    reasons: list[tuple[str, str, str | None]]
    due: str
    state: str = "to_do"
    at: str | None = None
    entered: str | None = None
    is_refused: bool = False
    is_signed: bool = False
    is_led: bool = False
    names_reasons: bool = False
    # Each tag with the month that the visit answered for when it was told of, the unit that it is
    # of, and the problem that bears it.
    tags: list[tuple[str, str, "Problem | None"]] = field(default_factory=list)
    # Those of a record that was voided since: the problem that it opened stands.
    former_tags: list[tuple[str, str, "Problem | None"]] = field(default_factory=list)
    # By unit, with the month that the visit answered for when it was said.
    said: dict[str, tuple[str, Said]] = field(default_factory=dict)
    handed_on: list[tuple[str, str]] = field(default_factory=list)

    @property
    def works_in(self) -> str:
        return self.handed_on[-1][0] if self.handed_on else self.month

    def came_to(self, month: str) -> bool:
        return any(to == month for to, _ in self.handed_on)

    def left(self, month: str) -> bool:
        """Whether a month handed it on."""
        return month in [self.month, *(to for to, _ in self.handed_on)][:-1]


@dataclass
class Book:
    """All of it."""

    units: tuple[str, ...]
    # Rows in force by the unit and month of the ledger that brought them.
    ledgers: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    # Rows that came once the ledger's month was cleared, with the month that calls them.
    after_close: dict[tuple[str, str], dict[Row, str]] = field(default_factory=dict)
    filings: dict[tuple[str, str], list[Filing]] = field(default_factory=dict)
    # Rows of its newest version that wait to be put right.
    held: dict[tuple[str, str], list[Held]] = field(default_factory=dict)
    calls: dict[tuple[str, str], Call] = field(default_factory=dict)
    # What was put on record of calls in one act, by its event.
    sittings: dict[int, list[tuple[Call, Attempt]]] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    visits: dict[int, Visit] = field(default_factory=dict)
    # What was tagged on visits that are on no list any more, and that problems bear.
    left_tags: list[tuple[Visit, tuple[str, str, Problem | None]]] = field(default_factory=list)
    # The visits that a month owed until their reasons were taken back: month and firm.
    dropped: list[tuple[str, str]] = field(default_factory=list)
    # How many calls of a month a merge took off its list.
    taken_off: Counter[str] = field(default_factory=Counter)
    # What else was taken back of a month before it was cleared: how often, by month and kind.
    taken_back: Counter[tuple[str, str]] = field(default_factory=Counter)
    # Reasons that were put on record: the same one again says nothing.
    flagged: set[tuple[str, str, str, str]] = field(default_factory=set)
    locked: dict[str, str] = field(default_factory=dict)
    # The units that had not filed when a list was frozen early, and why that was done.
    early: dict[str, tuple[tuple[str, ...], str | None]] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    corrected: set[str] = field(default_factory=set)
    # What was said of each cleared month at the last clearing of one: of answers in confidence that
    # is printed, whatever is corrected since.
    at_clearing: dict[str, list[tuple[str, str, Said]]] = field(default_factory=dict)
    # By month that calls it: when a row that stands first came, and in which filing.
    came: dict[tuple[str, Row], Filing] = field(default_factory=dict)
    # The same of those that were gone after the freeze: they brought their firms all the same.
    came_once: dict[tuple[str, Row], Filing] = field(default_factory=dict)
    findings: dict[Finding, str] = field(default_factory=dict)
    # The half-year's symposia by number: each day, and how many firms came; how many declined.
    sessions: dict[int, tuple[str, int]] = field(default_factory=dict)
    declined: int = 0
    # Names that are one firm with another, but in months that were cleared by then.
    merges: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)
    # The rows of each ledger's newest version.
    in_force: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    # Every firm that a unit's ledgers of a month ever named, with the number they gave of it.
    written: dict[tuple[str, str], list[Given]] = field(default_factory=dict)
    # Units that have another name by now: which, and since what day.
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)
    # What firms had erased: when, by all their names, and what months were cleared by then.
    erasures: list[tuple[str, frozenset[str], frozenset[str]]] = field(default_factory=list)

    def rows(self, month: str) -> list[Row]:
        """The rows that count for a month, each by the firm that its name stands for there."""
        own = [row for (_, its), rows in self.ledgers.items() if its == month for row in rows]
        own += [row for row, _ in self.late_rows(month)]
        return [replace(row, firm=self.root(month, row.firm)) for row in own]

    def root(self, month: str, name: str) -> str:
        """The firm that a name stands for in a month: one cleared before a merge keeps its own."""
        for merged, into, cleared in self.merges:
            if name == merged and month not in cleared:
                name = into
        return name

    def late_rows(self, month: str) -> list[tuple[Row, str]]:
        """The rows that a month calls for cleared ones, each with its ledger's month."""
        return [
            (row, its)
            for (_, its), rows in self.after_close.items()
            for row, called_in in rows.items()
            if called_in == month
        ]

    def is_late_entry(self, month: str, row: Row) -> bool:
        """Whether a row is older than its window, or of a month that was cleared when it came."""
        is_before = (first_on(month) - row.day).days > 1
        late = (
            replace(each, firm=self.root(month, each.firm)) for each, _ in self.late_rows(month)
        )
        return is_before or row in late

    def units_of(self, call: Call) -> list[str]:
        """The units that a call asks about: of its own month, and of what was carried into it."""
        found = [row.unit for row in self.rows(call.month) if row.firm == call.firm]
        for source in call.sources:
            found += self.units_of(source)
        return [unit for unit in dict.fromkeys(found) if unit not in call.struck]

    def name_now(self, name: str | None) -> str | None:
        """The firm that a name stands for by now, whatever month it is of."""
        for merged, into, _ in self.merges:
            name = into if name == merged else name
        return name

    def names_asked(self, call: Call) -> set[tuple[str, str]]:
        """The months whose ledgers a call is about, each with the firm's name there."""
        own = {(call.month, call.firm)}
        return own.union(*(self.names_asked(source) for source in call.sources))

    def first_served(self, call: Call) -> date:
        days = [row.day for row in self.rows(call.month) if row.firm == call.firm]
        days += [self.first_served(source) for source in call.sources]
        return min(days, default=date.min)

    def name_in(self, month: str, visit: Visit) -> str:
        """The firm that a visit speaks for in a month that it was handed to."""
        return visit.firm if month == visit.month else self.name_now(visit.firm) or visit.firm

    def calls_of(self, month: str) -> list[Call]:
        return [call for (its, _), call in self.calls.items() if its == month]

    def is_own(self, call: Call) -> bool:
        """Whether a call counts in its month's N: served then, or frozen on its list."""
        is_served = any(row.firm == call.firm for row in self.rows(call.month))
        return is_served or call.is_frozen or not call.sources

    def was_own(self, month: str, name: str, call: Call) -> bool:
        """The same by the names that stood before the last merge."""
        (last,) = self.merges[-1:]
        self.merges.remove(last)
        is_served = any(row.firm == name for row in self.rows(month))
        self.merges.append(last)
        return is_served or call.is_frozen or not call.sources

    def suspect(self, finding: Finding) -> None:
        """Propose something, unless that was done before."""
        self.findings.setdefault(finding, "suspected")

    def suspect_again(self, finding: Finding) -> None:
        """Propose something anew, though it was dismissed before."""
        if self.findings.get(finding) != "confirmed":
            self.findings[finding] = "suspected"

    def first_filing(self, unit: str, month: str) -> Filing | None:
        """The first version of a unit's ledger that came in time, else the first of all."""
        found = self.filings.get((unit, month), [])
        return min(found, key=lambda each: each.state in ("late", "supplement"), default=None)

    @property
    def overdue(self) -> list[tuple[str, Row]]:
        """The rows that came first in a filing that was late, by the month that calls them."""
        return [
            place for place, filing in self.came.items() if filing.state in ("late", "supplement")
        ]

    def visits_dropped(self, month: str) -> int:
        """How many visits were owed until each of their reasons proved to be none."""
        return sum(its == month for its, _ in self.dropped)

    def lose(self, visit: "Visit", reason: tuple[str, str, str | None]) -> None:
        """Take a reason off a visit: one that is to do and has none left is owed no more."""
        visit.reasons.remove(reason)
        if visit.state == "to_do" and not visit.reasons:
            self.drop(visit)

    def drop(self, visit: "Visit") -> None:
        """Let nobody be owed a visit that nothing asks for any more."""
        self.dropped.append((visit.month, visit.firm))
        self.remove(visit)

    def remove(self, visit: "Visit") -> None:
        """Take a visit that is not to be made off the list: what problems bear of it stays."""
        self.left_tags += [(visit, each) for each in visit.former_tags]
        del self.visits[visit.number]

    def open_month(self, month: str) -> str:
        """The oldest month after this one that is not cleared."""
        to = month_after(month)
        while to in self.closed:
            to = month_after(to)
        return to

    def owing_month(self, day: date) -> str:
        """The month that owes the visit of a reason of that day."""
        month = month_of(day)
        return self.open_month(month) if month in self.closed else month

    def taken(self, unit: str, month: str, rows: list[Row]) -> list[Row]:
        """The rows of a ledger that count for its month: none that an earlier one already has."""
        kept = self.ledgers.get((unit, month), [])
        known = {
            row
            for (its, other), found in self.ledgers.items()
            if its == unit and other != month
            for row in found
        } | {row for (its, _), found in self.after_close.items() if its == unit for row in found}
        return [
            row for row in rows if row in kept or (month_of(row.day) == month or row not in known)
        ]

    def file(
        self,
        month: str,
        sheets: dict[str, list[Row]],
        filings: dict[str, Filing],
        held: dict[str, list[Held]],
    ) -> None:
        """Take a version of some units' ledgers: what they no longer hold is withdrawn.

        But for the rows of a firm that was called, and a firm's last ones once the list is frozen.
        """
        gone: list[Row] = []
        for unit, rows in sheets.items():
            before = self.ledgers.get((unit, month), [])
            now = self.ledgers[unit, month] = self.taken(unit, month, rows)
            self.filings.setdefault((unit, month), []).append(filings[unit])
            self.give(unit, month, rows, filings[unit])
            self.in_force[unit, month] = list(rows)
            waiting = {each.row: each for each in self.held.get((unit, month), [])}
            for row in now:
                if row not in before:
                    # A row that is put right came with the file in which it was held.
                    was = waiting.get(row)
                    self.came[month, row] = filings[unit] if was is None else was.filing
            self.held[unit, month] = [
                replace(each, filing=waiting.get(each.row, each).filing)
                for each in held.get(unit, [])
            ]
            gone += [row for row in before if row not in now]
            for call in self.calls_of(month):
                # A firm that is named again is called, whatever its unit had said.
                if unit in call.struck and any(self.root(month, r.firm) == call.firm for r in rows):
                    del call.struck[unit]
                    call.is_not_served = False
        self._add_calls(month)
        self._withdraw(month, gone)

    def named(self, unit: str, day: date) -> str:
        """The name that a unit bore on a day."""
        new, since = self.renamed.get(unit, (unit, ""))
        return new if since <= str(day) else unit

    def give(self, unit: str, month: str, rows: list[Row], filing: Filing) -> None:
        """Keep what numbers a version of a ledger gives."""
        given = [Given(row.firm, str(phone_of(row.firm)), filing) for row in rows]
        self.written.setdefault((unit, month), []).extend(given)

    def withdraw(self, unit: str, month: str, rows: list[Row]) -> None:
        """Take a ledger of a cleared month that has nothing new: what it lacks is withdrawn."""
        before = self.ledgers[unit, month]
        now = self.ledgers[unit, month] = self.taken(unit, month, rows)
        self.in_force[unit, month] = list(rows)
        self._withdraw(month, [row for row in before if row not in now])

    def file_after_close(self, unit: str, month: str, rows: list[Row], now: str) -> None:
        """Take a ledger of a cleared month: what is new in it is called in the next open one."""
        to = self.open_month(month)
        held = self.after_close.setdefault((unit, month), {})
        for row in rows:
            if row not in self.ledgers.get((unit, month), []) and row not in held:
                held[row] = to
                self.came[to, row] = Filing(now, "after_close")
                self.give(unit, to, [row], self.came[to, row])
        self._add_calls(to)

    def _add_calls(self, month: str) -> None:
        for firm in dict.fromkeys(row.firm for row in self.rows(month)):
            if (month, firm) not in self.calls:
                self.calls[month, firm] = Call(month, firm)

    def _withdraw(self, month: str, gone: list[Row]) -> None:
        """Take off what only gone rows named."""
        served = {row.firm for row in self.rows(month)}
        for row in gone:
            firm = self.root(month, row.firm)
            is_last = month in self.locked and firm not in served
            # A call that a unit's leader ended stands against its ledger: so do its rows.
            if self.calls[month, firm].is_begun or is_last:
                self.ledgers[row.unit, month].append(row)
            else:
                filing = self.came.pop((month, row), None)
                if filing is not None and month in self.locked:
                    self.came_once.setdefault((month, row), filing)
        served = {row.firm for row in self.rows(month)}
        for firm in dict.fromkeys(self.root(month, row.firm) for row in gone):
            if firm not in served and not self.calls[month, firm].sources:
                del self.calls[month, firm]

    def erase(self, firm: str, now: str) -> None:
        """Forget a firm's numbers: the same one again is another, as nobody can tell any more."""
        names = {firm, *(name for name, _, _ in self.merges if self.name_now(name) == firm)}
        self.erasures.append((now, frozenset(names), frozenset(self.closed)))
        for given in self.written.values():
            for each in given:
                if each.firm in names and each.number.isdecimal():
                    each.number += f"/{len(self.erasures)}"
        for call in self.calls.values():
            for attempt in (*call.attempts, *call.voided) if call.firm in names else ():
                if attempt.phone is not None and attempt.phone.isdecimal():
                    attempt.phone += f"/{len(self.erasures)}"

    def erased(self, month: str) -> int:
        """How often something was erased of its firms that it knew, before it was cleared."""
        given = [each for (_, its), found in self.written.items() if its == month for each in found]
        return sum(
            month not in cleared
            and any(each.firm in names and each.filing.at <= at for each in given)
            for at, names, cleared in self.erasures
        )

    def merge(self, name: str, into: str) -> None:
        """Let a firm count as another from now on, in every month that is not cleared."""
        self.merges.append((name, into, frozenset(self.closed)))
        for month in dict.fromkeys(month for month, _ in self.calls):
            if month not in self.closed:
                self._merge_calls(month, name, into)
        self.dropped = [each for each in self.dropped if not self._revives(*each, name, into)]
        for visit in [each for each in self.visits.values() if each.firm == name]:
            if visit.month not in self.closed:
                self._merge_visit(visit, into)
        for problem in self.problems.values():
            if problem.firm == name and problem.month not in self.closed:
                problem.firm = into

    def _merge_calls(self, month: str, name: str, into: str) -> None:
        mine, other = self.calls.pop((month, name), None), self.calls.get((month, into))
        if mine is None:
            return
        if other is None:
            mine.firm = into
            self.calls[month, into] = mine
            return
        is_own = self.was_own(month, name, mine), self.was_own(month, into, other)
        is_mine = mine.progress > other.progress
        made, left = (mine, other) if is_mine else (other, mine)
        self.calls[month, into] = made
        is_pair = month in self.locked or (mine.is_begun and other.is_begun)
        if is_pair and mine.outcome and other.outcome:
            self.calls[month, into], self.calls[month, name] = other, mine
            mine.second_of = into
            return
        is_left_of_n = is_own[left is other]
        made.firm, left.firm = into, name
        # Whatever was carried into the one that is given up is settled by the other.
        made.sources += left.sources
        left.sources = []
        if is_pair and is_left_of_n:
            left.twin = made
            self.calls[month, name] = left
        else:
            self.taken_off[month] += 1

    def _revives(self, month: str, firm: str, name: str, into: str) -> bool:
        """Whether a visit that nothing asked for is the one that the other name is owed."""
        other = {name: into, into: name}.get(firm)
        return month not in self.closed and any(
            (each.month, each.firm, each.state) == (month, other, "to_do")
            for each in self.visits.values()
        )

    def _merge_visit(self, visit: Visit, into: str) -> None:
        open_ = [
            each
            for each in self.visits.values()
            if (each.month, each.firm, each.state) == (visit.month, into, "to_do")
        ]
        if visit.state != "to_do" or not open_:
            visit.firm = into
            return
        open_[0].reasons += visit.reasons
        self.remove(visit)
