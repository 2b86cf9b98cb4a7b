"""The month's figures: what was loaded, and what is reported."""

from dataclasses import dataclass

from revisit_cli.records.code import (
    CallOutcome,
    CallReported,
    FilingStanding,
    FilingState,
    ProblemCategory,
    ProblemReported,
    VisitReported,
)
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Json, Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Paper


@dataclass(frozen=True, slots=True)
class CallFact:
    """One call of the month as it stands: ``last`` is the newest attempt's outcome.

    A call that was carried over when the month was cleared has the state ``carried``.
    """

    firm: int
    name: str
    is_sole_trader: bool
    is_listed: bool
    state: CallReported
    outcome: CallOutcome | None
    last: CallOutcome | None
    is_carried_in: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """One accepted row of the month, as 附表3 prints it."""

    unit: str
    firm: int
    firm_name: str
    officer: str
    served_on: str
    place: str
    matter: str
    completion: str
    contact: str
    phone: str
    remark: str
    is_late_entry: bool


@dataclass(frozen=True, slots=True)
class EvaluationFact:
    """One firm's overall answer about one unit; None is unrated."""

    firm: int
    unit: str
    overall: str | None


@dataclass(frozen=True, slots=True)
class ProblemFact:
    """One problem of the month as far as its clock goes."""

    firm: str | None
    unit: str | None
    category: ProblemCategory
    text: str
    state: ProblemReported
    due_on: str
    stopped_at: str | None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitFact:
    """One visit of the month."""

    firm: str
    state: VisitReported
    due_on: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to a cleared month, with its reason."""

    month: str
    at: str
    by: str
    kind: str
    subject: int
    reason: str

    def as_json(self) -> dict[str, Json]:
        """``{"month","at","by","kind","subject","reason"}``."""
        return {
            "month": self.month,
            "at": self.at,
            "by": self.by,
            "kind": self.kind,
            "subject": self.subject,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything a month's report is counted from."""

    month: str
    is_locked: bool
    calls: tuple[CallFact, ...]
    services: tuple[ServiceFact, ...]
    evaluations: tuple[EvaluationFact, ...]
    filings: tuple[tuple[str, FilingState], ...]
    missing: tuple[str, ...]
    problems: tuple[ProblemFact, ...]
    visits: tuple[VisitFact, ...]
    integrity: tuple[tuple[str, int], ...]
    corrections: tuple[Correction, ...] = ()
    carried_visits: tuple[str, ...] = ()
    carried_problems: tuple[str, ...] = ()
    doubtful_times: int = 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's line: its filing, its services, its evaluations, its bad numbers."""

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

    def as_json(self) -> dict[str, Json]:
        """The same names; rates with n and of."""
        return {
            "unit": self.unit,
            "filing": self.filing,
            "services": self.services,
            "firms": self.firms,
            "evaluations": self.evaluations,
            "satisfied": self.satisfied,
            "dissatisfied": self.dissatisfied,
            "unrated": self.unrated,
            "satisfaction": self.satisfaction.as_json(),
            "ranked": self.is_ranked,
            "bad_numbers": self.bad_numbers.as_json(),
        }


@dataclass(frozen=True, slots=True)
class MonthReported:
    """A month's statistics, every rate with its denominator."""

    month: str
    is_locked: bool
    firms: int
    sole_traders: int
    unlisted: int
    services: int
    late_entries: int
    coverage: Rate
    contact_rate: Rate
    effective_rate: Rate
    aapor: tuple[tuple[str, Rate], ...]
    satisfaction: Rate
    unrated_firms: int
    dispositions: tuple[tuple[str, int], ...]
    filings: tuple[tuple[str, int], ...]
    units: tuple[UnitFigures, ...]
    not_done: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, int], ...]
    visits: tuple[tuple[str, int], ...]
    integrity: tuple[tuple[str, int | None], ...]
    log: LogHead
    origin: str
    answers: tuple[tuple[str, int], ...] = ()
    carried_in: tuple[tuple[str, Rate], ...] = ()
    carried_out: tuple[tuple[str, int], ...] = ()
    hidden_approvals: int = 0
    corrections: tuple[Correction, ...] = ()
    doubtful_times: int = 0

    def as_json(self) -> Json:
        """``{"month","firms","services","coverage",…}``; a rate is ``{"n","of","value"}``."""
        return {
            "month": self.month,
            "locked": self.is_locked,
            "firms": self.firms,
            "sole_traders": self.sole_traders,
            "unlisted": self.unlisted,
            "services": self.services,
            "late_entries": self.late_entries,
            "coverage": self.coverage.as_json(),
            "contact_rate": self.contact_rate.as_json(),
            "effective_rate": self.effective_rate.as_json(),
            "satisfaction": self.satisfaction.as_json(),
            "unrated": self.unrated_firms,
            "dispositions": dict(self.dispositions),
            "aapor": {name: rate.as_json() for name, rate in self.aapor},
            "problems": dict(self.problems),
            "visits": dict(self.visits),
            "filings": dict(self.filings),
            "units": [each.as_json() for each in self.units],
            "not_done": [{"firm": firm, "state": state} for firm, state in self.not_done],
            "answers": dict(self.answers),
            "integrity": dict(self.integrity),
            "hidden_approvals": self.hidden_approvals,
            "carried_in": {kind: rate.as_json() for kind, rate in self.carried_in},
            "carried_out": dict(self.carried_out),
            "corrections": [each.as_json() for each in self.corrections],
            "doubtful_times": self.doubtful_times,
            "log": self.log.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report: its figures, how it is laid out, and the file it was written to."""

    figures: Outcome
    paper: Paper
    file: str | None

    def as_json(self) -> Json:
        """The figures' document, and ``"file"``."""
        told = self.figures.as_json()
        return {**told, "file": self.file} if isinstance(told, dict) else told
