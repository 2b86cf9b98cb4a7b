"""The month's figures: what was loaded, and what is reported: counts, days and rows."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from revisit_cli.records.calls.listing import CallList, Freeze
from revisit_cli.records.calls.not_served import NotServed
from revisit_cli.records.code import (
    CallbackParty,
    CallEnd,
    CallOutcome,
    CallReported,
    FilingStanding,
    FilingState,
    FlagReason,
    ProblemCategory,
    ProblemReported,
    Unevaluated,
    VisitReported,
)
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.file.undo import Retraction
from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.paper import Paper
from revisit_cli.records.reports.question import (
    AnswerFact,
    Confided,
    QuestionFigures,
    TagFact,
    TagFigures,
)
from revisit_cli.records.reports.task import CallTask, VisitTask
from revisit_cli.records.rules.setting import RuleMoved
from revisit_cli.records.value import Json, Value, computed, field


class CallFact(Value):
    """One call of the month as it stands: ``last`` is the newest attempt's outcome, ``last_party``
    with whom another call was agreed on in it.

    A call that was carried over when the month was cleared has the state ``carried``; ``target``
    is the call of a later month that it was carried to. ``is_twin``: the firm stands on the list
    under another name too, and its answers count there; ``is_merged``: so does its call.
    """

    firm: int
    name: str
    is_sole_trader: bool
    is_listed: bool
    state: CallReported
    outcome: CallEnd | None
    last: CallOutcome | None
    is_carried_in: bool = False
    id: int = 0
    target: int | None = None
    last_party: CallbackParty | None = None
    is_twin: bool = False
    is_merged: bool = False


class ServiceFact(Value):
    """One accepted row of the month, as it is counted."""

    unit: str
    firm: int
    firm_name: str
    matter: str
    is_late_entry: bool
    is_overdue: bool = False
    id: int = 0


class ProblemFact(Value):
    """One problem that a month raised, or was handed, with the events its clocks go by.

    ``month`` is the one that raised it.
    """

    month: str
    firm: str | None
    unit: str | None
    category: ProblemCategory
    text: str
    state: ProblemReported
    due_on: str | None
    stopped_at: str | None
    events: tuple[ProblemEvent, ...] = ()
    id: int = 0


class VisitFact(Value):
    """One visit that a month owes, or was handed; ``is_refused``: made, but not signed."""

    firm: str
    state: VisitReported
    due_on: str | None
    is_refused: bool = False
    id: int = 0
    reasons: tuple[FlagReason, ...] = ()


class Correction(Value):
    """One change to a month that is noted with its reason.

    ``is_of_cleared``: the month was cleared by then; of when a ledger came it is noted before too.
    """

    month: str
    at: str
    by: str
    kind: str
    subject: int
    reason: str
    is_of_cleared: bool = field("", default=True)

    def corrects(self, month: str) -> bool:
        """Whether it changed that month after it was cleared."""
        return bool(self.is_of_cleared) and self.month == month


class MonthFacts(Value):
    """Everything a month's report is counted from.

    ``carried_calls`` are the calls carried to the month, each with the call that takes it over;
    ``dropped_visits`` those that it owed until their reasons were taken back.
    ``certificate_format`` is the form of the certificate that the month was cleared by, None while
    it is open. ``roster`` are all units in the order in which reports tell of them.
    """

    month: str
    is_locked: bool
    calls: tuple[CallFact, ...]
    services: tuple[ServiceFact, ...]
    filings: tuple[tuple[str, FilingState], ...]
    missing: tuple[str, ...]
    problems: tuple[ProblemFact, ...]
    visits: tuple[VisitFact, ...]
    answers: tuple[AnswerFact, ...] = ()
    tags: tuple[TagFact, ...] = ()
    corrections: tuple[Correction, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    carried_calls: tuple[tuple[int, int], ...] = ()
    carried_visits: tuple[VisitFact, ...] = ()
    dropped_visits: tuple[VisitFact, ...] = ()
    carried_problems: tuple[ProblemFact, ...] = ()
    certificate_format: int | None = None
    call_tasks: tuple[CallTask, ...] = ()
    visit_tasks: tuple[VisitTask, ...] = ()
    freeze: Freeze | None = None
    doubtful_times: int = 0
    undated_units: int = 0
    numbers: tuple[GivenNumber, ...] = ()
    rung: tuple[RungNumber, ...] = ()
    filing_ids: tuple[tuple[str, int], ...] = ()
    not_served: tuple[NotServed, ...] = ()
    after_close: tuple[AfterClose, ...] = ()
    confided: Confided = Confided()
    roster_changes: tuple[RosterChange, ...] = ()
    back_filed: tuple[str, ...] = ()
    rule_changes: tuple[RuleMoved, ...] = ()
    roster: tuple[str, ...] = ()


class DayLeft(Value):
    """One day of a month's calling: how many calls were left at its end, None of a day to come.

    ``is_rest``: nobody works on it; None in a year whose days off nobody has announced.
    """

    on: date
    left: int | None
    is_rest: bool | None


# What a firm said of a unit, or why it said nothing.
RollState = Literal["satisfied", "dissatisfied"] | Unevaluated


class RollLine(Value):
    """One firm by one unit, and what came of it.

    ``number`` counts N from 1, at the first unit that the firm stands under; None further down,
    and of whom N does not count. ``outcome`` is that of its call's last attempt, or its final one.
    ``is_beyond``: evaluated, but not on the unit's ledger; carried in, or withdrawn.
    """

    unit: str | None
    firm: str
    state: RollState
    outcome: CallEnd | None
    number: int | None
    is_beyond: bool = False


class UnitFigures(Value):
    """One unit's line: its filing, its services, its evaluations, its bad numbers.

    ``evaluations`` are ``satisfied``, ``dissatisfied`` and ``unrated``. ``firms``, and the
    evaluations of firms ``beyond`` its ledger, are the evaluations and whom there is none of:
    ``unasked``, ``unreached``, ``pending``, ``carried`` or, by its own leader, ``not_served``.
    ``visited`` are evaluations on visits.
    ``bad_numbers`` are of the numbers it gave; ``struck_numbers`` were bad and are so no more.
    """

    unit: str
    filing: FilingStanding
    services: int
    firms: int
    evaluations: int
    satisfied: int
    dissatisfied: int
    unrated: int
    satisfaction: Rate
    is_ranked: bool
    bad_numbers: Rate
    beyond: int
    unasked: int
    unreached: int
    pending: int
    carried: int
    visited: int
    struck_numbers: int = 0
    late_entries: int = 0
    overdue: int = 0
    not_served: int = 0

    @computed()
    def not_rated(self) -> int:
        """Firms by this unit that neither said satisfied nor dissatisfied."""
        without = self.unasked + self.unreached + self.pending + self.carried
        return self.unrated + without + self.not_served


class MonthReported(Outcome):
    """A month's statistics, every rate with its denominator.

    ``unlisted`` firms came after the freeze and are none of N: of a month cleared by that reading.
    """

    month: str
    is_locked: bool
    firms: int
    call_list: CallList = field("list")
    sole_traders: int
    services: int
    late_entries: int
    late_entry_firms: int
    overdue: int
    coverage: Rate
    contact_rate: Rate
    effective_rate: Rate
    aapor: tuple[tuple[str, Rate], ...] = field(pairs=True, after="dispositions")
    satisfaction: Rate
    unrated_firms: int = field("unrated")
    dispositions: tuple[tuple[str, int], ...] = field(pairs=True)
    filings: tuple[tuple[str, int], ...] = field(pairs=True)
    units: tuple[UnitFigures, ...]
    not_done: tuple[tuple[str, str], ...] = field(columns="firm state")
    unevaluated: tuple[tuple[str, str, Unevaluated], ...] = field(
        columns="firm unit reason", after="units"
    )
    problems: tuple[tuple[str, int], ...] = field(pairs=True, after="aapor")
    problems_in_time: Rate = field(after="problems")
    visits: tuple[tuple[str, int], ...] = field("visits.*", pairs=True, after="problems_in_time")
    visits_in_time: Rate = field("visits.in_time", after="visits.*")
    calls: tuple[tuple[str, int], ...] = field("calls.*", pairs=True, after="aapor")
    calls_in_time: Rate = field("calls.in_time", after="calls.*")
    integrity: tuple[tuple[str, int | None], ...] = field(pairs=True)
    hidden_approvals: TagFigures = field("hidden_approvals=contacts hidden_approval")
    questions: tuple[QuestionFigures, ...]
    log: LogHead = field("")
    origin: str = field("")
    answers: tuple[tuple[str, int], ...] = field(pairs=True, after="not_done", default=())
    carried_in: tuple[tuple[str, Rate], ...] = field(pairs=True, default=())
    carried_out: tuple[tuple[str, int], ...] = field(pairs=True, default=())
    late_calls: tuple[tuple[str, bool], ...] = field(
        columns="firm added_late", after="not_done", default=()
    )
    calls_left: tuple[DayLeft, ...] = field(after="late_calls", default=())
    keeps_what_it_printed: bool = field("", default=False)
    corrections: tuple[Correction, ...] = ()
    retractions: tuple[Retraction, ...] = field("", default=())
    doubtful_times: int = 0
    undated_units: int = 0
    roster_changes: tuple[RosterChange, ...] = ()
    back_filed: tuple[str, ...] = field("filings_back_entered", default=())
    rule_changes: tuple[RuleMoved, ...] = ()
    not_served: tuple[NotServed, ...] = field(after="unevaluated", default=())
    after_close: tuple[AfterClose, ...] = field(after="list", default=())
    recheck: RecheckFigures | None = None
    later_rechecks: tuple[RecheckFigures, ...] = ()
    unlisted: int = field(after="sole_traders", default=0)

    @computed("log", after="doubtful_times")
    def log_told(self) -> Mapping[str, Json]:
        """The log's size and head, and what was taken back of the month where anything was.

        All else is, after an act and its undoing, what it was before: R20, R21.
        """
        told = self.log.as_json()
        if self.retractions:
            told["retractions"] = [each.as_json() for each in self.retractions]
        return told


class ReportShown(Outcome):
    """A report: its figures, how it is laid out, and the files it was written to.

    ``paper`` is None where nobody reads more than the figures.
    """

    figures: Outcome = field("*")
    paper: Paper | None = field("")
    file: str | None
    files: tuple[str, ...] = field("", default=())
