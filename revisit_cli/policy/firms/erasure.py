"""What has to go when a firm asks that its people be forgotten (个人信息保护法 47)."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat

from revisit_cli.document import clause
from revisit_cli.labels.firms.firm import ERASED, STAND_IN
from revisit_cli.labels.firms.masking import numbers_in, replaced
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import firm_key, firms_in
from revisit_cli.policy.firms.phone import read_phones
from revisit_cli.policy.text import says_nothing
from revisit_cli.records.firms.erasure import KeptRow, NumberOfFiling, Personal, Stored, Trace
from revisit_cli.records.firms.person import without_extension
from revisit_cli.records.value import Json

# Columns that hold nothing but people: what each becomes.
BLANK: Mapping[str, Mapping[str, Stored]] = {
    "contact": {"phone": "", "extension": None, "state": "erased"},
    "service": {"contact_text": "", "phone_text": "", "cells": "{}"},
    "attempt": {"respondent": None, "callback_with": None},
    "visit": {"respondent": None, "respondent_phone": None, "signed_by": None},
    "attendance": {"person": None},
}
_NOBODYS: Mapping[NumberOfFiling, bool] = {}
_NAMES = frozenset({"name", "contact_text", "respondent", "callback_with", "signed_by", "person"})
_NUMBERS = frozenset({"phone", "phone_text", "phones", "respondent_phone"})
_JSON = frozenset({("visit_void", "record")})
_BETWEEN = pattern(r"[、,，/;；\n]+")
_BLANK, _ASIDE = pattern(r"\s+"), pattern(r"[（(][^（）()]*[)）]")
# A name is padded to the width of others, and a long one has dots in it, or has not.
_WITHIN, _WITHIN_NAME = r"[\s·•‧・]{0,2}", pattern(r"[\s·•‧・]+")
_DIGIT = {digit: f"[{digit}{chr(0xFF10 + int(digit))}]" for digit in "0123456789"}
_GAP = r"[\s\-\u2010-\u2015\u2212.·()（）]*"
_AREA_AND_LOCAL = 10  # digits
# A shorter word may be part of any other.
_SHORTEST_NAME, _SHORTEST_NUMBER = 2, 5


def personal_in(rows: Iterable[KeptRow]) -> Personal:
    """Return every name and number that a firm's rows give its people."""
    names: set[str] = set()
    numbers: set[str] = set()
    for row in rows:
        for column, value in row.columns.items():
            if not isinstance(value, str) or value.startswith(STAND_IN):
                continue
            if column in _NAMES:
                names |= {name for part in _BETWEEN.split(value) for name in _names(part)}
            if column in _NAMES | _NUMBERS:
                numbers |= _digits_in(value)
    return Personal(
        frozenset(name for name in names if len(name) >= _SHORTEST_NAME),
        frozenset(number for number in numbers if len(number) >= _SHORTEST_NUMBER),
    )


def _names(text: str) -> Iterator[str]:
    """Yield the names that a text without separators may stand for: "王 平" is one, and one blank.

    What stands in brackets behind a name is no part of it.
    """
    for told in {text, _ASIDE.sub("", text)}:
        pieces = [each for each in _BLANK.split(told) if not says_nothing(each)]
        yield "".join(pieces)
        yield from pieces


def _digits_in(text: str) -> set[str]:
    found = {without_extension(number) for number in read_phones(text).phones}
    found |= {number.digits for number in numbers_in(text)}
    return found | {re.sub(r"\D", "", part) for part in re.split(r"[^\d\s\-]+", text)} - {""}


