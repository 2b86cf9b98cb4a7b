"""Text from a foreign cell made safe and plain."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.labels.text import FIRST_PRIVATE, NOTHING, NOTHING_SIGNS, ONCE_PRIVATE
from revisit_cli.pattern import pattern
from revisit_cli.records.workbooks.grid import Cell, CellError, Number

# Control, zero-width, bidi and other invisible characters; line breaks and TABs are white space.
_UNSEEN = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u3164\u2060-\u206f\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
    "|[\U000e0000-\U000e0fff]"
)
_PRIVATE = pattern("[\ue815-\ue864]")
_OWN_POINT = str.maketrans({FIRST_PRIVATE + place: sign for place, sign in enumerate(ONCE_PRIVATE)})
_PLAIN = pattern(r"[\u4e00-\u9fff0-9A-Za-z.()]+")
_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = pattern(r"[ \t\x0b\x0c\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = pattern(r"\s*(?:[\r\n\x85\u2028\u2029]|<[bB][rR]\s*/?>)\s*")
_WHITE = pattern(r"\s+")


def original(cell: Cell) -> str:
    """Return a cell's own text, nothing taken off; a whole number without its decimal point."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    return _told(cell)


def _told(cell: Cell) -> str:
    if isinstance(cell, Number):
        return cell.shown
    if isinstance(cell, CellError):
        return cell.code
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int | float) else ""


def is_plain(text: str) -> bool:
    """Tell whether a text holds only such characters as are shown, and compared, as they are."""
    return bool(_PLAIN.fullmatch(text))


@lru_cache(maxsize=65536)
def lines(text: str) -> str:
    """Return a text without control, bidi and zero-width characters; line breaks are kept."""
    if is_plain(text):
        return text
    text = _ESCAPED.sub(_unescaped, text) if "_x" in text else text
    text = text.translate(_OWN_POINT) if _PRIVATE.search(text) else text
    text = _UNSEEN.sub("", _LINES.sub("\n", text))
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text safe to show on one line."""
    return lines(text).replace("\n", " ")


def folded(text: str) -> str:
    """Return a text for comparing: NFKC, nothing invisible, no white space."""
    if is_plain(text):
        return text
    return _WHITE.sub("", normalize("NFKC", lines(text)))


@lru_cache(maxsize=65536)
def says_nothing(text: str) -> bool:
    """Tell whether a text is empty or one of the words for nothing."""
    key = folded(text).casefold()
    return not key or key in NOTHING or not key.strip(NOTHING_SIGNS)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code < 0x20 else found[0]
