"""A file imported before, looked at again: rows held then come in, and no other row moves."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

HEAD = ("科室", "时间", "企业名称", "联系电话")
FIRST_PHONE = 13800000001


def _row(unit: str, firm: str, phone: int = FIRST_PHONE) -> tuple[object, ...]:
    return unit, "2026-11-03", firm, phone


def _side_by_side(path: Path, *pairs: Sequence[tuple[object, ...]]) -> Path:
    """Write two tables beside one another on one sheet, each pair of rows under one number."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for left, right in ((HEAD, HEAD), *pairs):
        book.active.append([*left, None, *right])
    book.save(path)
    return path


def _rostered(revisit: Revisit) -> Revisit:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster)
    return revisit


def _shown(revisit: Revisit) -> list[tuple[int, str, str]]:
    rows = revisit.json("ledgers", "show", "并排.xlsx")["rows"]
    return sorted((each["row"], each["firm"], each["state"]) for each in rows)


@pytest.mark.clause("R14")
def test_a_row_held_beside_an_accepted_one_comes_in_when_its_unit_is_known(
    revisit: Revisit,
) -> None:
    path = _side_by_side(
        revisit.folder / "并排.xlsx",
        (_row("审批科", "示例甲有限公司"), _row("燃气处", "示例乙有限公司")),
    )
    _rostered(revisit)("import", path, code=8)
    revisit("units", "add", "燃气处")
    told = revisit.json("import", path)["files"][0]
    assert told["rows"]["accepted"] == 1
    assert _shown(revisit) == [
        (2, "示例乙有限公司", "accepted"),
        (2, "示例甲有限公司", "accepted"),
    ]


@pytest.mark.clause("R14")
@pytest.mark.parametrize("order", [("燃气处", "市政处"), ("市政处", "燃气处")])
def test_of_two_rows_held_under_one_number_each_waits_for_its_own_unit(
    revisit: Revisit, order: Sequence[str]
) -> None:
    path = _side_by_side(
        revisit.folder / "并排.xlsx",
        (_row("燃气处", "示例甲有限公司"), _row("市政处", "示例乙有限公司")),
    )
    _rostered(revisit)("import", path, code=8)
    firms = {"燃气处": "示例甲有限公司", "市政处": "示例乙有限公司"}
    first, second = order
    revisit("units", "add", first)
    revisit("import", path, code=8)
    assert _shown(revisit) == sorted([(2, firms[first], "accepted"), (2, firms[second], "held")])
    revisit("units", "add", second)
    revisit("import", path)
    assert {state for _, _, state in _shown(revisit)} == {"accepted"}
    assert revisit.json("import", path)["files"][0]["unchanged"]


@pytest.mark.clause("四3", "R14")
def test_rows_gone_from_a_known_file_leave_a_cleared_month_only_by_a_correction(
    revisit: Revisit,
) -> None:
    firms = ["示例甲有限公司", "示例乙有限公司"]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    second = write_ledger(revisit.folder, "审批科", firms[:1], date(2026, 11, 3))
    revisit("import", second)
    with closing(sqlite3.connect(revisit.db)) as connection, connection:
        connection.execute(
            "insert into closing (month, closed_at, by, certificate) "
            "values ('2026-11', '2026-12-21T09:00:00+08:00', '测试员', '{}')"
        )
    head = revisit.json("audit", "head")
    assert revisit.json("import", second)["files"][0]["unchanged"]
    assert "--correct" in revisit("import", second, "--accept-gone", code=5).err
    assert revisit.json("audit", "head") == head
    assert len(revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]) == 2
    told = revisit.json("import", second, "--accept-gone", "--correct", "报错了一户")
    assert told["files"][0]["withdrawn"] == 1
    (row,) = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert row["firm"] == firms[0]
