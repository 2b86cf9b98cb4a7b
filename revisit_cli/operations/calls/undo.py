"""Taking a record back: shown before it acts, voided with a reason, never deleted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.calls.call import (
    NothingToUndo,
    UndoNotLast,
    UndoNotOfCall,
    UndoOfNothing,
)
from revisit_cli.errors.calls.not_served import EndedByUnit
from revisit_cli.operations.act import writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.record import attempts_standing
from revisit_cli.operations.correction import allow_change, note_retraction
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls.call import state_before
from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.records.calls.record import CallUndone, Earlier, UndoShown
from revisit_cli.records.calls.stored import StoredAttempt, StoredCall
from revisit_cli.records.code import CallState
from revisit_cli.records.context import Context, stamp
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import record as store
from revisit_cli.store.calls import twin
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import merge as merge_store

# A record older than this is not what a clerk means by his last one.
LATELY = timedelta(days=3)


def undo_call(
    context: Context, number: int | None, reason: str, attempt: int | None = None
) -> CallUndone:
    """Void a call's newest attempt with a reason; the firm goes back to where it was.

    ``number`` is the call's; ``attempt`` says which record is meant, and is refused when somebody
    recorded the firm again since. Raises UndoOfNothing, CallUnknown, NothingToUndo,
    UndoNotOfCall, UndoNotLast, EndedByUnit or MonthIsClosed.
    """
    with writing(context) as act:
        call = number or (attempt and store.call_of(act.database, attempt))
        if call is None:
            raise UndoOfNothing(attempt=attempt or "—")
        row = card.found(act.database, call, context)
        if row.outcome == "not_served":
            raise EndedByUnit(call=call)
        last = _last(act.database, call, attempt)
        allow_change(act, row.month, "attempt", last.id)
        note_retraction(act, row.month, "attempt", call)
        now = context.at
        store.void(act.database, last.id, context.by, now, reason)
        twin.settle_answers(act.database, row.twin_of or call, now)
        store.dismiss_findings(act.database, call, context.by, now, reason)
        spoiled = TABLE[last.outcome].spoils_number
        if last.phone and spoiled is not None:
            store.restore_phone(act.database, row.firm, last.phone, spoiled)
        earlier = attempts_standing(act.database, call)
        state, next_at = _before(row, earlier, context.now)
        due = None if next_at is None else stamp(next_at)
        call_store.set_state(act.database, call, state, due, None, attempts=-1)
        if row.twin_of is not None:
            merge_store.set_targets(act.database, [row.month])
        return act.tell(CallUndone(call, last.id, state))


def show_undo(context: Context, month: str | None) -> UndoShown | None:
    """Return what undoing one's own newest record of a month would take back, or None.

    Raises UndoNotLast when somebody recorded that firm again since.
    """
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        own = store.own_last(database, context.by, stamp(context.now - LATELY), wanted)
        if own is None:
            return None
        attempt, call = own
        last = _last(database, call, attempt)
        row = card.found(database, call, context)
        problems, flags = store.come_of(database, attempt)
        state, _ = _before(row, attempts_standing(database, call)[:-1], context.now)
    return UndoShown(
        call=call,
        attempt=attempt,
        firm=row.name,
        outcome=last.outcome,
        at=last.at,
        problems=problems,
        flags=flags,
        state=state,
    )


@clause("R33")
def _before(
    call: StoredCall, earlier: Sequence[Earlier], now: datetime
) -> tuple[CallState, datetime | None]:
    """Return the state that a call goes back to, and when its firm is to be called again.

    「一通电话作两个名称的答复」: a firm's call under its other name is made by the first.
    """
    return state_before(earlier, now) if call.twin_of is None else ("withdrawn", None)


def _last(database: Database, call: int, attempt: int | None) -> StoredAttempt:
    """Return the call's newest attempt that stands, which must be the one that is meant."""
    standing = [each for each in store.of_call(database, call) if not each.voided_at]
    if not standing:
        raise NothingToUndo(call=call)
    last = standing[-1]
    if attempt is not None and last.id != attempt:
        if attempt not in [each.id for each in standing]:
            raise UndoNotOfCall(call=call, attempt=attempt)
        raise UndoNotLast(call=call, attempt=attempt, by=last.by, later=last.id)
    return last
