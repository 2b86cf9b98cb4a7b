"""Which record's form a typed number asks for."""

from unicodedata import normalize

from revisit_cli.errors.form import FormIdUnreadable


def id_given(text: str) -> int:
    """Return the number that a typed text means. Raises FormIdUnreadable."""
    word = normalize("NFKC", text).strip()
    if not word.isdecimal():
        raise FormIdUnreadable(text=text)
    return int(word)
