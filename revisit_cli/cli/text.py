"""Text on a terminal: columns as wide as they look, and cell text that can do no harm."""

import sys
import unicodedata
from collections.abc import Sequence

from revisit_cli.cli.context import common_at_work
from revisit_cli.errors import AT_MOST
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.text import minute
from revisit_cli.pattern import pattern
from revisit_cli.plain import brief
from revisit_cli.plain import safe as plain


def safe(text: str) -> str:
    """Return text from outside as a screen may show it: one line, no controls, numbers masked.

    A letter that the screen's encoding lacks is told by its number here, before anybody asks how
    wide the text is.
    """
    return in_its_letters(masked_text(plain(text)))


def in_its_letters(text: str) -> str:
    """Return a text in letters that the screen's encoding has, others told by their numbers."""
    if text.isascii():
        return text
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def safe_name(text: str) -> str:
    """Return the same of a name that was typed, however much was pasted there."""
    return brief(safe(text), AT_MOST)


def masked_text(text: str) -> str:
    """Return a text without the numbers that the running command may not show."""
    return hidden(text, common_at_work().may_show)


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining one.

    What sets a colour takes none either. A sign that may be narrow or wide (· … — ① “ √) is wide
    on a console of two-byte letters, as its font draws it.
    """
    seen = _COLOUR.sub("", text) if "\x1b" in text else text
    if seen.isascii():
        return len(seen)
    more = sum(map(is_ambiguous, seen)) if draws_ambiguous_wide() else 0
    return sum(map(_width, seen)) + more


def is_ambiguous(character: str) -> bool:
    """Whether a sign is narrow on one console and wide on another."""
    return unicodedata.east_asian_width(character) == "A" and not unicodedata.combining(character)


def draws_ambiguous_wide() -> bool:
    """Whether the screen is a console of GBK or its like, which draws such signs wide."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return encoding in _TWO_BYTES and sys.stdout.isatty()


def ljust(text: str, columns: int) -> str:
    """Pad a text with spaces to so many columns."""
    return text + " " * (columns - width(text))


def first_few(texts: Sequence[object], most: int = 10) -> str:
    """Return the first of some texts as a list, with …… behind it where there are more."""
    return "、".join(map(str, texts[:most])) + ("……" if len(texts) > most else "")


def wrap(text: str, columns: int, indent: str) -> list[str]:
    """Break a text into lines of at most so many columns, between any two Chinese characters.

    A command that has room on a line is not broken: it is there to be typed. Nor is a number from
    what it counts, or an opening mark from what it opens.
    """
    lines, line, used = [], indent, 0
    for word in _unbroken(text, columns):
        size = width(word)
        if used and used + size > columns:
            lines.append(line)
            line, used = indent, 0
            word = word.lstrip()
            size = width(word)
        line, used = line + word, used + size
    return [*lines, line] if line.strip() or not lines else lines


def within(text: str, columns: int, hang: int) -> list[str]:
    """Return a text as it is where it fits, else broken, what follows set in by ``hang`` blanks."""
    if width(text) <= columns:
        return [text]
    first, *more = wrap(text, columns - hang, "")
    return [first, *(" " * hang + each for each in more)]


def shortened(text: str, columns: int) -> str:
    """Return as much of a text as so many columns hold, and a mark where it was cut."""
    if width(text) <= columns:
        return text
    text = text[: 2 * columns]
    while text and width(text) > columns - 2:
        text = text[:-1]
    return f"{text}…"


def flow(phrases: Sequence[str], columns: int) -> list[str]:
    """Set phrases side by side on lines of at most so many columns, broken only where too long."""
    lines = [""]
    for phrase in (piece for each in phrases for piece in wrap(each, columns, "")):
        if lines[-1] and width(lines[-1]) + 1 + width(phrase) > columns:
            lines.append("")
        lines[-1] += f" {phrase}" if lines[-1] else phrase
    return lines


def said_moment(at: str | None, entered_at: str | None) -> str:
    """Return when a thing is said to have happened, and when it was entered where that differs."""
    said, entered = minute(at), minute(entered_at)
    return said if said == entered or not said or not entered else f"{said}（{entered} 录入）"


def first_of(phones: Sequence[str]) -> str:
    """Return the first number and how many there are; all of them stand in --csv and --json."""
    more = f" 等{len(phones)}个" if len(phones) > 1 else ""
    return phones[0] + more if phones else ""


_TWO_BYTES = frozenset({"gbk", "cp936", "936", "ms936", "gb2312", "gb18030"})
# Of a line to type, up to the sign that ends it.
_COMMAND = pattern(r"(revisit(?: [^\s，。；：、（）「」“”]+)+)")
_COLOUR = pattern(r"\x1b\[[0-9;]*m")
_NEVER_FIRST = frozenset("，。；：、！？）》」』”’…")
_NEVER_LAST = frozenset("（《「『“‘第")
# What a number counts stays with it, blank or none between: 10月, 3 家.
_MEASURES = frozenset("号家户件个行月日条通期次年份名项处天台秒分点位版时周页层列人倍万")


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _unbroken(text: str, columns: int) -> list[str]:
    """Return the pieces of a text between which a line may end: no closing mark begins one."""
    words: list[str] = []
    for piece in _COMMAND.split(text):
        is_whole = _COMMAND.fullmatch(piece) and width(piece) <= columns
        for word in [piece] if is_whole else _words(piece):
            last = words[-1] if words else ""
            if last and (
                word in _NEVER_FIRST or (_is_one(last, word) and width(last + word) <= columns)
            ):
                words[-1] += word
            else:
                words.append(word)
    return words


def _is_one(before: str, word: str) -> bool:
    """Whether no line may end between two words as long as both have room on one."""
    is_counted = word[:1] in _MEASURES and before.rstrip(" ")[-1:].isdigit()
    return is_counted or before[-1] in _NEVER_LAST


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        if words and character != " " and _width(character) == 1 and words[-1].isascii():
            if words[-1].endswith(" ") and words[-1].strip():
                words.append(character)
            else:
                words[-1] += character
        elif words and character == " " and words[-1].isascii():
            words[-1] += character
        else:
            words.append(character)
    return words
