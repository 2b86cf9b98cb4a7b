"""Suspicions against a ledger, decisions on them, talks, words in confidence, changed answers."""

from datetime import date

from revisit_cli.records.code import (
    Escalation,
    FilingState,
    FindingKind,
    FindingState,
    UnitKind,
)
from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class Suspicion(Value):
    """What the facts propose against a unit; ``subject`` names the row it rests on."""

    kind: FindingKind
    unit: int
    month: str
    subject: str


class Finding(Value):
    """A suspicion on record and what became of it. Its evidence is opened, not listed.

    ``detail`` is what ``subject`` points at: when a late ledger came, which firm a call was to.
    ``admonished`` is who was talked to; leader, deputy and contact are the unit's own.
    """

    id: int
    kind: FindingKind
    unit: int = field("")
    unit_name: str = field("unit")
    month: str
    subject: str = field(private=True)
    state: FindingState
    found_at: str
    decided_at: str | None
    decided_by: str | None
    escalation: Escalation | None
    detail: str | None = field(private=True, default=None)
    unit_kind: UnitKind = field("", default="unknown")
    leader: str | None = field("", private=True, default=None)
    deputy: str | None = field("", private=True, default=None)
    contact: str | None = field("", private=True, default=None)
    admonished_on: str | None = None
    admonished_by: str | None = field(private=True, default=None)
    admonished: str | None = field(private=True, default=None)


class FilingFact(Value):
    """What a unit filed first for a month."""

    filing: int
    unit: int
    state: FilingState


class ArrivalFact(Value):
    """How many of a unit's rows came after the day, as far as somebody said when, and all others.

    ``is_after_zero``: some of those after the day came after a zero report.
    """

    unit: int
    overdue: int
    others: int
    is_after_zero: bool


class DutyFacts(Value):
    """All that suspicions of one month are drawn from; ``concealed`` are units and firms."""

    month: str
    filings: tuple[FilingFact, ...]
    missing: tuple[int, ...]
    denied: tuple[tuple[int, int], ...]
    numbers: tuple[GivenNumber, ...] = ()
    rung: tuple[RungNumber, ...] = ()
    concealed: tuple[tuple[int, str], ...] = ()
    arrivals: tuple[ArrivalFact, ...] = ()


class FindingsProposed(LoggedOutcome):
    """The facts of a month were looked through; ``new`` are the ids of suspicions not yet known."""

    month: str = field(logs=True)
    new: tuple[int, ...] = field(logs="findings")
    findings: tuple[Finding, ...]


class FindingsListed(Outcome):
    """Suspicions and decisions, newest month first."""

    findings: tuple[Finding, ...] = field(rows=True)


class FindingDecided(LoggedOutcome):
    """A named person confirmed or dismissed a suspicion; ``nth`` counts the unit's in 12 months."""

    finding: int = field(logs=True)
    state: FindingState = field(logs=True)
    nth: int = field(logs=True)
    escalation: Escalation | None = field(logs=True)


class PraiseReported(LoggedOutcome):
    """A firm reported that it was asked, or pressed, to give a good review."""

    finding: int = field(logs=True)
    unit: int = field(logs=True)
    month: str = field(logs=True)


class Confidence(Value):
    """Words for the discipline committee alone; ``words`` is None where they stay sealed.

    ``key`` is the fingerprint of the key they were sealed to, ``digest`` what the words must
    agree with. ``is_evidence``: what the decision on ``finding`` rests on. ``answer`` is the code
    of what was answered on ``evaluation``, ``is_told`` whether it is more than that all was well.
    """

    id: int
    at: str
    month: str
    firm: str | None = field(private=True)
    unit: str | None
    words: str | None = field(private=True)
    is_sealed: bool
    digest: str = field("", private=True)
    key: str | None
    finding: int | None
    doubt: int | None
    is_recheck: bool
    is_evidence: bool = field("")
    evaluation: int | None = field("", default=None)
    answer: str | None = field(private=True, default=None)
    is_told: bool = field("", default=False)


class TallyMade(Value):
    """How firms answered in confidence in a month or half-year: of the bureau, or of one unit.

    Counted while the words were open, and printed from ``shown_from`` on.
    """

    period: str
    unit: str | None
    counts: tuple[tuple[str, int], ...] = field(pairs=True)
    firms: int
    shown_from: date


class ConfidenceOpened(LoggedOutcome):
    """Somebody looked at what firms said in confidence, and at what decisions rest on.

    ``key`` is the fingerprint of the key that was brought, None when there was none. ``tallies``
    were made of the answers opened; ``uncounted`` are months of which some answer stayed sealed.
    ``altered`` are words that are not as they were put on record, and count for nothing.
    """

    found: tuple[Confidence, ...] = field("", private=True)
    month: str | None = field("", logs=True)
    key: str | None = field("", logs=True, default=None)
    tallies: tuple[TallyMade, ...] = ()
    uncounted: tuple[str, ...] = ()
    altered: tuple[int, ...] = ()

    @computed("", logs="confidences=id")
    def looked_at(self) -> tuple[Confidence, ...]:
        """All that firms said: the log must not tell who had something to say."""
        return tuple(each for each in self.found if not each.is_evidence)

    @computed()
    def confidences(self) -> tuple[Confidence, ...]:
        """What firms said, but for the answers without words that accuse nobody."""
        return tuple(each for each in self.looked_at if each.words != "" or each.is_told)

    @computed(columns="finding text")
    def evidence(self) -> tuple[tuple[int | None, str | None], ...]:
        """What each decision rests on, by finding; None where it stays sealed."""
        return tuple((each.finding, each.words) for each in self.found if each.is_evidence)

    @computed("", logs=True)
    def findings(self) -> tuple[int | None, ...]:
        """The findings whose evidence was looked at."""
        return tuple(number for number, _ in self.evidence)

    @computed("", logs="read")
    def read_count(self) -> int:
        """How many words could be read."""
        return sum(each.words is not None for each in self.found)


class AnswerChange(Value):
    """One firm's overall answer about one unit: dissatisfied, voided, and satisfied now.

    ``call`` or ``visit`` is where the answer that stands was given; ``reason`` is why the earlier
    one was voided, None where the record was written over before it was signed.
    """

    month: str
    firm: str
    unit: str
    call: int | None
    visit: int | None
    first_at: str = field("first.at")
    first_by: str = field("first.by")
    voided_at: str = field("voided.at")
    voided_by: str | None = field("voided.by")
    reason: str | None = field("voided.reason", private=True)
    now_at: str = field("now.at")
    now_by: str = field("now.by")


class ChangesListed(Outcome):
    """Every such change of a month, or of all."""

    month: str | None
    changes: tuple[AnswerChange, ...] = field(rows=True)


class NewAdmonition(Value):
    """A talk about to be put on record: when, held by whom, with whom."""

    finding: int
    held_on: date
    held_by: str
    whom: str
    recorded_at: str
    by: str


class AdmonitionRecorded(LoggedOutcome):
    """A talk was put on record; its names stay in their row."""

    admonition: int = field(logs=True)
    finding: int = field(logs=True)
    unit: str
    held_on: date = field(logs=True, after="finding")
    held_by: str = field(private=True)
    whom: str = field(private=True)
