"""Telephone numbers: read from whatever a cell holds, and how they are shown."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from revisit_cli.errors.calls.call import PhoneUnreadable
from revisit_cli.labels.firms import phone as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.text import lines, original, says_nothing
from revisit_cli.records.firms.person import Person
from revisit_cli.records.workbooks.grid import Cell

_GAP = rf"[\s{labels.DASHES}]*"
_DIGITS = rf"(?:{_GAP}\d)"
_COUNTRY = rf"(?:(?:\+|(?<!\d)00|-+|—+)\(?86\)?{_GAP}|(?<![\d-])86{_GAP}(?=1[3-9]))?"
_END = r"(?!\d)"
_LOCAL = r"[1-9]\d{2,3}[\s\-]?\d{4}|[1-9]\d{2}\s\d{2}\s\d{2}|[1-9]\d\s?\d{2}\s\d{2}\s?\d{2}"
_EXTENSION = rf"(?:\s*\(?{labels.EXTENSION}[\s:]*(?P<{{}}>\d{{{{1,6}}}}){_END}\)?)?"
_MOBILE = rf"(?<!\d)(?:0{_GAP})?{_COUNTRY}(?P<mobile>1{_GAP}[3-9]{_DIGITS}{{9}}){_END}"
_LANDLINE = (
    rf"(?<!\d)(?:{_COUNTRY}(?P<area>\(0\d{{2,3}}\)|0\d{{2,3}})|(?:\+\(?86\)?|(?<![\d\-])86(?=[\s\-])){_GAP}(?P<bare>[1-9]\d{{1,2}}))"
    rf"{_GAP}(?P<local>{_LOCAL}){_END}{_EXTENSION.format('ext')}"
)
_SERVICE = rf"(?<!\d)(?P<service>[48]00{_DIGITS}{{7}}){_END}{_EXTENSION.format('sext')}"
_PLAIN = rf"(?<![\d\-—(])(?P<plain>[2-9]\d{{2,3}}[\s\-]?\d{{4}}){_END}{_EXTENSION.format('pext')}"
_NUMBER = pattern(f"{_MOBILE}|{_LANDLINE}|{_SERVICE}|{_PLAIN}")
_LISTED = pattern(labels.LISTED)
_SEPARATORS = pattern(labels.SEPARATORS)
_NOISE = pattern(labels.NAME_NOISE)
_LABELS = pattern(labels.LABELS)
_RUN = pattern(r"\d[\d\s\-]*\d|\d")
_NOT_DIGITS = pattern(r"\D")
_SCIENTIFIC = pattern(r"(\d(?:\.\d+)?)[Ee]\+?(\d+)")
_DECIMAL = pattern(r"(?<=\d)\.0+$")
# Digits of one byte only: a full-width digit is read, never passed on.
_IS_MOBILE = pattern(r"1[3-9][0-9]{9}")
_INSIDE = pattern(rf"[\s._·/(){labels.DASHES}]+")
# A digit of another script, as NFKC leaves it.
_OTHER_DIGIT = pattern(r"(?![0-9])\d")
_THOUSANDS = pattern(r"[1-9]\d?(?:,\d{3}){3}(?:\.0+)?")
# Mobiles that somebody wrote without anything between: 22 digits, 33.
_GLUED = pattern(r"(?<!\d)(?:1[3-9]\d{9}){2,}(?!\d)")
_MOBILE_LENGTH = 11
_NO_NUMBER = pattern(f"{labels.FOREIGN}|{labels.CODE}")
_LETTER_BOX = pattern(labels.LETTER_BOX)
_SHORTEST = 7
# An area code set off by a stroke, a dot or other brackets: 0376/6123456, [0376]6123456.
_AREA_STROKE = pattern(r"(?<!\d)(0\d{2,3})\s*[/._·]\s*(?=[1-9]\d{6,7}(?!\d))")
_AREA_BRACKETS = pattern(r"[\[【\u3014]\s*(0\d{2,3})\s*[\]】\u3015]")
# 分机801 0376-6123456: with no number before it, the one behind is whose extension it is.
_AHEAD = rf"{labels.EXTENSION_WORD}[\s:]*"
_EXTENSION_AHEAD = pattern(
    rf"(?<![^\n;；])(?P<name>[^\d\n;；]*?)\(?{_AHEAD}(?P<first>\d{{1,6}}?)(?:[\s)）,，、:：/]+|(?=0\d))"
    rf"[^\d\n;；]{{0,6}}?(?P<number>(?:\(0\d{{2,3}}\)|0\d{{2,3}}){_GAP}(?:{_LOCAL})"
    rf"|[48]00{_DIGITS}{{7}}|[2-9]\d{{2,3}}[\s\-]?\d{{4}}){_END}(?!\s*{labels.EXTENSION}[\s:]*\d)"
)
_LEFT_AHEAD = pattern(
    rf"(?<![^\n;；])([^\d\n;；]*{_AHEAD}\d{{1,6}}(?:[、,/]\s*\d{{1,6}})*)\s(?=[\s(\d])"
)
_ALSO_FAX = pattern(labels.ALSO_FAX)
_FAX_BEFORE = pattern(labels.FAX_BEFORE, re.IGNORECASE)
_FAX_AFTER = pattern(labels.FAX_AFTER, re.IGNORECASE)


class Phones(NamedTuple):
    """What one cell told: people with their numbers, all numbers, and notes.

    Numbers are digits, an extension after ``-``; the notes are phone_missing, phone_invalid and
    phone_is_fax.
    """

    people: tuple[Person, ...]
    phones: tuple[str, ...]
    notes: tuple[str, ...]


_NONE = Phones((), (), ("phone_missing",))
_FAX_ALONE = Phones((), (), ("phone_is_fax",))


def read_phones(cell: Cell) -> Phones:
    """Return every number of a cell with the name that stands by it.

    Eleven-digit mobiles, landlines with or without area code, 400 and 800 numbers are good; short
    service numbers (95300, 12345) reach no contact and are ``phone_invalid``, as are numbers
    whose digits a spreadsheet has rounded away. A bad number beside a good one is told too. A fax
    reaches nobody: it is none of the numbers, and told where it stands alone. Nothing is taken out
    of another country's number or of a code: what the digits in it spell is somebody else's.
    """
    return _read(original(cell))


@lru_cache(maxsize=131072)
def _read(text: str) -> Phones:
    if _IS_MOBILE.fullmatch(text):
        return Phones((Person("", (text,)),), (text,), ())
    if says_nothing(text):
        return _NONE
    listed = _LISTED.sub("\n", lines(text))
    figures = _OTHER_DIGIT.sub(lambda found: str(int(found[0])), normalize("NFKC", listed))
    text = _whole_digits(figures.strip().lstrip("'`’‘"))
    text, strange = _NO_NUMBER.subn(";", _LETTER_BOX.sub(" ", text))
    text = _GLUED.sub(_apart, text)
    text = _AREA_STROKE.sub(r"\1-", _AREA_BRACKETS.sub(r"(\1)", _ALSO_FAX.sub(" ", text)))
    text = _LEFT_AHEAD.sub(r"\1;", _EXTENSION_AHEAD.sub(r"\g<name>\g<number>-\g<first>", text))
    # One mobile broken by dots or a line break: what else the eleven digits could be is nothing.
    joined = _INSIDE.sub("", text)
    if _IS_MOBILE.fullmatch(joined):
        return Phones((Person("", (joined,)),), (joined,), ())
    people: list[Person] = []
    bad, waiting, faxes = bool(strange), "", 0
    for segment in _segments(text):
        found, leftover, fax_count = _of_segment(segment)
        faxes += fax_count
        if not found:
            waiting = _given_to_last(people, _name(segment))
        elif waiting and not found[0].name:
            found[0], waiting = Person(waiting, found[0].phones), ""
        people.extend(found)
        bad = bad or leftover
    phones = tuple(dict.fromkeys(phone for person in people for phone in person.phones))
    if faxes and not phones and not bad:
        return _FAX_ALONE
    return Phones(tuple(people), phones, () if phones and not bad else ("phone_invalid",))


def _given_to_last(people: list[Person], name: str) -> str:
    """Give a name that stands alone to the number before it; return it where that has one."""
    if not people or people[-1].name or not name:
        return name
    people[-1] = Person(name, people[-1].phones)
    return ""


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has written a number as ``1.38E+10``, its last digits gone."""
    whole = _whole_digits(normalize("NFKC", text))
    return _SCIENTIFIC.fullmatch(whole) is not None


