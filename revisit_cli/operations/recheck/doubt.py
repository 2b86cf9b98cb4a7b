"""Doubts about records, signals, and a named person's decision on either."""

from collections.abc import Sequence

from revisit_cli.errors.recheck.doubt import DoubtUnknown
from revisit_cli.labels.recheck import doubt as words
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls.record import attempts_standing
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading
from revisit_cli.policy.calls.call import state_before
from revisit_cli.policy.calls.outcome import ANSWERED
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.policy.recheck import doubt as policy
from revisit_cli.policy.recheck import signal as signal_policy
from revisit_cli.records.code import FindingState
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.recheck.doubt import (
    Doubt,
    DoubtDecided,
    DoubtsListed,
    SavedCall,
    SignalsLooked,
)
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.recheck import doubt as store
from revisit_cli.store.recheck import signal as signal_store
from revisit_cli.store.rules import confidence


def list_doubts(context: Context, month: str | None) -> DoubtsListed:
    """Return the records that firms contradict. Raises MonthUnreadable."""
    wanted = None if month is None else month_given(month)
    with reading(context) as database:
        found = store.listed(database, wanted, is_contradicted=True)
    return DoubtsListed(tuple(replace(each, told=words.KINDS[each.kind]) for each in found))


def decide(
    context: Context,
    number: int,
    *,
    is_confirmed: bool,
    decided_by: str | None,
    grounds: str | None,
) -> DoubtDecided:
    """Confirm a doubt or dismiss it, by name; what it rests on goes to the committee alone.

    Confirmed, a contradicted call's answers are void, and it is due again. Raises DoubtUnknown,
    DoubtDecisionIncomplete, DoubtDecidedBefore, DoubtOwnRecord or MonthIsClosed.
    """
    with writing(context) as act:
        doubt = store.find(act.database, number)
        if doubt is None:
            raise DoubtUnknown(doubt=number)
        policy.check_decision(doubt, decided_by, grounds)
        name, told = (decided_by or "").strip(), (grounds or "").strip()
        state: FindingState = "confirmed" if is_confirmed else "dismissed"
        store.decide(act.database, number, state, name, context.at)
        confidence.add(act.database, told, context.at, doubt=number)
        voided: Sequence[int] = ()
        if is_confirmed and doubt.call is not None:
            voided = _voided(act, doubt, doubt.call, name)
        return act.tell(
            DoubtDecided(
                doubt=number,
                month=doubt.month,
                kind=doubt.kind,
                state=state,
                decided_by=name,
                call=doubt.call,
                firm=doubt.firm,
                voided=tuple(voided),
            )
        )


def _voided(act: Act, doubt: Doubt, call: int, decided_by: str) -> list[int]:
    """Void what a call's record says was answered, as far as it still stands; return which."""
    database, at = act.database, act.context.at
    standing = [
        row.id
        for row in attempt_store.of_call(database, call)
        if not row.voided_at and row.outcome in ANSWERED and row.id in doubt.attempts
    ]
    for attempt in standing:
        allow_change(act, doubt.month, "attempt", attempt)
        reason = words.VOIDED.format(doubt=doubt.id)
        attempt_store.void(database, attempt, decided_by, at, reason)
    if standing:
        state, next_at = state_before(attempts_standing(database, call), act.context.now)
        due = None if next_at is None else stamp(next_at)
        call_store.set_state(database, call, state, due, None, attempts=-len(standing))
    return standing


def look_at_signals(context: Context, month: str | None) -> SignalsLooked:
    """Find a month's signals, put new ones on record, and return them all; told to the log.

    Raises MonthUnreadable.
    """
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        saved = signal_store.saved(act.database, wanted)
        found = signal_policy.signals(
            saved, calendar_store.load(act.database), act.rules.of(wanted).closing_time
        )
        added = [store.propose(act.database, wanted, each, context.at) for each in found]
        known = {each.attempt: each for each in saved}
        listed = store.listed(act.database, wanted, is_contradicted=False)
        return act.tell(
            SignalsLooked(
                month=wanted,
                new=tuple(number for number in added if number is not None),
                signals=tuple(_told(each, known) for each in listed),
                shares=signal_policy.shares(signal_store.rated(act.database, wanted)),
                least_seconds=signal_policy.least_seconds(),
            )
        )


def _told(doubt: Doubt, known: dict[int, SavedCall]) -> Doubt:
    calls = [known[each] for each in doubt.attempts if each in known]
    told = words.signal_words(
        doubt, calls, signal_policy.least_seconds(), signal_policy.alike(calls)
    )
    return replace(doubt, told=told)
