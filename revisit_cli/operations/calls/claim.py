"""Claims: who comes next, taking, keeping up, handing back one or many; what desks wait for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from revisit_cli.disk.leftovers import may_run
from revisit_cli.errors.calls.call import (
    CallCarried,
    CallIsFinal,
    CallIsHeld,
    CallIsTwin,
    CallWithdrawn,
    TokenStale,
)
from revisit_cli.errors.calls.sheet import CallOnSheet, NobodysClaims
from revisit_cli.labels.calls.call import ENDS
from revisit_cli.operations.act import writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import rules_of, settings_of
from revisit_cli.policy.calls import claim as policy
from revisit_cli.policy.calls import queue
from revisit_cli.policy.calls.rest import OPENS
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.card import CallShown, NoCallDue
from revisit_cli.records.calls.claim import NO_END, CallReleased, CallTaken, ClaimsReleased
from revisit_cli.records.calls.stored import Lease, StoredCall
from revisit_cli.records.code import CallWhy
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.saving import Saving
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as store
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import draft as draft_store
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.calls.agenda import next_promised
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.look import opened_for_acts


@contextmanager
def claiming(context: Context, *, founds: bool = False) -> Iterator[Database]:
    """A short transaction over leases and drafts, which come and go and are no events.

    ``founds`` is as ``act.sitting`` takes it.
    """
    saving = Saving(is_claim=True)
    context.savings.append(saving)
    path = Path(context.database)
    opening = opened_for_acts(
        path, context.absent, alone=context.alone, is_named=context.is_named, founds=founds
    )
    with opening as database:
        with database.writing(is_sealed=False):
            yield database
            saving.fate = "unknown"
        saving.fate = "saved"


def next_call(
    context: Context, month: str | None, *, is_on_the_line: bool = False
) -> CallShown | NoCallDue:
    """Claim the call that comes next and return its card with the reason and the token.

    The card of a call that one holds shows full numbers. Two clerks never hold one firm: the
    choice and the claim are one transaction. ``is_on_the_line`` offers the other firms of a number
    just reached before anything else. A card that the same clerk has open at another desk stays
    there.
    """
    with claiming(context, founds=True) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        days = card.days_left(database, context, rules.period(wanted).calls_due_on)
        chosen = _choose(database, context, wanted, days, is_on_the_line=is_on_the_line)
        if chosen is None:
            left = _left(store.counts(database, wanted))
            return NoCallDue(wanted, left, _next_moment(database, context, wanted))
        number, why = chosen
        return claim(database, context, number, why)


def take_call(context: Context, call: int) -> CallTaken:
    """Take a call over from whoever holds it; his token is worth nothing from here on.

    Raises CallUnknown or CallIsFinal.
    """
    with writing(context) as act:
        row = card.found(act.database, call, context)
        refuse_final(row)
        held_by = row.owner if row.owner != context.by else None
        until, token = _lease(act.database, context, call)
        return act.tell(CallTaken(call, token, held_by is not None, held_by, until))


def release_call(context: Context, call: int) -> CallReleased:
    """Give a claimed firm back to the list. Raises CallUnknown."""
    with writing(context) as act:
        card.found(act.database, call, context)
        lease_store.release(act.database, call)
        return act.tell(CallReleased(call))


def let_go(context: Context, call: int) -> None:
    """Give back one's own claim without an event: an unanswered card was closed."""
    with claiming(context) as database:
        held = lease_store.find(database, call)
        is_here = held is not None and held.seat in (None, context.seat)
        if held is not None and is_here and held.owner == context.by:
            lease_store.release(database, call)


def keep_claim(context: Context, call: int, token: int) -> bool:
    """Hold a call longer, its card being open; False when somebody else has taken it since."""
    with claiming(context) as database:
        until = _until(database, context)
        return lease_store.extend(database, call, context.by, token, until)


def refuse_final(row: StoredCall) -> None:
    """Raise CallIsFinal when a call has its final outcome, CallWithdrawn when it is off.

    CallCarried where a later month's is made in its place, CallIsTwin where the call under the
    firm's other name answers for it.
    """
    if row.state == "withdrawn" and row.twin_of is not None:
        raise CallIsTwin(call=row.id, name=row.name, other=row.twin_of)
    if row.state == "withdrawn":
        raise CallWithdrawn(call=row.id, name=row.name, firm=row.firm)
    if row.carried_as is not None and row.state != "done":
        raise CallCarried(call=row.id, month=row.carried_to, other=row.carried_as)
    if row.state == "done":
        raise CallIsFinal(call=row.id, outcome=ENDS.get(row.outcome or "", row.outcome))


def refuse_held(database: Database, context: Context, row: StoredCall, token: int | None) -> None:
    """Raise TokenStale when a claim was lost, CallIsHeld when another clerk holds the firm.

    CallOnSheet when the other holds it in a packet that is out.
    A lease that has run out still records while nobody else has taken the firm: the token says
    so, not the clock.
    """
    held = lease_store.find(database, row.id)
    if token is not None and (held is None or token != held.token):
        owner = None if held is None else held.owner
        raise TokenStale(call=row.id, token=token, owner=owner, until=_hour(held))
    clock = stamp(_clock(database, context))
    if held is None or held.owner in (None, context.by) or (held.until or "") <= clock:
        return
    if held.until == NO_END:
        raise CallOnSheet(call=row.id, owner=held.owner)
    raise CallIsHeld(call=row.id, owner=held.owner, until=_hour(held))


