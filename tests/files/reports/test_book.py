"""The month's workbook as another office program reads it."""

import csv
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.readings import READINGS
from tests.conftest import Revisit

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


def _cells(path: Path, sheet: int) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


@pytest.mark.clause("四3", "附表3")
def test_the_workbook_holds_figures_form_names_and_readings(report: Path) -> None:
    summary = {row[0]: row[1:4] for row in _cells(report, 0)}
    assert summary["回访企业数 N"][0] == 2
    assert summary["覆盖率（拨打过至少一次）"] == [1, 2, 0.5]
    assert summary["满意率（按企业）"] == [1, 1, 1]
    form = _cells(report, 1)
    assert [row[7] for row in form[3:]] == ["示例市甲子有限公司", "示例市乙丑有限公司"]
    assert [row[9] for row in form[3:]] == ["138****0001", "138****0002"]
    assert form[3][5] == "=1+1"
    assert openpyxl.load_workbook(report).worksheets[1]["F4"].data_type == "s"
    assert [row[1] for row in _cells(report, 3)[3:]] == ["示例市乙丑有限公司"]
    notes = {row[0]: row[1] for row in _cells(report, -1)}
    assert all(notes[each.id] == each.text for each in READINGS)


def test_the_half_years_chart_ends_where_the_figures_do(report: Path, revisit: Revisit) -> None:
    path = report.parent / "半年报.xlsx"
    revisit("report", "half", "2026-H2", "-o", path)
    with zipfile.ZipFile(path) as parts:
        (chart,) = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        drawn = parts.read(chart).decode()
    # July to November stand in rows 4 to 8; December's rate has no denominator yet.
    assert "$C$4:$C$8" in drawn
    assert '<c:max val="1"/>' in drawn


def test_the_workbook_is_set_up_for_a4(report: Path) -> None:
    for sheet in openpyxl.load_workbook(report).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.office
def test_libreoffice_reads_the_same_figures(report: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", tmp_path, report],
        check=True,
        capture_output=True,
    )  # fmt: skip
    with (tmp_path / "月报.csv").open(encoding="utf-8", newline="") as file:
        rows = {row[0]: row[1:4] for row in csv.reader(file) if row}
    assert rows["回访企业数 N"][0] == "2"
    assert rows["有效回访率（RR2）"] == ["1", "2", "50.0%"]