def _segments(text: str) -> list[str]:
    return [part for part in _SEPARATORS.split(text) if part and part.strip()]


def _whole_digits(text: str) -> str:
    """Undo what spreadsheets do to numbers, where no digit is lost by it."""
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    text = _DECIMAL.sub("", text.strip())
    found = _SCIENTIFIC.fullmatch(text)
    if found is None:
        return text
    digits = found[1].replace(".", "")
    return digits if len(digits) == int(found[2]) + 1 else text


def _apart(found: re.Match[str]) -> str:
    starts = range(0, len(found[0]), _MOBILE_LENGTH)
    return ";".join(found[0][start : start + _MOBILE_LENGTH] for start in starts)


def _of_segment(segment: str) -> tuple[list[Person], bool, int]:
    """Return whom a piece of a cell names, whether it holds a bad number, and how many faxes."""
    people, bad, at, name, faxes = [], False, 0, "", 0
    for found in _NUMBER.finditer(segment):
        between = segment[at : found.start()]
        bad = bad or _has_number(between)
        if _FAX_BEFORE.search(between) or _FAX_AFTER.match(segment[found.end() :]):
            faxes, at = faxes + 1, found.end()
            continue
        name = _name(between) or name
        people.append((name, _number(found)))
        at = found.end()
    rest = segment[at:]
    # A short piece between separators, as in 13800000034/35, is a number half told.
    bad = bad or _has_number(rest) or (not people and _is_half_told(rest))
    if len(people) == 1 and not people[0][0]:
        people[0] = (_name(rest), people[0][1])
    by_name: dict[str, list[str]] = {}
    for person, phone in people:
        by_name.setdefault(person, []).append(phone)
    return [Person(person, tuple(phones)) for person, phones in by_name.items()], bad, faxes


