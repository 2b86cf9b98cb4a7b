"""When a visit is done, what its answers may be, and what is to be remarked on it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.visits.visit import (
    AnswerUnknown,
    RefusalIncomplete,
    SignatureIncomplete,
    VisitDoneBefore,
    VisitNotOwed,
    VisitReasonsStand,
    VisitTimeStands,
    WitnessesNotFree,
)
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.labels.visits.visit import CHIEF, LED_BY, SIGNATURE_WORDS, SIGNATURES
from revisit_cli.policy.visits.in_time import verdict
from revisit_cli.policy.word import code_of
from revisit_cli.records.code import FlagReason, Signature, VisitNote, VisitState
from revisit_cli.records.context import stamp
from revisit_cli.records.days.task import Task
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import as_dict, replace
from revisit_cli.records.visits.visit import Visit, VisitEntry
from revisit_cli.rulebook.rules import Rules

TO_DO: Final = "to_do"
UNSIGNED: Final = "unsigned"
DONE: Final = "done"


@clause("三(一)2", "R24")
def state_of(entry: VisitEntry, by: str, reasons: Collection[FlagReason]) -> VisitState:
    """Return how far a visit that took place has come.

    「上门回访需由企业负责人（或联络员）在回访记录表（详见附表2）上签字或盖章」: without it
    the visit is not done. A refusal ends it: 「写明理由和两名在场的见证人」, of whom the leader and
    the recorder ``by`` are one at most. A key project's visit that no leader led is not done
    either: 「原则上由局主要领导牵头」. Raises SignatureIncomplete, RefusalIncomplete or
    WitnessesNotFree.
    """
    is_led = bool(entry.lead) or "key_project" not in reasons
    if entry.signature == "refused":
        witnesses = {_name(each) for each in entry.witnesses} - {_name(entry.respondent)}
        if not entry.refusal_reason or len(witnesses) < 2:
            raise RefusalIncomplete
        if not witnesses - {_name(by), _name(entry.lead)}:
            raise WitnessesNotFree(by=by, lead=entry.lead)
        return DONE if is_led else UNSIGNED
    if bool(entry.signature) != bool(entry.signed_by):
        raise SignatureIncomplete
    return DONE if entry.signature and is_led else UNSIGNED


def _name(text: str | None) -> str:
    return "".join(normalize("NFKC", text or "").split())


@clause("三(一)2", "三(二)2", "R6")
def notes_of(visit: Visit) -> tuple[VisitNote, ...]:
    """Return what is to be remarked on a visit that took place, and whose verdict is known.

    「对信阳市重点项目落地企业，原则上由局主要领导牵头」; 「次月20日前完成」, the 20th included.
    """
    entry = visit.entry
    if visit.state == TO_DO:
        return ()
    found: tuple[tuple[VisitNote, bool], ...] = (
        ("chief_absent", "key_project" in visit.reasons and not entry.is_lead_chief),
        ("lead_needed", "key_project" in visit.reasons and not entry.lead),
        ("lead_missing", "key_project" not in visit.reasons and not entry.lead),
        ("unsigned", visit.state == UNSIGNED and not entry.signature),
        ("signature_refused", entry.signature == "refused"),
        ("visited_late", visit.is_late),
    )
    return tuple(note for note, applies in found if applies)


@clause("三(二)2", "R6", "R21")
def is_late(visit: Visit, now: datetime, rules: Rules) -> bool:
    """Whether a visit is overdue, or took place late: 「次月20日前完成」, 「“20日前”含20日」."""
    task = Task(
        visit.month,
        visit.due_on,
        visit.entry.at,
        visit.entered_at,
        visit.handed_on,
        visit.counted_at,
    )
    return verdict(task, now, rules).timing == "late"


def check_moment(visit: Visit, moment: datetime | None) -> None:
    """Refuse another time for a visit that is on record: when it took place is said once.

    Raises VisitTimeStands.
    """
    at = visit.entry.at
    if moment is not None and at is not None and moment != datetime.fromisoformat(at):
        raise VisitTimeStands(visit=visit.id, at=minute(at), other=minute(stamp(moment)))


@clause("三(三)1", "三(三)2", "R18")
def is_listed(visit: Visit) -> bool:
    """Whether a visit is owed or has been paid: any reason that stands, or a record."""
    return bool(visit.reasons) or visit.state != TO_DO


def check_owed(visit: Visit) -> None:
    """Refuse a record of a visit that is done, or that nothing asks for any more.

    Raises VisitDoneBefore or VisitNotOwed.
    """
    if visit.state == DONE:
        raise VisitDoneBefore(visit=visit.id)
    if not is_listed(visit):
        raise VisitNotOwed(visit=visit.id, firm=visit.firm_name)


@clause("R23")
def check_reasons(visit: Visit, entry: VisitEntry) -> None:
    """Refuse other reasons or cases for a visit that is on record. Raises VisitReasonsStand."""
    if visit.state != TO_DO and (entry.settles or entry.cases):
        raise VisitReasonsStand(visit=visit.id)


def judged(visit: Visit, now: datetime, rules: Rules) -> Visit:
    """Return a visit with its remarks and whether it is late."""
    visit = replace(visit, is_late=is_late(visit, now, rules))
    return replace(visit, notes=notes_of(visit))


def completed(before: VisitEntry, entry: VisitEntry) -> VisitEntry:
    """Return what is known of a visit once an entry adds to what was known before."""
    given = {
        name: value for name, value in as_dict(entry).items() if value not in (None, (), Answers())
    }
    return replace(replace(before, **given), settles=())


@clause("二(二)3", "R32")
def tagged(visit: Visit, before: Visit, unit: int | None) -> Visit:
    """Return a visit with a tag: 「每次回访计一次」, in the month that first had one.

    ``unit`` is what the tag is of; tags of two units are of neither. What is said once the visit
    was carried on changes nothing of the month before.
    """
    if before.tagged_in is None:
        return replace(visit, tagged_in=before.worked_in, tagged_unit=unit)
    is_of_it = before.tagged_in != before.worked_in or before.tagged_unit == unit
    return replace(
        visit, tagged_in=before.tagged_in, tagged_unit=before.tagged_unit if is_of_it else None
    )


def is_same(before: VisitEntry, whole: VisitEntry) -> bool:
    """Whether what is known of a visit is what was known, but for the answers about units."""
    now = replace(whole, answers=before.answers, unit=before.unit)
    return now == before


def signature_given(text: str | None) -> Signature | None:
    """Return the code of a signature, given as a code or in Chinese. Raises AnswerUnknown."""
    if text is None:
        return None
    if code := code_of(text, SIGNATURE_WORDS):
        return code
    raise AnswerUnknown(question="--signature", answer=text, known=LISTED.join(SIGNATURES.values()))


def names_given(words: Iterable[str]) -> tuple[str, ...]:
    """Return the names that one or several texts list, divided by the enumeration mark."""
    return tuple(name.strip() for text in words for name in text.split(LISTED) if name.strip())


def chief_given(text: str | None) -> bool | None:
    """Return whether the chief leader led, from a role, yes or no. Raises AnswerUnknown."""
    if text is None:
        return None
    code = code_of(text, CHIEF)
    if code is None:
        raise AnswerUnknown(question="--role", answer=text, known=LED_BY)
    return code == "yes"


def in_district(visits: Sequence[Visit], district: str | None) -> tuple[Visit, ...]:
    """Return the visits still to do in a district, by place and firm; all when None."""
    wanted = normalize("NFKC", district).strip() if district else ""
    left = (each for each in visits if each.state != DONE and wanted in each.place)
    return tuple(sorted(left, key=lambda each: (each.place, each.firm_name)))
