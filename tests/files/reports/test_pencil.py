"""A month's workbook added up again from the rows that it prints, as somebody does with a pencil.

The months are made up: late ledgers, carried calls, problems and visits, merged firms, what was
reopened, what no unit was asked about.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.oracle.story import Story

SEEDS = (7, 12)
NOUGHT = ("—", "", None)
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], Rows]]:
    """Each month of some half-years as JSON, and the rows of its workbook."""
    found = []
    for seed in SEEDS:
        revisit = Revisit(tmp_path_factory.mktemp("pencil"))
        story = Story(revisit, seed, firms=8 + seed % 5)
        story.run()
        revisit.now = f"{int(story.half[:4]) + 1}-09-01T09:00"
        for month in story.months:
            path = revisit.folder / f"{month}.xlsx"
            told = revisit.json("report", "month", month, "-o", path)
            found.append((told, list(_rows(path))))
    return found


def _rows(path: Path) -> Iterator[list[Any]]:
    for sheet in openpyxl.load_workbook(path):
        yield from ([cell for cell in row if cell is not None] for row in sheet.values)


def _part(rows: Rows, title: str, ends: tuple[str, ...]) -> Rows:
    """Return the rows between a title, with its headings, and what stands below.

    An empty table has no headings: what stands below follows on its title.
    """
    places = [number for number, row in enumerate(rows) if row[:1] == [title]]
    if not places:
        return []
    found: Rows = []
    below = rows[places[0] + 1 :]
    is_empty = not below[0] or str(below[0][0]).startswith(ends)
    for row in below if is_empty else below[1:]:
        if not row or str(row[0]).startswith(ends):
            break
        found.append(row)
    return found


def _parts(cell: Any) -> tuple[int, int]:
    """Return what a cell counts, and of how many."""
    numbers = [int(each) for each in re.findall(r"\d+", str(cell))] if cell not in NOUGHT else []
    return (numbers[0] if numbers else 0, numbers[1] if len(numbers) > 1 else 0)


@pytest.mark.clause("四3", "R21")
def test_the_units_problems_add_up_to_the_whole_and_to_the_six_figures(
    months: list[tuple[dict[str, Any], Rows]],
) -> None:
    added = 0
    for told, rows in months:
        units = _part(rows, "表2　各单位", ("按名册排列",))
        if len(units) < 2:
            continue
        *own, whole = units
        kept = [_parts(each[-1]) for each in own]
        six = {each["code"]: each for each in told["figures"]}["problems"]
        assert whole[0] == "合计（件次）"
        assert (sum(n for n, _ in kept), sum(of for _, of in kept)) == _parts(whole[-1])
        assert _parts(whole[-1]) == (six["n"], six["of"])
        added += six["of"]
    assert added


@pytest.mark.clause("四3", "R15", "R21")
def test_every_problem_and_visit_that_the_figures_count_has_its_row(
    months: list[tuple[dict[str, Any], Rows]],
) -> None:
    handed = again = 0
    for told, rows in months:
        came = told["carried_in"]
        problems = _part(rows, "表4　问题与上门", ("问题", "本期没有"))
        named = [each for each in problems if len(each) > 1]
        assert len(named) == told["problems"]["raised"] + came["problems"]["of"]
        # What was decided in a month before says so; what was reopened has a line for each verdict.
        verdicts = Counter(line for each in named for line in each[4].split("\n"))
        for word, key in (("按期", "in_time"), ("延期内", "extended"), ("超期", "late")):
            assert verdicts[word] == told["problems"][key], word
            assert verdicts[f"重开后{word}"] == told["problems"][f"reopened_{key}"], word
        again += verdicts["重开后超期"]
        visits = [each for each in _part(rows, "上门", ("应上门", "汇总")) if len(each) > 1]
        assert len(visits) == told["visits"]["flagged"] + came["visits"]["of"]
        handed += came["problems"]["of"] + came["visits"]["of"]
    assert handed
    assert again


@pytest.mark.clause("R18")
def test_no_more_are_visited_for_it_than_were_dissatisfied(
    months: list[tuple[dict[str, Any], Rows]],
) -> None:
    for told, rows in months:
        (said,) = re.findall(r"不满意(\d+)家，其中(\d+)家已列入", "".join(told["words"])) or [
            (1, 0)
        ]
        assert int(said[0]) > int(said[1])
        unhappy = _part(rows, "不满意的企业", ("上门", "汇总"))
        counted = [each for each in unhappy if "上期结转来" not in each[1]]
        assert len(counted) == told["answers"]["dissatisfied"]
