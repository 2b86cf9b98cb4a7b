"""Every figure of a month's report, and what the command line tells of what stands behind it."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.rulebook.loader import form
from tests.called import COMPLETED, fill_called
from tests.conftest import Revisit, begins
from tests.filled import mark_cleared
from tests.oracle.tracing import untraced

MONTH, NOW = "2026-11", "2026-12-14T10:00"
BY = ("--month", MONTH, "--by", "周正")


@begins
def month(revisit: Revisit) -> Revisit:
    """Twelve calls: one firm was not content, one is not called yet; one number was wrong."""
    fill_called(revisit.db, 12, dissatisfied=(3,), open_ones=(5, 6))
    revisit("calls", "record", 6, "--outcome", "号码有误", "--phone", "13800000005", now=NOW)
    revisit(
        "problems", "add", "--text", "排队久", "--category", "意见建议", "--month", MONTH, now=NOW
    )
    revisit.now = NOW
    return revisit


def explained(revisit: Revisit, key: str) -> dict[str, Any]:
    found: dict[str, Any] = revisit.json("report", "month", MONTH, "--explain", key)
    return found


def test_a_count_lists_its_rows(month: Revisit) -> None:
    told = explained(month, "answers.dissatisfied")
    assert told["figure"] == 1
    (row,) = told["rows"]
    assert (row["kind"], row["id"]) == ("call", 4)
    assert "不满意" in month("report", "month", MONTH, "--explain", "units.审批科.dissatisfied").out
    assert explained(month, "units.0.dissatisfied")["key"] == "units.审批科.dissatisfied"


def test_a_rate_prints_its_formula_with_the_keys_it_is_made_of(month: Revisit) -> None:
    told = explained(month, "satisfaction")
    assert told["formula"] == "ratio"
    assert told["terms"] == [
        {"key": "satisfaction.n", "figure": 9},
        {"key": "satisfaction.of", "figure": 10},
    ]
    assert told["rows"] == []
    shown = month("report", "month", MONTH, "--explain", "satisfaction").out
    assert "satisfaction.n（9） ÷ satisfaction.of（10） ＝ 0.9" in shown


def test_numbers_are_masked(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    path.write_text(
        "填报单位,企业名称,办理时间,联系电话,事项\n审批科,示例市甲子有限公司,2026.11.3,13800000001,许可\n",
        encoding="utf-8",
    )
    revisit("import", path, "--month", MONTH)
    key = ("report", "month", MONTH, "--explain", "units.审批科.bad_numbers.of")
    for told in (revisit(*key, "--json").out, revisit(*key, "--csv").out, revisit(*key).out):
        assert "138****0001" in told
        assert "13800000001" not in told


@pytest.mark.clause("三(四)1")
def test_what_was_told_in_confidence_has_no_rows(month: Revisit) -> None:
    code = form().confidential[0].code
    for key in ("integrity.no", "integrity", f"questions.{code}.of", f"questions.{code}"):
        told = explained(month, key)
        assert (told["untold"], told["rows"], told["terms"]) == ("confidential", [], [])
        assert "机关纪委" in str(told["words"])


def test_an_unknown_key_is_refused_with_those_that_are_near(month: Revisit) -> None:
    for key, near in (
        ("dispositions", "dispositions.I"),
        ("coverag", "coverage"),
        ("dissatisfied", "answers.dissatisfied"),
        ("units.审批科", "units.审批科.firms"),
        ("没有", "firms"),
    ):
        refused = month("report", "month", MONTH, "--explain", key, code=4).err
        assert near in refused, key


def test_rows_come_out_as_other_lists_do(month: Revisit, tmp_path: Path) -> None:
    key = ("report", "month", MONTH, "--explain", "firms")
    assert len(month(*key, "--nl").out.splitlines()) == 12
    first = json.loads(month(*key, "--nl", "--sort", "-id", "--limit", 1).out)
    assert first["id"] == 12
    csv = month(*key, "--csv").out.removeprefix("\ufeff").splitlines()
    path = tmp_path / "出处.xlsx"
    month(*key, "-o", path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [",".join(str(cell or "") for cell in row) for row in sheet.values] == csv
    month(*key, "-o", path, code=3)
    month(*key, "-o", tmp_path / "出处.html", code=2)
    month("report", "month", MONTH, "--sort", "编号", code=2)


@pytest.mark.clause("四3")
def test_every_key_has_rows_or_a_formula_through_two_rechecks(
    month: Revisit,
) -> None:
    assert list(untraced(month, MONTH, NOW)) == []
    month("calls", "record", 7, "--outcome", "拒访", "--words", "不说", now=NOW)
    month("calls", "return", 6, "--phone", "13800000099", now=NOW)
    month("calls", "record", 6, *COMPLETED, now=NOW)
    assert list(untraced(month, MONTH, NOW)) == []
    for nth, said in enumerate(("没打过", "不是本企业号码"), start=1):
        again = ("--reason", "再核") if nth > 1 else ()
        month("recheck", "freeze", MONTH, *again, now=NOW)
        month("recheck", "draw", MONTH, "--seed", f"种子{nth}", now=NOW)
        assert list(untraced(month, MONTH, NOW)) == []
        month("recheck", "record", 1, *BY, "--answer", said, now=NOW)
        assert list(untraced(month, MONTH, NOW)) == []
        for rank in range(2, month.json("report", "month", MONTH)["recheck"]["drawn"] + 1):
            month("recheck", "record", rank, *BY, "--answer", "打过", "--overall", "满意", now=NOW)
    told = month.json("report", "month", MONTH)["recheck"]
    assert told["earlier"]
    assert list(untraced(month, MONTH, NOW)) == []


@pytest.mark.clause("四3", "R12")
def test_a_month_cleared_before_something_was_counted_says_so(month: Revisit) -> None:
    mark_cleared(month, MONTH, '{"format": 1}')
    told = explained(month, "calls.in_time.n")
    assert (told["untold"], told["rows"]) == ("kept", [])
    assert explained(month, "firms")["figure"] == 12
    assert list(untraced(month, MONTH, NOW)) == []
