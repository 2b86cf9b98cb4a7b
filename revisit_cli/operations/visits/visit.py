"""Visits: the list, one visit, its record, and voiding a record."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from revisit_cli.errors.visits.visit import (
    UnitNeeded,
    VisitAddsNothing,
    VisitNotRecorded,
    VisitUnknown,
    VoidNeedsReason,
)
from revisit_cli.files.visits import scan
from revisit_cli.files.workbooks.target import path_text
from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls.card import services_shown
from revisit_cli.operations.correction import allow_change, note_retraction
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.firms.phone import note_phones_shown
from revisit_cli.operations.owing import settle
from revisit_cli.operations.problems.about import unit_about
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.operations.rules.confided import save_answers
from revisit_cli.policy.calls.contact_day import check_contact_day, first_day
from revisit_cli.policy.days.words import moment_given
from revisit_cli.policy.problems import problem as problem_policy
from revisit_cli.policy.problems.clock import with_clock
from revisit_cli.policy.rules.confidence import parted
from revisit_cli.policy.rules.evaluation import check_shared, is_same
from revisit_cli.policy.visits import visit as policy
from revisit_cli.records.code import ProblemCategory, Signature
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.problems.problem import NewProblem
from revisit_cli.records.value import replace
from revisit_cli.records.visits.visit import (
    Visit,
    VisitEntry,
    VisitRecorded,
    VisitShown,
    VisitsListed,
    VisitVoided,
)
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.rules import answer as evaluation_store
from revisit_cli.store.visits import owing as owing_store
from revisit_cli.store.visits import visit as store


def list_visits(context: Context, month: str | None) -> VisitsListed:
    """Return every visit that a month owes, by default the month at hand."""
    with reading(context) as database:
        return listed(database, context, month)


def listed(database: Database, context: Context, month: str | None) -> VisitsListed:
    """Return the same of an open data file."""
    rules = rules_of(database)
    wanted = month_or_at_hand(context, rules, month)
    of_month = store.of_month(database, wanted)
    visits = [policy.judged(each, context.now, rules) for each in of_month]
    return VisitsListed(wanted, tuple(each for each in visits if policy.is_listed(each)))


def show(context: Context, number: int, *, shows_phones: bool) -> VisitShown:
    """Return one visit with its answers. Raises VisitUnknown.

    The number is masked unless asked for, which the log is told.
    """
    with reading(context) as database:
        visit = policy.judged(found(database, number), context.now, rules_of(database))
        phone = visit.entry.respondent_phone
        shown = VisitShown(
            visit,
            tuple(store.evaluations(database, number)),
            phone if shows_phones or phone is None else masked(phone),
            store.problems(database, number),
            store.voided(database, number),
            tuple(store.units_served(database, visit).values()),
            services_shown(call_store.services(database, visit.firm, visit.month)),
        )
    if shows_phones:
        note_phones_shown(context, "visits show", [visit.firm])
    return shown


def record(
    context: Context,
    number: int,
    entry: VisitEntry,
    *,
    with_problems: bool = True,
    about: Iterable[tuple[str, str]] = (),
) -> VisitRecorded:
    """Put a visit on record, or complete one that still lacks its signature.

    ``entry.at`` may be any text for a date-time; ``entry.scan_path`` is read for its digest;
    ``about`` names the unit that a suggestion or difficulty is about, "" both of them.
    Raises VisitUnknown, VisitDoneBefore, VisitNotOwed, VisitTimeStands, VisitReasonsStand,
    VisitSettlesNothing, ReasonNotOfVisit, VisitAddsNothing,
    MomentUnreadable, MomentAhead, ContactTooEarly, SignatureIncomplete, RefusalIncomplete,
    WitnessesNotFree, UnitNeeded, AnswersOfOneUnit, ScanMissing or MonthIsClosed.
    """
    sha256 = scan.digest_of(Path(entry.scan_path)) if entry.scan_path else None
    given = None if entry.at is None else moment_given(entry.at, context.now, "past")
    with writing(context) as act:
        before = found(act.database, number)
        policy.check_owed(before)
        allow_change(act, before.worked_in, "visit", number)
        moment = _moment_made(act, before, given)
        policy.check_reasons(before, entry)
        scanned = path_text(Path(entry.scan_path)) if entry.scan_path else None
        told = replace(entry, at=stamp(moment), scan_path=scanned, scan_sha256=sha256)
        whole = policy.completed(before.entry, told)
        again = None
        if before.state == policy.TO_DO:
            again = settle(act, before, moment.date(), entry)
            before = found(act.database, number)
        state = policy.state_of(whole, context.by, before.reasons)
        if not _adds_to(act, before, whole, entry, with_problems=with_problems):
            raise VisitAddsNothing(visit=number)
        visit = replace(before, entry=whole, state=state, by=context.by)
        if entry.tags:
            visit = policy.tagged(visit, before, _unit_meant(act, before, entry))
        if before.state == policy.TO_DO:
            names = bool(entry.settles)
            visit = replace(visit, entered_at=context.at, names_reasons=names)
        visit = policy.judged(visit, context.now, act.rules)
        store.save(act.database, visit)
        evaluations = _evaluate(act, visit, entry)
        problems = _raise_problems(act, visit, entry, about) if with_problems else ()
        return act.tell(VisitRecorded(visit, evaluations, problems, again))


def _moment_made(act: Act, before: Visit, given: datetime | None) -> datetime:
    """Return when a visit was made: as given, as on record, or else now.

    Raises VisitTimeStands, or ContactTooEarly for a time before the firm was served.
    """
    now, recorded = act.context.now, _moment(before)
    policy.check_moment(before, given)
    moment = given or recorded or now
    if moment != recorded:
        first = first_day([store.first_served(act.database, before.firm)])
        check_contact_day(moment, now, before.firm_name, first)
    return moment


def void(context: Context, number: int, reason: str) -> VisitVoided:
    """Void a visit's record with a reason; the visit is to do again.

    Problems it raised stay. One recorded in parts changes every month in which a part is counted.
    Raises VisitUnknown, VisitNotRecorded, VoidNeedsReason or MonthIsClosed.
    """
    if not reason.strip():
        raise VoidNeedsReason
    with writing(context) as act:
        visit = found(act.database, number)
        if visit.state == policy.TO_DO:
            raise VisitNotRecorded(visit=number)
        for month in sorted({visit.worked_in, *_counted_in(act, visit)}):
            allow_change(act, month, "visit", number)
            note_retraction(act, month, "visit", number)
        now = context.at
        count = store.void(act.database, number, now, context.by, reason.strip())
        blank = replace(visit, entry=VisitEntry(), state=policy.TO_DO, names_reasons=False)
        blank = replace(blank, tagged_in=None, tagged_unit=None)
        store.save(act.database, replace(blank, by=None, entered_at=None))
        owing_store.gather(act.database, number)
        return act.tell(VisitVoided(number, count, reason.strip()))


def found(database: Database, number: int) -> Visit:
    """Return one visit. Raises VisitUnknown."""
    visit = store.find(database, number)
    if visit is None:
        raise VisitUnknown(visit=number)
    return visit


def _moment(visit: Visit) -> datetime | None:
    return None if visit.entry.at is None else datetime.fromisoformat(visit.entry.at)


def _adds_to(
    act: Act, before: Visit, whole: VisitEntry, entry: VisitEntry, *, with_problems: bool
) -> bool:
    """Whether an entry says anything of a visit that is not on record already."""
    if before.state == policy.TO_DO or not policy.is_same(before.entry, whole):
        return True
    kept = evaluation_store.standing(act.database, visit=before.id)
    answers, _ = parted(entry.answers)
    if not all(is_same(answers, kept.get(unit)) for unit in _units_told(act, before, entry)):
        return True
    return with_problems and bool(_new_problems(act, before, entry))


def _units_told(act: Act, visit: Visit, entry: VisitEntry) -> list[int]:
    """Return the units that an entry's answers are about; none where it has no answers."""
    if entry.answers.is_empty:
        return []
    if entry.unit is not None:
        return [lookup.unit(act.database, entry.unit).id]
    served = store.units_served(act.database, visit)
    if not served:
        raise UnitNeeded(firm=visit.firm_name)
    check_shared(entry.answers, served.values())
    return list(served)


