"""Telephone numbers as screens and files show them: in columns of their own, and in any text."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from revisit_cli.document import clause
from revisit_cli.labels.firms.firm import ERASED, STAND_IN
from revisit_cli.labels.firms.phone import BESIDE, CUES, EXTENSION, NUMERALS
from revisit_cli.pattern import pattern

# What may stand between two digits of one number, as ``_BETWEEN`` writes it.
_GAP = r"[\s\-\xad_.\xb7\xa6()]{0,3}"
_DIGITS = rf"(?:{_GAP}\d)"
# Any other signs but letters, between groups of the lengths in which a number is written.
_APART = r"(?:[^\w\n*]{1,6}|[^\w\n*]?\*[^\w\n*]?)"
_GROUPS = "|".join(
    _APART.join(rf"\d{{{length}}}" for length in lengths)
    for lengths in ((1, 4, 4), (1, 8), (5, 4), (1, 3, 5), (2, 3, 4))
)
_SHORT = rf"\d{{2,3}}(?:{_GAP}|{_APART})\d{{4}}"
_BEHIND = rf"(?:\s*(?i:{EXTENSION})[\s:]*\d{{1,6}}(?!\d))?"
# And the zero that some dial first.
_COUNTRY = rf"(?:(?:(?:\+|00){_GAP})?86{_GAP}|0{_GAP})?"
# What may stand between two digits of any number, and of a mobile.
_ANY = r"[\W_]{0,8}"
_NARROW = r"(?:[^\w/:,]|_){0,3}"
# Each kind of number, behind what a text lacks that holds none of it whichever signs are digits.
_KINDS = (
    # Several mobiles in one run of digits.
    (r"1[3-9]\d{20}", r"(?<!\d)(?P<glued>(?:1[3-9]\d{9}){2,})(?!\d)"),
    (
        rf"1{_NARROW}[3-9](?:{_NARROW}\d){{9}}",
        rf"(?<!\d){_COUNTRY}(?P<mobile>1{_GAP}[3-9]{_DIGITS}{{9}})(?!\d){_BEHIND}",
    ),
    # Rows, as a receipt lists them, are no number: 第138、1024、1130行.
    (
        r"1[3-9]\d{1,5}[^\w\n]{1,6}\d{3}"
        r"|1(?:[^\w\n]{1,6}[3-9][^\w\n]{1,6}|[3-9])\d(?:[^\w\n]{1,6}\d){8}",
        rf"(?<!\d)(?<!第)(?<!第\s){_COUNTRY}"
        rf"(?P<apart>1[3-9](?:{_GROUPS})|1{_APART}[3-9](?:{_APART}\d){{9}}"
        rf"|1[3-9]\d(?:{_APART}\d){{8}})(?!\d){_BEHIND}",
    ),
    # Abroad, or as from there, without the plus: 86-376-6123456, 00852 2345 6789.
    (
        rf"8(?:6|5[23])(?:{_ANY}\d){{8}}",
        rf"(?<!\d)(?P<prefixed>(?:00)?86{_APART}(?:10|2\d|[3-9]\d\d){_APART}[1-9]{_DIGITS}{{6,7}}"
        rf"|(?:00(?:852|853|886){_GAP}|(?:852|853|886)[-\xad])[2-9]{_DIGITS}{{7}})(?!\d)",
    ),
    # The end of a day, 2026-09-30, is no area code.
    (
        rf"0(?:10|2\d|[3-9]\d\d)(?:{_ANY}\d){{7}}",
        rf"(?<!\d)(?<!\d[-./]){_COUNTRY}[(\[]?(?P<area>0(?:10|2\d|[3-9]\d\d))\]?"
        rf"(?:{_GAP}|{_APART})(?P<local>[1-9](?:{_DIGITS}{{6,7}}|{_SHORT}))(?!\d){_BEHIND}",
    ),
    (r"\+", rf"(?P<abroad>\+{_DIGITS}{{8,15}})(?!\d){_BEHIND}"),
    (
        rf"[48]00(?:{_ANY}\d){{7}}",
        rf"(?<!\d)(?P<service>[48]00{_DIGITS}{{7}})(?!\d){_BEHIND}",
    ),
    (
        rf"(?i:{CUES})[^\n]{{0,6}}[2-9]\d",
        rf"(?P<cue>(?i:{CUES})[^\d\n]{{0,6}})(?P<plain>[2-9]{_SHORT})(?!\d){_BEHIND}",
    ),
    (
        rf"\d\s*[(\[]\s*(?i:{CUES}|{BESIDE})",
        rf"(?<!\d)(?P<told>[2-9]{_SHORT})(?!\d)(?=\s*[(\[]\s*(?i:{CUES}|{BESIDE}))",
    ),
)
_MARKS = [pattern(mark) for mark, _ in _KINDS]
_NAMES = ("mobile", "apart", "local", "abroad", "prefixed", "service", "plain", "told")
# A day's first digits are no number's last; in one run with others they are.
_DAY = pattern(r"(?<!\d)(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]\d")
_DAY_IN_ONE = pattern(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d$")
_REST_OF_DAY = 5
# What most texts with digits are: a day or a moment, and a number that is masked already.
_STAMP = pattern(r"[12]\d{3}-\d\d-\d\d(?:T[\d:]{8}[+]08:00)?|\d{0,6}\*{2,}\d{0,6}")
_CODE = pattern(r"[0-9A-Za-z]+")
_CODE_BEFORE = pattern(r"[0-9A-Za-z]+$")
_DIGEST = pattern(r"(?=\d*[a-f])[0-9a-f]{16,}|(?=\d*[A-Z])[0-9A-Z]{18}")
# The longest digest, and the longest credit code, are shorter.
_LONGEST_CODE = 65
_MOBILE_LENGTH, _FEWEST_DIGITS = 11, 7
_MOST_GROUPS, _FIRST_GROUP = 6, 3
# Most texts hold fewer digits than the shortest number, and are told by that at once.
_SIGNS = rf"\u00b2-\u00b9\u2070-\u249b\u24ea-\u24ff\u2776-\u2793{''.join(NUMERALS)}"
# Signs among which no digits stand: 李四0376 has no fourth zero.
_WRITTEN_OUT = pattern(rf"[{_SIGNS}](?:{_GAP}[{_SIGNS}]){{6,}}")
_BEHIND_DIGITS = pattern(rf"\d(?:(?:{_GAP}|{_APART})[\d{_SIGNS}])+")
# Of a name that ends in a numeral or two, these stay; a long dash is no name.
_BEHIND_NAMES = [
    pattern(rf"(?<=[^\W\d_{_SIGNS}])(?P<name>[{_SIGNS}]{{{numerals}}})|[{_SIGNS}]")
    for numerals in (1, 2)
]
_DIGIT_SIGNS = rf"[\d{_SIGNS}]"
_ENOUGH = pattern(rf"(?:{_DIGIT_SIGNS}[^\d]{{0,7}}){{6}}{_DIGIT_SIGNS}")
# So are most days: of any number so many digits stand in one run, with no letter among them.
_RUN = pattern(rf"\d(?:{_ANY}\d){{{_FEWEST_DIGITS - 1}}}")


class Number(NamedTuple):
    """A telephone number found in a text: where it begins and ends, and its digits."""

    start: int
    end: int
    digits: str

    def rank(self) -> tuple[int, int]:
        """Return what sorts the longest first, of two as long the one that knows +86 for none."""
        return self.start - self.end, len(self.digits)


@clause("三(四)1")
def masked(phone: str) -> str:
    """Return a number as screens and files show it, such as ``138****5678``: 「严格执行保密纪律」.

    Eleven digits and more keep the first three and the last four; fewer keep the last four, and
    those shorter than seven the last two. An extension is not shown.
    """
    if phone.startswith(STAND_IN):
        return ERASED
    digits = phone.partition("-")[0]
    if len(digits) >= _MOBILE_LENGTH:
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    kept = 4 if len(digits) >= 7 else 2
    return f"{'*' * max(0, len(digits) - kept)}{digits[-kept:]}"


@clause("三(四)1")
def hidden(text: str, may_show: Callable[[str], bool] | None = None) -> str:
    """Return a text with every number in it as :func:`masked` has it: 「严格执行保密纪律」.

    Numbers of which ``may_show`` says so, given their digits, stay as they are.
    """

    def shown(digits: str) -> str | None:
        return None if may_show is not None and may_show(digits) else masked(digits)

    return replaced(text, shown)


def replaced(text: str, told: Callable[[str], str | None]) -> str:
    """Return a text with what ``told`` says of its digits in each number's place.

    A number of which it says None stays as it is.
    """
    parts, at = [], 0
    for start, end, digits in numbers_in(text):
        if (instead := told(digits)) is not None:
            parts += [text[at:start], instead]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def numbers_in(text: str) -> Iterator[Number]:
    """Yield the telephone numbers in a text: mobiles, landlines, 400 and 800, numbers abroad.

    Their digits may be full-width or Chinese and set apart by any signs but letters, with +86
    before and an extension behind, which belongs to them. Seven or eight digits are one where a
    word for telephone stands beside them. Days, credit codes and digests are none.
    """
    if len(text) < _FEWEST_DIGITS or not _ENOUGH.search(text) or _STAMP.fullmatch(text):
        return
    decimal = text if text.isascii() else text.translate(_OF_DECIMALS)
    mixed = text if text.isascii() else decimal.translate(_OF_SIGNS)
    kinds = _kinds_in(mixed)
    if kinds is None:
        return
    told = [decimal]
    if mixed != decimal:
        # 138一二三四0001 too, and 张三138000000〇一 or 李四一三八…, of whom the name ends in no digit.
        told = [_WRITTEN_OUT.sub(_digits_of, decimal), mixed]
        told.append(_BEHIND_DIGITS.sub(_digits_of, decimal))
        told += (each.sub(_digits_of, decimal) for each in _BEHIND_NAMES)
    found = (each for reading in told for each in _numbers(reading, kinds))
    yield from sorted(_longest(found, len(text)))


def _kinds_in(mixed: str) -> re.Pattern[str] | None:
    """Return the pattern of the kinds of numbers that a text may hold, read with every digit.

    None where it holds no number. The pattern of all kinds takes a tenth of a short command to
    compile, and most texts need none of it: days, amounts.
    """
    if not _RUN.search(mixed):
        return None
    kinds = tuple(number for number, mark in enumerate(_MARKS) if mark.search(mixed))
    return _pattern_of(kinds) if kinds else None


@cache
def _pattern_of(kinds: tuple[int, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_KINDS[number][1] for number in kinds))


def _longest(numbers: Iterable[Number], length: int) -> Iterator[Number]:
    """Yield, longest first, the numbers that stand in no part of a longer one's place."""
    taken = bytearray(length)
    for each in sorted(numbers, key=Number.rank):
        place = slice(each.start, each.end)
        if not any(taken[place]):
            taken[place] = b"\1" * (each.end - each.start)
            yield each


