"""Looking at ledgers, and reporting none."""

from datetime import date
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.errors.ledgers.ledger import LedgerUnknown
from revisit_cli.files.ledgers.template import write_template
from revisit_cli.files.workbooks.target import name_text
from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.act import writing
from revisit_cli.operations.days.month import month_or_at_hand, month_wanted
from revisit_cli.operations.firms.phone import note_cells_shown
from revisit_cli.operations.ledgers.filing import Registrar
from revisit_cli.operations.ledgers.folder import sha256_of
from revisit_cli.operations.ledgers.withdrawal import withdraw_gone
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls.bad_number import number_counts, verdicts
from revisit_cli.policy.days.cycle import late_after, remind_on
from revisit_cli.policy.firms.lookup import chosen_unit
from revisit_cli.policy.ledgers.again import file_meant
from revisit_cli.policy.ledgers.filing import since_of
from revisit_cli.policy.ledgers.zero import (
    check_all_withdrawn,
    check_zero,
    is_zero_again,
)
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.filing import (
    LedgerShown,
    LedgersListed,
    ShownRow,
    ZeroReported,
)
from revisit_cli.records.ledgers.stored import FilingsNamed, NamedFile, StoredRow
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import lookup as lookup_store
from revisit_cli.store.ledgers import filing as store
from revisit_cli.store.ledgers import number as number_store
from revisit_cli.store.ledgers import service as service_store


def list_ledgers(context: Context, month: str | None) -> LedgersListed:
    """Return every filing of a month and the units that have not filed."""
    with reading(context) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        cycle = rules.period(wanted)
        filings = store.of_month(database, cycle)
        missing = tuple(store.missing_units(database, wanted, cycle.last_on))
        calendar = calendar_store.load(database)
        numbers = number_counts(
            number_store.given(database, wanted, cycle.last_on),
            verdicts(number_store.rung(database, wanted)),
            lambda each: each.filing or 0,
        )
    try:
        due_at = late_after(cycle, calendar)
        remind = remind_on(cycle, calendar)
    except YearUnknown:
        return LedgersListed(wanted, filings, missing, numbers=numbers)
    is_late = context.now > due_at
    return LedgersListed(wanted, filings, missing, remind, due_at, is_late, numbers)


def show_ledger(
    context: Context, name: str, month: str | None, *, shows_phones: bool
) -> LedgerShown:
    """Return every row of a filing (by its number), of an imported file (by name or digest), or
    those that stand for a unit: in a month, or in the last that it filed for.

    Phones are masked unless asked for, which the log is told. Raises LedgerUnknown,
    LedgersShareName, UnitNotFound or UnitNotClear.
    """
    filings: FilingsNamed = ()
    count = 1
    with reading(context) as database:
        if month is not None:
            unit = chosen_unit(name, lookup_store.units(database)).id
            rows = service_store.of_unit(
                database, unit, month_or_at_hand(context, rules_of(database), month)
            )
        elif name.isdecimal() and store.exists(database, int(name)):
            rows = service_store.of_filing(database, int(name))
        else:
            try:
                file, count = file_named(database, name)
            except LedgerUnknown:
                rows = _newest_of_unit(database, name)
            else:
                rows, filings = service_store.of_file(database, file.id), file.filings
    if shows_phones:
        note_cells_shown(context, "ledgers show", (row.firm_text for row in rows))
    shown = tuple(_shown(row, shows_phones=shows_phones) for row in rows)
    return LedgerShown(shown, filings, count)


def _newest_of_unit(database: Database, name: str) -> list[StoredRow]:
    """Return the rows that stand for a unit in the last month it filed for.

    Raises LedgerUnknown where no unit is meant either.
    """
    try:
        # A number is a filing's.
        unit = chosen_unit("" if name.isdecimal() else name, lookup_store.units(database)).id
    except RevisitError as error:
        raise LedgerUnknown(ledger=name) from error
    month = store.newest_month(database, unit)
    return [] if month is None else service_store.of_unit(database, unit, month)


def _shown(row: StoredRow, *, shows_phones: bool) -> ShownRow:
    return ShownRow(
        sheet=row.sheet,
        row=row.row,
        state=row.state,
        notes=row.notes,
        unit=row.unit or row.unit_text,
        officer=row.officer or None,
        served_on=date.fromisoformat(row.served_on) if row.served_on else None,
        place=row.place or None,
        matter=row.matter or None,
        completion=row.completion or None,
        firm=row.firm_text or None,
        contact=row.contact_text or None,
        phones=row.phones if shows_phones else tuple(map(masked, row.phones)),
        remark=row.remark or None,
        since=since_of(row.state, row.replaced_by, row.voided_at),
        is_overdue=row.is_overdue,
    )


def report_zero(
    context: Context, unit: str, month: str | None, *, accepts_gone: bool = False
) -> ZeroReported:
    """File a zero report; the same again changes nothing.

    ``accepts_gone`` withdraws what the unit had reported. Raises UnitNotFound, UnitNotClear,
    MonthIsClosed, ZeroAfterLedger or ZeroAfterCall.
    """
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        database = act.database
        chosen = chosen_unit(unit, lookup_store.units(database))
        calendar = calendar_store.load(database)
        standing = [row.id for row in service_store.standing(database, chosen.id, wanted)]
        latest = store.latest(database, chosen.id, wanted)
        if latest is not None and is_zero_again(latest.file, standing):
            act.leave()
            return ZeroReported(latest, is_unchanged=True)
        check_zero(chosen.name, wanted, standing, accepts_gone=accepts_gone)
        registrar = Registrar(act, calendar, {chosen.name: chosen.id})
        if standing and latest is not None:
            registrar.allow(wanted, latest.id, is_changed=True)
        withdrawal = withdraw_gone(act, standing)
        check_all_withdrawn(chosen.name, wanted, withdrawal)
        filing = registrar.add_zero((chosen.name, wanted), context.now)
        return act.tell(ZeroReported(filing, withdrawal))


def make_template(
    context: Context, unit: str, month: str | None, target: Path, *, force: bool
) -> Path:
    """Write a blank 附表3 for a unit and month. Raises TargetExists or TargetNotWritable."""
    write_template(target, unit, month_wanted(context, month), context.now, force=force)
    return target


def file_named(database: Database, name: str) -> tuple[NamedFile, int]:
    """Return the file of that name, digest or id, and how many of the name there are.

    Raises LedgerUnknown, or LedgersShareName where they are of different units.
    """
    path = Path(name)
    found = service_store.files_named(database, name_text(path))
    return file_meant(name, found, sha256_of(path) if len(found) > 1 else None), len(found)
