"""Answers come out again: a row for each firm and unit, none of what was said in confidence."""

from pathlib import Path

import openpyxl
import pytest

from revisit_cli.labels.calls.answers import headings
from revisit_cli.rulebook.loader import form
from tests.conftest import Revisit

LEDGER = """填报单位,企业名称,办理时间,联系电话,事项
审批科,示例市甲子有限公司,2026.11.3,13800000001,许可
燃气办,示例市甲子有限公司,2026.11.4,13800000001,通气
燃气办,示例市乙丑有限公司,2026.11.4,13800000002,通气
"""


@pytest.fixture
def answered(revisit: Revisit) -> Revisit:
    """Two firms; the first tells two units apart, the second was not reached yet."""
    path = revisit.folder / "2026年11月.csv"
    path.write_text(LEDGER, encoding="utf-8")
    revisit("import", path, "--month", "2026-11")
    same = (
        "--outcome", "接通", "--one-time-notice", "是", "--days", "3", "--extra-trips", "否",
    )  # fmt: skip
    revisit(
        "calls", "record", 1, *same, "--unit", "审批科", "--attitude", "差", "--overall", "不满意",
        "--integrity", "有", "--words", "attitude=让我等", "--words", "integrity=要了两条烟",
        "--suggestion", "窗口早点开",
    )  # fmt: skip
    return revisit


def test_a_row_stands_for_each_firm_and_unit_that_answered(answered: Revisit) -> None:
    (row,) = answered.json("calls", "list", "2026-11", "--answers")["answers"]
    assert (row["firm"], row["unit"]) == ("示例市甲子有限公司", "审批科")
    assert (row["attitude"], row["days"], row["overall"]) == ("poor", 3, "dissatisfied")
    assert row["suggestion"] == "窗口早点开"


@pytest.mark.clause("三(四)1")
def test_nothing_said_in_confidence_comes_out(answered: Revisit) -> None:
    for way in ("--json", "--csv"):
        told = answered("calls", "list", "2026-11", "--answers", way).out
        assert "两条烟" not in told
        assert not any(each.code in told or each.label in told for each in form().confidential)
        assert "让我等" in told


def test_the_workbook_holds_what_the_list_shows(answered: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    answered("calls", "list", "2026-11", "--answers", "-o", path)
    csv = answered("calls", "list", "2026-11", "--answers", "--csv").out.removeprefix("\ufeff")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    written = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert written == [line.split(",") for line in csv.splitlines()]
    assert tuple(written[0]) == headings()
    answered("calls", "list", "2026-11", "--answers", "-o", path, code=3)


def test_options_that_do_not_go_together_are_refused(answered: Revisit, tmp_path: Path) -> None:
    answered("calls", "list", "2026-11", "-o", tmp_path / "甲.xlsx", code=2)
    answered("calls", "list", "2026-11", "--answers", "--state", "未拨", code=2)
    assert not (tmp_path / "甲.xlsx").exists()
