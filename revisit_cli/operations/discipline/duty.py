"""Discipline of the ledgers: the facts propose, a named person decides, each look is logged."""

import secrets
from pathlib import Path

from revisit_cli.errors.discipline.duty import (
    AdmonitionIncomplete,
    FindingUnknown,
    PraiseReportedBefore,
    PraiseReportedJustNow,
    ReportEmpty,
)
from revisit_cli.errors.discipline.key import KeyDoesNotFit
from revisit_cli.files.discipline import key as key_file
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.days.month import month_or_at_hand, month_wanted
from revisit_cli.operations.discipline import tally
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.ledgers.cross_check import cross_check
from revisit_cli.operations.reading import reading, settings_of
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.discipline import duty as policy
from revisit_cli.policy.rules.confidence import accuses, read_by_committee
from revisit_cli.records.code import FindingState, TalkRole
from revisit_cli.records.context import Context
from revisit_cli.records.discipline.duty import (
    AdmonitionRecorded,
    ChangesListed,
    Confidence,
    ConfidenceOpened,
    Finding,
    FindingDecided,
    FindingsListed,
    FindingsProposed,
    NewAdmonition,
    PraiseReported,
    Suspicion,
)
from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.records.value import replace
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.discipline import duty as store
from revisit_cli.store.file import sealing
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import confidence


def list_findings(
    context: Context, month: str | None, state: str | None, kind: str | None
) -> FindingsListed:
    """Return suspicions and decisions. Raises MonthUnreadable, StateUnknown or KindUnknown."""
    wanted = None if month is None else month_given(month)
    state, kind = policy.state_given(state), policy.kind_given(kind)
    with reading(context) as database:
        return FindingsListed(store.findings(database, wanted, state, kind))


def find_finding(context: Context, number: int) -> Finding:
    """Return one suspicion or decision. Raises FindingUnknown."""
    with reading(context) as database:
        return _found(database, number)


def _found(database: Database, number: int) -> Finding:
    finding = store.find(database, number)
    if finding is None:
        raise FindingUnknown(finding=number)
    return finding


def whom_to_talk_to(finding: Finding) -> tuple[TalkRole, str | None]:
    """Return the role, as a code, and the name known of whom to talk to over a finding."""
    return policy.whom_to_talk_to(finding)


def find_findings(context: Context, month: str | None, other: Path | None) -> FindingsProposed:
    """Look through a month's facts and put new suspicions on record.

    ``other`` is another system's export to compare the ledgers with. Raises YearUnknown and
    what reading ``other`` refuses.
    """
    wanted = month_wanted(context, month)
    pairs: tuple[tuple[str | None, str], ...] = ()
    if other is not None:
        missing = cross_check(context, other, wanted, None).not_filed
        pairs = tuple((each.unit, each.firm) for each in missing)
    with writing(context) as act:
        units = store.units(act.database)
        concealed = tuple((units[unit], firm) for unit, firm in pairs if unit in units)
        cycle = act.rules.period(wanted)
        loaded = store.load(act.database, wanted, cycle.last_on)
        facts = replace(loaded, concealed=(*loaded.concealed, *concealed))
        settings = settings_of(act.database)
        calendar = calendar_store.load(act.database)
        found = policy.suspicions(facts, context.now, calendar, cycle, settings)
        added = [store.add(act.database, each, context.at) for each in found]
        new = tuple(number for number in added if number is not None)
        outcome = FindingsProposed(wanted, new, store.findings(act.database, wanted))
        if not new:
            act.leave()
            return outcome
        return act.tell(outcome)


def report_praise(
    context: Context,
    unit: str,
    words: str,
    month: str | None,
    call: int | None = None,
    *,
    is_another: bool = False,
) -> PraiseReported:
    """Put on record that a firm was asked, or pressed, for a good review; words in confidence.

    ``call`` is the call in which the firm said so, and gives the month. ``is_another``: another
    firm said so, however like a report of a few minutes ago. Raises ReportEmpty, CallUnknown,
    PraiseReportedJustNow, PraiseReportedBefore, UnitNotFound, UnitNotClear or MonthUnreadable.
    """
    if not words.strip():
        raise ReportEmpty
    at = context.at
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        found = lookup.unit(act.database, unit)
        if call is not None:
            wanted = card.found(act.database, call, context).month
        if call is None and not is_another:
            _refuse_again(act, found, wanted, words.strip())
        # Each report is one of its own: two firms may say the same.
        subject = f"report:{secrets.token_hex(4)}" if call is None else f"call:{call}"
        number = store.add(act.database, Suspicion("forced_praise", found.id, wanted, subject), at)
        if number is None:
            raise PraiseReportedBefore(call=call, unit=found.name)
        confidence.add(act.database, words.strip(), at, finding=number)
        return act.tell(PraiseReported(number, found.id, wanted))


