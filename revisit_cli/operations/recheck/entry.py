"""Calling drawn calls again, blind: the next card, what was said, and the list."""

from datetime import datetime
from typing import Any

from revisit_cli.errors.recheck.entry import CheckHeld, CheckOnSheet, CheckTokenStale
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import claim
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.operations.recheck import figures, sample
from revisit_cli.policy.recheck import entry as policy
from revisit_cli.policy.recheck.entry import answer_given, overall_given, pressure_given
from revisit_cli.records.calls.claim import NO_END
from revisit_cli.records.code import RecheckProgress
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.recheck.entry import (
    BlindCard,
    EntriesListed,
    EntryRecord,
    EntryRecorded,
    EntryShown,
    NothingToCheck,
    RecheckEntry,
)
from revisit_cli.records.recheck.sample import RecheckDrawn
from revisit_cli.records.rules.setting import Settings
from revisit_cli.records.value import Value
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.recheck import doubt as doubt_store
from revisit_cli.store.recheck import entry as store
from revisit_cli.store.rules import confidence

__all__ = ("answer_given", "overall_given", "pressure_given")


class Sample(Value):
    """A drawn re-check with all its calls, and what its order of calling goes by."""

    drawn: RecheckDrawn
    entries: tuple[RecheckEntry, ...]
    calendar: Calendar
    settings: Settings

    @property
    def month(self) -> str:
        """The month that is re-checked."""
        return self.drawn.frozen.month

    @property
    def size(self) -> int:
        """How many answers are wanted."""
        return self.drawn.frozen.size

    @property
    def called(self) -> tuple[RecheckEntry, ...]:
        """The calls that are called again so far."""
        return policy.sample_of(self.entries, self.size)

    @property
    def left(self) -> tuple[RecheckEntry, ...]:
        """Those of them that are not done."""
        return tuple(each for each in self.called if policy.final_of(each) is None)

    def due(self, now: datetime, by: str | None) -> tuple[RecheckEntry, ...]:
        """Return the calls to be made now by whoever asks, first the one that comes next."""
        return policy.due_now(self.entries, self.size, now, self.calendar, self.settings, by=by)

    def next_at(self, entry: RecheckEntry) -> datetime | None:
        """Return when a call is tried again; None where it is done, or was not tried."""
        if policy.final_of(entry) is not None:
            return None
        return policy.next_try(entry, self.calendar, self.settings)


