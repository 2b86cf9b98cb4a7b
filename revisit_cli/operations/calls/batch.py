"""Keying in a file of calls: paper forms of days ago, a script's records."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors.calls.sheet import RowsRefused
from revisit_cli.files.calls import batch as call_lines
from revisit_cli.files.workbooks import workbook
from revisit_cli.labels.calls import entry as words
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls.entry import Source, marks_of, settle
from revisit_cli.policy.calls import row as call_row
from revisit_cli.policy.calls import table as call_table
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.workbooks.table import hidden_sheets
from revisit_cli.records.calls.entry import CallsKeyed, FileRead, RowResult, TableRow
from revisit_cli.records.context import Context
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as call_store


def key_in(
    context: Context, name: str, data: bytes | None, *, skips_bad: bool, is_dry_run: bool
) -> CallsKeyed:
    """Put every row of a file on record, by the rules of one record; in one act.

    ``data`` are standard input's bytes, None to read the file ``name``. All flaws are told at
    once; with any, nothing is recorded unless ``skips_bad``. A row that is on record already
    changes nothing. Raises RowsRefused, NoCallTable, LineNotRecord and what
    ``files.workbooks.workbook`` refuses.
    """
    sha256, rows, hidden = _read(context, name, data)
    shown = Path(name).name
    file = FileRead(shown, sha256, digest=call_table.digest_of(rows))
    with writing(context, keep=not is_dry_run) as act:
        results = tuple(_settled(act, row, file) for row in rows)
        outcome = CallsKeyed((file,), results, is_dry_run, hidden)
        if outcome.has_held and not skips_bad:
            bad = [row for row in results if row.state in ("held", "conflict")]
            raise RowsRefused(file=shown, count=len(bad), faults=told(bad))
        if outcome.count("recorded") == 0:
            act.leave()
            return outcome
        return act.tell(outcome)


def told(rows: Sequence[RowResult]) -> str:
    """Return every flaw and difference of these rows, a line each, with its place."""
    return "\n".join(line for row in rows for line in words.row_lines(row))


def _read(
    context: Context, name: str, data: bytes | None
) -> tuple[str, tuple[TableRow, ...], tuple[tuple[str, int], ...]]:
    """Return a file's digest, its rows, and its hidden sheets."""
    needed = ("call", "outcome")
    if data is None and Path(name).suffix.lower() not in call_lines.ENDINGS:
        book = workbook.read_workbook(Path(name))
        return book.sha256, call_table.read(book, needed, words.NEEDED), hidden_sheets(book)
    given = call_lines.read_bytes(Path(name)) if data is None else data
    if call_lines.is_lines(name, given):
        rows = call_table.from_records(call_lines.read_lines(Path(name).name, given))
        return call_lines.digest_of(given), rows, ()
    with call_lines.kept_aside(given, Path(context.database).parent) as path:
        book = replace(workbook.read_workbook(path), name=Path(name).name)
    return book.sha256, call_table.read(book, needed, words.NEEDED), hidden_sheets(book)


def _settled(act: Act, row: TableRow, file: FileRead) -> RowResult:
    entry = call_row.entry_of(row, act.context.now)
    if entry.record is None:
        flaws = tuple((call_table.cell_name(row, each.column), each.what) for each in entry.flaws)
        firm = call_table.text_of(row, "firm") or None
        return RowResult(file.file, row.sheet, row.row, "held", firm=firm, flaws=flaws)
    record = entry.record
    named = call_table.text_of(row, "firm")
    call = call_store.find(act.database, record.call, act.context.at)
    if named and call is not None and firm_key(named) != firm_key(call.name):
        what = words.FIRM_DIFFERS.format(call=record.call, firm=call.name, named=named)
        flaw = (call_table.cell_name(row, "firm"), what)
        return RowResult(
            file.file,
            row.sheet,
            row.row,
            "held",
            record.call,
            named,
            outcome=record.outcome,
            flaws=(flaw,),
        )
    settled = settle(act, record, Source(file, row.sheet, row.row))
    if settled.state != "recorded":
        return settled
    return replace(settled, notes=(*settled.notes, *marks_of(row)))
