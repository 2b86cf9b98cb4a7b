"""The roster of units."""

from pathlib import Path

from revisit_cli.errors.unit import UnitExists
from revisit_cli.files.workbook import read_workbook
from revisit_cli.operations.act import reading, writing
from revisit_cli.policy import unit as policy
from revisit_cli.policy.choice import chosen_unit
from revisit_cli.policy.firm import firm_key
from revisit_cli.records.context import Context
from revisit_cli.records.unit import (
    Unit,
    UnitAdded,
    UnitRenamed,
    UnitShown,
    UnitsImported,
    UnitsListed,
)
from revisit_cli.store import choice as choice_store
from revisit_cli.store import unit as store
from revisit_cli.store.database import Database, Row


def list_units(context: Context) -> UnitsListed:
    """Return every unit that stands."""
    with reading(context) as database:
        return UnitsListed(tuple(_unit(row) for row in store.all_units(database)))


def show_unit(context: Context, text: str) -> UnitShown:
    """Return one unit with its other names and remembered columns. Raises UnitNotFound."""
    with reading(context) as database:
        number = chosen_unit(text, choice_store.units(database)).id
        unit = _of_id(database, number)
        aliases = tuple((a["name"], a["renamed_on"]) for a in store.aliases(database, number))
        return UnitShown(unit, aliases, tuple(store.column_map(database, number).items()))


def add_unit(context: Context, name: str, kind: str | None) -> UnitAdded:
    """Add one unit. Raises UnitExists."""
    cleaned = "".join(name.split())
    with writing(context) as act:
        known = {firm_key(each) for each in store.names(act.database)}
        if firm_key(cleaned) in known:
            raise UnitExists(unit=cleaned)
        at = context.now.isoformat(timespec="seconds")
        on_roster = store.has_roster(act.database)
        number = store.add(
            act.database,
            cleaned,
            at,
            kind=kind or policy.kind_of(cleaned),
            is_on_roster=on_roster,
        )
        return act.tell(UnitAdded(_of_id(act.database, number)))


def import_units(context: Context, path: Path) -> UnitsImported:
    """Take a roster in; from then on a ledger's unknown unit is held.

    Raises RosterUnreadable and what ``files.workbook`` refuses.
    """
    rows = policy.read_roster(read_workbook(path))
    with writing(context) as act:
        ids = {row["name"]: row["id"] for row in store.all_units(act.database)}
        names = {firm_key(n): ids[u] for n, u in store.names(act.database).items()}
        at = context.now.isoformat(timespec="seconds")
        added = 0
        for row in rows:
            number = names.get(firm_key(row.name))
            if number is None:
                added += 1
                number = store.add(act.database, row.name, at)
                names[firm_key(row.name)] = number
            store.enrol(act.database, number, row.kind, row.leader, row.deputy, row.contact)
            for alias in row.aliases:
                if firm_key(alias) not in names:
                    store.add_alias(act.database, number, alias)
                    names[firm_key(alias)] = number
        return act.tell(UnitsImported(added, len(rows) - added))


def rename_unit(context: Context, text: str, new: str, renamed_on: str | None) -> UnitRenamed:
    """Give a unit a new name from a day on. Raises UnitNotFound, UnitNotClear or UnitExists."""
    cleaned = "".join(new.split())
    with writing(context) as act:
        number = chosen_unit(text, choice_store.units(act.database)).id
        if firm_key(cleaned) in {firm_key(each) for each in store.names(act.database)}:
            raise UnitExists(unit=cleaned)
        old = _of_id(act.database, number).name
        day = renamed_on or context.today.isoformat()
        store.rename(act.database, number, old, cleaned, day)
        return act.tell(UnitRenamed(number, old, cleaned, day))


def _of_id(database: Database, number: int) -> Unit:
    return next(_unit(row) for row in store.all_units(database) if row["id"] == number)


def _unit(row: Row) -> Unit:
    return Unit(
        row["id"],
        row["name"],
        row["kind"],
        bool(row["is_on_roster"]),
        row["leader"],
        row["deputy"],
        row["contact"],
    )
