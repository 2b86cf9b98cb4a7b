"""A code as people type it: the code itself, or a Chinese word for it."""

from collections.abc import Collection, Mapping
from typing import TypeVar
from unicodedata import normalize

from revisit_cli.labels.terms import FORMER

Code = TypeVar("Code", bound=str)


def typed(text: str) -> str:
    """Return a typed word for comparing: full-width as half-width, no outer space, lower case."""
    return normalize("NFKC", text).strip().lower()


def code_of(text: str, words: Mapping[Code, str | Collection[str]]) -> Code | None:
    """Return the code that a typed text names, or None; ``words`` has each code's word or words.

    A word that was changed is still known.
    """
    word = typed(text)
    word = FORMER.get(word, word)
    for code, names in words.items():
        if word == code or (word == names if isinstance(names, str) else word in names):
            return code
    return None