def next_card(context: Context, month: str | None, *, is_typed: bool) -> BlindCard | NothingToCheck:
    """Claim the drawn call that comes next and return its card: nothing that was recorded.

    Raises MonthUnreadable, NothingFrozen, RecheckNotDrawn, CheckerNameless or CheckerRecorded.
    """
    with claim.claiming(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        found = sample_for(database, context, wanted, is_typed=is_typed)
        due = found.due(context.now, context.by)
        if not due:
            waits = [at for each in found.left if (at := found.next_at(each)) is not None]
            first = stamp(min(waits)) if waits else None
            return NothingToCheck(wanted, len(found.left), first)
        token = claim.hold(database, context, due[0].call)
        return card_of(database, found, due[0], token)


def bureau_of(context: Context) -> str:
    """Return the bureau's name, which the re-checker says on the telephone."""
    with reading(context) as database:
        return settings_of(database).bureau


def let_go(context: Context, card: BlindCard) -> None:
    """Give back a card that was closed without an answer."""
    claim.let_go(context, card.call)


def record(
    context: Context, month: str | None, given: EntryRecord, *, is_typed: bool
) -> EntryRecorded:
    """Put on record what a firm said when it was called again; the call itself stays as it is.

    What contradicts the record opens a doubt about it. Raises as :func:`next_card`, what
    ``policy.recheck.entry.check_record`` refuses, CheckHeld, CheckOnSheet or
    CheckTokenStale.
    """
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        found = sample_for(act.database, context, wanted, is_typed=is_typed)
        return act.tell(recorded(act, found, given))


def recorded(act: Act, found: Sample, given: EntryRecord) -> EntryRecorded:
    """Save what one firm said in an act under way; telling it is the caller's.

    Raises as :func:`record`.
    """
    context, database = act.context, act.database
    entry = policy.check_record(
        given,
        found.entries,
        found.size,
        found.month,
        now=context.now,
        drawn_at=datetime.fromisoformat(found.drawn.drawn_at),
    )
    _refuse_held(act, entry, given)
    number = store.add(database, _attempt(context, entry, given))
    if told := policy.pressure_told(given):
        confidence.add(database, told, context.at, recheck_attempt=number)
    doubt = None
    if policy.is_contradicted(given.answer):
        doubt = doubt_store.add_contradiction(
            database, found.month, given.answer, entry.call, number, context.at
        )
    lease_store.release(database, entry.call)
    after = sample_of(database, context, found.drawn)
    done = next(each for each in after.entries if each.id == entry.id)
    next_at = after.next_at(done)
    return EntryRecorded(
        recheck=found.drawn.recheck,
        month=found.month,
        rank=entry.rank,
        recheck_attempt=number,
        firm=entry.now_named or entry.label,
        next_at=None if next_at is None else stamp(next_at),
        left=len(after.left),
        doubt=doubt,
    )


def _attempt(context: Context, entry: RecheckEntry, given: EntryRecord) -> dict[str, Any]:
    """Return the row of one attempt to reach a drawn firm."""
    return {
        "recheck_call": entry.id,
        "answer": given.answer,
        "overall": given.overall,
        "by": context.by,
        "office": given.office,
        "at": stamp(given.at or context.now),
        "entered_at": context.at,
        "packet": given.packet,
    }


def list_entries(context: Context, month: str | None) -> EntriesListed:
    """Return how far a month's sample has come; what firms said only once all is done.

    Raises MonthUnreadable, NothingFrozen or RecheckNotDrawn.
    """
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        found = sample_of(database, context, sample.drawn_of(database, wanted))
        is_finished = not found.left
        sentence = figures.figures_of(database, wanted).sentence if is_finished else None
    return EntriesListed(
        wanted,
        is_finished,
        tuple(_shown(found, each, is_finished=is_finished) for each in found.called),
        sentence,
    )


def _shown(found: Sample, entry: RecheckEntry, *, is_finished: bool) -> EntryShown:
    next_at = found.next_at(entry)
    last = entry.said[-1] if entry.said else None
    kind = policy.class_of(entry)
    state: RecheckProgress = "waiting" if last is None else "retry"
    if entry.held_by is not None:
        state = "held"
    if kind is not None:
        state = "given_up" if kind == "unreached" else "answered"
    return EntryShown(
        rank=entry.rank,
        firm=entry.label,
        call=entry.call,
        state=state,
        next_at=None if next_at is None else stamp(next_at),
        tries=len(entry.said),
        by=last.by if last else entry.held_by,
        office=last.office if last else None,
        result=kind if is_finished else None,
    )


def sample_for(database: Database, context: Context, month: str, *, is_typed: bool) -> Sample:
    """Return a month's drawn re-check for whoever may call it again.

    Raises NothingFrozen, RecheckNotDrawn, CheckerNameless or CheckerRecorded.
    """
    drawn = sample.drawn_of(database, month)
    by = store.recorded_by(database, month)
    policy.check_checker(context.by, by, month, is_typed=is_typed)
    return sample_of(database, context, drawn)


def sample_of(database: Database, context: Context, drawn: RecheckDrawn) -> Sample:
    """Return a drawn re-check with all its calls."""
    return Sample(
        drawn,
        store.entries(database, drawn.recheck, context.at),
        calendar_store.load(database),
        settings_of(database),
    )


def card_of(database: Database, found: Sample, entry: RecheckEntry, token: int | None) -> BlindCard:
    """Return the card of a drawn call: firm, matters and units of the ledger, all numbers."""
    served = store.matters(database, entry.firm, found.month)
    return BlindCard(
        month=found.month,
        rank=entry.rank,
        firm=entry.now_named or entry.label,
        was=entry.label if entry.now_named else None,
        units=tuple(dict.fromkeys(unit for unit, _, _ in served)),
        matters=tuple(dict.fromkeys(served)),
        contacts=store.people(database, entry.firm),
        position=len(found.called) - len(found.left) + 1,
        of=len(found.called),
        tries=len(entry.said),
        call=entry.call,
        token=token,
    )


def _refuse_held(act: Act, entry: RecheckEntry, given: EntryRecord) -> None:
    held = lease_store.find(act.database, entry.call)
    if given.token is not None and (held is None or held.token != given.token):
        raise CheckTokenStale(rank=entry.rank, firm=entry.label)
    if entry.held_by in (None, act.context.by) or given.packet is not None:
        return
    if entry.held_until == NO_END:
        raise CheckOnSheet(rank=entry.rank, firm=entry.label, owner=entry.held_by)
    until = (entry.held_until or "")[11:16]
    raise CheckHeld(rank=entry.rank, firm=entry.label, owner=entry.held_by, until=until)
