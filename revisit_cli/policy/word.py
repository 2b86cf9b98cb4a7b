"""A code as people type it: the code itself, or a Chinese word for it."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar
from unicodedata import normalize

from revisit_cli.errors.command import OptionRepeated
from revisit_cli.labels.terms import FORMER

Code = TypeVar("Code", bound=str)
Said = TypeVar("Said")


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


def said_once(option: str, said: Iterable[tuple[str, str, Said]]) -> dict[str, Said]:
    """Return what an option that may be repeated says of each thing it names.

    ``said`` are the text as typed, what it names and what it says. Raises OptionRepeated where two
    texts say different things of one.
    """
    found: dict[str, tuple[str, Said]] = {}
    for text, name, saying in said:
        before, meant = found.setdefault(name, (text, saying))
        if meant != saying:
            raise OptionRepeated(option=option, first=before, second=text)
    return {name: saying for name, (_, saying) in found.items()}
