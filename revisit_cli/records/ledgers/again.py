"""A ledger's content that was imported before."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.value import Value

# A row's place in its file: sheet, row, and which of the rows there: tables may stand side by side.
Spot: TypeAlias = tuple[str, int, int]


class Known(Value):
    """A content that was imported before: what became of its rows, and where it is in force.

    ``files`` are the files that brought it, by number, each with its name: the last is the
    newest, received at ``received_at``. ``waiting`` are the ids of the rows held still, ``taken``
    the spots of all others, each with the unit it is filed under. ``in_force`` are the units and
    months whose newest filing this content is, ``filed`` those it ever was filed for; ``kept_in``
    the numbers of the files that brought them; ``is_in_force`` tells that all it ever filed is.
    """

    files: Mapping[int, str]
    received_at: datetime
    waiting: Mapping[Spot, int]
    taken: Mapping[Spot, str | None]
    in_force: Mapping[tuple[str, str], Filing]
    filed: frozenset[tuple[str, str]]
    kept_in: Mapping[tuple[str, str], int]
    is_in_force: bool

    @property
    def file(self) -> int:
        """The number of the file that brought it last."""
        return max(self.files)

    @property
    def name(self) -> str:
        """The name under which it came last."""
        return self.files[self.file]
