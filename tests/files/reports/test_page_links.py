"""Each figure of a month's page leads to the rows behind it, or it is known why it does not."""

from pathlib import Path
from typing import Any

import pytest

from revisit_cli.rulebook.loader import form
from tests.bureau_months import Plan, play
from tests.conftest import Revisit
from tests.files.reports.links import Unlinked

# Where numbers bear no link, by the place they stand in, and why.
EXCEPTIONS = {
    "title": "no figure",
    "h2": "the number of a table or a picture",
    "caption": "a head: the rows it counts are below it",
    "small": "a head's count with its rows below, a clause, or the month before, on its own page",
    ".states": "days; corrections are linked at the title",
    ".before": "the month before has its own page",
    ".rate": "a rate, beside the parts that it is made of, which are linked",
    ".rate-of": "a rate, beside the parts that it is made of, which are linked",
    ".names": "a head: the firms it counts are below it",
    ".note": "no figure of the month",
    ".key": "no figure of the month",
    ".burn": "each day's firms would be a list a day: report month --explain calls_left.DAY.left",
    "#trends": "the months before have their own pages; this one's are the six figures",
    ".fold": "a head: the units it counts are named beside it",
    ".roll": "a row: it is what figures lead to",
    "#problems": "a row: it is what figures lead to",
    "#visits": "a row: it is what figures lead to",
    "#recheck": "whom the draw took stands in its own sheet alone",
    ".readings": "no figure of the month",
    ".log": "the log is not on the page",
    **{f"?{each.label}": "told in confidence" for each in form().confidential},
}


@pytest.fixture(
    params=[
        Plan(5, 42),
        Plan(5, 42, ("2026-11",), is_cleared=False, until="2026-12-04T16:00"),
        Plan(1, 0, ("2026-11",)),
    ],
    ids=["cleared", "under way", "nobody"],
)
def played(request: pytest.FixtureRequest, revisit: Revisit) -> tuple[Path, dict[str, Any]]:
    """A month's page, and the same as JSON."""
    revisit.now = play(revisit, request.param)
    path = revisit.folder / "月报.html"
    return path, revisit.json("report", "month", "2026-11", "-o", path)


@pytest.mark.clause("四3")
def test_no_number_goes_without_a_link_but_where_it_is_known_why(
    played: tuple[Path, dict[str, Any]],
) -> None:
    path, _ = played
    found = Unlinked(path.read_text(encoding="utf-8")).found
    left = [text for places, text in found if not places & EXCEPTIONS.keys()]
    assert left == []
