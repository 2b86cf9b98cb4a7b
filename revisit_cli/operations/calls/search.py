"""Finding one of a month's calls by its firm, which may ring up itself, and its card."""

from revisit_cli.errors.calls.call import FirmHasNoCall, FirmOfSeveralCalls
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.text import several
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import claim, claiming, refuse_final, refuse_held
from revisit_cli.operations.days.month import month_or_at_hand, month_wanted
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.firms.phone import is_number
from revisit_cli.policy.firms.search import wanted_of
from revisit_cli.records.calls.card import CallFound, CallShown
from revisit_cli.records.context import Context
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as store
from revisit_cli.store.firms import firm as firm_store


def find_calls(context: Context, month: str | None, text: str) -> tuple[CallFound, ...]:
    """Return a month's calls whose firm a text finds: part of a name, initials, digits."""
    words = wanted_of(text)
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        firms = firm_store.search(database, words.key, words.letters, words.digits, words.code)
        return store.of_firms(database, wanted, firms, context.at)


def open_call(context: Context, call: int) -> CallShown:
    """Claim a call that was picked by hand and return its card.

    Raises CallUnknown, CallIsFinal, CallIsHeld or ContactTooEarly.
    """
    with claiming(context) as database:
        row = card.found(database, call, context)
        refuse_final(row)
        refuse_held(database, context, row, None)
        card.check_day(database, row, context.now, context.now)
        return claim(database, context, call, "picked")


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
        return store.of_firms(database, month, [int(text)], context.at)
