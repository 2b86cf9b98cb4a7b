"""What another system's export says against a month's ledgers."""

from datetime import date

from revisit_cli.records.ledgers.ledger import Ignored
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field

# A firm is known by its id, or by its key where the data file has never heard of it.
Who = int | str


class ServedElsewhere(Value):
    """A firm that another system says was served; ``unit`` as written, None where none is."""

    unit: str | None
    firm: str
    who: Who
    served_on: date | None = None


class ServedHere(Value):
    """A firm that a unit's ledger of the month names."""

    unit: str
    firm: str
    who: Who


class NotFiled(Value):
    """A firm that the export names and the unit's ledger does not.

    ``near`` are names like it that the ledgers have, ``filed_by`` the units that did report it.
    """

    unit: str | None
    firm: str
    near: tuple[str, ...] = ()
    filed_by: tuple[str, ...] = ()


class CrossChecked(Outcome):
    """Firms that only one side names, with the unit where it is told. Hints, not findings.

    ``both_count`` counts firms that both name; ``outside_count`` rows of the export that another
    month's ledger answers for. ``nameless`` are its rows that name no firm, and ``ignored`` its
    sheets that were not read.
    """

    month: str
    not_filed: tuple[NotFiled, ...] = field(rows=True)
    not_elsewhere: tuple[tuple[str, str], ...] = field(columns="unit firm")
    both_count: int = field("both")
    outside_count: int = field("outside", default=0)
    nameless: tuple[tuple[str, int], ...] = field(columns="sheet row", default=())
    ignored: tuple[Ignored, ...] = ()
