"""The pictures of a month's workbook: what is drawn in parts is drawn in one scale."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from revisit_cli.files.reports.month_charts import BARS_A_PICTURE, Data, pictures
from revisit_cli.files.reports.month_styles import Styles, new_sheet
from revisit_cli.files.workbooks.book import book
from revisit_cli.records.reports.book import BookSheet, UnitBar


def _drawn(folder: Path, bars: tuple[UnitBar, ...]) -> list[str]:
    """Return the charts of a sheet with some bars, as they are written."""
    path = folder / "图.xlsx"
    with book(path, "report", datetime(2026, 12, 1, 9), force=True) as made:
        styles, data, row = Styles(made), Data(made), 0
        sheet = new_sheet(made, "图", "")
        for picture in pictures(BookSheet("图", (), bars=bars, bars_title="图1")):
            row = picture.draw(sheet, styles, data, row)
        data.close()
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        return [parts.read(name).decode() for name in names]


@pytest.mark.parametrize("count", [1, BARS_A_PICTURE, BARS_A_PICTURE + 1, 3 * BARS_A_PICTURE])
def test_a_firm_is_as_wide_in_every_part_of_the_units_bars(tmp_path: Path, count: int) -> None:
    bars = tuple(
        UnitBar(f"{'建设工程质量安全' * (number % 3)}站{number}", number + 1, number % 2, 1)
        for number in range(count)
    )
    drawn = _drawn(tmp_path, bars)
    assert len(drawn) == -(-count // BARS_A_PICTURE)
    told = [
        tuple(re.findall(rf'<c:{name} val="([\d.]+)"/>', each) for name in ("max", "x", "w"))
        for each in drawn
    ]
    assert len(set(map(str, told))) == 1
    (most,), (left,), (wide,) = told[0]
    assert int(most) == max(bar.satisfied + bar.dissatisfied + bar.not_rated for bar in bars)
    # The longest name has room, and the bars have the rest.
    assert 0 < float(left) < float(left) + float(wide) <= 1
