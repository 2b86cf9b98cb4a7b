"""The rows of a re-checker's sheet: dealt out, marked, and understood when they come back."""

from collections.abc import Sequence
from datetime import date, datetime, time

from revisit_cli.document import clause
from revisit_cli.errors import RevisitError
from revisit_cli.labels.recheck import sheet as words
from revisit_cli.policy.calls import table
from revisit_cli.policy.calls.sheet import check_of
from revisit_cli.policy.days.words import moment_written
from revisit_cli.policy.recheck.entry import answer_given, overall_given, pressure_given
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.context import BEIJING
from revisit_cli.records.recheck.entry import CheckSheet, EntryRecord, RecheckEntry
from revisit_cli.records.value import Value

_FIELDS = tuple(field for field, _ in words.FILLED)


class Returned(Value):
    """One row that came back: the sheet and the drawn call it names, and what marks it."""

    packet: int
    entry: int
    check: str


@clause("R37")
def dealt(entries: Sequence[RecheckEntry], count: int) -> tuple[tuple[RecheckEntry, ...], ...]:
    """Deal drawn calls out to so many re-checkers, in rank order: each call to one of them."""
    return tuple(tuple(entries[place::count]) for place in range(count))


def mark(sheet: CheckSheet, entry: RecheckEntry) -> str:
    """Return the hidden cell by which a row comes home."""
    return f"{sheet.id}-{entry.id}-{_check(sheet, entry.id, entry.now_named or entry.label)}"


def returned(row: TableRow) -> Returned | None:
    """Return which row of which sheet a row is, or None where its mark is not whole."""
    packet, entry, check = (*table.text_of(row, "check").split("-"), "", "", "")[:3]
    if not (packet.isdecimal() and entry.isdecimal() and check) or len(packet + entry) > 18:
        return None
    return Returned(int(packet), int(entry), check)


def is_genuine(row: TableRow, found: Returned, sheet: CheckSheet) -> bool:
    """Whether a row's mark belongs to the firm beside it, as it went out."""
    return found.check == _check(sheet, found.entry, table.text_of(row, "firm"))


def is_blank(row: TableRow) -> bool:
    """Whether nothing was filled in."""
    return not table.is_filled(row, _FIELDS)


def record_of(
    row: TableRow, entry: RecheckEntry, sheet: CheckSheet, now: datetime
) -> EntryRecord | str:
    """Return what a filled row records, or the sentence that says what is wrong with it."""
    try:
        texts = {field: table.text_of(row, field) for field in _FIELDS}
        at = _moment(row, now)
        if isinstance(at, str):
            return at
        return EntryRecord(
            rank=entry.rank,
            answer=answer_given(texts["answer"]),
            overall=overall_given(texts["overall"]) if texts["overall"] else None,
            pressure=pressure_given(texts["pressure"]) if texts["pressure"] else None,
            words=texts["words"] or None,
            office=sheet.office,
            at=at,
            # The sheet printed the name that the firm bore then: its mark says that it is the same.
            as_merged=table.text_of(row, "firm"),
            packet=sheet.id,
        )
    except RevisitError as refusal:
        return refusal.of_row


def _moment(row: TableRow, now: datetime) -> datetime | str:
    cell = row.cells.get("at")
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=BEIJING, microsecond=0)
    if isinstance(cell, date):
        return words.AT_IS_DAY
    text = table.text_of(row, "at")
    if not text:
        return words.AT_MISSING
    found = moment_written(text, now)
    return words.AT_IS_DAY if found.time() == time() else found


def _check(sheet: CheckSheet, entry: int, firm: str) -> str:
    return check_of(sheet.secret, entry, sheet.id, None, firm)
