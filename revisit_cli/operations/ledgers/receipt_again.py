"""Writing a receipt that was lost, out of the data file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from revisit_cli.errors.ledgers.ledger import NothingToReturn
from revisit_cli.errors.workbooks.target import TargetNotWritable
from revisit_cli.files.ledgers.receipt import receipt_path, receipt_place, write_receipt
from revisit_cli.files.workbooks.target import check_target
from revisit_cli.labels.file.database import CANNOT_OPEN
from revisit_cli.operations.firms.phone import note_cells_shown
from revisit_cli.operations.ledgers.ledger import file_named
from revisit_cli.operations.ledgers.receipt import is_our_own
from revisit_cli.operations.reading import reading
from revisit_cli.policy.ledgers.receipt import asks, is_due, receipt_of
from revisit_cli.policy.ledgers.receipt_again import rows_again
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.receipt import Receipt, ReceiptWritten
from revisit_cli.records.ledgers.stored import FilingsNamed
from revisit_cli.records.value import replace
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import receipt as store
from revisit_cli.store.ledgers import service as service_store


def write_again(context: Context, name: str, target: Path | None, *, force: bool) -> ReceiptWritten:
    """Write a receipt that was lost, by a file's name or digest or a filing's number.

    It says what stands now. Beside the file where ``name`` tells its folder, else in the folder
    one works in, unless ``target`` says where. It holds full numbers, which the log is told.
    Raises LedgerUnknown, LedgersShareName, NothingToReturn, TargetExists, TargetKindUnknown or
    TargetNotWritable.
    """
    with reading(context) as database:
        file, filings, count = _file_of(database, name)
        file_name = filing_store.file_name(database, file)
        rows, left_out = rows_again(store.rows_of_file(database, file))
    if not is_due(rows):
        raise NothingToReturn(ledger=name)
    receipt = receipt_of(file_name, rows, left_out)
    place = _place(name, file_name, receipt) if target is None else target
    if target is not None:
        check_target(target, (".xlsx",), force=force)
    note_cells_shown(context, "ledgers receipt", (row.read.firm for row in rows))
    write_receipt(place, receipt, context.now)
    written = _written(file_name, place, rows, left_out.total())
    return replace(written, filings=filings, files_named=count)


def _file_of(database: Database, name: str) -> tuple[int, FilingsNamed, int]:
    """Return a file with its filings, and how many of its name there are."""
    if name.isdecimal() and filing_store.exists(database, int(name)):
        file = store.file_of_filing(database, int(name))
        if file is None:  # A zero report.
            raise NothingToReturn(ledger=name)
        named = service_store.files_named(database, str(file))
        return file, next(each.filings for each in named if each.id == file), 1
    found, count = file_named(database, name)
    return found.id, found.filings, count


def _place(name: str, file_name: str, receipt: Receipt) -> Path:
    given = Path(name)
    beside = given if given.name == file_name and given.parent.is_dir() else Path(file_name)
    place = receipt_place(beside, partial(is_our_own, file_name, receipt))
    if place is None:
        raise TargetNotWritable(file=receipt_path(beside), what=CANNOT_OPEN)
    return place


def _written(file: str, place: Path, rows: Sequence[DecidedRow], left_out: int) -> ReceiptWritten:
    states = [row.state for row in rows]
    return ReceiptWritten(
        file=file,
        path=str(place),
        accepted=states.count("accepted"),
        duplicate=states.count("duplicate"),
        held=states.count("held"),
        noted=sum(row.state == "accepted" and asks(row) for row in rows),
        left_out=left_out,
    )
