"""A firm that rings up itself."""

from revisit_cli.errors.calls.call import FirmHasNoCall, FirmOfSeveralCalls
from revisit_cli.labels.firms.choice import several
from revisit_cli.operations.act import reading
from revisit_cli.operations.calls.search import find_calls, open_call
from revisit_cli.operations.days.month import month_wanted
from revisit_cli.policy.firms.masking import masked
from revisit_cli.policy.firms.phone import is_number
from revisit_cli.records.calls.card import CallFound, CallShown
from revisit_cli.records.context import Context
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as store


def answer_call(context: Context, month: str | None, text: str) -> CallShown:
    """Claim the call of the firm that rings up and return its card.

    ``text`` is the firm's number, part of its name, initials, or digits of the telephone number
    it rings from. Raises FirmHasNoCall, FirmOfSeveralCalls, CallIsFinal, CallIsHeld
    or ContactTooEarly.
    """
    wanted, typed = month_wanted(context, month), text.strip()
    hits = _numbered(context, wanted, typed) or find_calls(context, wanted, typed)
    told = masked(typed) if is_number(typed) else typed
    if not hits:
        raise FirmHasNoCall(text=told, month=wanted)
    if len(hits) > 1:
        firms = several([(each.id, each.firm) for each in hits])
        raise FirmOfSeveralCalls(text=told, count=len(hits), firms=firms)
    return replace(open_call(context, hits[0].id), why="inbound")


def _numbered(context: Context, month: str, text: str) -> tuple[CallFound, ...]:
    """Return the call of the firm of that number, if it is one."""
    if not text.isdecimal() or is_number(text):
        return ()
    with reading(context) as database:
        rows = store.of_firms(database, month, [int(text)], context.at)
    return tuple(CallFound(**dict(row)) for row in rows)
