"""Visits: what is to be done, what was found, and who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from revisit_cli.records.code import FlagReason, Signature, VisitNote, VisitState
from revisit_cli.records.outcome import Json
from revisit_cli.records.rules.answer import Answers


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Answers as stored, with the unit they are about."""

    id: int
    unit: str
    answers: Answers

    def as_json(self) -> dict[str, Json]:
        """The answers by question; integrity is the discipline committee's and left out."""
        given = self.answers
        return {
            "id": self.id,
            "unit": self.unit,
            "attitude": given.attitude,
            "one_time_notice": given.one_time_notice,
            "days": given.days if given.days is not None else given.days_text,
            "extra_trips": given.extra_trips,
            "overall": given.overall,
            "words": dict(given.words),
        }


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What a clerk brings back from a visit; None leaves what is known already.

    ``at`` is ISO with offset. ``witnesses``, ``participants`` and ``observers`` are names.
    """

    at: str | None = None
    answers: Answers = field(default_factory=Answers)
    unit: str | None = None
    lead: str | None = None
    is_lead_chief: bool | None = None
    district: str | None = None
    participants: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    respondent: str | None = None
    respondent_phone: str | None = field(default=None, repr=False)
    signature: Signature | None = None
    signed_by: str | None = None
    refusal_reason: str | None = None
    witnesses: tuple[str, ...] = ()
    suggestion: str | None = None
    difficulty: str | None = None
    scan_path: str | None = None
    scan_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as stored, with the firm's name and the reasons that stand.

    ``entered_at`` is when it was put on record, ``entry.at`` when somebody went there.
    """

    id: int
    month: str
    firm: int
    firm_name: str
    state: VisitState
    due_on: date
    reasons: tuple[FlagReason, ...]
    entry: VisitEntry
    by: str | None = None
    places: tuple[str, ...] = ()
    notes: tuple[VisitNote, ...] = ()
    is_late: bool = False
    carried_to: str | None = None
    entered_at: str | None = None

    @property
    def worked_in(self) -> str:
        """The month that answers for it now: its own, or the one it was carried over to."""
        return self.carried_to or self.month

    @property
    def place(self) -> str:
        """The district put down, else where its services took place."""
        return self.entry.district or " ".join(self.places)

    def as_json(self) -> dict[str, Json]:
        """``{"id","firm","reasons":[…],"due","state","late","district",…}``."""
        return {
            "id": self.id,
            "month": self.month,
            "carried_to": self.carried_to,
            "firm": self.firm_name,
            "firm_id": self.firm,
            "reasons": list(self.reasons),
            "due": self.due_on.isoformat(),
            "state": self.state,
            "late": self.is_late,
            "visited_at": self.entry.at,
            "entered_at": self.entered_at,
            "lead": self.entry.lead,
            "chief": self.entry.is_lead_chief,
            "district": self.entry.district,
            "signature": self.entry.signature,
            "signed_by": self.entry.signed_by,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class VisitsListed:
    """Every visit that a month owes, or has had."""

    month: str
    visits: tuple[Visit, ...]

    @property
    def done_count(self) -> int:
        """How many are done: visited, and signed or the refusal witnessed."""
        return sum(each.state == "done" for each in self.visits)

    def as_json(self) -> dict[str, Json]:
        """``{"month","visits":[…],"done","of"}``."""
        return {
            "month": self.month,
            "visits": [each.as_json() for each in self.visits],
            "done": self.done_count,
            "of": len(self.visits),
        }


@dataclass(frozen=True, slots=True)
class VoidedRecord:
    """A visit's record as it stood when it was voided: when, by whom, why, and what it said."""

    at: str
    by: str
    reason: str = field(repr=False)
    record: Mapping[str, Json] = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"at","by","reason","record":{…}}``."""
        return {"at": self.at, "by": self.by, "reason": self.reason, "record": dict(self.record)}


@dataclass(frozen=True, slots=True)
class VisitShown:
    """One visit with its answers; ``phone`` is masked unless full numbers were asked for."""

    visit: Visit
    evaluations: tuple[Evaluation, ...]
    phone: str | None
    problems: tuple[int, ...]
    voided: tuple[VoidedRecord, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """The visit's own keys and all that was brought back."""
        entry = self.visit.entry
        return {
            **self.visit.as_json(),
            "participants": list(entry.participants),
            "observers": list(entry.observers),
            "respondent": entry.respondent,
            "phone": self.phone,
            "refusal_reason": entry.refusal_reason,
            "witnesses": list(entry.witnesses),
            "suggestion": entry.suggestion,
            "difficulty": entry.difficulty,
            "scan": entry.scan_path,
            "scan_sha256": entry.scan_sha256,
            "evaluations": [each.as_json() for each in self.evaluations],
            "problems": list(self.problems),
            "voided": [each.as_json() for each in self.voided],
        }


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """A visit was put on record, or its record completed."""

    visit: Visit
    evaluations: tuple[int, ...]
    problems: tuple[int, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"visit","firm","state","notes","evaluations":[ids],"problems":[ids]}``."""
        return {
            "visit": self.visit.id,
            "firm": self.visit.firm_name,
            "state": self.visit.state,
            "due": self.visit.due_on.isoformat(),
            "notes": list(self.visit.notes),
            "scan_sha256": self.visit.entry.scan_sha256,
            "evaluations": list(self.evaluations),
            "problems": list(self.problems),
        }

    def facts(self) -> dict[str, Json]:
        """Ids, state, signature code, scan's digest."""
        return {
            "visit": self.visit.id,
            "state": self.visit.state,
            "signature": self.visit.entry.signature,
            "scan_sha256": self.visit.entry.scan_sha256,
            "evaluations": list(self.evaluations),
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class VisitVoided:
    """A visit's record was voided with a reason; the visit is to do again."""

    visit: int
    evaluation_count: int
    reason: str = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"visit","state","reason"}``."""
        return {"visit": self.visit, "state": "to_do", "reason": self.reason}

    def facts(self) -> dict[str, Json]:
        """The visit's id and how many evaluations went with it."""
        return {"visit": self.visit, "evaluations": self.evaluation_count}
