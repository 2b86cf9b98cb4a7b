"""Months, and what columns are, as a clerk types them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from revisit_cli.errors.ledgers.ledger import MappingUnreadable
from revisit_cli.labels.ledgers.ledger import FIELD_WORDS, NAME_JOIN
from revisit_cli.operations.days.month import given_month

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
    column, mark, field = text.partition("=")
    if not mark:
        raise MappingUnreadable(text=text, fields=NAME_JOIN.join(FIELD_WORDS.values()))
    return column, field
