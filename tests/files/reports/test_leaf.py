"""A report of a page or two as a workbook: what stands on the first page, what behind it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.files.reports.leaf import lines_in, write_leaf
from revisit_cli.labels.reports import duty, half
from revisit_cli.labels.reports.leaf import BEHIND, FRONT
from revisit_cli.records.reports.paper import Leaf, Slip, Table
from tests.printed import THIRD

COLUMN, PADDED, FIELD = 37.5, 10.5, 690.0


def _leaf(folder: Path, counts: tuple[int, ...]) -> Any:
    """A leaf of tables of so many rows, as it is read back."""
    path = folder / f"{'-'.join(map(str, counts))}.xlsx"
    tables = tuple(
        Table(
            f"表{place}",
            ("单位", "家"),
            tuple((f"{place}-{n}", str(n)) for n in range(count)),
            (6, 6),
            "注",
        )
        for place, count in enumerate(counts)
    )
    paper = Leaf(
        title="题",
        period="2026-11 期",
        tables=tables,
        signs=("制表：", "日期："),
        line="",
        foot="",
        words=(("一、", "话。"),),
        office="局",
    )
    write_leaf(path, paper, datetime(2026, 12, 1, 9))
    return openpyxl.load_workbook(path)


def _listed(sheet: Any) -> Iterator[str]:
    yield from (str(row[0].value) for row in sheet.iter_rows() if "-" in str(row[0].value)[:3])


@pytest.mark.parametrize("counts", [(6, 3, 22), (6, 3, 30), (40,), (60,), (6, 24, 5), (3, 4)])
def test_a_first_page_that_has_another_behind_it_is_not_blank_over_a_third(
    tmp_path: Path, counts: tuple[int, ...]
) -> None:
    made = _leaf(tmp_path, counts)
    told = [text for sheet in made for text in _listed(sheet)]
    assert told == [f"{place}-{n}" for place, count in enumerate(counts) for n in range(count)]
    front = made[FRONT]
    taken = sum(front.row_dimensions[row].height or 15.0 for row in range(1, front.max_row + 1))
    assert taken <= FIELD
    assert (BEHIND in made.sheetnames) == (counts != (3, 4))
    if BEHIND in made.sheetnames:
        assert 1 - taken / FIELD <= THIRD
        # No part of a table is a row or two under its headings.
        assert len(list(_listed(made[BEHIND]))) >= 3


def test_the_columns_of_a_leaf_hold_what_stands_in_every_line_on_one_line() -> None:
    narrow = [
        *(("2026-11-27", duty.CONFIRMED_WIDTHS[column]) for column in (4, 6)),
        *zip(duty.CONFIRMED_HEADINGS, duty.CONFIRMED_WIDTHS, strict=True),
        *zip(half.POINT_HEADINGS, half.POINT_WIDTHS, strict=True),
        *((word, half.POINT_WIDTHS[0]) for word in (half.IN_ALL, half.BY_FIRM)),
        *zip(half.FIGURE_HEADINGS, half.FIGURE_WIDTHS, strict=True),
    ]
    assert [word for word, width in narrow if lines_in(word, width * COLUMN, PADDED) > 1] == []


def test_a_long_name_in_the_line_under_the_title_or_on_the_slip_is_cut_off_nowhere(
    tmp_path: Path,
) -> None:
    long = "2026-11 期　" + "建筑工程质量监督与安全生产管理中心" * 3
    path = tmp_path / "长.xlsx"
    slip = Slip("回　执", (long, "短"))
    paper = Leaf("题", long, (), ("制表：",), "", "", office="局", slip=slip)
    write_leaf(path, paper, datetime(2026, 12, 1, 9))
    sheet = openpyxl.load_workbook(path)[FRONT]
    rows = [row[0] for row in sheet.iter_rows() if row[0].value == long]
    assert len(rows) == 2
    for cell in rows:
        lines = lines_in(long, 12 * COLUMN, cell.font.sz)
        assert lines >= 2
        assert cell.alignment.wrap_text
        assert sheet.row_dimensions[cell.row].height >= lines * cell.font.sz * 1.2


@pytest.mark.parametrize("counts", [(6, 3, 90), (120, 60), (60, 3, 45, 2), (6, 3, 22), (3, 4)])
def test_each_further_page_of_a_table_has_its_headings(
    tmp_path: Path, counts: tuple[int, ...]
) -> None:
    made = _leaf(tmp_path, counts)
    told = [text for sheet in made for text in _listed(sheet)]
    assert told == [f"{place}-{n}" for place, count in enumerate(counts) for n in range(count)]
    for sheet in made.worksheets[1:]:
        cells = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
        tall = sum(sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1))
        heads = [row for row, text in enumerate(cells, 1) if text == "单位"]
        # What runs over a page is the last table of its sheet.
        repeated = f"${heads[-1]}:${heads[-1]}" if tall > FIELD else None
        assert sheet.print_title_rows == repeated
