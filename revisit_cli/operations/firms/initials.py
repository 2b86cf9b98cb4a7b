"""Working out initials when firms come in, so that a search never has to."""

import os
from functools import cache

from revisit_cli.labels.firms.initials import initials_listed
from revisit_cli.policy.firms.initials import initials_of
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import firm as store


def fill_initials(database: Database) -> None:
    """Give every firm that has none its initials, in the running transaction."""
    firms = store.without_initials(database)
    store.set_initials(database, [(firm, initials_of(name, letters_of)) for firm, name in firms])


def initials_told(name: str) -> str:
    """Return a name's initials as a search by initials takes them."""
    return initials_of(name, letters_of)


def spelled(text: str) -> str:
    """Return a text as it is spelled in pinyin, character by character, for sorting."""
    if text.isascii():
        return text.lower()
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text)).lower()


@cache
def letters_of(character: str) -> str:
    """Return the initials that a character may have, the commonest first; "" for a sign.

    The common characters are looked up; only for rare ones is pypinyin loaded.
    """
    if character.isascii():
        return character if character.isalnum() else ""
    if not character.isalpha():
        return ""
    listed = initials_listed(character)
    return pinyin_initials(character) if listed is None else listed


def pinyin_initials(character: str) -> str:
    """Return the initials that pypinyin gives a character, the commonest first."""
    # One character is no phrase: without the dictionary of phrases pypinyin loads in 0.1 s.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    found = dict.fromkeys(each[:1] for reading in readings for each in reading)
    return "".join(each for each in found if each.isascii())
