"""The supervisor's list, and what was promised to firms."""

from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls.attention import listed
from revisit_cli.records.calls.agenda import AgendaListed
from revisit_cli.records.calls.attention import AttentionListed
from revisit_cli.records.context import Context
from revisit_cli.store.calls.agenda import promised
from revisit_cli.store.calls.attention import stands
from revisit_cli.store.file.database import Database

_EVER = "9999"


def list_attention(context: Context, month: str | None) -> AttentionListed:
    """Return a month's calls that a supervisor must look at, each with its reasons."""
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        return AttentionListed(wanted, listed(stands(database, wanted), context.now))


def list_agenda(context: Context, *, is_whole: bool) -> AgendaListed:
    """Return what was promised until today's end and is not kept yet; ``is_whole``: ever."""
    with reading(context) as database:
        return agenda_of(context, database, is_whole=is_whole)


def agenda_of(context: Context, database: Database, *, is_whole: bool) -> AgendaListed:
    """Return the same where the data file is open."""
    until = _EVER if is_whole else context.tomorrow
    return AgendaListed(context.at, promised(database, until))
