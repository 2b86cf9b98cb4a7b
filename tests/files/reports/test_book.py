"""The month's workbook as another office program reads it."""

import csv
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.readings import READINGS
from tests.conftest import Revisit
from tests.printed import converted

# Commas, quotes, UTF-8, as shown; a file for each sheet.
EVERY_SHEET = "44,34,76,1,,0,false,true,false,false,false,-1"
LEDGER = (
    "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话\n"
    "审批科,甲,2026.11.3,=1+1,示例市甲子有限公司,乙,13800000001\n"
    "审批科,甲,2026.11.4,许可,示例市乙丑有限公司,丙,13800000002\n"
)


@pytest.fixture
def report(revisit: Revisit) -> Path:
    """A month of two firms, one called and satisfied, as a workbook."""
    (revisit.folder / "台账.csv").write_text(LEDGER, encoding="utf-8")
    revisit("import", revisit.folder / "台账.csv", now="2026-11-25T09:00")
    revisit("calls", "lock", "2026-11")
    revisit("calls", "record", 1, "--outcome", "接通", "--overall", "满意")
    path = revisit.folder / "月报.xlsx"
    revisit("report", "month", "2026-11", "-o", path)
    revisit("report", "month", "2026-11", "-o", path, code=3)
    revisit("report", "month", "2026-11", "-o", revisit.folder / "月报.doc", code=2)
    revisit("report", "month", "2026-11", "-o", revisit.folder / "无" / "月报.xlsx", code=3)
    return path


def _rows(path: Path) -> list[list[object]]:
    """Every row of every sheet, without the cells that are merged away."""
    book = openpyxl.load_workbook(path)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return [[cell for cell in row if cell not in (None, "")] for row in rows]


@pytest.mark.clause("四3", "附表3")
def test_the_workbook_holds_figures_form_names_and_readings(report: Path) -> None:
    rows = _rows(report)
    first = {row[0]: row[1:] for row in reversed(rows) if row}
    assert first["回访企业数 N"] == [2]
    assert first["覆盖率（拨打过至少一次）"] == [1, 2, 0.5]
    assert first["满意率（按企业）"] == [1, 1, 1]
    form = openpyxl.load_workbook(report)["附表3"]
    assert [form[f"H{row}"].value for row in (4, 5)] == ["示例市甲子有限公司", "示例市乙丑有限公司"]
    assert [form[f"J{row}"].value for row in (4, 5)] == ["138****0001", "138****0002"]
    assert (form["F4"].value, form["F4"].data_type) == ("=1+1", "s")
    assert [1, "示例市乙丑有限公司", "审批科"] in [row[:3] for row in rows]
    assert all(first[each.id] == [each.text] for each in READINGS)


def test_the_workbook_is_set_up_for_a4(report: Path) -> None:
    for sheet in openpyxl.load_workbook(report).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.office
def test_libreoffice_reads_the_same_figures(report: Path, tmp_path: Path) -> None:
    converted(report, tmp_path, f"csv:Text - txt - csv (StarCalc):{EVERY_SHEET}")
    rows: dict[str, list[str]] = {}
    for path in sorted(tmp_path.glob("月报-*附件*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            told = [[cell for cell in row if cell] for row in csv.reader(file)]
        rows |= {row[0]: row[1:] for row in told if row}
    assert rows["回访企业数 N"] == ["2"]
    reached, of, rate = rows["有效回访率"]
    assert (reached, of, float(rate.rstrip("%"))) == ("1", "2", 50)
