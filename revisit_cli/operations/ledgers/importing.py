"""Importing ledgers: each file is one act, whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.errors.ledgers.ledger import ReplacesMost
from revisit_cli.files.workbooks.workbook import Workbooks
from revisit_cli.operations.act import Act, Begin, sitting
from revisit_cli.operations.ledgers.again import known_content, says_nothing_new, unchanged
from revisit_cli.operations.ledgers.intake import Intake
from revisit_cli.operations.ledgers.receipt import with_receipt
from revisit_cli.policy.ledgers.receipt import firms_on, is_untouched
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.importing import (
    FileRefused,
    ImportOptions,
    LedgerImported,
    LedgersImported,
)
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Workbook

WhenRead = Callable[[LedgerImported | FileRefused], None]


def import_files(
    context: Context,
    paths: Sequence[Path],
    read: Workbooks,
    options: ImportOptions,
    told: WhenRead,
) -> LedgersImported:
    """Import files one after the other; ``told`` hears of each as soon as it is done.

    ``read`` gives what was read of each path, in order: ``operations.ledgers.workbook.reading``.
    A bad file never stops the others. Every good file is a transaction and an event of its own; a
    dry run goes the same way, one file after the other, over a copy of the data file.
    Writes a receipt beside each file with held or noted rows.
    """
    mapping_given(options.mapping)
    done: list[LedgerImported] = []
    refused: list[FileRefused] = []
    with (
        sitting(context, founds=True, rehearses=options.is_dry_run) as begin,
        _rehearsal(begin) if options.is_dry_run else nullcontext() as rehearsal,
    ):
        for path, found in zip(paths, read, strict=True):
            try:
                if isinstance(found, RevisitError):
                    raise found
                with _act(begin, rehearsal) as act:
                    outcome = _import_file(act, found, options)
            except RevisitError as refusal:
                asks = isinstance(refusal, ReplacesMost)
                refused.append(FileRefused(path.name, str(refusal), int(refusal.exit_code), asks))
                told(refused[-1])
            else:
                done.append(with_receipt(context, path, outcome, keep=rehearsal is None))
                told(done[-1])
    return LedgersImported(tuple(done), tuple(refused), options.is_dry_run)


@contextmanager
def _rehearsal(begin: Begin) -> Iterator[Act]:
    with begin(keep=False) as act:
        yield act
        act.leave()


@contextmanager
def _act(begin: Begin, rehearsal: Act | None) -> Iterator[Act]:
    """Open a file's own act; in a rehearsal, a part of the one act that is taken back whole."""
    if rehearsal is None:
        with begin() as act:
            yield act
    else:
        with rehearsal.database.trying():
            yield rehearsal


def _import_file(act: Act, workbook: Workbook, options: ImportOptions) -> LedgerImported:
    known = known_content(act.database, workbook.sha256)
    if known is None and is_untouched(workbook):
        act.leave()
        nothing = LedgerImported(workbook.name, workbook.sha256, True, (), 0, 0, 0, 0, 0)
        return replace(nothing, is_own_receipt=True)
    if known is not None and says_nothing_new(known, options):
        act.leave()
        return unchanged(act, workbook, known)
    outcome = Intake(act, workbook, options, known).run()
    if outcome.is_unchanged:
        act.leave()
        return outcome
    return act.tell(replace(outcome, receipt_firms=firms_on(outcome.rows)))