def _numbers(plain: str, kinds: re.Pattern[str]) -> Iterator[Number]:
    """Yield the telephone numbers of some kinds in a text whose digits are all ASCII."""
    for match in kinds.finditer(plain):
        found = defaultdict(str, {name: text for name, text in match.groupdict().items() if text})
        if not _may_be_number(plain, match, found):
            continue
        start, end = match.start() + len(found["cue"]), match.end()
        if found["glued"]:
            for place in range(0, len(found["glued"]), _MOBILE_LENGTH):
                digits = found["glued"][place : place + _MOBILE_LENGTH]
                yield Number(start + place, start + place + _MOBILE_LENGTH, digits)
            continue
        told = found["area"] + next(found[kind] for kind in _NAMES if found[kind])
        yield Number(start, end, re.sub(r"\D", "", told))


def _may_be_number(text: str, match: re.Match[str], found: Mapping[str, str]) -> bool:
    """Tell whether digits that look like a number are no day, code or row of small numbers."""
    start, end = match.span()
    day = _DAY.search(text, start, end + _REST_OF_DAY)
    if day and day.start() < end:
        return False
    if _DAY_IN_ONE.search(found["plain"] or found["told"] or match[0]):
        return False
    groups = re.findall(r"\d+", found["mobile"])
    # Digit by digit from the start, or behind its first three: 138 0 0 0 0 0 0 0 1.
    behind_first = groups[1:] if groups and len(groups[0]) == _FIRST_GROUP else groups
    if len(groups) > _MOST_GROUPS and any(len(each) > 1 for each in behind_first):
        return False
    before = _CODE_BEFORE.search(text, max(0, start - _LONGEST_CODE), start)
    behind = _CODE.match(text, end, end + _LONGEST_CODE)
    # Letters on either side: part of a code, or a number that somebody glued to a word.
    around = (before[0] if before else "") + match[0] + (behind[0] if behind else "")
    return _DIGEST.fullmatch(around) is None


