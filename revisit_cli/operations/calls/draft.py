"""Unfinished cards: kept answer by answer, offered again, and kept when a record is refused."""

from collections.abc import Mapping
from datetime import datetime

from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import claiming
from revisit_cli.operations.reading import reading
from revisit_cli.policy.calls.outcome import ANSWERED
from revisit_cli.policy.calls.questionnaire import given_of, is_confidential, is_told_in_confidence
from revisit_cli.records.calls.claim import DraftsListed
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.context import Context, stamp
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import draft as store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import confidence


def save_draft(
    context: Context, call: int, given: Mapping[str, str], opened_at: datetime | None = None
) -> None:
    """Keep what a clerk has been told on a call so far; nothing given leaves nothing kept.

    ``opened_at`` is when the card was laid on the table.
    """
    with claiming(context) as database:
        if given:
            _save(database, context, call, given, opened_at)
        else:
            store.drop(database, call, context.by)


def keep_refused(context: Context, record: CallRecord) -> None:
    """Keep the answers of a record that came too late as its clerk's draft."""
    with claiming(context) as database:
        row = card.found(database, record.call, context)
        served = call_store.services(database, row.firm, row.month)
        given = given_of(record, tuple(dict.fromkeys(each.unit_name for each in served)))
        if given:
            _save(database, context, record.call, given, record.opened_at)


def opened_at(database: Database, context: Context, record: CallRecord) -> str | None:
    """Return when the card of a record was opened, or None where nobody knows.

    Answers that were kept meanwhile belong to the card as it was first opened.
    """
    if record.opened_at is None:
        return None
    first = None
    if record.outcome in ANSWERED:
        first = store.opened_at(database, record.call, context.by)
    return first or stamp(record.opened_at)


def _save(
    database: Database,
    context: Context,
    call: int,
    given: Mapping[str, str],
    opened_at: datetime | None,
) -> None:
    opened = None if opened_at is None else stamp(opened_at)
    store.save(database, call, context.by, closed(database, given), context.at, opened)


def closed(database: Database, given: Mapping[str, str]) -> dict[str, str]:
    """Return answers as a draft may hold them: words on integrity as nobody here can read them.

    Where they are sealed the answer itself is not kept at all: it is asked once more.
    """
    is_sealed = confidence.can_seal(database)
    return {
        key: confidence.closed(database, text) if is_confidential(key) else text
        for key, text in given.items()
        if not (is_sealed and is_told_in_confidence(key))
    }


def drop_draft(context: Context, call: int) -> bool:
    """Forget one's own unfinished card of a call; say whether there was one."""
    with claiming(context) as database:
        return store.drop(database, call, context.by)


def list_drafts(context: Context) -> DraftsListed:
    """Return the unfinished cards of whoever asks, with what became of each call."""
    with reading(context) as database:
        return DraftsListed(store.of_owner(database, context.by))


def last_note(context: Context) -> str | None:
    """Return the last suggestion or difficulty that whoever asks wrote down, or None."""
    with reading(context) as database:
        return attempt_store.last_note(database, context.by)
