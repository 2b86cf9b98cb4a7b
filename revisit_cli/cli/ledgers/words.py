"""Months, and what columns are, as a clerk types them."""

import re
from collections.abc import Sequence
from typing import Annotated
from unicodedata import normalize

import typer

from revisit_cli.errors.ledgers.ledger import MappingUnreadable
from revisit_cli.labels.ledgers.ledger import FIELD_WORDS, NAME_JOIN
from revisit_cli.operations.days.month import given_month

# The letters of a column, with its sheet or without, in either width.
_LETTERS = re.compile(
    "(?:(?P<sheet>.*)[!\uff01])?(?P<letters>[A-Za-z\uff21-\uff3a\uff41-\uff5a]{1,3})"
)
Mapping = Annotated[
    list[str] | None, typer.Option("--map", metavar="列=字段", help="说明某列是什么")
]


def month_of(text: str | None) -> str | None:
    """Return a typed month as ``2026-11``; None stays None. Raises MonthUnreadable."""
    return None if text is None else given_month(text)


def mapping_of(texts: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """Return each ``列=字段`` as a pair. Raises MappingUnreadable."""
    return tuple(_pair(text) for text in texts or ())


def _pair(text: str) -> tuple[str, str]:
    column, mark, field = text.replace("＝", "=", 1).partition("=")
    if not mark:
        raise MappingUnreadable(text=text, fields=NAME_JOIN.join(FIELD_WORDS.values()))
    letters = _LETTERS.fullmatch(column)
    if letters is None:
        return column, field
    sheet = "" if letters["sheet"] is None else f"{letters['sheet']}!"
    return f"{sheet}{normalize('NFKC', letters['letters'])}", field
