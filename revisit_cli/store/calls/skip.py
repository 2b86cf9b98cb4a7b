"""Cards put aside without a call."""

from revisit_cli.records.calls.card import SkipShown
from revisit_cli.store.file.database import Database

_ADD = """
insert into skip (call, by, at, until, words) values (:call, :by, :at, :until, :words)
"""
_AGAIN = """
select until from skip
where call = :call and by = :by and words = :words and at >= :since order by id desc limit 1
"""
_OF_CALL = "select at, by, until, words from skip where call = :call order by id"


def add(database: Database, call: int, by: str, at: str, until: str, words: str) -> int:
    """Note that a clerk put a card aside, until when and why; return the note's id."""
    values = {"call": call, "by": by, "at": at, "until": until, "words": words}
    return database.insert(_ADD, values)


def again(database: Database, call: int, by: str, words: str, since: str) -> str | None:
    """Return until when a clerk put the card aside for that reason since a moment."""
    values = {"call": call, "by": by, "words": words, "since": since}
    found: str | None = database.value(_AGAIN, values)
    return found


def of_call(database: Database, call: int) -> tuple[SkipShown, ...]:
    """Return the times a call's card was put aside, oldest first."""
    return tuple(SkipShown(*row) for row in database.rows(_OF_CALL, {"call": call}))
