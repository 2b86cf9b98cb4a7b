"""Erasing what is kept of the people of one firm."""

from collections.abc import Mapping
from dataclasses import dataclass

from revisit_cli.records.outcome import Json

Value = str | int | None


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row that may tell of a person: its table, id and the columns that could."""

    table: str
    id: int
    columns: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Personal:
    """Names and numbers (digits only) of a firm's people."""

    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class FirmErased:
    """Names and numbers of a firm's people are gone; counts, months and the log stay.

    ``rows`` counts what was blanked by table; ``open_calls`` are calls of the firm still to be
    made, ``shared`` other firms that have one of its numbers and keep it.
    """

    erasure: int
    firm: int
    name: str
    rows: tuple[tuple[str, int], ...]
    open_calls: int
    shared: int
    is_dry_run: bool = False

    def as_json(self) -> Json:
        """The log's facts, ``"name"`` and ``"dry_run"``."""
        return {**self.facts(), "name": self.name, "dry_run": self.is_dry_run}

    def facts(self) -> dict[str, Json]:
        """``{"erasure","firm","rows":{table:count},"open_calls","shared"}``."""
        return {
            "erasure": self.erasure,
            "firm": self.firm,
            "rows": dict(self.rows),
            "open_calls": self.open_calls,
            "shared": self.shared,
        }
