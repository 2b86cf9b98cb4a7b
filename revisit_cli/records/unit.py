"""Units as listed, added, imported and renamed."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``kind`` is bureau_unit (局属单位), office (机关科室) or unknown."""

    id: int
    name: str
    kind: str
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
class UnitsListed:
    """Every unit that stands."""

    units: tuple[Unit, ...]

    def as_json(self) -> Json:
        """``{"units":[…]}``."""
        return {"units": [each.as_json() for each in self.units]}


@dataclass(frozen=True, slots=True)
class UnitShown:
    """One unit with its other names and its remembered columns."""

    unit: Unit
    aliases: tuple[tuple[str, str | None], ...]
    columns: tuple[tuple[str, str], ...]

    def as_json(self) -> Json:
        """The unit, ``"aliases":[{"name","renamed_on"}]``, ``"columns":[{"heading","field"}]``."""
        return {
            **self.unit.as_json(),
            "aliases": [{"name": name, "renamed_on": day} for name, day in self.aliases],
            "columns": [{"heading": heading, "field": field} for heading, field in self.columns],
        }


@dataclass(frozen=True, slots=True)
class UnitAdded:
    """A unit came onto the list."""

    unit: Unit

    def as_json(self) -> Json:
        """The unit."""
        return self.unit.as_json()

    def facts(self) -> dict[str, Json]:
        """The unit's id."""
        return {"unit": self.unit.id}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of a roster: name, kind, leaders and other names as written."""

    name: str
    kind: str
    leader: str | None
    deputy: str | None
    contact: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitsImported:
    """A roster was taken in: units added, and known ones put on it."""

    added: int
    known: int

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"added","known"}``."""
        return {"added": self.added, "known": self.known}


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
