"""Taking packets back: every row checked against what went out, put on record once."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.files.workbooks import workbook
from revisit_cli.labels.calls import entry as words
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.entry import Source, marks_of, settle
from revisit_cli.policy.calls import absorb as packet_rows
from revisit_cli.policy.calls import row as call_row
from revisit_cli.policy.calls import table as call_table
from revisit_cli.policy.calls.entry import in_order
from revisit_cli.records.calls.entry import CallSheetsAbsorbed, FileRead, Flaw, RowResult, TableRow
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.calls.sheet import Packet, PacketRow
from revisit_cli.records.context import Context
from revisit_cli.records.value import Value, replace
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import sheet as store


class _Row(Value):
    """One firm's row that came back, with what it means."""

    file: FileRead
    row: PacketRow
    packet: Packet | None = None
    record: CallRecord | None = None
    flaws: tuple[tuple[TableRow, Flaw], ...] = ()
    notes: tuple[tuple[TableRow, Flaw], ...] = ()
    is_blank: bool = False


def absorb(context: Context, paths: Sequence[Path], *, is_dry_run: bool) -> CallSheetsAbsorbed:
    """Take back workbooks that ``write_sheets`` wrote, whole or in part, in any order.

    The same file again changes nothing; rows not filled stay with their clerk; what cannot be
    taken is held with its reason, what differs from the record is shown and never written over.
    One act: one event. A file that cannot be read does not stop the others.
    """
    reads, rows = _read(paths)
    with writing(context, keep=not is_dry_run) as act:
        understood = [_understood(act, context, each) for each in rows]
        rivals = _rivals(understood)
        # By time and not by file, so that the order of the files does not matter.
        order = sorted(range(len(understood)), key=lambda n: _when(understood[n]))
        results: dict[int, RowResult] = {}
        for number in order:
            results[number] = _settled(act, understood[number], rivals.get(number))
        out = _still_out(act, understood)
        outcome = CallSheetsAbsorbed(
            tuple(reads), tuple(results[n] for n in range(len(understood))), is_dry_run, out
        )
        if outcome.count("recorded") == 0:
            act.leave()
            return outcome
        return act.tell(outcome)


def _read(paths: Sequence[Path]) -> tuple[list[FileRead], list[_Row]]:
    reads, rows = [], []
    for path, found in zip(paths, workbook.read_workbooks(paths), strict=True):
        try:
            if isinstance(found, RevisitError):
                raise found
            table = call_table.read(found, packet_rows.NEEDED, words.NEEDED_PACKET)
        except RevisitError as refusal:
            reads.append(FileRead(path.name, None, str(refusal)))
            continue
        read = FileRead(path.name, found.sha256, digest=call_table.digest_of(table))
        reads.append(read)
        rows += [_Row(read, each) for each in packet_rows.grouped(table)]
    return reads, rows


def _understood(act: Act, context: Context, row: _Row) -> _Row:
    """Say which packet and call a row is, and what it records; or why it cannot be taken."""
    main, mark = row.row.main, row.row.mark
    if mark is None:
        if not call_row.is_filled_in(main):
            return replace(row, is_blank=True)
        firm = call_table.text_of(main, "firm")
        return _flawed(row, main, "firm", words.NOT_OURS.format(firm=firm))
    packet = store.find(act.database, mark.packet)
    if packet is None:
        return _flawed(row, main, "firm", words.PACKET_UNKNOWN)
    row = replace(row, packet=packet)
    sent = store.token_of(act.database, mark.packet, mark.call) == mark.token
    if not sent or not packet_rows.is_genuine(row.row, packet.secret):
        return _flawed(row, main, "firm", words.ALTERED)
    call = call_store.find(act.database, mark.call, act.context.at)
    units = {} if call is None else card.units_served(act.database, call)
    record, flaws = packet_rows.record_of(row.row, units, context.now)
    notes = () if record is None else packet_rows.unanswered(row.row, record, units)
    is_blank = record is None and not flaws
    return replace(row, record=record, flaws=flaws, notes=notes, is_blank=is_blank)


def _flawed(row: _Row, at: TableRow, column: str, what: str) -> _Row:
    return replace(row, flaws=((at, Flaw(column, what)),))


def _rivals(rows: Sequence[_Row]) -> dict[int, _Row]:
    """Return, for each row whose call came back in versions that cannot both be, another one."""
    versions: dict[int, dict[CallRecord, int]] = {}
    for number, row in enumerate(rows):
        if row.record is not None:
            versions.setdefault(row.record.call, {}).setdefault(row.record, number)
    found: dict[int, _Row] = {}
    for row_of in versions.values():
        tries = sorted(
            (record.at.isoformat() if record.at else "", record.outcome) for record in row_of
        )
        if in_order(tries):
            continue
        for number, row in enumerate(rows):
            if row.record in row_of:
                other = next(n for record, n in row_of.items() if record != row.record)
                found[number] = rows[other]
    return found


def _when(row: _Row) -> tuple[str, int]:
    if row.record is None or row.record.at is None:
        return "", 0
    return row.record.at.isoformat(), row.record.call


def _settled(act: Act, row: _Row, rival: _Row | None) -> RowResult:
    main = row.row.main
    bare = RowResult(
        row.file.file,
        main.sheet,
        main.row,
        "blank" if row.is_blank else "held",
        call=None if row.packet is None or row.row.mark is None else row.row.mark.call,
        firm=call_table.text_of(main, "firm") or None,
    )
    if row.record is None or row.packet is None:
        return replace(bare, flaws=_told(row.flaws))
    if rival is not None:
        where = words.place(rival.file.file, rival.row.main.sheet, rival.row.main.row)
        return replace(
            bare, state="conflict", flaws=((None, words.TWO_VERSIONS.format(place=where)),)
        )
    source = Source(row.file, main.sheet, main.row, packet=row.packet.id, by=row.packet.clerk)
    lacking = [each for each in row.notes if each[1].column == "overall"]
    settled = settle(act, row.record, source, _told(lacking))
    # The packet's own rows say at which cell what the record lacks.
    if settled.state != "recorded":
        return settled
    return replace(settled, notes=(*(_told(row.notes) or settled.notes), *marks_of(main)))


def _told(flaws: Sequence[tuple[TableRow, Flaw]]) -> tuple[tuple[str | None, str], ...]:
    return tuple((call_table.cell_name(at, flaw.column), flaw.what) for at, flaw in flaws)


def _still_out(act: Act, rows: Sequence[_Row]) -> tuple[tuple[int, int], ...]:
    packets = {row.packet.id for row in rows if row.packet is not None}
    counts = store.still_out(act.database)
    return tuple((packet, counts[packet]) for packet in sorted(packets))
