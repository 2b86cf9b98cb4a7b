"""Answers come out again: a row for each firm and unit, none of what was said in confidence."""

from pathlib import Path

import openpyxl
import pytest

from revisit_cli.labels.calls.answers import headings
from revisit_cli.rulebook.loader import form
from tests.conftest import Revisit, begins

LEDGER = """填报单位,企业名称,办理时间,联系电话,事项
审批科,示例市甲子有限公司,2026.11.3,13800000001,许可
燃气办,示例市甲子有限公司,2026.11.4,13800000001,通气
燃气办,示例市乙丑有限公司,2026.11.4,13800000002,通气
审批科,示例市乙丑有限公司,2026.11.5,13800000002,许可
"""


@begins
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


@pytest.fixture
def told(answered: Revisit) -> Revisit:
    """The first firm is done with both units; the second, of both too, tells of a difficulty."""
    same = ("--outcome", "接通", "--one-time-notice", "是", "--days", "5", "--attitude", "好")
    answered(
        "calls", "record", 1, *same, "--unit", "燃气办", "--extra-trips", "是",
        "--overall", "满意", "--integrity", "没有",
    )  # fmt: skip
    answered("calls", "record", 2, "--outcome", "拒访", "--words", "忙", "--difficulty", "招工难")
    return answered


def _listed(revisit: Revisit, *options: object) -> list[tuple[int, str | None]]:
    rows = revisit.json("calls", "list", "2026-11", *options)["answers"]
    return [(row["call"], row["unit"]) for row in rows]


def test_only_those_who_answered_so_are_listed(told: Revisit) -> None:
    assert _listed(told, "--dissatisfied") == [(1, "审批科")]
    assert _listed(told, "--answer", "多头跑=是") == [(1, "燃气办")]
    assert _listed(told, "--answer", "days=5") == [(1, "燃气办")]
    either = ("--answer", "服务态度=好", "--answer", "服务态度=差")
    assert _listed(told, *either) == [(1, "审批科"), (1, "燃气办")]
    assert _listed(told, *either, "--unit", "燃气") == [(1, "燃气办")]
    assert _listed(told, "--answer", "服务态度=差", "--answer", "多头跑=是") == []
    assert _listed(told, "--answers") == [(1, "审批科"), (1, "燃气办"), (2, None)]


def test_what_was_said_beside_is_listed_by_unit_each_text_once(told: Revisit) -> None:
    (first, second) = told.json("calls", "list", "2026-11", "--said")["answers"]
    assert (first["unit"], first["suggestion"]) == ("审批科", "窗口早点开")
    assert (second["unit"], second["difficulty"], second["overall"]) == (None, "招工难", None)
    assert _listed(told, "--said", "--unit", "燃气办") == []
    assert "窗口早点开" in told("calls", "list", "2026-11", "--said").out


def test_later_answers_of_a_call_stand_for_earlier_ones(answered: Revisit) -> None:
    answered("calls", "record", 1, "--outcome", "接通", "--unit", "审批科", "--overall", "满意")
    assert _listed(answered, "--dissatisfied") == []
    assert _listed(answered, "--answers") == [(1, "审批科")]


@pytest.mark.clause("三(四)1")
def test_no_list_goes_by_what_was_told_in_confidence(told: Revisit) -> None:
    for each in form().confidential:
        refused = told("calls", "list", "2026-11", "--answer", f"{each.label}=有", code=5)
        assert "机关纪委" in refused.err
    told("calls", "list", "2026-11", "--answer", "天气=好", code=2)
    told("calls", "list", "2026-11", "--said", "--state", "未拨", code=2)


def test_show_prints_every_answer_but_one_and_what_was_said(told: Revisit) -> None:
    card = told("calls", "show", 1).out
    for each in form().open_ones:
        assert f"{each.label}：" in card
    assert "意见建议：窗口早点开（P-0001）" in card
    (said, *_) = told.json("calls", "show", 1)["said"]
    assert (said["kind"], said["text"], said["problem"]) == ("suggestion", "窗口早点开", 1)
    assert "困难问题：招工难" in told("calls", "show", 2).out
