"""The facts that a month's report is counted from."""

from revisit_cli.records.calls.listing import Freeze
from revisit_cli.records.calls.not_served import NotServed
from revisit_cli.records.code import (
    CallbackParty,
    CallEnd,
    CallOutcome,
    CallReported,
    FilingState,
    FlagReason,
    ProblemCategory,
    ProblemReported,
    VisitReported,
)
from revisit_cli.records.file.undo import Retraction
from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.reports.question import (
    AnswerFact,
    Confided,
    TagFact,
)
from revisit_cli.records.reports.task import CallTask, VisitTask
from revisit_cli.records.rules.setting import RuleMoved
from revisit_cli.records.value import Value, field


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
