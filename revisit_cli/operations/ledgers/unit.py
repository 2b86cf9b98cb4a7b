"""The roster of units."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from revisit_cli.errors.ledgers.unit import NothingToSet, TermUnclear
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.operations.act import writing
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.ledgers import term
from revisit_cli.operations.reading import reading
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers import unit as policy
from revisit_cli.policy.ledgers.roster import read_roster
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.unit import (
    RosterRow,
    Unit,
    UnitAdded,
    UnitAliased,
    UnitChanged,
    UnitDetails,
    UnitRenamed,
    UnitShown,
    UnitsImported,
    UnitsListed,
    Waiting,
)
from revisit_cli.records.value import replace
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import service as service_store
from revisit_cli.store.ledgers import unit as store


def list_units(context: Context) -> UnitsListed:
    """Return every unit that stands."""
    with reading(context) as database:
        return UnitsListed(store.all_units(database))


def show_unit(context: Context, text: str) -> UnitShown:
    """Return one unit with its names, remembered columns and filings. Raises UnitNotFound."""
    with reading(context) as database:
        number = lookup.unit(database, text).id
        return UnitShown(
            _of_id(database, number),
            store.aliases(database, number),
            tuple(store.column_map(database, number).items()),
            filing_store.of_unit(database, number),
        )


def add_unit(
    context: Context, name: str, details: UnitDetails, aliases: Sequence[str] = ()
) -> UnitAdded:
    """Add one unit, with the other names it goes by; it owes ledgers from ``details.since`` on.

    Raises UnitExists, UnitNameEmpty, UnitNameTooLong, UnitKindUnknown, or MonthIsClosed for a
    cleared month.
    """
    with writing(context, founds=True) as act:
        known = _known(act.database)
        cleaned = policy.new_name(name, known)
        number = store.add(
            act.database,
            cleaned,
            context.at,
            kind=policy.kind_given(details.kind) if details.kind else policy.kind_of(cleaned),
            is_on_roster=store.has_roster(act.database),
            leader=details.leader,
            deputy=details.deputy,
            contact=details.contact,
        )
        term.enter(act, number, details.since)
        known[firm_key(cleaned)] = cleaned
        given = _add_aliases(act.database, number, cleaned, aliases, known)
        unit = _of_id(act.database, number)
        return act.tell(UnitAdded(unit, given, _waiting(act.database)))


def alias_unit(context: Context, text: str, aliases: Sequence[str]) -> UnitAliased:
    """Give a unit further names. Raises UnitNotFound, UnitNotClear, UnitExists, UnitNameEmpty."""
    with writing(context) as act:
        chosen = lookup.unit(act.database, text)
        given = _add_aliases(act.database, chosen.id, chosen.name, aliases, _known(act.database))
        unit = _of_id(act.database, chosen.id)
        return act.tell(UnitAliased(unit, given, _waiting(act.database)))


def set_unit(context: Context, text: str, details: UnitDetails) -> UnitChanged:
    """Set a unit's kind, leader, deputy or contact, or whether and since when it owes ledgers.

    Raises UnitNotFound, UnitNotClear, UnitKindUnknown, NothingToSet, TermUnclear, TermBackwards,
    or MonthIsClosed where a cleared month would miss a ledger, or no longer.
    """
    changed = details.given()
    if not changed:
        raise NothingToSet
    if details.until and (details.is_on_roster or details.since):
        raise TermUnclear
    if details.until and details.is_on_roster is None:
        details = replace(details, is_on_roster=False)
    kind = policy.kind_given(details.kind) if details.kind else None
    with writing(context) as act:
        number = lookup.unit(act.database, text).id
        store.change(act.database, number, kind, details)
        if details.is_on_roster is False:
            term.leave(act, number, details.until)
        elif details.is_on_roster or details.since:
            term.enter(act, number, details.since)
        return act.tell(UnitChanged(_of_id(act.database, number), changed))


def import_units(context: Context, path: Path, since: str | None = None) -> UnitsImported:
    """Take a roster in; from then on a ledger's unknown unit is held.

    Its units owe ledgers from ``since`` on, those that owed them before as they did; with the
    first roster all others cease to. Raises RosterUnreadable, MonthIsClosed and what
    ``files.workbooks.workbook`` refuses.
    """
    rows, skipped = read_roster(read_workbook(path))
    with writing(context, founds=True) as act:
        database = act.database
        ids = {unit.name: unit.id for unit in store.all_units(database)}
        known = _known(database)
        before = set(ids)
        is_first = not store.has_roster(database)
        for row in rows:
            name = known.setdefault(firm_key(row.name), row.name)
            if name not in ids:
                ids[name] = store.add(database, name, context.at)
            store.enrol(database, ids[name], row.kind, row.leader, row.deputy, row.contact)
            term.enter(act, ids[name], since, is_first_roster=is_first)
        named = {known[firm_key(row.name)] for row in rows}
        if is_first:
            term.leave_unnamed(act, {ids[name] for name in named})
        taken = tuple(_add_roster_aliases(database, rows, known, ids))
        return act.tell(
            UnitsImported(
                added=len(named - before),
                known=len(named & before),
                taken_aliases=taken,
                absent=tuple(name for name in ids if name not in named),
                waiting=_waiting(database),
                skipped=skipped,
            )
        )


def _add_roster_aliases(
    database: Database, rows: Sequence[RosterRow], known: dict[str, str], ids: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Add the aliases of a roster to ``known``; yield those of another unit, with its name."""
    for row in rows:
        name = known[firm_key(row.name)]
        for alias in row.aliases:
            bearer = known.setdefault(firm_key(alias), name)
            if bearer != name:
                yield alias, bearer
            elif alias not in store.names(database):
                store.add_alias(database, ids[name], alias)


def rename_unit(context: Context, text: str, new: str, renamed_on: str | None) -> UnitRenamed:
    """Give a unit a new name from a day on. Raises UnitNotFound, UnitNotClear or UnitExists."""
    with writing(context) as act:
        number = lookup.unit(act.database, text).id
        old = _of_id(act.database, number).name
        cleaned = policy.new_name(new, _known(act.database), former=old)
        day = renamed_on or context.today.isoformat()
        store.rename(act.database, number, old, cleaned, day)
        return act.tell(UnitRenamed(number, old, cleaned, day))


def _known(database: Database) -> dict[str, str]:
    """Return each unit's name by each of its names, keyed."""
    return {firm_key(name): unit for name, unit in store.names(database).items()}


def _add_aliases(
    database: Database, unit: int, name: str, aliases: Sequence[str], known: dict[str, str]
) -> tuple[str, ...]:
    given = []
    for alias in aliases:
        given.append(policy.new_name(alias, known))
        store.add_alias(database, unit, given[-1])
        known[firm_key(alias)] = name
    return tuple(given)


def _waiting(database: Database) -> tuple[Waiting, ...]:
    """Return the files with rows whose unit was unknown and is known now."""
    known = _known(database)
    counts: dict[str, int] = {}
    for each in service_store.waiting(database):
        if policy.may_come_in(each.unit, each.notes, known):
            counts[each.file] = counts.get(each.file, 0) + each.row_count
    return tuple(Waiting(file, count) for file, count in counts.items())


def _of_id(database: Database, number: int) -> Unit:
    return next(unit for unit in store.all_units(database) if unit.id == number)
