"""Suspicions against a ledger, a person's decisions on them, words kept in confidence, and
answers that were changed.
"""

from dataclasses import dataclass, field

from revisit_cli.records.code import (
    CallOutcome,
    Escalation,
    FilingState,
    FindingKind,
    FindingState,
    UnitKind,
)
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What the facts propose against a unit; ``subject`` names the row it rests on."""

    kind: FindingKind
    unit: int
    month: str
    subject: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A suspicion on record and what became of it. Its evidence is opened, not listed.

    ``detail`` is what ``subject`` points at: when a late ledger came, which firm a call was to.
    ``admonished`` is who was talked to; leader, deputy and contact are the unit's own.
    """

    id: int
    kind: FindingKind
    unit: int
    unit_name: str
    month: str
    subject: str = field(repr=False)
    state: FindingState
    found_at: str
    decided_at: str | None
    decided_by: str | None
    escalation: Escalation | None
    detail: str | None = field(default=None, repr=False)
    unit_kind: UnitKind = "unknown"
    leader: str | None = field(default=None, repr=False)
    deputy: str | None = field(default=None, repr=False)
    contact: str | None = field(default=None, repr=False)
    admonished_on: str | None = None
    admonished_by: str | None = field(default=None, repr=False)
    admonished: str | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"id","kind","unit","month","subject","state","found_at","decided_at",…}``."""
        return {
            "id": self.id,
            "kind": self.kind,
            "unit": self.unit_name,
            "month": self.month,
            "subject": self.subject,
            "state": self.state,
            "found_at": self.found_at,
            "decided_at": self.decided_at,
            "decided_by": self.decided_by,
            "escalation": self.escalation,
            "detail": self.detail,
            "admonished_on": self.admonished_on,
            "admonished_by": self.admonished_by,
            "admonished": self.admonished,
        }


@dataclass(frozen=True, slots=True)
class FilingFact:
    """What a unit filed first for a month."""

    filing: int
    unit: int
    state: FilingState


@dataclass(frozen=True, slots=True)
class NumberFact:
    """One firm that a unit served, and the outcome that stands for its call."""

    unit: int
    firm: int
    outcome: CallOutcome | None


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """All that suspicions of one month are drawn from; ``concealed`` are units and firms."""

    month: str
    filings: tuple[FilingFact, ...]
    missing: tuple[int, ...]
    numbers: tuple[NumberFact, ...]
    denied: tuple[tuple[int, int], ...]
    concealed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FindingsProposed:
    """The facts of a month were looked through; ``new`` are the ids of suspicions not yet known."""

    month: str
    new: tuple[int, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> Json:
        """``{"month","new":[ids],"findings":[…]}``."""
        return {
            "month": self.month,
            "new": list(self.new),
            "findings": [each.as_json() for each in self.findings],
        }

    def facts(self) -> dict[str, Json]:
        """``{"month","findings":[ids]}``."""
        return {"month": self.month, "findings": list(self.new)}


@dataclass(frozen=True, slots=True)
class FindingsListed:
    """Suspicions and decisions, newest month first."""

    findings: tuple[Finding, ...]

    def as_json(self) -> Json:
        """``{"findings":[…]}``."""
        return {"findings": [each.as_json() for each in self.findings]}


@dataclass(frozen=True, slots=True)
class FindingDecided:
    """A named person confirmed or dismissed a suspicion; ``nth`` counts the unit's in 12 months."""

    finding: int
    state: FindingState
    nth: int
    escalation: Escalation | None

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"finding","state","nth","escalation"}``."""
        return {
            "finding": self.finding,
            "state": self.state,
            "nth": self.nth,
            "escalation": self.escalation,
        }


@dataclass(frozen=True, slots=True)
class PraiseReported:
    """A firm reported that it was asked, or pressed, to give a good review."""

    finding: int
    unit: int
    month: str

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"finding","unit","month"}``."""
        return {"finding": self.finding, "unit": self.unit, "month": self.month}


@dataclass(frozen=True, slots=True)
class Confidence:
    """Words for the discipline committee alone; ``words`` is None where they stay sealed.

    ``key`` is the fingerprint of the key they were sealed to, ``digest`` what the words must
    agree with. ``is_evidence``: what the decision on ``finding`` rests on.
    """

    id: int
    at: str
    month: str
    firm: str | None = field(repr=False)
    unit: str
    words: str | None = field(repr=False)
    is_sealed: bool
    digest: str = field(repr=False)
    key: str | None
    finding: int | None
    is_evidence: bool

    def as_json(self) -> dict[str, Json]:
        """``{"id","at","month","firm","unit","words","sealed","key","finding"}``."""
        return {
            "id": self.id,
            "at": self.at,
            "month": self.month,
            "firm": self.firm,
            "unit": self.unit,
            "words": self.words,
            "sealed": self.is_sealed,
            "key": self.key,
            "finding": self.finding,
        }


@dataclass(frozen=True, slots=True)
class ConfidenceOpened:
    """Somebody looked at what firms said in confidence, and at what decisions rest on.

    ``key`` is the fingerprint of the key that was brought, None when there was none.
    """

    found: tuple[Confidence, ...] = field(repr=False)
    month: str | None
    key: str | None = None

    @property
    def confidences(self) -> tuple[Confidence, ...]:
        """What firms said."""
        return tuple(each for each in self.found if not each.is_evidence)

    @property
    def evidence(self) -> tuple[tuple[int | None, str | None], ...]:
        """What each decision rests on, by finding; None where it stays sealed."""
        return tuple((each.finding, each.words) for each in self.found if each.is_evidence)

    def as_json(self) -> Json:
        """``{"confidences":[…],"evidence":[{"finding","text"}]}``."""
        return {
            "confidences": [each.as_json() for each in self.confidences],
            "evidence": [{"finding": number, "text": text} for number, text in self.evidence],
        }

    def facts(self) -> dict[str, Json]:
        """``{"month","confidences":[ids],"findings":[ids],"key","read"}``: read is a count."""
        return {
            "month": self.month,
            "confidences": [each.id for each in self.confidences],
            "findings": [number for number, _ in self.evidence],
            "key": self.key,
            "read": sum(each.words is not None for each in self.found),
        }


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One firm's overall answer about one unit: dissatisfied, voided, and satisfied now.

    ``call`` or ``visit`` is where the answer that stands was given; ``reason`` is why the earlier
    one was voided, None where the record was written over before it was signed.
    """

    month: str
    firm: str
    unit: str
    call: int | None
    visit: int | None
    first_at: str
    first_by: str
    voided_at: str
    voided_by: str | None
    reason: str | None = field(repr=False)
    now_at: str
    now_by: str

    def as_json(self) -> dict[str, Json]:
        """``{"month","firm","unit","call","visit","first","voided","now"}``."""
        return {
            "month": self.month,
            "firm": self.firm,
            "unit": self.unit,
            "call": self.call,
            "visit": self.visit,
            "first": {"at": self.first_at, "by": self.first_by},
            "voided": {"at": self.voided_at, "by": self.voided_by, "reason": self.reason},
            "now": {"at": self.now_at, "by": self.now_by},
        }


@dataclass(frozen=True, slots=True)
class ChangesListed:
    """Every such change of a month, or of all."""

    month: str | None
    changes: tuple[AnswerChange, ...]

    def as_json(self) -> Json:
        """``{"month","changes":[…]}``."""
        return {"month": self.month, "changes": [each.as_json() for each in self.changes]}
