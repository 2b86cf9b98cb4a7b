"""The workbook that a packet goes out as: a row for each firm, with drop-downs for the answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.rules.answer import blank
from revisit_cli.files.rules.form import offer, sheet_styles
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height
from revisit_cli.labels.calls.call import OUTCOMES, PROBLEM_TAGS
from revisit_cli.labels.calls.sheet import (
    BLANK_INSTRUCTION,
    BLANK_TITLE,
    FOOTER,
    HIDDEN,
    INSTRUCTION,
    KNOWN,
    OFFERED,
    PACKET_NUMBER,
    PAPER_FIRST,
    PAPER_FURTHER,
    PAPER_SHEET,
    PAPER_TOLD,
    SHEET,
    TITLE,
    answered,
    tag_line,
)
from revisit_cli.labels.rules.form import FONT, NOTE_FONT, SHEET_TITLE_SIZE, TITLE_FONT
from revisit_cli.records.calls.sheet import Packet, SheetRow
from revisit_cli.rulebook.loader import form

FIRST_ROW = 3
BLANK_ROWS = 300
_WIDTHS = {
    "number": 4, "firm": 22, "unit": 10, "matter": 14, "contact": 8, "phones": 13, "last": 12,
    "outcome": 9, "respondent": 8, "at": 12, "callback": 12, "words": 14, "tags": 9,
}  # fmt: skip
_OTHER_WIDTH = 10
_SIZE = 10
# The columns of the sheet to print, with widths by which a page holds twelve firms.
_PAPER_FIELDS = (("number", 5), ("firm", 40), ("unit", 16), ("matter", 30), ("contact", 11),
                 ("phones", 22), ("last", 22))  # fmt: skip
_PAPER_SIZE, _LEAST_KNOWN, _MOST_KNOWN, _BOXES_HEIGHT = 8.5, 14, 40, 25
# Title and note of the first page, and what a page holds, in points.
_PAPER_HEADS, _PAPER_HEIGHT = (24.0, 18.0), 515.0
_COLUMNS_OF_WIDTH, PAPER_BETWEEN = 0.72, "　"
_LEAST_HEIGHT = 30


@clause("附表1", "三(一)1")
def write(
    path: Path, packet: Packet, rows: Sequence[SheetRow], *, force: bool, with_codes: bool = False
) -> None:
    """Write one clerk's sheet: 附表1's questions as columns, A4 landscape, a row for each firm.

    「并填写回访记录表（详见附表1）」. Raises TargetExists or TargetNotWritable.
    """
    title = TITLE.format(
        month=packet.month,
        clerk=packet.clerk,
        part=packet.part,
        parts=packet.parts,
        count=len(packet.calls),
        due=packet.due,
    )
    number = PACKET_NUMBER.format(id=packet.id)
    columns = (*KNOWN, *answered(), *HIDDEN)
    with book(path, "form", force=force, has_numbers=True) as workbook:
        styles = sheet_styles(workbook, _SIZE)
        sheet = workbook.add_worksheet(SHEET)
        _head(sheet, columns, title, INSTRUCTION, styles)
        for place, row in enumerate(rows, start=FIRST_ROW):
            _row(sheet, place, columns, row, styles)
        _choices(sheet, columns, FIRST_ROW, FIRST_ROW + len(rows) - 1)
        for column in range(len(columns) - len(HIDDEN), len(columns)):
            sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.protect(
            "",
            {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False},
        )
        _set_up(sheet, FOOTER.format(number=number))
        sheet.print_area(0, 0, FIRST_ROW + len(rows) - 1, len(columns) - len(HIDDEN) - 1)
        _paper(workbook, title, packet, rows)
        if with_codes:
            from revisit_cli.files.calls.dial import add_sheet

            add_sheet(workbook, packet.calls)


def _paper(workbook: Any, title: str, packet: Packet, rows: Sequence[SheetRow]) -> None:
    """Write the rows to print: the facts on one line, boxes to tick on the next.

    A sheet for each page: office programs that fit a sheet to the width of the paper ignore breaks
    set by hand, and would part a firm's lines. None has a row with the headings of a table of
    calls, so that answers are read from the other sheet only.
    """
    base = {"font_name": FONT, "font_size": _PAPER_SIZE, "valign": "vcenter", "text_wrap": True}
    known = workbook.add_format({**base, "font_size": 9, "top": 1, "bg_color": "#F0F0F0"})
    boxes = workbook.add_format({**base, "bottom": 1})
    title_look = {"font_name": TITLE_FONT, "font_size": SHEET_TITLE_SIZE, "bold": True}
    head = workbook.add_format({**base, **title_look})
    note = workbook.add_format({**base, "font_name": NOTE_FONT, "font_size": 9})
    last = len(_PAPER_FIELDS) - 1
    asked = PAPER_BETWEEN.join(
        f"{each.label}{blank(each, '')}" for each in form().of_units if each.kind != "words"
    )
    for page, shown in enumerate(_paper_pages(rows)):
        sheet = workbook.add_worksheet(f"{PAPER_SHEET}{page + 1 if page else ''}")
        for column, (_, width) in enumerate(_PAPER_FIELDS):
            sheet.set_column(column, column, width)
        row = 0
        if not page:
            merged(sheet, (0, 0, 0, last), title, head)
            merged(sheet, (1, 0, 1, last), PAPER_TOLD, note)
            for row, height in enumerate(_PAPER_HEADS):
                sheet.set_row(row, height)
            row = len(_PAPER_HEADS)
        for each in shown:
            for column, (field, _) in enumerate(_PAPER_FIELDS):
                sheet.write_string(row, column, each.known.get(field, ""), known)
            line = PAPER_FIRST if each.is_first else PAPER_FURTHER
            told = line.format(answers=asked, tags=tag_line())
            merged(sheet, (row + 1, 0, row + 1, last), told, boxes)
            for below, height in enumerate(_paper_heights(each)):
                sheet.set_row(row + below, height)
            row += 2
        sheet.hide_gridlines(2)
        _set_up(sheet, FOOTER.format(number=PACKET_NUMBER.format(id=packet.id)))


def _paper_heights(row: SheetRow) -> tuple[float, float]:
    """Return the heights of a row's two lines on the sheet to print."""
    heights = (
        text_height(row.known.get(field, ""), 9, width * _COLUMNS_OF_WIDTH)
        for field, width in _PAPER_FIELDS
    )
    above = min(_MOST_KNOWN, max(_LEAST_KNOWN, *heights))
    return above, _BOXES_HEIGHT if row.is_first else _BOXES_HEIGHT / 2


