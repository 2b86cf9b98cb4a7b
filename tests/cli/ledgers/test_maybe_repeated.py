"""A row that does not say when or what may repeat another month's, in whatever order they came."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.conftest import Revisit

HEAD = "单位,时间,涉企事宜,企业名称,联系人,联系电话"
FIRM, OTHER = "示例市甲建设有限公司", "示例市乙建设有限公司"
# By month: the rows of the unit's ledger, and which of them may repeat another month's.
LEDGERS = {
    "2026-10": ([f"审批科,2026-10-08,许可,{FIRM},甲,13800000001"], []),
    "2026-11": (
        [
            f"审批科,,许可,{FIRM},甲,13800000001",
            f"审批科,2026-11-03,,{FIRM},甲,13800000001",
            f"审批科,2026-11-04,许可,{FIRM},甲,13800000001",
            f"审批科,,许可,{OTHER},乙,13800000002",
        ],
        [True, True, False, False],
    ),
    "2026-12": ([f"审批科,2026-12-03,备案,{FIRM},甲,13800000001"], []),
}
NOW = "2026-12-26T09:00"


def _ledger(revisit: Revisit, month: str) -> Path:
    path = revisit.folder / f"{month}.csv"
    path.write_text("\n".join([HEAD, *LEDGERS[month][0]]) + "\n", encoding="utf-8")
    return path


def _noted(revisit: Revisit) -> list[bool]:
    rows = revisit.json("ledgers", "show", "审批科", "2026-11", now=NOW)["rows"]
    return ["maybe_repeated" in row["notes"] for row in rows]


@pytest.mark.clause("R27")
@pytest.mark.parametrize("order", [*permutations(LEDGERS), *permutations(("2026-11", "2026-12"))])
def test_the_note_goes_by_what_stands_in_other_months(
    revisit: Revisit, order: tuple[str, ...]
) -> None:
    for month in order:
        revisit("import", _ledger(revisit, month), "--month", month, now=NOW)
    assert _noted(revisit) == LEDGERS["2026-11"][1]
    calls = revisit.json("calls", "list", "2026-11", now=NOW)["calls"]
    assert {each["firm"] for each in calls} == {FIRM, OTHER}


@pytest.mark.clause("R27")
def test_the_note_goes_with_the_ledger_that_it_is_about(revisit: Revisit) -> None:
    for month in ("2026-11", "2026-10"):
        revisit("import", _ledger(revisit, month), "--month", month, now=NOW)
    assert _noted(revisit) == LEDGERS["2026-11"][1]
    revisit("undo", now=NOW)
    assert _noted(revisit) == [False] * 4
