"""Working out initials when firms come in, so that a search never has to."""

import os
from collections.abc import Callable
from functools import cache

from revisit_cli.policy.firm_initials import initials_of
from revisit_cli.store import firm as store
from revisit_cli.store.database import Database


def fill_initials(database: Database) -> None:
    """Give every firm that has none its initials, in the running transaction."""
    rows = store.without_initials(database)
    if rows:
        letters_of = letters()
        store.set_initials(
            database, [(row["id"], initials_of(row["name"], letters_of)) for row in rows]
        )


def letters() -> Callable[[str], str]:
    """Return what gives the initials that a character may have, the commonest first.

    Loads pypinyin: for imports and merges, never for a search.
    """
    # A firm's name holds few phrases: without the dictionary of phrases pypinyin loads in 0.1 s.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    @cache
    def letters_of(character: str) -> str:
        if character.isascii():
            return character if character.isalnum() else ""
        if not character.isalpha():
            return ""
        readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        found = dict.fromkeys(each[:1] for reading in readings for each in reading)
        return "".join(each for each in found if each.isascii())

    return letters_of
