"""Finding one of a month's calls by its firm, and putting its card on the table."""

from revisit_cli.operations.act import reading, rules_of
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import claim, claiming, refuse_final, refuse_held
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.policy.firms.search import wanted_of
from revisit_cli.records.calls.card import CallFound, CallShown
from revisit_cli.records.context import Context
from revisit_cli.store.calls import call as store
from revisit_cli.store.firms import firm as firm_store


def find_calls(context: Context, month: str | None, text: str) -> tuple[CallFound, ...]:
    """Return a month's calls whose firm a text finds: part of a name, initials, digits."""
    words = wanted_of(text)
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        firms = firm_store.search(database, words.key, words.letters, words.digits, words.code)
        rows = store.of_firms(database, wanted, firms, context.at)
    return tuple(CallFound(**dict(row)) for row in rows)


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
