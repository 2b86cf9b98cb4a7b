"""The meaning of a number by its cell's format: a date, a duration, or digits as shown."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from revisit_cli.pattern import pattern

# The built-in formats, which a workbook gives by number only; dates as in a Chinese Excel.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0",
    42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 32), *range(34, 37), *range(50, 59)), "yyyy/m/d"),
    **dict.fromkeys((32, 33), "h:mm:ss"),
}  # fmt: skip
_PIECE = pattern(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General|G/\u901a\u7528\u683c\u5f0f)|(?P<clock>AM/PM|A/P|\u4e0a\u5348/\u4e0b\u5348)|"
    r"(?P<power>E[+\-])|(?P<section>;)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = pattern("h+|m+|s+", re.IGNORECASE)
_CONDITION = pattern(r"(?P<how>[<>]=?|=|<>)\s*(?P<than>-?\d+(?:\.\d+)?)")
_IN_DATES, _PLACES = frozenset("ymdhsebgaYMDHSEBGA"), frozenset("0#?")
# Literal text that is kept with the digits: 0371-, (0371), 11月.
_READ_WITH = pattern(r"[0-9()+\-./\u5e74\u6708\u65e5\u53f7]+")
_USUAL_DATE = pattern(r"[ymdhs\-/:. ,0\u5e74\u6708\u65e5]", re.IGNORECASE)
_MOBILE = pattern("1[3-9][0-9]{9}")
_MIDNIGHT = time()
_EPOCH = datetime.combine(date(1899, 12, 30), _MIDNIGHT)
_EPOCH_1904 = datetime.combine(date(1904, 1, 1), _MIDNIGHT)
_LEAP_BUG = 60  # in Excel 1900 has a 29 February
_LAST_SERIAL = 109_575  # the end of 2199: a larger number is not a date, whatever its format
_LONGEST_ELAPSED = 1_000.0  # days
_MILLISECONDS_A_DAY = 86_400_000
DAYS_TO_1904 = 1462
# Serial numbers of days from 2000 to 2099.
SERIALS = (36_526, 73_050)


class Section(NamedTuple):
    """One section of a format, for all numbers or for those that meet its condition.

    ``kind`` is general, date, elapsed, number, or other: a format that is not followed here.
    """

    kind: str
    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None = None


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a format code."""
    found: list[Section] = []
    pieces: list[tuple[str, str]] = []
    for piece in _PIECE.finditer(code):
        if piece["section"]:
            found.append(_section(pieces))
            pieces = []
        elif piece.lastgroup is not None:
            pieces.append((piece.lastgroup, piece[piece.lastgroup]))
    return (*found, _section(pieces))


def is_usual(code: str) -> bool:
    """Return whether a format adds nothing that other parsers of workbooks would miss."""
    return all(
        section.kind in ("general", "other")
        or (section.kind == "number" and not _says_more(section))
        or (section.kind == "date" and _is_usual_date(section))
        for section in sections(code)
    )


def value_of(value: float, code: str, *, is_1904: bool = False) -> object:
    """Return the value of a number in a cell with a format: a date, a time, or the number, with the
    text shown if that says more than the value (``("number", value, shown, is_1904)``).
    """
    if not isfinite(value):
        return None
    section = _section_for(value, code)
    if section.kind == "date" and 0 <= value < _LAST_SERIAL:
        return moment(value, is_1904=is_1904)
    if section.kind == "elapsed" and abs(value) < _LONGEST_ELAPSED:
        return timedelta(milliseconds=round(value * _MILLISECONDS_A_DAY))
    plain = str(int(value)) if value.is_integer() else repr(value)
    shown = _shown(value, section) if section.kind == "number" else plain
    may_be_day = is_1904 and SERIALS[0] <= value + DAYS_TO_1904 <= SERIALS[1]
    if shown == plain and not may_be_day:
        return value
    return "number", value, shown, may_be_day


def moment(serial: float, *, is_1904: bool = False) -> date | time:
    """Return the date, date-time or time of day of a serial number."""
    milliseconds = round(serial * _MILLISECONDS_A_DAY)
    days, rest = divmod(milliseconds, _MILLISECONDS_A_DAY)
    epoch = _EPOCH_1904 if is_1904 else _EPOCH + timedelta(days=days < _LEAP_BUG)
    found = epoch + timedelta(days=days, milliseconds=rest)
    if not days and rest and not is_1904:
        return found.time()
    return found if rest else found.date()


def serial_of(day: date) -> float | None:
    """Return the serial number of a day too far off to be a date, or None."""
    if day.year < 2200:
        return None
    if isinstance(day, datetime):
        return (day - _EPOCH).total_seconds() * 1000 / _MILLISECONDS_A_DAY
    return float((day - _EPOCH.date()).days)