def _evaluate(act: Act, visit: Visit, entry: VisitEntry) -> tuple[int, ...]:
    units = _units_to_answer(act, visit, entry)
    at = visit.entry.at or ""
    return tuple(
        save_answers(
            act.database,
            entry.answers,
            at,
            partial(store.add_evaluation, act.database, visit, unit, at=at),
        )
        for unit in units
    )


def _units_to_answer(act: Act, visit: Visit, entry: VisitEntry) -> list[int]:
    """Return the units of which an entry says something new.

    What was answered in an earlier month is counted there: said again it stays, and other answers
    take it away, which corrects that month. Raises MonthIsClosed.
    """
    kept = evaluation_store.standing(act.database, visit=visit.id)
    answers, _ = parted(entry.answers)
    months, found = store.answered_in(act.database, visit.id), []
    for unit in _units_told(act, visit, entry):
        month = months.get(unit, visit.worked_in)
        if month != visit.worked_in:
            if is_same(answers, kept.get(unit)):
                continue
            allow_change(act, month, "visit", visit.id)
        found.append(unit)
    return found


def _counted_in(act: Act, visit: Visit) -> set[str]:
    """Return the months in which what is recorded of a visit is counted."""
    months = {*store.answered_in(act.database, visit.id).values(), visit.tagged_in}
    return {each for each in months if each is not None}


