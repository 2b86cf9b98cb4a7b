"""Visits: what is to be done, what was found, and who signed."""

from collections.abc import Mapping
from datetime import date

from revisit_cli.records.calls.card import ServiceShown
from revisit_cli.records.code import FlagReason, Signature, VisitNote, VisitState
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.records.value import Json, Value, computed, field


class VisitEntry(Value):
    """What a clerk brings back from a visit; None leaves what is known already.

    ``at`` is ISO with offset. ``witnesses``, ``participants`` and ``observers`` are names.
    ``tags`` are those of what was said. ``cases`` are the numbers of cases that the visit was
    about, ``settles`` the reasons that it settles and no others; none named, it settles all whose
    day is not after its own.
    """

    at: str | None = None
    answers: Answers = field(factory=Answers)
    unit: str | None = None
    lead: str | None = None
    is_lead_chief: bool | None = None
    district: str | None = None
    participants: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    respondent: str | None = None
    respondent_phone: str | None = field(private=True, default=None)
    signature: Signature | None = None
    signed_by: str | None = None
    refusal_reason: str | None = None
    witnesses: tuple[str, ...] = ()
    suggestion: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] = ()
    scan_path: str | None = None
    scan_sha256: str | None = None
    cases: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()


class Visit(Value):
    """A visit as stored, with the firm's name and the reasons that stand.

    ``entered_at`` is when it was put on record, ``entry.at`` when somebody went there;
    ``handed_on`` the months it was carried over to, each with the moment. ``names_reasons``: its
    record says which reasons it settles. ``due_on`` is None while no notice loaded decides it,
    ``counted_at`` when one came to. ``tagged_in`` is the month that a tag
    of it counts in, ``tagged_unit`` the unit that the tag is of, where one is known.
    """

    id: int
    month: str
    firm: int = field("firm_id")
    firm_name: str = field("firm", after="carried_to")
    state: VisitState = field(after="due")
    due_on: date | None = field("due", after="reasons")
    reasons: tuple[FlagReason, ...]
    entry: VisitEntry = field(".lead chief=is_lead_chief .district .signature .signed_by")
    by: str | None = field("", default=None)
    places: tuple[str, ...] = field("", default=())
    notes: tuple[VisitNote, ...] = ()
    is_late: bool = field(after="state", default=False)
    handed_on: tuple[tuple[str, str], ...] = field("", default=())
    names_reasons: bool = field("", default=False)
    entered_at: str | None = field(after="visited_at", default=None)
    counted_at: str | None = field("", default=None)
    tagged_in: str | None = field("", default=None)
    tagged_unit: int | None = field("", default=None)

    @computed(after="month")
    def carried_to(self) -> str | None:
        """The month that it was carried over to last."""
        return self.handed_on[-1][0] if self.handed_on else None

    @property
    def worked_in(self) -> str:
        """The month that answers for it now: its own, or the one it was carried over to."""
        return self.carried_to or self.month

    @property
    def place(self) -> str:
        """The district put down, else where its services took place."""
        return self.entry.district or " ".join(self.places)

    @computed(after="late")
    def visited_at(self) -> str | None:
        """When somebody went there."""
        return self.entry.at


class VisitsListed(Outcome):
    """Every visit that a month owes, or has had."""

    month: str
    visits: tuple[Visit, ...] = field(rows=True)

    @computed("done")
    def done_count(self) -> int:
        """How many are done: visited, and signed or the refusal witnessed."""
        return sum(each.state == "done" for each in self.visits)

    @computed("of")
    def count(self) -> int:
        """How many there are."""
        return len(self.visits)


class VoidedRecord(Value):
    """A visit's record as it stood when it was voided: when, by whom, why, and what it said."""

    at: str
    by: str
    reason: str = field(private=True)
    record: Mapping[str, Json] = field(private=True)


class VisitShown(Outcome):
    """One visit with its answers; ``phone`` is masked unless full numbers were asked for.

    ``units`` are those that served the firm, about which it is asked, ``services`` what they did
    for it.
    """

    visit: Visit = field(
        "* .entry.participants .entry.observers .entry.respondent "
        ".entry.refusal_reason .entry.witnesses .entry.suggestion "
        ".entry.difficulty .entry.tags .entry.cases scan=entry.scan_path .entry.scan_sha256"
    )
    evaluations: tuple[Evaluation, ...]
    phone: str | None = field(after="respondent")
    problems: tuple[int, ...]
    voided: tuple[VoidedRecord, ...] = ()
    units: tuple[str, ...] = ()
    services: tuple[ServiceShown, ...] = field("", default=())


class VisitRecorded(LoggedOutcome):
    """A visit was put on record, or its record completed.

    ``owed_again`` is the visit that is owed for the reasons it does not settle.
    """

    visit: Visit = field(
        "visit=id firm=firm_name .state due=due_on .notes .entry.scan_sha256",
        logs="visit=id .state .entry.signature .entry.scan_sha256",
    )
    evaluations: tuple[int, ...] = field(logs=True)
    problems: tuple[int, ...] = field(logs=True)
    owed_again: int | None = field(logs=True, default=None)


class VisitVoided(LoggedOutcome):
    """A visit's record was voided with a reason; the visit is to do again."""

    visit: int = field(logs=True)
    evaluation_count: int = field("", logs="evaluations")
    reason: str = field(private=True)

    @computed(after="visit")
    def state(self) -> str:
        """The visit is to do again."""
        return "to_do"
