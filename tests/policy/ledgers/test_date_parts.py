"""Dates parted over columns of their own: 年, 月, 日 under one heading."""

from collections.abc import Sequence
from datetime import date

import pytest

from revisit_cli.errors.ledgers.ledger import HeadingsAmbiguous
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints, ReadRow
from revisit_cli.records.workbooks.grid import Cell, Merge, Sheet, Workbook

FIRM = "示例甲有限公司"


def _read(parts: Sequence[str], *days: Sequence[Cell]) -> list[ReadRow]:
    count = len(parts)
    head = ("单位", "时间", *[None] * (count - 1), "企业名称", "联系电话")
    rows: list[tuple[Cell, ...]] = [head, (None, *parts, None, None)]
    rows += [("审批科", *day, FIRM, "13800000001") for day in days]
    others = (1, count + 2, count + 3)
    merges = (Merge(1, 2, 1, count + 1), *(Merge(1, c, 2, c) for c in others))
    sheet = Sheet("台账", tuple(rows), merges=merges)
    book = Workbook("2026年11月台账.xlsx", "0" * 64, 1, "xlsx", (sheet,))
    (read,) = understand(book, Hints()).sheets
    assert not read.unused
    return list(read.rows)


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    ("parts", "day", "on"),
    [
        (("年", "月", "日"), (2026, 11, 3), date(2026, 11, 3)),
        (("年", "月", "日"), ("2026年", "11月", "3日"), date(2026, 11, 3)),
        (("年", "月", "日"), (2026.0, 10.0, 26.0), date(2026, 10, 26)),
        (("月", "日"), (11, 3), date(2026, 11, 3)),
        ((" 月 ", "日"), ("11", " 3 "), date(2026, 11, 3)),
    ],
)
def test_a_date_in_parts_is_read_whole(parts: Sequence[str], day: Sequence[Cell], on: date) -> None:
    (row,) = _read(parts, day)
    assert (row.row, row.served_on, row.firm) == (3, on, FIRM)


def test_a_date_that_lacks_a_part_is_noted() -> None:
    first, second = _read(("年", "月", "日"), (2026, 11, 3), (None, None, 4))
    assert first.served_on == date(2026, 11, 3)
    assert second.served_on is None
    assert second.notes == ("date_missing",)


def test_columns_of_other_words_are_still_ambiguous() -> None:
    with pytest.raises(HeadingsAmbiguous):
        _read(("起", "止"), ("2026-11-03", "2026-11-04"))
