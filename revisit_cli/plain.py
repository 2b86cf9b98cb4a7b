"""Text from anybody, made plain: what a screen may show without obeying it.

At the bottom of the house, because refusals show text too.
"""

import unicodedata

_BREAKS = "\t\r\n\u2028\u2029"
# Controls, marks that are not seen or turn the line round, and halves of a character.
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})

_CUT = "……"


def safe(text: str) -> str:
    """Return text from outside without anything a terminal would obey: one line, no controls."""
    if text.isprintable():
        return text
    return "".join(
        " " if character in _BREAKS else character
        for character in text
        if character in _BREAKS or unicodedata.category(character) not in _HIDDEN
    )


def safe_lines(text: str) -> str:
    """Return the same of lines that the program itself set one under the other."""
    return "\n".join(map(safe, text.split("\n")))


def brief(text: str, at_most: int) -> str:
    """Return a text as far as so many characters hold it: its two ends where it is longer."""
    if len(text) <= at_most:
        return text
    end = at_most // 3
    return f"{text[: at_most - end]}{_CUT}{text[-end:]}"