def _refuse_again(act: Act, unit: Candidate, month: str, words: str) -> None:
    by, since = act.context.by, act.context.just_now
    done = store.reported_since(act.database, unit.id, month, words, by=by, since=since)
    if done is not None:
        raise PraiseReportedJustNow(finding=done, unit=unit.name)


def decide_finding(
    context: Context,
    number: int,
    *,
    is_confirmed: bool,
    decided_by: str | None,
    grounds: str | None,
) -> FindingDecided:
    """Confirm or dismiss a suspicion in a person's name.

    Raises FindingUnknown, FindingDecidedBefore, DecisionIncomplete or DismissalIncomplete.
    """
    with writing(context) as act:
        finding = _found(act.database, number)
        policy.check_decision(finding, decided_by, grounds, is_confirmed=is_confirmed)
        earlier = store.confirmed_in(act.database, finding.unit)
        numbers = act.rules.of(finding.month)
        nth = policy.in_twelve_months(earlier, finding.month) + is_confirmed
        level = policy.escalation(finding.kind, nth, numbers) if is_confirmed else None
        state: FindingState = "confirmed" if is_confirmed else "dismissed"
        at = context.at
        by = (decided_by or "").strip()
        store.decide(act.database, number, state=state, by=by, escalation=level, at=at)
        confidence.add(act.database, (grounds or "").strip(), at, finding=number, is_evidence=True)
        return act.tell(FindingDecided(number, state, nth, level))


def open_confidence(
    context: Context, month: str | None, key: Path | None = None, passphrase: str | None = None
) -> ConfidenceOpened:
    """Return what was said in confidence and what decisions rest on; the log is told first.

    Sealed words come open with the private key in the file ``key``; those sealed to another key,
    or all of them without one, stay closed. Raises MonthUnreadable, KeyFileUnreadable,
    PassphraseWrong or KeyDoesNotFit. What was answered is counted, and reports print that count;
    what is not as the log has it is told, and not counted: anybody can seal to a public key.
    """
    wanted = None if month is None else month_given(month)
    pair = None if key is None else key_file.read_pair(key, passphrase)
    fits = None if pair is None else sealing.fingerprint(pair.public)
    with writing(context) as act:
        found = confidence.words_in_confidence(act.database, wanted)
        if pair is not None and found and not any(each.key == fits for each in found):
            raise KeyDoesNotFit
        opened = tuple(
            _opened(each, fits, None if pair is None else pair.private) for each in found
        )
        altered = confidence.altered(act.database)
        told = tuple(each.id for each in opened if each.id in altered)
        genuine = (each for each in opened if each.id not in altered)
        made, uncounted = ((), ()) if pair is None else tally.count(act, genuine)
        return act.tell(ConfidenceOpened(opened, wanted, fits, made, uncounted, told))


def _opened(each: Confidence, fits: str | None, private: bytes | None) -> Confidence:
    if not each.is_sealed:
        return each
    if private is None or each.key != fits:
        return replace(each, words=None)
    try:
        text = sealing.unseal(each.words or "", each.digest, private)
    except KeyDoesNotFit:
        # One text that does not open, whoever put it there, keeps no other one closed.
        return replace(each, words=None)
    answer, words = (None, text) if each.evaluation is None else read_by_committee(text)
    return replace(each, words=words, answer=answer, is_told=accuses(answer))


def list_changes(context: Context, month: str | None) -> ChangesListed:
    """Return the changes of a month, by default of all. Raises MonthUnreadable."""
    wanted = None if month is None else month_given(month)
    with reading(context) as database:
        return ChangesListed(wanted, store.changes(database, wanted))


def admonish(
    context: Context, number: int, *, held_on: str, held_by: str, whom: str
) -> AdmonitionRecorded:
    """Put on record who talked to whom, and when, over a confirmed finding.

    Raises FindingUnknown, AdmonitionIncomplete, FindingNotConfirmed, AdmonishedBefore,
    AdmonitionTooEarly, DayUnreadable or DayAhead.
    """
    if not held_by.strip() or not whom.strip():
        raise AdmonitionIncomplete
    day = day_given(held_on, context.today, "past")
    with writing(context) as act:
        finding = _found(act.database, number)
        policy.check_admonition(finding, day)
        added = store.add_admonition(
            act.database,
            NewAdmonition(
                finding=number,
                held_on=day,
                held_by=held_by.strip(),
                whom=whom.strip(),
                recorded_at=context.at,
                by=context.by,
            ),
        )
        return act.tell(
            AdmonitionRecorded(added, number, finding.unit_name, day, held_by.strip(), whom.strip())
        )
