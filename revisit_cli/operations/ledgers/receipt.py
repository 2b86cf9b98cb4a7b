"""Sending a unit's rows back to it, with what is wrong beside each."""

from functools import partial
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks.target import TargetNotWritable
from revisit_cli.files.ledgers.receipt import receipt_path, receipt_place, write_receipt
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.policy.ledgers.receipt import (
    is_due,
    is_older,
    is_too_long,
    is_untouched,
    receipt_of,
)
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.importing import LedgerImported
from revisit_cli.records.ledgers.receipt import Receipt
from revisit_cli.records.value import replace


def with_receipt(
    context: Context, path: Path, outcome: LedgerImported, *, keep: bool
) -> LedgerImported:
    """Write the receipt of an imported file and say where it lies; ``keep=False`` only says.

    A file without held or noted rows gets none, nor does one too long. ``receipt_fault`` is set
    where no place can be written; ``is_receipt_moved`` where it could not lie beside its file
    under its own name.
    """
    if not is_due(outcome.rows):
        return outcome
    if is_too_long(outcome.rows):
        return replace(outcome, is_receipt_too_long=True)
    receipt = receipt_of(outcome.file, outcome.rows)
    target = receipt_place(path, partial(is_our_own, outcome.file, receipt))
    if target is None:
        return replace(outcome, receipt_fault=str(path.parent))
    if keep:
        try:
            write_receipt(target, receipt, context.now)
        except TargetNotWritable:
            return replace(outcome, receipt_fault=str(target))
    moved = target != receipt_path(path)
    return replace(outcome, receipt=str(target), is_receipt_moved=moved)


def is_our_own(file: str, receipt: Receipt, path: Path) -> bool:
    """Tell whether an older receipt of the ledger lies at a path, in which nobody changed a cell.

    What a unit has corrected and sent back is never written over, nor is anything of others, nor
    the receipt of another ledger that differs by its ending alone, by its unit or by its month.
    """
    try:
        found = read_workbook(path)
        return is_untouched(found) and is_older(found, file, receipt)
    except RevisitError:
        return False
