"""Each figure of a half-year's page leads to a line of months that adds up to it.

Or it is known why it does not.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from statistics import mean, median

import pytest

from revisit_cli.rulebook.loader import form
from tests.bureau_months import Plan, play
from tests.conftest import Revisit
from tests.files.reports.links import Unlinked
from tests.oracle.story import Story

SUMS = "逐月相加"
# Where numbers bear no link, by the place they stand in, and why.
EXCEPTIONS = {
    "title": "no figure",
    "h2": "the number of a table",
    ".period": "no figure",
    ".note": "no figure of the half-year, or the whole of a column that is linked",
    ".log": "the log is not on the page",
    "§说明": "no figure of the half-year",
    "§图　各期走势": "the months' own pages have these",
    "§表2　复核": "whom a draw took stands in its own sheet alone",
    "§各期复核": "whom a draw took stands in its own sheet alone",
    f"§{SUMS}": "the lines that figures lead to",
    "§各题分单位": "over the units they add up to the half-year's, which are linked",
    "@上一半年": "the half-year before has its own page",
    "@增减百分点": "the difference of the two rates beside it",
    **{f"={number}月": "the month's own page has these" for number in range(1, 13)},
    **{f"={each.label}": "told in confidence" for each in form().confidential},
}


class _Rows(HTMLParser):
    """The rows of a page that have a place, by it, and where each link leads, by its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self.links: list[tuple[str, str]] = []
        self.row, self.href = "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "tr":
            self.row = told.get("id") or ""
        elif tag in ("th", "td") and self.row:
            self.rows.setdefault(self.row, []).append("")
        elif tag == "a":
            self.href = told.get("href") or ""
            self.links.append((self.href, ""))

    def handle_endtag(self, tag: str) -> None:
        self.href = "" if tag == "a" else self.href
        self.row = "" if tag == "tr" else self.row

    def handle_data(self, data: str) -> None:
        if self.row:
            self.rows[self.row][-1] += data.strip("\n")
        if self.href:
            self.links[-1] = (self.href, self.links[-1][1] + data)


def _cleared(revisit: Revisit) -> tuple[str, str]:
    return "2026-H2", play(revisit, Plan(5, 42))


def _under_way(revisit: Revisit) -> tuple[str, str]:
    plan = Plan(3, 30, ("2026-10", "2026-11"), is_cleared=False, until="2026-12-04T16:00")
    return "2026-H2", play(revisit, plan)


def _story(revisit: Revisit) -> tuple[str, str]:
    """A half-year with carried calls, visits and problems, seen by the one after it too."""
    story = Story(revisit, 8, firms=9)
    story.run()
    return story.half, f"{int(story.half[:4]) + 1}-09-01T09:00"


def _after(revisit: Revisit) -> tuple[str, str]:
    half, now = _story(revisit)
    year = int(half[:4])
    return (f"{year}-H2" if half.endswith("H1") else f"{year + 1}-H1"), now


@pytest.fixture(scope="module", params=[_cleared, _under_way, _story, _after])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    revisit = Revisit(tmp_path_factory.mktemp("half"))
    half, revisit.now = request.param(revisit)
    path: Path = revisit.folder / "半年.html"
    revisit("report", "half", half, "-o", path)
    return path.read_text(encoding="utf-8")


def _numbers(text: str) -> list[int]:
    """Return the counts of a text; rates, averages and dates are none."""
    return [int(each) for each in re.findall(r"(?<![\d.])\d+(?![\d.%])", text)]


@pytest.mark.clause("四3")
def test_no_number_goes_without_a_link_but_where_it_is_known_why(page: str) -> None:
    left = [
        text
        for places, text in Unlinked(page).found
        if not places & EXCEPTIONS.keys()
        # In brackets stands the half-year before, which has its own page.
        and not ("§五项内容" in places and not _numbers(re.sub("（.*?）|(?<!\\d)0", "", text)))
    ]
    assert left == []


@pytest.mark.clause("R22")
def test_every_line_adds_up_over_its_months(page: str) -> None:
    rows = {key: cells for key, cells in _Rows(page).rows.items() if key.startswith("s-")}
    assert rows
    for key, (label, *months, whole) in rows.items():
        if not any(months):
            assert key in ("s-symposium", "s-present")
            continue
        parts = [_numbers(each) for each in months]
        told = _numbers(whole)
        # Of firms that count once a rate stands behind what adds up.
        for place in range(max(map(len, parts))):
            assert sum(each[place] for each in parts if each) == told[place], label


@pytest.mark.clause("四3", "R22")
def test_every_link_leads_to_the_line_that_comes_to_its_number(page: str) -> None:
    found = _Rows(page)
    answers: dict[str, list[int]] = {}
    for key, cells in found.rows.items():
        number = re.fullmatch(r"s-questions-(\w+)-(\d+)", key)
        if number:
            answers.setdefault(number[1], []).extend([int(number[2])] * _numbers(cells[-1])[0])
    for href, text in found.links:
        if href == "#main":
            continue
        cells = found.rows[href[1:]]
        average = re.match(r"平均([\d.]+)\D+中位([\d.]+)\D+?(\d+)件", text)
        if average:
            told = answers[href.split("-")[2]]
            assert (float(average[1]), float(average[2])) == (round(mean(told), 2), median(told))
            assert [int(average[3])] == _numbers(cells[-1]) == [len(told)]
        elif href.startswith("#s-by_firm"):
            n, of = _numbers(text)
            whole = found.rows.get(f"{href[1:-1]}of", found.rows["s-distinct_firms"])
            assert ([n], of) == (_numbers(cells[-1])[:1], _numbers(whole[-1])[0]), (href, text)
        elif "百分点" in text:
            assert text.removesuffix("个百分点") in cells[-1]
        elif "%" in text and not _numbers(text):
            assert text in cells[-1]
        elif href == "#s-firms" and "户次" in text and _numbers(text) != _numbers(cells[-1]):
            # By how many more or fewer than in the half-year before.
            assert f"{text}</a>" in re.findall(r"(?:增加|减少)<a[^>]*>(.*)", page)[0]
        else:
            assert set(_numbers(text)) <= set(_numbers(cells[-1])), (href, text, cells)
