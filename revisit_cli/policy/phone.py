"""Telephone numbers out of a cell: digits, an extension after ``-``, and whose they are."""

import re
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.ledger import EXTENSION_WORDS, NOTHING
from revisit_cli.records.ledger import Person

_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d\u30fc]")
_EXTENSION = "|".join(EXTENSION_WORDS)
_MOBILE = r"1[ -]{0,2}[3-9](?:[ -]{0,2}\d){9}"
_SERVICE = r"[48]00(?:[ -]{0,2}\d){7}"
_AREA = r"\(?0\d{2,3}\)?[ -]{0,3}\d{3,4}[ -]?\d{4}"
_LOCAL = r"[2-9]\d{6,7}"
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d-)(?:\+?86[ -]*|00?86[ -]*|-+86[ -]*)?"
    rf"(?P<number>{_MOBILE}|{_SERVICE}|{_AREA}|{_LOCAL})"
    rf"(?:\.0)?(?:[ ]*(?:-|\*|#|{_EXTENSION})[ ]*(?P<extension>\d{{1,5}})(?!\d))?(?!\d)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_SCIENTIFIC = re.compile(r"\d\.\d+[eE]\+?\d+")


@lru_cache(maxsize=50_000)
def read_phones(text: str) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """Return who can be reached how by the text of a phone cell, and the notes on it.

    A name before a number is that number's person; "" where none stands. The notes are
    ``phone_missing`` (nothing, or a word for nothing) or ``phone_invalid`` (no number that can be
    dialled, such as a short service number or digits that a spreadsheet has rounded away).
    """
    cleaned = _DASHES.sub("-", normalize("NFKC", text)).replace("\t", " ").strip()
    if cleaned in NOTHING:
        return (), ("phone_missing",)
    people: list[Person] = []
    if not _SCIENTIFIC.search(cleaned):
        end = 0
        for found in _NUMBER.finditer(cleaned):
            names = _NAME.findall(cleaned[end : found.start()])
            end = found.end()
            people.append(Person(names[-1] if names else "", (_digits(found),)))
    return tuple(dict.fromkeys(people)), () if people else ("phone_invalid",)


def _digits(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found["number"])
    return f"{digits}-{found['extension']}" if found["extension"] else digits


@clause("三(四)1")
def masked(phone: str) -> str:
    """Return a number as screens and files show it, such as ``138****5678``: 「严格执行保密纪律」.

    Eleven digits and more keep the first three and the last four; fewer keep the last four, and
    those shorter than seven the last two. An extension is not shown.
    """
    digits = phone.partition("-")[0]
    if len(digits) >= 11:
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    kept = 4 if len(digits) >= 7 else 2
    return f"{'*' * max(0, len(digits) - kept)}{digits[-kept:]}"


def spaced(phone: str) -> str:
    """Return a mobile number as one reads it out, ``139 1234 5678``; others as they are."""
    if len(phone) == 11 and phone.startswith("1"):
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return phone