def _is_half_told(text: str) -> bool:
    """Tell whether a piece is what is left of a number: two digits in it, or one and no more."""
    digits = _NOT_DIGITS.sub("", text)
    return len(digits) >= 2 or digits == text.strip() != ""


def _number(found: re.Match[str]) -> str:
    parts = found.groupdict()
    extension = parts["ext"] or parts["sext"] or parts["pext"]
    area = parts["area"] or (f"0{parts['bare']}" if parts["bare"] else "")
    digits = area + (parts["mobile"] or parts["local"] or parts["service"] or parts["plain"])
    digits = _NOT_DIGITS.sub("", digits)
    return f"{digits}-{extension}" if extension else digits


def _has_number(text: str) -> bool:
    return any(len(_NOT_DIGITS.sub("", run)) >= 3 for run in _RUN.findall(text))


def _name(text: str) -> str:
    return _NOISE.sub(" ", _LABELS.sub(" ", re.sub(r"\d+", " ", text))).strip()


def number_given(text: str) -> str:
    """Return the one number that a clerk typed, as digits. Raises PhoneUnreadable."""
    found = read_phones(text)
    if len(found.phones) != 1 or found.notes:
        raise PhoneUnreadable
    return found.phones[0]


def number_rung(text: str | None) -> str | None:
    """Return the number that somebody says was rung, as contacts have it; any other text as it is.

    Without its extension: behind it is the same line.
    """
    try:
        return text and number_given(text).partition("-")[0]
    except PhoneUnreadable:
        return text


def is_number(text: str) -> bool:
    """Tell whether a typed text is long enough to be a telephone number, not a row's number."""
    return text.isdecimal() and len(text) >= _SHORTEST


def is_mobile(phone: str) -> bool:
    """Tell whether a number as read is a mobile's."""
    return bool(_IS_MOBILE.fullmatch(phone))
