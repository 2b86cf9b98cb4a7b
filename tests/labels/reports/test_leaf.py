"""Rows of nought are named once below a table; a rate of few is told by its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.labels.reports.leaf import NOUGHT, rated_part, without_nought
from revisit_cli.labels.reports.report import is_count
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Table

CELLS: st.SearchStrategy[Cell] = st.sampled_from(
    [0, 3, None, "", NOUGHT, "97.6%　41／42", Rate(0, 0), Rate(0, 7), Rate(5, 7)]
)


@pytest.mark.clause("四3")
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
def test_every_row_is_told_either_by_its_numbers_or_by_its_name(cells: list[list[Cell]]) -> None:
    rows = tuple((f"第{number}项", *each) for number, each in enumerate(cells))
    table = Table("表", ("项目", "数", "半年"), rows, (8, 2, 2), "注。")
    told = without_nought(table)
    kept = {row[0] for row in told.rows}
    named = told.remark.partition("：")[2].partition("。")[0].split("、")
    assert kept | ({*named} - {""}) == {row[0] for row in rows}
    assert not kept & {*named}
    assert told.remark.endswith("注。")
    for label, *own in rows:
        says = any(each not in (0, None, "", NOUGHT, Rate(0, 0)) for each in own)
        assert (label in kept) == says


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (Rate(41, 42), "97.6%　41／42"),
        (Rate(3, 4), "3／4"),
        (Rate(0, 0), "—"),
        (Rate(0, 5), "0.0%　0／5"),
    ],
)
def test_a_rate_stands_before_its_parts_and_alone_of_none(rate: Rate, told: str) -> None:
    assert rated_part(rate) == told
    assert is_count(told)
