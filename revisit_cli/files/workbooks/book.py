"""What every workbook we write shares: its place, its mark, its paper, its texts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from revisit_cli.errors.workbooks.target import TargetNotWritable
from revisit_cli.files.workbooks.target import check_free, check_kind, folder_for, whole
from revisit_cli.labels.file.database import os_reason
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.rules.form import FONT, HEAD_FONT, PAGE_FOOTER
from revisit_cli.records.value import Json

PAPER_A4 = 9
# No cell is to be in a font that the offices do not print with. A column's width counts digits of
# this one; at this size the office programs, and the fonts that stand in for it, agree on them.
_PLAIN = {"default_format_properties": {"font_name": FONT, "font_size": 9.5, "font_scheme": "none"}}
# Of a font size: how far apart its lines stand, with a little to spare.
_LINE = 1.45
_NARROWEST, _WIDEST = 6, 48  # columns of a list
_PROPERTY, _SEAL = "revisit", "revisit-seal"


@contextmanager
def book(
    path: Path,
    what: str,
    now: datetime | None = None,
    *,
    force: bool,
    seal: str = "",
    has_numbers: bool = False,
) -> Iterator[Any]:
    """Give a new workbook to fill, marked for what it is; it stands whole at ``path`` afterwards.

    ``what``, ``now`` and ``seal`` are as :func:`mark` takes them. Telephone numbers are masked in
    every text, but for a book that must carry them (``has_numbers``). It is put together in
    memory: names and numbers leave no other file behind. Raises TargetExists, TargetKindUnknown or
    TargetNotWritable.
    """
    import xlsxwriter

    check_free(path, force=force)
    if not path.is_dir():  # A folder is refused as one, below.
        check_kind(path, (".xlsx",))
    try:
        with folder_for(path), whole(path) as stream:
            memory = (
                BytesIO()
            )  # Of a stream that failed, zipfile complains once more when all is told.
            workbook = xlsxwriter.Workbook(memory, {"in_memory": True, **_PLAIN})
            if not has_numbers:
                workbook.worksheet_class = _masking()
            mark(workbook, what, now, seal=seal)
            yield workbook
            workbook.close()
            stream.write(memory.getbuffer())
    except OSError as error:
        raise TargetNotWritable(file=path, what=os_reason(error)) from error


def mark(workbook: Any, what: str, now: datetime | None = None, *, seal: str = "") -> None:
    """Write what a workbook is into its properties, so that none of ours is taken for a ledger.

    ``what`` is a key of ``labels.workbooks.workbook``. ``now`` becomes the time of making, so that
    the same facts give the same bytes. ``seal`` is a digest of the cells, for a workbook that comes
    back.
    """
    workbook.set_custom_property(_PROPERTY, what)
    if seal:
        workbook.set_custom_property(_SEAL, seal)
    if now is not None:
        workbook.set_properties({"created": now.replace(tzinfo=None)})


@cache
def _masking() -> Any:
    """Return the class of a sheet that masks the telephone numbers in whatever is written to it."""
    from xlsxwriter.worksheet import Worksheet

    # Of a long table most texts stand in many rows.
    masked = lru_cache(maxsize=8192)(hidden)
    write = Worksheet.write_string

    class Masking(Worksheet):  # type: ignore[misc]
        def write_string(self, row: int, column: int, text: str, style: Any = None) -> int:
            status: int = write(self, row, column, masked(text), style)
            return status

        def write_rich_string(self, row: int, column: int, *runs: Any) -> int:
            shown = [masked(each) if isinstance(each, str) else each for each in runs]
            text = "".join(each for each in shown if isinstance(each, str))
            if len(text) > self.xls_strmax:  # A cell of plain text is cut, one of runs left out.
                style = None if isinstance(runs[-1], str) else runs[-1]
                return self.write_string(row, column, text, style)
            status: int = super().write_rich_string(row, column, *shown)
            return status

    return Masking


def merged(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    """Write a text over first row, first column, last row, last column; never a formula."""
    sheet.merge_range(*place, "", style)
    sheet.write_string(place[0], place[1], text, style)


def merged_whole(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    """Write a text of our own whose number is to be called: the office's, which is public."""
    from xlsxwriter.worksheet import Worksheet

    sheet.merge_range(*place, "", style)
    Worksheet.write_string(sheet, place[0], place[1], text, style)


def text_height(text: str, size: float, columns: float) -> float:
    """Return about how many points high a text stands in a box so many characters wide.

    ``columns`` count characters of twelve points, a Chinese one as two.
    """
    each = max(1, int(columns * 12 / size))
    count = sum(max(1, -(-text_width(line) // each)) for line in text.split("\n"))
    return count * size * _LINE


def text_width(text: str) -> int:
    """Return how many characters wide a text stands, a Chinese one as two."""
    if text.isascii():
        return len(text)
    kinds = "".join(map(east_asian_width, text))  # W, F, A are two wide; H, N, Na are one.
    return len(text) + sum(map(kinds.count, "WFA"))


def write_list(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Json]],
    now: datetime,
    *,
    force: bool,
) -> None:
    """Write a list as a plain workbook: numbers as numbers, all else as text, never a formula.

    Raises TargetExists, TargetKindUnknown or TargetNotWritable.
    """
    with book(path, "sheet", now, force=force) as workbook:
        base = {"font_name": FONT, "font_size": 10.5, "valign": "top", "text_wrap": True}
        style = workbook.add_format({**base, "num_format": "@"})
        number = workbook.add_format(base)
        head = workbook.add_format({**base, "font_name": HEAD_FONT, "bottom": 1, "num_format": "@"})
        sheet = workbook.add_worksheet(title)
        for column, heading in enumerate(headings):
            texts = [str(row[column]) for row in rows if row[column] is not None]
            width = max(map(text_width, [heading, *texts]))
            sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
            sheet.write_string(0, column, heading, head)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    sheet.write_number(place, column, cell, number)
                elif cell is not None:
                    sheet.write_string(place, column, str(cell), style)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(PAGE_FOOTER)
