"""Where a month stands: every duty, its due day, done of how many, and the next step."""

from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.listing import CallList, Freeze
from revisit_cli.records.code import RecheckState
from revisit_cli.records.draws.symposium import Symposium
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.reports.task import CallTask, VisitTask
from revisit_cli.records.value import Value, computed, field


class Duty(Value):
    """One duty of the document; ``next_command`` is what to type, "" when nothing is left.

    ``late_count`` is of calls, visits and problems: how many were done late, or are overdue. What
    was done late stays so, also once nothing is left. ``is_pending``: something is due on a day
    that no notice loaded decides.
    """

    clause: str
    what: str
    due: str | None
    done: int
    of: int
    is_late: bool
    next_command: str = field("")
    workdays_left: int | None = None
    late_count: int = 0
    is_pending: bool = False

    @computed("next", after="late")
    def next_told(self) -> str | None:
        """What to type, None when nothing is left."""
        return self.next_command or None


class Count(Value):
    """How many are done of how many."""

    done: int
    of: int


class ProblemStory(Value):
    """A problem that a month answers for: the month that raised it, and its events."""

    month: str
    events: tuple[ProblemEvent, ...]


class RecheckStanding(Value):
    """How far a month's re-check is: so many calls drawn, and of these still to be made."""

    state: RecheckState
    drawn: int = 0
    waiting: int = 0


class StatusFacts(Value):
    """Counts of one month, as the store has them, and what lateness goes by.

    What was carried into the month counts here, what was carried out of it no more.
    """

    ledgers: Count = Count(0, 0)
    calls: Count = Count(0, 0)
    call_list: CallList = CallList(0, 0)
    freeze: Freeze | None = None
    recheck: RecheckStanding | None = None
    visits: Count = Count(0, 0)
    key_projects: Count = Count(0, 0)
    must_visits: Count = Count(0, 0)
    bad_reviews: Count = Count(0, 0)
    problems: Count = Count(0, 0)
    stories: tuple[ProblemStory, ...] = ()
    call_tasks: tuple[CallTask, ...] = ()
    visit_tasks: tuple[VisitTask, ...] = ()
    causes: Count = Count(0, 0)
    findings: Count = Count(0, 0)
    sessions: tuple[Symposium, ...] = ()
    drawn: int = 0
    is_closed: bool = False
    missing: tuple[str, ...] = ()
    roster_changes: tuple[RosterChange, ...] = ()


class DueProblem(Value):
    """A problem whose day is near or past."""

    problem: int
    firm: str | None
    due: str | None


class Unproposed(Value):
    """How many of a month's ledgers are late, or missing so far, without a suspicion on record."""

    late: int
    missing: int


class LeftBehind(Value):
    """What earlier months left undone: the earliest of them, and how many things in all."""

    month: str
    count: int


class Agenda(Value):
    """What today asks for, whatever the month: appointments, broken ones, problems, and so on.

    ``visits_left`` and ``causes_left``: visits not made, and problems answered but not yet closed,
    that stand in months before the one shown. ``held``: rows of the month's ledgers that wait to
    be put right. ``to_propose``: its ledgers, late or missing, over which no suspicion stands yet.
    ``pending`` are problems whose day no notice loaded decides. ``missing`` are the units whose
    ledgers it waits for; ``uncleared`` is the first month before it that is not cleared yet.
    ``has_seal_key``: words in confidence are sealed to the discipline committee's key.
    """

    appointments: tuple[Appointment, ...] = ()
    broken: tuple[Appointment, ...] = ()
    returned: int = 0
    problems: tuple[DueProblem, ...] = ()
    pending: tuple[DueProblem, ...] = ()
    suspicions: int = 0
    visits_left: LeftBehind | None = None
    causes_left: LeftBehind | None = None
    held: int = 0
    to_propose: int = 0
    has_seal_key: bool = False
    missing: tuple[str, ...] = ()
    uncleared: str | None = None


class StatusShown(Outcome):
    """A month's duties in the document's order, today's agenda, and how far holidays are known.

    ``holidays_end_on`` is the day from which a clock can no longer be counted, None while that
    is far off; ``answer_workdays`` is how many of them a problem may take. ``first_on`` and
    ``last_on`` are the month's own days. ``roster_changes`` are those that reports of it name.
    """

    month: str
    today: str = field("today.date", after="holidays_end")
    duties: tuple[Duty, ...] = field(rows=True)
    known_until: int | None
    agenda: Agenda = field("today.*", after="today.date", default=Agenda())
    holidays_end_on: str | None = field("holidays_end", after="known_until", default=None)
    answer_workdays: int = 0
    call_list: CallList = field("list", after="duties", default=CallList(0, 0))
    first_on: str | None = field("from", after="month", default=None)
    last_on: str | None = field("until", after="from", default=None)
    roster_changes: tuple[RosterChange, ...] = field(after="list", default=())


class HalfShown(Outcome):
    """A half-year's months, each with its duties, and the half-year's own."""

    half: str
    months: tuple[tuple[str, tuple[Duty, ...]], ...] = field(columns="month duties", rows=True)
    symposium: Duty
