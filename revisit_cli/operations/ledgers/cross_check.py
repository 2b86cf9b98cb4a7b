"""Holding another system's export against what the units filed."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.firms.lookup import chosen_unit
from revisit_cli.policy.ledgers.cross_check import cross_checked
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.policy.ledgers.option import check_columns, check_month
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.cross_check import CrossChecked, ServedElsewhere
from revisit_cli.records.ledgers.ledger import Hints
from revisit_cli.records.value import replace
from revisit_cli.store.firms import lookup as lookup_store
from revisit_cli.store.ledgers import service as service_store


def cross_check(
    context: Context,
    path: Path,
    month: str | None,
    unit: str | None,
    mapping: Sequence[tuple[str, str]] = (),
) -> CrossChecked:
    """Compare another system's export with what the units filed: a hint, never a verdict.

    ``unit`` asks of one unit only, and is whose export it is where the export names none. Raises
    what ``files.workbooks.workbook``, ``policy.ledgers.ledger`` and ``policy.ledgers.option``
    refuse, UnitNotFound and UnitNotClear.
    """
    columns = mapping_given(mapping)
    workbook = read_workbook(path)
    check_columns(workbook, mapping)
    with reading(context) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        hints = Hints(rules=rules, month=wanted, month_at_hand=wanted, mapping=columns)
        other = understand(workbook, hints)
        if month is not None:
            check_month(other, wanted, workbook.name)
        rows = [
            (row, name)
            for sheet in other.sheets
            for row in sheet.rows
            for name in row.proposed_firms or (row.firm,)
            if name
        ]
        units = lookup_store.units(database)
        chosen = None if unit is None else chosen_unit(unit, units).name
        known = service_store.find_firms(database, [firm_key(name) for _, name in rows])
        served = service_store.firms_served(database, wanted)
    names = {firm_key(name): each.name for each in units for name in each.names}
    elsewhere = [
        ServedElsewhere(
            row.unit or chosen, name, known.get(firm_key(name), firm_key(name)), row.served_on
        )
        for row, name in rows
    ]
    nameless = [
        (row.sheet, row.row)
        for sheet in other.sheets
        for row in sheet.rows
        if not (row.firm or row.proposed_firms)
    ]
    checked = cross_checked(rules.period(wanted), elsewhere, served, names, chosen)
    return replace(checked, nameless=tuple(nameless), ignored=other.ignored)
