"""附表2, the printed form of a visit, one A4 page for each; and the list of a day's round."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from revisit_cli.document import FORM_2, clause
from revisit_cli.files.rules.form import form_styles, set_up
from revisit_cli.files.rules.record_page import Foot, record_styles, write_record
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.calls.sheet import tag_line
from revisit_cli.labels.rules.form import (
    NO_PLACE,
    ROUND_ASKED,
    ROUND_GROUP,
    ROUND_HEADINGS,
    ROUND_SHEET,
    ROUND_TITLE,
)
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.records.form import FormPage, VisitRow

_SIGNATURES, _SIGNED, _TAGS = 66, 32, 30
_ROUND_WIDTHS = (6, 28, 16, 24, 11, 16, 13, 11, 11, 20)
# Points that a seal needs; characters of twelve points in a line across all columns, and for each
# unit of a column's width.
_SEAL, _GROUP_COLUMNS, _COLUMNS_OF_WIDTH = 62, 110, 0.72


@clause("附表2", "三(一)2")
def write(path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool = False) -> None:
    """Write one A4 page of the form for each visit, filled but for the signatures.

    Headings are the document's own, 「上门回访工作记录表」.
    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=has_numbers) as workbook:
        styles = record_styles(workbook)
        for page in pages:
            write_record(workbook, styles, page, FORM_2, tuple(_foot(page)))


def write_round(
    path: Path, month: str, rows: Sequence[VisitRow], *, force: bool, has_numbers: bool = False
) -> None:
    """Write a day's round by district, with room to write, and to seal. Raises as :func:`write`."""
    with book(path, "form", force=force, has_numbers=has_numbers) as workbook:
        styles = form_styles(workbook)
        sheet = workbook.add_worksheet(ROUND_SHEET)
        sheet.set_landscape()
        set_up(sheet, _ROUND_WIDTHS)
        sheet.fit_to_pages(1, 0)
        last = len(ROUND_HEADINGS) - 1
        merged(sheet, (0, 0, 0, last), ROUND_TITLE.format(month=month), styles["title"])
        for column, heading in enumerate(ROUND_HEADINGS):
            sheet.write_string(1, column, heading, styles["head"])
        sheet.set_row(0, 38)
        sheet.set_row(1, 24)
        sheet.repeat_rows(0, 1)
        row = 2
        for place, group in groupby(rows, key=lambda each: each.place):
            visits = list(group)
            text = ROUND_GROUP.format(place=place or NO_PLACE, count=len(visits))
            merged(sheet, (row, 0, row, last), text, styles["cell"])
            sheet.set_row(row, max(24, text_height(text, 12, _GROUP_COLUMNS)))
            for each in visits:
                row += 1
                _visit(sheet, row, each, styles)
            row += 1


def _visit(sheet: Any, row: int, visit: VisitRow, styles: dict[str, Any]) -> None:
    reasons = "\n".join(REASONS[reason] for reason in visit.reasons)
    asked = "\n".join(ROUND_ASKED[reason] for reason in visit.reasons)
    known = (visit.firm, reasons, asked, visit.person, visit.phone, visit.due)
    for column, text in enumerate((str(visit.number), *known, "", "", "")):
        sheet.write_string(row, column, text, styles["cell"])
    heights = (
        text_height(text, 12, width * _COLUMNS_OF_WIDTH)
        for text, width in zip(known, _ROUND_WIDTHS[1:], strict=False)
    )
    sheet.set_row(row, max(_SEAL, *heights))


def _foot(page: FormPage) -> Iterator[Foot]:
    heads = FORM_2.heads
    signer = heads["signer"] + page.refusal
    yield Foot(((0, 2, heads["lead"], "top"), (3, 4, signer, "top")), _SIGNATURES)
    recorder, at = heads["recorder"] + page.recorder, heads["time"] + page.at
    yield Foot(((0, 2, recorder, "foot"), (3, 4, at, "foot")), _SIGNED)
    yield Foot(((0, 4, tag_line(page.tags), "foot"),), _TAGS)
