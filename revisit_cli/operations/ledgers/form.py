"""Printing 附表3: blank, for some units, or for every unit of a month."""

from pathlib import Path

from revisit_cli.document import FORM_3
from revisit_cli.errors.rules.form import NothingToPrint
from revisit_cli.files.ledgers import form as files
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.rules.form import BLANK, LEDGER_FILE
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.firms.phone import note_cells_shown
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.records.context import Context
from revisit_cli.records.form import FormRow, FormsAsked, FormsWritten, LedgerPage
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import form as store


def write(context: Context, asked: FormsAsked) -> FormsWritten:
    """Write 附表3 for these units, for every unit of a month, or one blank page.

    Full numbers, where asked for, are told to the log first.
    Raises UnitNotFound, UnitNotClear, NothingToPrint, TargetExists or TargetNotWritable.
    """
    names = [each for each in asked.named if each not in BLANK]
    with reading(context, needs_file=bool(asked.named or asked.with_all)) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, asked.month)
        if asked.with_all:
            units = store.units(database, rules.period(wanted))
            if not units:
                raise NothingToPrint(month=wanted)
        else:
            found = dict.fromkeys(lookup.unit(database, name) for name in names)
            units = [(unit.id, unit.name) for unit in found]
        pages = [_page(database, unit, wanted, shows_phones=asked.shows_phones) for unit in units]
    firms = frozenset[str]().union(*(page.firms for page in pages))
    if asked.shows_phones and firms:
        note_cells_shown(context, f"forms {FORM_3.number}", firms)
    where = Path(asked.path or LEDGER_FILE.format(number=FORM_3.number))
    blank = LedgerPage("", wanted if asked.month else "", ())
    made_on = context.today.isoformat() if pages else ""
    files.write(
        where, pages or [blank], made_on=made_on, force=asked.force, has_numbers=asked.shows_phones
    )
    return FormsWritten("3", str(where), len(pages) or 1)


def _page(
    database: Database, unit: tuple[int, str], month: str, *, shows_phones: bool
) -> LedgerPage:
    rows = store.rows(database, unit[0], month)
    return LedgerPage(
        unit[1], month, tuple(_cells(unit[1], row, shows_phones=shows_phones) for row in rows)
    )


def _cells(unit: str, row: FormRow, *, shows_phones: bool) -> tuple[str, ...]:
    shown = row.phones if shows_phones else map(masked, row.phones)
    told = (
        unit, row.officer, row.day, row.place, row.matter, row.completion, row.firm, row.contact,
        LISTED.join(shown), row.remark,
    )  # fmt: skip
    return tuple(text or "" for text in told)
