"""Writing workbooks: opening one at a path, marking it, masked texts, and measures of text."""

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
# The default font, for cells without one of their own. Column widths count its digits: at this size
# the office programs, and the fonts they substitute, agree on their width.
_PLAIN = {"default_format_properties": {"font_name": FONT, "font_size": 9.5, "font_scheme": "none"}}
# The distance of lines as a multiple of the font size, with a little to spare.
_LINE = 1.45
_NARROWEST, _WIDEST = 6, 48  # characters, of the columns of a list
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
    """Yield a new XlsxWriter workbook to fill; afterwards it is written to ``path`` as a whole.

    ``what``, ``now`` and ``seal`` are as :func:`mark` takes them; without ``force`` an existing
    file is kept. Telephone numbers are masked in every text unless ``has_numbers``. The workbook is
    made in memory, so that no temporary file with names and numbers is left. Raises TargetExists,
    TargetKindUnknown or TargetNotWritable.
    """
    import xlsxwriter

    check_free(path, force=force)
    if not path.is_dir():  # A folder is refused with its own reason below.
        check_kind(path, (".xlsx",))
    try:
        with folder_for(path), whole(path) as stream:
            # Not into the stream: zipfile would raise a second error while closing a failed one.
            memory = BytesIO()
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
    """Write what a workbook is into its properties, so that it is not imported as a ledger.

    ``what`` is a key of ``labels.workbooks.workbook``. ``now`` becomes the creation time, so that
    the same facts give the same bytes. ``seal`` is a digest of the cells, by which a workbook that
    comes back is known to be unchanged.
    """
    workbook.set_custom_property(_PROPERTY, what)
    if seal:
        workbook.set_custom_property(_SEAL, seal)
    if now is not None:
        workbook.set_properties({"created": now.replace(tzinfo=None)})


@cache
def _masking() -> Any:
    """Return a worksheet class that masks the telephone numbers in all texts written to it."""
    from xlsxwriter.worksheet import Worksheet

    # Cached: in a long table most texts are in many rows.
    masked = lru_cache(maxsize=8192)(hidden)
    write = Worksheet.write_string

    class Masking(Worksheet):  # type: ignore[misc]
        def write_string(self, row: int, column: int, text: str, style: Any = None) -> int:
            status: int = write(self, row, column, masked(text), style)
            return status

        def write_rich_string(self, row: int, column: int, *runs: Any) -> int:
            shown = [masked(each) if isinstance(each, str) else each for each in runs]
            text = "".join(each for each in shown if isinstance(each, str))
            if len(text) > self.xls_strmax:  # XlsxWriter would drop it; plain text it cuts.
                style = None if isinstance(runs[-1], str) else runs[-1]
                return self.write_string(row, column, text, style)
            status: int = super().write_rich_string(row, column, *shown)
            return status

    return Masking


def merged(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    """Write a text into a merged range (first row and column, last ones); never a formula."""
    sheet.merge_range(*place, "", style)
    sheet.write_string(place[0], place[1], text, style)


def merged_whole(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    """Write a text as :func:`merged` does, without masking: the office's own public number."""
    from xlsxwriter.worksheet import Worksheet

    sheet.merge_range(*place, "", style)
    Worksheet.write_string(sheet, place[0], place[1], text, style)


def text_height(text: str, size: float, columns: float) -> float:
    """Return the approximate height of a text in points, in a box of a width in characters.

    ``columns`` counts characters of twelve points, a Chinese one as two.
    """
    each = max(1, int(columns * 12 / size))
    count = sum(max(1, -(-text_width(line) // each)) for line in text.split("\n"))
    return count * size * _LINE


def text_width(text: str) -> int:
    """Return the width of a text in characters, a Chinese one counted as two."""
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
