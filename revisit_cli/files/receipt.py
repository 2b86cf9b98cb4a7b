"""The receipt that goes back to a unit: its own rows in its own words, and what is wrong."""

from datetime import datetime
from pathlib import Path

from revisit_cli.document import FORM_3
from revisit_cli.files.mark import mark
from revisit_cli.labels.ledger import NOTES, ROW_STATES
from revisit_cli.labels.receipt import (
    ENDING,
    PROBLEM,
    PROPOSED,
    SHEET,
    STATE,
    SUMMARY,
    UNIT_LINE,
)
from revisit_cli.records.filing import DecidedRow, LedgerImported
from revisit_cli.records.grid import Workbook

_FILLS = {"held": "#F8CBAD", "noted": "#FFE699", "duplicate": "#D9D9D9"}


def write_receipt(
    path: Path, workbook: Workbook, outcome: LedgerImported, now: datetime
) -> Path | None:
    """Write ``NAME_回执.xlsx`` beside the file; return its path, or None when it cannot be.

    The original is never changed; an older receipt of the same file is replaced. A corrected
    receipt imports like any ledger: its header is found by content.
    """
    import xlsxwriter

    target = path.with_name(f"{path.stem.removesuffix(ENDING)}{ENDING}.xlsx")
    if target.name == path.name:
        target = path.with_name(f"{path.stem}2.xlsx")
    try:
        with target.open("wb") as stream:
            book = xlsxwriter.Workbook(stream, {"in_memory": True})
            mark(book, "receipt", now)
            _fill(book, workbook, outcome)
            book.close()
    except OSError:
        return None
    return target


def _fill(book: object, workbook: Workbook, outcome: LedgerImported) -> None:
    sheet = book.add_worksheet(SHEET)  # type: ignore[attr-defined]
    formats = _formats(book)
    headings = _headings(outcome)
    last = len(headings) - 1
    noted = sum(bool(row.notes) and row.state != "held" for row in outcome.rows)
    summary = SUMMARY.format(
        file=workbook.name,
        read=outcome.read,
        accepted=outcome.accepted,
        duplicate=outcome.duplicate,
        held=outcome.held,
        noted=noted,
    )
    sheet.merge_range(0, 0, 0, max(last, 1), "", formats["title"])
    sheet.write_string(0, 0, summary, formats["title"])
    units = list(dict.fromkeys(row.unit or row.read.unit or "" for row in outcome.rows))
    first = 1
    if len(units) == 1 and units[0]:
        sheet.write_string(1, 0, UNIT_LINE.format(unit=units[0]))
        first = 2
    for column, heading in enumerate(headings):
        sheet.write_string(first, column, heading, formats["head"])
        sheet.set_column(column, column, 30 if heading in (PROBLEM,) else 14)
    for number, row in enumerate(outcome.rows, first + 1):
        _write_row(sheet, number, row, headings, formats)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)


def _headings(outcome: LedgerImported) -> list[str]:
    found = dict.fromkeys(heading for row in outcome.rows for heading in row.read.cells)
    named = [heading for heading in found if not heading.startswith("#")]
    return [*(named or list(found) or list(FORM_3.headings)), STATE, PROBLEM]


def _write_row(
    sheet: object, number: int, row: DecidedRow, headings: list[str], formats: dict[str, object]
) -> None:
    look = row.state if row.state != "accepted" else "noted" if row.notes else "plain"
    for column, heading in enumerate(headings[:-2]):
        text = row.read.cells.get(heading, "")
        sheet.write_string(number, column, text, formats[look])  # type: ignore[attr-defined]
    told = [NOTES[note] for note in row.notes]
    if row.read.proposed_firms:
        told.append(PROPOSED.format(firms="、".join(row.read.proposed_firms)))
    state, place = ROW_STATES[row.state], f"{row.read.sheet}!{row.read.row}"
    sheet.write_string(number, len(headings) - 2, state, formats[look])  # type: ignore[attr-defined]
    words = "；".join(told)
    sheet.write_string(  # type: ignore[attr-defined]
        number, len(headings) - 1, f"{place} {words}" if words else "", formats[look]
    )


def _formats(book: object) -> dict[str, object]:
    base = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10, "num_format": "@"}
    add = book.add_format  # type: ignore[attr-defined]
    looks = {name: add(base | {"bg_color": fill}) for name, fill in _FILLS.items()}
    return {
        **looks,
        "plain": add(base),
        "head": add(base | {"bold": True, "align": "center", "bg_color": "#DDEBF7"}),
        "title": add({"bold": True, "font_size": 12, "valign": "vcenter", "text_wrap": True}),
    }
