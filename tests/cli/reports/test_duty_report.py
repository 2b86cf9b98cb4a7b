"""``report duty``: one restricted page, and twelve months that end with the month reported."""

import csv
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.policy.reports.duty import duty_reported
from revisit_cli.records.discipline.duty import Finding
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.duty import UnitFiling
from revisit_cli.rulebook import loader
from tests.conftest import Revisit, begins

UNITS = ("审批科", "质安站", "燃气办")
SERVED = "姓名,时间,涉企事宜,企业名称,联系人,联系电话"


def _month(number: int) -> str:
    """A month so many months after January 2025."""
    return f"{2025 + number // 12}-{number % 12 + 1:02d}"


@pytest.mark.clause("R16", "三(四)2")
@pytest.mark.parametrize("reported", [11, 12, 22, 23, 24, 34, 40])
def test_an_old_month_counts_its_own_twelve_months(reported: int) -> None:
    found_in = (0, 3, 11, 12, 12, 23, 24, 35)
    log = LogHead(1, "0" * 20)
    told = duty_reported(
        _month(reported),
        [UnitFiling(UNITS[0], "on_time", None)],
        [],
        {UNITS[0]: [_month(number) for number in found_in]},
        log,
        "x",
        numbers=loader.rules().of(_month(reported)),
    )
    (unit,) = told.units
    own = [number for number in found_in if 0 <= reported - number < 12]
    assert unit.confirmed_in_a_year == len(own)
    assert unit.is_repeated == (len(own) >= 3)


def test_a_suspicion_against_a_unit_that_owes_nothing_has_a_line() -> None:
    finding = Finding(1, "late", 2, UNITS[1], "2026-11", "", "suspected", "2026-11-27", None, None,
                      None)  # fmt: skip
    told = duty_reported(
        "2026-11",
        [UnitFiling(UNITS[0], "on_time", None)],
        [finding],
        {},
        LogHead(1, "0" * 20),
        "x",
        numbers=loader.rules().of("2026-11"),
    )
    assert [(each.unit, each.filing, each.suspected) for each in told.units] == [
        (UNITS[0], "on_time", 0), (UNITS[1], "missing", 1),
    ]  # fmt: skip


@begins
def bureau(revisit: Revisit) -> Revisit:
    """Three units: one in time, one late and confirmed, one that filed nothing."""
    for number, unit in enumerate(UNITS[:2]):
        path = revisit.folder / f"{unit}.csv"
        row = f"甲,2026.11.3,许可,示例市{unit}有限公司,乙,1380000000{number}"
        path.write_text(f"{SERVED}\n{row}\n", encoding="utf-8")
        revisit("import", path, "--unit", unit, now=f"2026-11-{25 + number}T15:00")
    revisit("units", "add", UNITS[2], now="2026-11-26T15:00")
    revisit("duty", "find", "2026-11", now="2026-11-27T09:00")
    late = next(
        each["id"]
        for each in revisit.json("duty", "list", "2026-11")["findings"]
        if each["kind"] == "late"
    )
    revisit("duty", "confirm", late, "--decided-by", "纪委示例甲", "--evidence", "收件时间")
    return revisit


@pytest.mark.clause("三(四)2", "R13")
def test_three_units_stand_on_one_restricted_page(bureau: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "报送.xlsx"
    bureau("report", "duty", "2026-11", "-o", path)
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "内部资料　只供机关纪委和局领导" in texts
    assert {"机关纪委（签字）：", "局领导（签字）：", "纪委示例甲"} <= set(texts)
    assert "收件时间" not in "".join(texts)
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)]
    assert sum(heights) < 700
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    rows = list(csv.DictReader(bureau("report", "duty", "--csv").out.lstrip("\ufeff").splitlines()))
    told = {row["单位"]: (row["报送"], row["嫌疑"], row["认定"], row["12个月认定"]) for row in rows}
    assert told == {
        UNITS[0]: ("按时", "—", "—", "—"),
        UNITS[1]: ("迟报", "—", "1", "1"),
        UNITS[2]: ("未报", "1", "—", "—"),
    }
    assert "内部资料" in bureau("report", "duty", "2026-11").out


def test_of_many_units_those_with_nothing_to_tell_are_named_below(revisit: Revisit) -> None:
    for number in range(14):
        revisit("units", "add", f"第{number}科", now="2026-11-20T09:00")
        if number:
            revisit("ledgers", "zero", f"第{number}科", "2026-11", now="2026-11-24T09:00")
    shown = revisit("report", "duty", "2026-11").out.replace("\n", "")
    assert "14个单位中，零报告13个、未报1个" in shown
    assert "其余13个单位按时报送或零报告" in shown
    assert len(revisit.json("report", "duty", "2026-11")["units"]) == 14
