"""Units as listed, added, imported and renamed."""

from dataclasses import dataclass

from revisit_cli.records.code import UnitKind
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``kind`` is bureau_unit (局属单位), office (机关科室) or unknown."""

    id: int
    name: str
    kind: UnitKind
    is_on_roster: bool
    leader: str | None = None
    deputy: str | None = None
    contact: str | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"id","name","kind","on_roster","leader","deputy","contact"}``."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "on_roster": self.is_on_roster,
            "leader": self.leader,
            "deputy": self.deputy,
            "contact": self.contact,
        }


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """What a clerk says of a unit besides its name, as typed; None says nothing.

    ``is_on_roster`` says whether it owes a ledger every month.
    """

    kind: str | None = None
    leader: str | None = None
    deputy: str | None = None
    contact: str | None = None
    is_on_roster: bool | None = None

    def given(self) -> tuple[str, ...]:
        """Return the names of what is said."""
        said = (
            ("kind", self.kind),
            ("leader", self.leader),
            ("deputy", self.deputy),
            ("contact", self.contact),
            ("on_roster", self.is_on_roster),
        )
        return tuple(name for name, value in said if value is not None)


@dataclass(frozen=True, slots=True)
class UnitsListed:
    """Every unit that stands."""

    units: tuple[Unit, ...]

    def as_json(self) -> Json:
        """``{"units":[…]}``."""
        return {"units": [each.as_json() for each in self.units]}


@dataclass(frozen=True, slots=True)
class UnitShown:
    """One unit with its other names, its remembered columns and its filings."""

    unit: Unit
    aliases: tuple[tuple[str, str | None], ...]
    columns: tuple[tuple[str, str], ...]
    filings: tuple[Filing, ...] = ()

    def as_json(self) -> Json:
        """The unit, ``"aliases":[{"name","renamed_on"}]``, ``"columns"``, ``"filings"``."""
        return {
            **self.unit.as_json(),
            "aliases": [{"name": name, "renamed_on": day} for name, day in self.aliases],
            "columns": [{"heading": heading, "field": field} for heading, field in self.columns],
            "filings": [
                {**each.as_json(), "received_at": each.received_at, "rows": each.row_count}
                for each in self.filings
            ],
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows of a file that were held for their unit and could come in now."""

    file: str
    row_count: int

    def as_json(self) -> dict[str, Json]:
        """``{"file","rows"}``."""
        return {"file": self.file, "rows": self.row_count}


@dataclass(frozen=True, slots=True)
class UnitAdded:
    """A unit came onto the list; ``waiting`` are files to import once more."""

    unit: Unit
    aliases: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def as_json(self) -> Json:
        """The unit, ``"aliases"`` and ``"waiting":[{"file","rows"}]``."""
        return {
            **self.unit.as_json(),
            "aliases": list(self.aliases),
            "waiting": [each.as_json() for each in self.waiting],
        }

    def facts(self) -> dict[str, Json]:
        """The unit's id."""
        return {"unit": self.unit.id}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of a roster: name, kind, leaders and other names as written."""

    name: str
    kind: UnitKind
    leader: str | None
    deputy: str | None
    contact: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitsImported:
    """A roster was taken in: units added, and known ones put on it.

    ``taken_aliases`` are other names it gives that another unit bears already; ``absent`` the
    units known that it does not name; ``waiting`` files to import once more.
    """

    added: int
    known: int
    taken_aliases: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def as_json(self) -> Json:
        """``{"added","known","taken_aliases":[{"alias","unit"}],"absent","waiting"}``."""
        return {
            **self.facts(),
            "taken_aliases": [{"alias": name, "unit": unit} for name, unit in self.taken_aliases],
            "absent": list(self.absent),
            "waiting": [each.as_json() for each in self.waiting],
        }

    def facts(self) -> dict[str, Json]:
        """``{"added","known"}``."""
        return {"added": self.added, "known": self.known}


@dataclass(frozen=True, slots=True)
class UnitAliased:
    """A unit has further names."""

    unit: Unit
    aliases: tuple[str, ...]
    waiting: tuple[Waiting, ...] = ()

    def as_json(self) -> Json:
        """The unit, ``"aliases"`` and ``"waiting":[{"file","rows"}]``."""
        return {
            **self.unit.as_json(),
            "aliases": list(self.aliases),
            "waiting": [each.as_json() for each in self.waiting],
        }

    def facts(self) -> dict[str, Json]:
        """The unit's id and how many names it got."""
        return {"unit": self.unit.id, "aliases": len(self.aliases)}


@dataclass(frozen=True, slots=True)
class UnitChanged:
    """A unit's kind or people were set."""

    unit: Unit
    fields: tuple[str, ...]

    def as_json(self) -> Json:
        """The unit and ``"changed"``: the names of what was set."""
        return {**self.unit.as_json(), "changed": list(self.fields)}

    def facts(self) -> dict[str, Json]:
        """The unit's id and the names of what was set."""
        return {"unit": self.unit.id, "changed": list(self.fields)}


@dataclass(frozen=True, slots=True)
class UnitRenamed:
    """A unit has a new name from a day on; the old one stays an alias."""

    unit: int
    old: str
    new: str
    renamed_on: str

    def as_json(self) -> Json:
        """``{"unit","old","new","renamed_on"}``."""
        return {
            "unit": self.unit,
            "old": self.old,
            "new": self.new,
            "renamed_on": self.renamed_on,
        }

    def facts(self) -> dict[str, Json]:
        """The unit's id and the day."""
        return {"unit": self.unit, "renamed_on": self.renamed_on}
