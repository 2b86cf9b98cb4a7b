"""Which records' forms typed numbers ask for."""

from collections.abc import Iterable
from unicodedata import normalize

from revisit_cli.errors.rules.form import FormIdUnreadable
from revisit_cli.labels.rules.form import BLANK


def ids_given(texts: Iterable[str]) -> list[int]:
    """Return each number once, in order; a word for a blank form is none. As :func:`id_given`."""
    return list(dict.fromkeys(id_given(each) for each in texts if each not in BLANK))


def id_given(text: str) -> int:
    """Return the number that a typed text means. Raises FormIdUnreadable."""
    word = normalize("NFKC", text).strip()
    if not word.isdecimal():
        raise FormIdUnreadable(text=text)
    return int(word)
