"""Units as listed, added, imported and renamed."""

from revisit_cli.records.code import RosterMove, RosterSkip, UnitKind
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class Term(Value):
    """The months from which to which a unit owes ledgers, both included.

    Without ``since`` nobody noted it; without ``until`` there is no end.
    """

    id: int
    since: str | None = None
    until: str | None = None


class TermVersion(Value):
    """What a term of a unit was from one event of the log on, up to another.

    ``began`` 0: longer than the log tells; ``ended`` None: it is so now.
    """

    unit: int
    name: str
    since: str | None
    until: str | None
    began: int
    ended: int | None = None


class RosterChange(Value):
    """A change of the roster by which a unit owes a month's ledger or no longer does."""

    unit: str
    change: RosterMove
    at: str
    by: str
    id: int = field("")


class Unit(Value):
    """One unit: ``kind`` is bureau_unit (局属单位), office (机关科室) or unknown.

    It owes ledgers from ``owes_since`` to ``owes_until``, as in ``Term``; both None, too, where it
    owes none: ``owes`` tells.
    """

    id: int
    name: str
    kind: UnitKind
    is_on_roster: bool
    leader: str | None = None
    deputy: str | None = None
    contact: str | None = None
    owes: bool = False
    owes_since: str | None = None
    owes_until: str | None = None


class UnitDetails(Value):
    """What a clerk says of a unit besides its name, as typed; None says nothing.

    ``is_on_roster`` says whether it owes a ledger every month, ``since`` and ``until`` from which
    month and to which one.
    """

    kind: str | None = None
    leader: str | None = None
    deputy: str | None = None
    contact: str | None = None
    is_on_roster: bool | None = None
    since: str | None = None
    until: str | None = None

    def given(self) -> tuple[str, ...]:
        """Return the names of what is said."""
        said = (
            ("kind", self.kind),
            ("leader", self.leader),
            ("deputy", self.deputy),
            ("contact", self.contact),
            ("on_roster", self.is_on_roster),
            ("since", self.since),
            ("until", self.until),
        )
        return tuple(name for name, value in said if value is not None)


class UnitsListed(Outcome):
    """Every unit that stands."""

    units: tuple[Unit, ...] = field(rows=True)


class UnitShown(Outcome):
    """One unit with its other names, its remembered columns and its filings."""

    unit: Unit = field("*")
    aliases: tuple[tuple[str, str | None], ...] = field(columns="name renamed_on")
    columns: tuple[tuple[str, str], ...] = field(columns="heading field")
    filings: tuple[Filing, ...] = field("", default=())

    @computed("filings", columns="id unit month version state received_at rows")
    def filings_told(self) -> tuple[tuple[int | str, ...], ...]:
        """Its filings with when each came and its rows."""
        return tuple(each.line for each in self.filings)


class Waiting(Value):
    """Rows of a file that were held for their unit and could come in now."""

    file: str
    row_count: int = field("rows")


class UnitAdded(LoggedOutcome):
    """A unit came onto the list; ``waiting`` are files to import once more."""

    unit: Unit = field("*", logs="unit=id")
    aliases: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()


class RosterRow(Value):
    """One row of a roster: name, kind, leaders and other names as written."""

    name: str
    kind: UnitKind
    leader: str | None
    deputy: str | None
    contact: str | None
    aliases: tuple[str, ...]


class RosterSkipped(Value):
    """A filled row of a roster that was not taken, and why."""

    sheet: str
    row: int
    reason: RosterSkip


class UnitsImported(LoggedOutcome):
    """A roster was taken in: units added, and known ones put on it.

    ``skipped`` are the filled rows that name no unit, or one named before; ``taken_aliases`` are
    other names it gives that another unit bears already; ``absent`` the units known that it does
    not name; ``waiting`` files to import once more.
    """

    added: int = field(logs=True)
    known: int = field(logs=True)
    taken_aliases: tuple[tuple[str, str], ...] = field(columns="alias unit", default=())
    absent: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    skipped: tuple[RosterSkipped, ...] = ()


class UnitAliased(LoggedOutcome):
    """A unit has further names."""

    unit: Unit = field("*", logs="unit=id")
    aliases: tuple[str, ...] = field(logs="aliases=len()")
    waiting: tuple[Waiting, ...] = ()


class UnitChanged(LoggedOutcome):
    """A unit's kind or people were set."""

    unit: Unit = field("*", logs="unit=id")
    fields: tuple[str, ...] = field("changed", logs="changed", rows=True)


class UnitRenamed(LoggedOutcome):
    """A unit has a new name from a day on; the old one stays an alias."""

    unit: int = field(logs=True)
    old: str
    new: str
    renamed_on: str = field(logs=True)