def _digits_of(found: re.Match[str]) -> str:
    is_kept = "name" in found.re.groupindex and found["name"]
    return found[0] if is_kept else found[0].translate(_OF_SIGNS)


class _Reading(dict[int, str]):
    """What signs read as: those a predicate takes for digits, and those that are told."""

    def __init__(self, takes: Callable[[str], bool], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self.takes = takes

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        value = unicodedata.digit(sign, None)
        if sign.isspace() and not sign.isascii():
            self[code] = " "
        else:
            self[code] = sign if value is None or not self.takes(sign) else str(value)
        return self[code]


# What stands between digits, as one of few signs: a pattern's set of others, again and again, takes
# longer to compile than all else of it. A dash that is a letter to ``re`` reads as ``_``, which is.
_BETWEEN = {
    "\xad": r"‐‑‒–—―",
    "\xa6": "−－•\xad\u200b\u200c\u200d\u200e\u200f\ufeff"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070)))),
    "_": "ー",
    **dict(zip("()[]+:", "（）【】＋：", strict=True)),
}
_OF_DECIMALS = _Reading(
    str.isdecimal, {ord(sign): told for told, signs in _BETWEEN.items() for sign in signs}
)
_OF_SIGNS = _Reading(
    lambda sign: not sign.isdecimal(), {ord(sign): str(value) for sign, value in NUMERALS.items()}
)