def hold(database: Database, context: Context, call: int) -> int:
    """Claim a call for whoever acts; return the new token."""
    _, token = _lease(database, context, call)
    return token


def _choose(
    database: Database, context: Context, month: str, days: int | None, *, is_on_the_line: bool
) -> tuple[int, CallWhy] | None:
    there = stamp(context.now - queue.STILL_THERE)
    values = {
        "month": month,
        "by": context.by,
        "now": context.at,
        "clock": stamp(_clock(database, context)),
        "broken": stamp(context.now - queue.BROKEN_AFTER),
        "reached": queue_store.reached_since(database, context.by, there),
        "elsewhere": json.dumps(_other_desks(database, context)),
    }
    for step, why in queue.steps(days, is_on_the_line=is_on_the_line):
        number = queue_store.find(database, step, values)
        if number is None or (step == "refused_me" and not _may_ask_again(database, context)):
            continue
        return number, why
    return None


def _next_moment(database: Database, context: Context, month: str) -> str | None:
    """Return when a rest or an appointment is over, or the day of a firm's service comes."""
    rested = queue_store.next_moment(database, month, context.at)
    ahead = queue_store.next_day(database, month, context.at)
    moments = [rested] if rested else []
    if ahead is not None:
        opens = datetime.combine(date.fromisoformat(ahead), OPENS, context.now.tzinfo)
        moments.append(stamp(opens))
    return min(moments, default=None)


def _other_desks(database: Database, context: Context) -> list[int]:
    """Return the other desks at which whoever acts has a card open: a clerk may have two windows.

    A desk whose program is gone is none, nor is one that has not kept its card up.
    """
    settings = settings_of(database)
    since = policy.open_beyond(_clock(database, context), settings)
    seats = lease_store.seats(database, context.by, stamp(since))
    return [seat for seat in seats if seat != context.seat and may_run(seat)]


def _may_ask_again(database: Database, context: Context) -> bool:
    since = stamp(context.now - queue.AT_WORK)
    others = queue_store.others_at_work(database, context.by, since)
    return queue.may_ask_again(others_at_work=others)


def claim(database: Database, context: Context, call: int, why: CallWhy) -> CallShown:
    """Claim a call and return its card, with the reason and the token."""
    until, token = _lease(database, context, call)
    row = card.found(database, call, context)
    counts = store.counts(database, row.month)
    total, left = sum(counts.values()), _left(counts)
    return replace(
        card.shown(database, row, context, shows_phones=True),
        why=why,
        token=token,
        until=until,
        position=total - left + 1,
        total=total,
        next_promised=_next_promised(database, context, row),
        behind_minutes=policy.minutes_behind(context.now, lease_store.newest_time(database)),
        draft=tuple(draft_store.find(database, call, context.by).items()),
    )


def _next_promised(database: Database, context: Context, row: StoredCall) -> Appointment | None:
    """Return today's next appointment besides this call: one's own, or for anybody."""
    return next_promised(
        database,
        row.month,
        context.at,
        context.tomorrow,
        by=context.by,
        besides=row.id,
    )


def _lease(database: Database, context: Context, call: int) -> tuple[str, int]:
    until = _until(database, context)
    return until, lease_store.claim(database, call, context.by, until, context.seat)


def _until(database: Database, context: Context) -> str:
    settings = settings_of(database)
    clock = _clock(database, context)
    return stamp(policy.lease_until(clock, settings))


def _clock(database: Database, context: Context) -> datetime:
    return policy.file_clock(context.now, lease_store.newest_time(database))


def _left(counts: dict[str, int]) -> int:
    return sum(count for state, count in counts.items() if state != "done")


def _hour(held: Lease | None) -> str:
    return "" if held is None or held.until is None else held.until[11:16]


def release_clerk(context: Context, clerk: str) -> ClaimsReleased:
    """Give back every call that a clerk holds, at the desk and in packets. Raises NobodysClaims."""
    with writing(context) as act:
        calls = lease_store.of_clerk(act.database, clerk)
        if not calls:
            raise NobodysClaims(clerk=clerk)
        on_sheets = lease_store.on_sheets(act.database, clerk)
        for call in calls:
            lease_store.release(act.database, call)
        return act.tell(ClaimsReleased(clerk, tuple(calls), on_sheets))


def release_expired(context: Context) -> ClaimsReleased:
    """Give back the calls whose claim has run out; those in packets stay with their clerks."""
    with writing(context) as act:
        calls = lease_store.expired(act.database, context.at)
        for call in calls:
            lease_store.release(act.database, call)
        outcome = ClaimsReleased(None, tuple(calls), 0)
        if not calls:
            act.leave()
            return outcome
        return act.tell(outcome)
