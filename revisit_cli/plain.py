"""Text from anybody, made plain: what a screen may show without obeying it.

In the lowest layer, because refusals show text too.
"""

import unicodedata

_BREAKS = "\t\r\n\u2028\u2029"
# Controls, marks that are not seen or turn the line round, and halves of a character.
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_OBEYED = _HIDDEN | {"Zl", "Zp"}

_CUT, _NO_TEXT = "……", "\N{REPLACEMENT CHARACTER}"


def safe(text: str) -> str:
    """Return text from outside without anything a terminal would obey: one line, no controls.

    A byte that is no text, as a file's name may hold, is seen to stand there: �.
    """
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character in _BREAKS:
        return " "
    kind = unicodedata.category(character)
    return _NO_TEXT if kind == "Cs" else "" if kind in _HIDDEN else character


def safe_lines(text: str) -> str:
    """Return the same of lines that the program itself set one under the other."""
    return "\n".join(map(safe, text.split("\n")))


def plain_lines(text: str) -> str:
    """Return a text of several lines, or a table of cells, without what a terminal would obey."""
    hidden = _obeyed(text)
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def escaped(document: str) -> str:
    """Return a JSON document in which what a terminal would obey is written as JSON escapes it."""
    hidden = _obeyed(document)
    return document.translate({ord(each): _escape(each) for each in hidden}) if hidden else document


def _escape(character: str) -> str:
    halves = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))


def _obeyed(text: str) -> set[str]:
    kinds = ((each, unicodedata.category(each)) for each in set(text))
    return {each for each, kind in kinds if kind in _OBEYED and each not in "\t\n"}


def brief(text: str, at_most: int) -> str:
    """Return a text as far as so many characters hold it: its two ends where it is longer."""
    if len(text) <= at_most:
        return text
    end = at_most // 3
    return f"{text[: at_most - end]}{_CUT}{text[-end:]}"
