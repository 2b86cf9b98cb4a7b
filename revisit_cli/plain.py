"""Text from anybody, made plain: what a screen may show without obeying it.

At the bottom of the house, because refusals show text too.
"""

import unicodedata

_BREAKS = "\t\r\n"
# Controls, marks that are not seen or turn the line round, and halves of a character.
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})


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
