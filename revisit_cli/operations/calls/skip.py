"""Putting a card aside without a call."""

from revisit_cli.errors.calls.call import SkippedJustNow, SkipReasonEmpty
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import refuse_final, refuse_held
from revisit_cli.operations.correction import allow_change
from revisit_cli.policy.calls.queue import SKIPPED_FOR
from revisit_cli.records.calls.claim import CallSkipped
from revisit_cli.records.context import Context, stamp
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import draft as draft_store
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.calls import skip as store


def skip_call(context: Context, call: int, words: str, token: int | None = None) -> CallSkipped:
    """Put a card aside without a call, for a reason; it comes again after a while.

    No attempt: it counts in no rate. Raises CallUnknown, CallIsFinal, CallIsHeld, TokenStale,
    SkipReasonEmpty, SkippedJustNow or MonthIsClosed.
    """
    if not words.strip():
        raise SkipReasonEmpty
    with writing(context) as act:
        row = card.found(act.database, call, context)
        refuse_final(row)
        refuse_held(act.database, context, row, token)
        done = store.again(act.database, call, context.by, words.strip(), context.just_now)
        if done is not None and token is None:
            raise SkippedJustNow(call=call, until=minute(done))
        allow_change(act, row.month, "call", call)
        until = stamp(context.now + SKIPPED_FOR)
        number = store.add(act.database, call, context.by, context.at, until, words.strip())
        queue_store.rest(act.database, call, max(until, row.next_at or until))
        queue_store.set_first(act.database, call, None)
        draft_store.drop(act.database, call, context.by)
        lease_store.release(act.database, call)
        return act.tell(CallSkipped(call, number, until))