def _paper_pages(rows: Sequence[SheetRow]) -> list[list[SheetRow]]:
    """Return the rows of each page to print: a firm on one with all its units, if it fits."""
    firms: list[list[SheetRow]] = []
    for row in rows:
        if row.is_first or not firms:
            firms.append([])
        firms[-1].append(row)
    pages: list[list[SheetRow]] = [[]]
    left = _PAPER_HEIGHT - sum(_PAPER_HEADS)
    for firm in firms:
        for lines in [firm] if _paper_height(firm) <= _PAPER_HEIGHT else [[row] for row in firm]:
            height = _paper_height(lines)
            if height > left and pages[-1]:
                pages.append([])
                left = _PAPER_HEIGHT
            pages[-1] += lines
            left -= height
    return pages


def _paper_height(rows: Sequence[SheetRow]) -> float:
    return sum(sum(_paper_heights(row)) for row in rows)


def write_blank(path: Path, *, force: bool) -> None:
    """Write an empty sheet for keying calls in from paper. Raises as :func:`write`."""
    columns = (HIDDEN[0], HIDDEN[1], KNOWN[1], KNOWN[2], *answered())
    with book(path, "form", force=force, has_numbers=True) as workbook:
        styles = sheet_styles(workbook, _SIZE)
        sheet = workbook.add_worksheet(SHEET)
        _head(sheet, columns, BLANK_TITLE, BLANK_INSTRUCTION, styles)
        for row in range(FIRST_ROW, FIRST_ROW + BLANK_ROWS):
            for column in range(len(columns)):
                sheet.write_blank(row, column, None, styles["answer"])
        _choices(sheet, columns, FIRST_ROW, FIRST_ROW + BLANK_ROWS - 1)
        _set_up(sheet, FOOTER.format(number=""))
        sheet.print_area(0, 0, FIRST_ROW + 19, len(columns) - 1)


def _head(
    sheet: Any, columns: Sequence[tuple[str, str]], title: str, note: str, styles: dict[str, Any]
) -> None:
    widths = _widths()
    shown = len([field for field, _ in columns if field != "check"]) - 1
    merged(sheet, (0, 0, 0, shown), title, styles["title"])
    merged(sheet, (1, 0, 1, shown), note, styles["plain"])
    for column, (field, heading) in enumerate(columns):
        sheet.set_column(column, column, widths.get(field, _OTHER_WIDTH))
        sheet.write_string(2, column, heading, styles["head"])
    sheet.set_row(0, 28)
    sheet.set_row(1, 34)
    sheet.set_row(2, 66)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(2)


def _widths() -> dict[str, int]:
    asked = form()
    apart = {each.words_field: each.words_width for each in asked.of_units if each.words_field}
    return _WIDTHS | {each.code: each.width for each in asked.questions} | apart


def _by_unit() -> set[str]:
    """Return the fields that are answered for each unit, also in the rows of further units."""
    asked = form().of_units
    return {"words", *(each.code for each in asked), *(each.words_field for each in asked)}


def _row(
    sheet: Any,
    place: int,
    columns: Sequence[tuple[str, str]],
    row: SheetRow,
    styles: dict[str, Any],
) -> None:
    known, hidden, by_unit = dict(KNOWN), dict(HIDDEN), _by_unit()
    needed: list[float] = [_LEAST_HEIGHT]
    for column, (field, _) in enumerate(columns):
        if field in known:
            text = row.known.get(field, "")
            needed.append(text_height(text, _SIZE, _WIDTHS[field] - 1))
            sheet.write_string(place, column, text, styles["known"])
        elif field in hidden:
            sheet.write_string(place, column, row.hidden[field], styles["known"])
        else:
            is_open = row.is_first or field in by_unit
            sheet.write_blank(place, column, None, styles["answer" if is_open else "known"])
    sheet.set_row(place, min(400, max(needed)))


def _choices(sheet: Any, columns: Sequence[tuple[str, str]], first: int, last: int) -> None:
    lists = {each.code: list(each.words.values()) for each in form().questions if each.choices}
    lists["outcome"] = [OUTCOMES[code] for code in OFFERED]
    lists["tags"] = [*PROBLEM_TAGS.values()]
    for column, (field, _) in enumerate(columns):
        if field in lists:
            offer(sheet, column, first, last, lists[field])


def _set_up(sheet: Any, footer: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer)