@clause("三(四)1")
def erased(
    row: KeptRow,
    personal: Personal,
    stand_in: Callable[[str], str],
    others: Mapping[NumberOfFiling, bool] = _NOBODYS,
) -> dict[str, Stored]:
    """Return the columns of a row that change: 「严格执行保密纪律」.

    Columns of people are blanked; out of free text their names and numbers are taken, and any
    number besides, and the rest stays. Where bad numbers are counted, ``stand_in`` takes a
    number's place, so that no count moves; what other firms of a filing gave too (``others``) is
    counted by their rows, as far as it is as bad for them.
    """
    blank = dict(BLANK.get(row.table, {}))
    if row.table == "contact":
        blank["name"] = str(row.id)
    if row.table == "service":
        phones = []
        for phone in json.loads(str(row.columns["phones"])):
            is_alike = others.get((_filing(row), without_extension(phone)))
            if not is_alike:
                shared = "" if is_alike is None else STAND_IN
                phones.append(shared + _stand_in(phone, stand_in))
        blank["phones"] = json.dumps(phones, ensure_ascii=False)
    if row.table == "attempt" and (rung := row.columns["phone"]):
        blank["phone"] = _stand_in(str(rung), stand_in)
    after = {
        column: blank[column] if column in blank else _cleared(row.table, column, value, personal)
        for column, value in row.columns.items()
    }
    return {name: value for name, value in after.items() if value != row.columns[name]}


def _stand_in(phone: str, stand_in: Callable[[str], str]) -> str:
    return phone if phone.startswith(STAND_IN) else stand_in(without_extension(phone))


def _filing(row: KeptRow) -> int | None:
    filing = row.columns["filing"]
    return filing if isinstance(filing, int) else None


def _cleared(table: str, column: str, value: Stored, personal: Personal) -> Stored:
    if not isinstance(value, str) or not value:
        return value
    if (table, column) in _JSON:
        return json.dumps(_redacted_json(json.loads(value), personal), ensure_ascii=False)
    # Minutes quote other firms too: their people stay.
    return _without(value, personal.numbers) if table == "symposium" else redacted(value, personal)


def _redacted_json(value: Json, personal: Personal) -> Json:
    if isinstance(value, dict):
        return {key: _redacted_json(each, personal) for key, each in value.items()}
    if isinstance(value, list):
        return [_redacted_json(each, personal) for each in value]
    return redacted(value, personal) if isinstance(value, str) else value


def redacted(text: str, personal: Personal) -> str:
    """Return a text without these names and numbers, and without any other telephone number.

    Numbers not known are taken where a screen would mask them: a licence keeps its own.
    """
    text = _without(replaced(text, lambda _: ERASED), personal.numbers)
    return _nameless(text, personal.names)


def _nameless(text: str, names: frozenset[str]) -> str:
    """Return a text without these names, whatever stands between their letters."""
    for name in sorted(names, key=len, reverse=True):
        letters = map(re.escape, _WITHIN_NAME.sub("", name))
        text = re.sub(_WITHIN.join(letters), ERASED, text, flags=re.IGNORECASE)
    return text


def _without(text: str, numbers: frozenset[str]) -> str:
    """Return a text without these numbers, in whatever digits and with whatever between them."""

    def taken(digits: str) -> str | None:
        is_local = len(digits) < _AREA_AND_LOCAL and any(map(str.endswith, numbers, repeat(digits)))
        return ERASED if is_local or digits in numbers else None

    text = replaced(text, taken)
    for number in sorted(numbers, key=len, reverse=True):
        text = re.sub(_GAP.join(_DIGIT[digit] for digit in number), ERASED, text)
    return text


def traces(text: str, personal: Personal) -> tuple[Trace, ...]:
    """Return whether a text still has one of these numbers, and one of these names."""
    found: list[Trace] = []
    if _without(text, personal.numbers) != text:
        found.append("number")
    if _nameless(text, personal.names) != text:
        found.append("name")
    return tuple(found)


def is_about(firm_text: str, keys: frozenset[str]) -> bool:
    """Tell whether a held row's firm cell names one of these firms, perhaps among others."""
    return bool(keys & {firm_key(name) for name in (firm_text, *firms_in(firm_text))})