def is_complete(digits: str) -> bool:
    """Return whether digits are a complete mobile number, whose format adds nothing."""
    return bool(_MOBILE.fullmatch(digits))


def _section(pieces: list[tuple[str, str]]) -> Section:
    brackets = [text for kind, text in pieces if kind == "bracket"]
    condition = next(filter(None, map(_CONDITION.fullmatch, brackets)), None)
    limit = condition and (condition["how"], float(condition["than"]))
    signs = {text for kind, text in pieces if kind == "sign"}
    kinds = {kind for kind, _ in pieces}
    kept = tuple(piece for piece in pieces if piece[0] != "bracket")
    if any(map(_ELAPSED.fullmatch, brackets)):
        return Section("elapsed", kept, limit)
    if "general" in kinds or not pieces:
        return Section("general", kept, limit)
    if signs & _IN_DATES or "clock" in kinds:
        return Section("date", kept, limit)
    is_number = bool(signs & _PLACES) and "power" not in kinds and not signs & {"%", "@"}
    is_number = is_number and not any(text.upper().startswith("DBNUM") for text in brackets)
    return Section("number" if is_number else "other", kept, limit)


def _section_for(value: float, code: str) -> Section:
    found = sections(code)
    for section in found:
        if section.condition and _holds(value, *section.condition):
            return section
    if any(section.condition for section in found):
        return next((each for each in found if not each.condition), Section("other", ()))
    if value < 0 and len(found) > 1:
        return found[1]
    return found[2] if not value and len(found) > 2 else found[0]


def _holds(value: float, how: str, than: float) -> bool:
    if how == "<>":
        return value != than
    return (
        (value == than and "=" in how)
        or (value < than and "<" in how)
        or (value > than and ">" in how)
    )


def _is_usual_date(section: Section) -> bool:
    return all(kind != "sign" or _USUAL_DATE.fullmatch(text) for kind, text in section.pieces)


def _says_more(section: Section) -> bool:
    """Return whether a section shows decimals, leading zeros, or text kept with the digits."""
    signs = "".join(text for kind, text in section.pieces if kind == "sign")
    whole, point, _ = signs.partition(".")
    has_text = any(
        kind in ("quoted", "escaped") and _READ_WITH.fullmatch(text)
        for kind, text in section.pieces
    )
    return (
        bool(point)
        or whole.count("0") > 1
        or has_text
        or any(_READ_WITH.fullmatch(s) for s in whole if s not in "0.")
    )


def _shown(value: float, section: Section) -> str:
    """Return a number as a section shows it, or its plain text if the section shows less.

    Thousands are not separated; of the literal text only what is kept with digits is shown.
    """
    plain = str(int(value)) if value.is_integer() else repr(value)
    signs = [text for kind, text in section.pieces if kind == "sign"]
    if value < 0 or "/" in signs or "e" in plain or is_complete(plain):
        return plain
    decimals = sum(map("".join(signs).partition(".")[2].count, "0#?"))
    digits, _, fraction = f"{value:.{decimals}f}".partition(".")
    if float(f"{digits}.{fraction or 0}") != value:
        return plain
    return _filled(section, digits, "" if value.is_integer() else fraction) or plain


def _filled(section: Section, digits: str, fraction: str) -> str:
    """Return digits put into the placeholders of a section, outwards from its decimal point."""
    point = next(
        (n for n, (kind, text) in enumerate(section.pieces) if kind == "sign" and text == "."),
        len(section.pieces),
    )
    before, left = [], digits if digits != "0" else ""
    places = sum(text in _PLACES for kind, text in section.pieces[:point] if kind == "sign")
    for kind, text in reversed(section.pieces[:point]):
        if kind == "sign" and text in _PLACES:
            places -= 1
            taken = left if not places else left[-1:]
            left = "" if not places else left[:-1]
            before.append(taken or ("0" if text == "0" else ""))
        else:
            before.append(_kept(kind, text))
    before.append(left)
    after, rest = [], fraction
    for kind, text in section.pieces[point + 1 :]:
        if kind == "sign" and text in _PLACES:
            is_needed = text == "0" or bool(rest.strip("0"))
            after.append(rest[:1] if is_needed else "")
            rest = rest[1:]
        else:
            after.append(_kept(kind, text))
    decimals = "".join(after)
    return "".join(reversed(before)) + (f".{decimals}" if fraction and decimals else decimals)


def _kept(kind: str, text: str) -> str:
    if kind == "sign" and text == ",":
        return ""
    return text if _READ_WITH.fullmatch(text) else ""