def _new_problems(
    act: Act, visit: Visit, entry: VisitEntry
) -> tuple[tuple[ProblemCategory, str], ...]:
    """Return the problems of an entry that the visit did not raise before."""
    known = problem_store.brought_by(act.database, visit=visit.id)
    found = problem_policy.problems_in(entry.suggestion, entry.difficulty)
    return tuple(each for each in found if each not in known)


def _raise_problems(
    act: Act, visit: Visit, entry: VisitEntry, about: Iterable[tuple[str, str]]
) -> tuple[int, ...]:
    unit = _unit_meant(act, visit, entry)
    calendar = calendar_store.load(act.database)
    problems = [
        NewProblem(
            source="visit",
            month=visit.worked_in,
            category=category,
            text=text,
            raised_at=stamp(_moment(visit) or act.context.now),
            raised_by=act.context.by,
            firm=store.counts_as(act.database, visit),
            unit=unit_about(act.database, about, category, unit),
            visit=visit.id,
            tags=entry.tags,
        )
        for category, text in _new_problems(act, visit, entry)
    ]
    timed = [with_clock(each, act.rules, calendar) for each in problems]
    return tuple(problem_store.add(act.database, each, act.context.at) for each in timed)


def _unit_meant(act: Act, visit: Visit, entry: VisitEntry) -> int | None:
    """Return the unit that an entry is about: the one it names, or the only one there is."""
    if entry.unit is not None:
        return lookup.unit(act.database, entry.unit).id
    units = list(store.units_served(act.database, visit))
    return units[0] if len(units) == 1 else None


def signature(text: str | None) -> Signature | None:
    """Return a typed signature as a code. Raises AnswerUnknown."""
    return policy.signature_given(text)


def names(words: Iterable[str] | None) -> tuple[str, ...]:
    """Return typed names, several in one text divided by the enumeration mark."""
    return policy.names_given(words or ())


def is_chief(text: str | None) -> bool | None:
    """Return whether the chief leader led. Raises AnswerUnknown."""
    return policy.chief_given(text)
