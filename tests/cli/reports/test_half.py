"""``report half``: words and six figures, six points, and a second count of both."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙丁戊己庚辛"]
MONTHS = ("2026-03", "2026-05", "2026-07", "2026-09", "2026-10")
# How many of the firms a month's ledger has, and how many of those are dissatisfied.
PLAYED = {"2026-03": (8, 2), "2026-05": (6, 1), "2026-07": (8, 1), "2026-09": (6, 0),
          "2026-10": (7, 2)}  # fmt: skip
# In the last month of the second half-year one is not reached, and carried over.
UNREACHED = "2026-10"


def _day(month: str, day: int) -> date:
    return date(int(month[:4]), int(month[5:]), day)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Five months of two half-years, all cleared; one call is left over."""
    revisit = Revisit(tmp_path_factory.mktemp("half"))
    for month in MONTHS:
        count, dissatisfied = PLAYED[month]
        revisit.now = f"{_day(month, 20)}T10:00"
        ledger = write_ledger(revisit.folder, "审批科", FIRMS[:count], _day(month, 8))
        revisit("import", ledger)
        revisit.now = f"{_day(month, 28)}T10:00"
        revisit("calls", "lock", month)
        listed = revisit.json("calls", "list", month)["calls"]
        own = [each for each in listed if each["firm"] in FIRMS[:count]]
        carried: tuple[str, ...] = ()
        for place, call in enumerate(own):
            record = ("calls", "record", call["id"])
            if month == UNREACHED and place == count - 1:
                revisit(*record, "--outcome", "no_answer")
                carried = ("--carry", f"call:{call['id']}")
                continue
            said = "dissatisfied" if place < dissatisfied else "satisfied"
            revisit(*record, "--outcome", "completed", "--overall", said)
        for visit in revisit.json("visits", "list", month)["visits"]:
            revisit("visits", "record", visit["id"], "--lead", "局长甲", "--signature", "signed",
                    "--signed-by", "乙")  # fmt: skip
        accepted = ("--accepted-by", "张局长") if carried else ()
        revisit("close", month, *carried, *accepted)
    revisit.now = "2027-01-25T09:00"
    return revisit


def _rate(n: int, of: int) -> dict[str, Any]:
    return {"n": n, "of": of, "value": round(n / of, 4) if of else None}


@pytest.mark.clause("四3", "R22", "R26")
def test_the_six_figures_stand_beside_those_of_the_half_year_before(bureau: Revisit) -> None:
    told = bureau.json("report", "half", "2026-H2")
    figures = {each["code"]: each for each in told["figures"]}
    before = [PLAYED[month] for month in MONTHS[:2]]
    now = [PLAYED[month] for month in MONTHS[2:]]
    of, bad = sum(n for n, _ in now), sum(n for _, n in now)
    assert (told["total"]["firms"], told["before"]["half"]) == (of, "2026-H1")
    assert told["before"]["firms"] == sum(n for n, _ in before)
    satisfied = figures["satisfaction"]
    # One was not reached, and gave no answer.
    assert (satisfied["n"], satisfied["of"]) == (of - 1 - bad, of - 1)
    assert satisfied["previous"] == _rate(
        sum(n - worse for n, worse in before), sum(n for n, _ in before)
    )
    assert (figures["coverage"]["n"], figures["coverage"]["of"]) == (of, of)
    assert (figures["effective"]["n"], figures["effective"]["of"]) == (of - 1, of)
    assert (figures["visits"]["n"], figures["visits"]["of"]) == (bad, bad)
    # Five months of the half-year have ended that nobody filed for but three.
    assert figures["filings"]["of"] >= len(now)
    for each in told["figures"]:
        if each["change"] is not None:
            printed = each["percent"] - each["previous_percent"]
            assert each["change"] == pytest.approx(printed, abs=0.001)


@pytest.mark.clause("R22")
def test_by_firm_each_counts_once_by_all_its_months(bureau: Revisit) -> None:
    told = bureau.json("report", "half", "2026-H2")["total"]["by_firm"]
    months = MONTHS[2:]
    mine = {firm: [m for m in months if firm in FIRMS[: PLAYED[m][0]]] for firm in FIRMS}
    firms = [firm for firm, served in mine.items() if served]
    left = FIRMS[PLAYED[UNREACHED][0] - 1]
    reached = [f for f in firms if any(m != UNREACHED or f != left for m in mine[f])]
    bad = [f for f in reached if any(FIRMS.index(f) < PLAYED[m][1] for m in mine[f])]
    assert told == {
        "firms": len(firms),
        "coverage": _rate(len(firms), len(firms)),
        "effective_rate": _rate(len(reached), len(firms)),
        "satisfaction": _rate(len(reached) - len(bad), len(reached)),
    }


@pytest.mark.clause("四3")
def test_each_point_is_what_the_months_own_report_says(bureau: Revisit) -> None:
    told = bureau.json("report", "half", "2026-H2")
    assert [each["month"] for each in told["points"]] == [each["month"] for each in told["months"]]
    for point in told["points"]:
        month = bureau.json("report", "month", point["month"])
        own = {each["code"]: each for each in month["figures"]}
        if month["firms"]:
            for code in ("filings", "coverage", "effective", "satisfaction", "visits"):
                assert point[code] == {name: own[code][name] for name in ("n", "of", "value")}
        else:
            assert {point[code]["of"] for code in ("filings", "coverage", "satisfaction")} == {0}


def test_no_digit_of_the_words_is_made_up(bureau: Revisit) -> None:
    for half in ("2026-H1", "2026-H2", "2027-H1"):
        told = bureau.json("report", "half", half)
        words = "".join(told.pop("words"))
        # Days come from the calendar; all else is a number of the document.
        words = re.sub(r"(\d{4}年)?\d+月(\d+日)?", "", words)
        known = set(re.findall(r"\d+(?:\.\d+)?", json.dumps(told, ensure_ascii=False)))
        for rate in re.findall(r"\d+(?:\.\d+)?", words):
            assert rate in known, (half, rate, words)


def test_a_half_year_that_goes_on_says_so_and_compares_nothing(bureau: Revisit) -> None:
    told = bureau.json("report", "half", "2026-H2", now="2026-11-02T09:00")
    assert (told["final"], {each["change"] for each in told["figures"]}) == (False, {None})
    assert "暂不比较" in "".join(told["words"])
    # What leaves it is not known before its end.
    assert "四、结转情况。没有上一半年结转来的。" in told["words"]
    shown = bureau("report", "half", "2026-H2", now="2026-11-02T09:00").out
    assert "半年报（预告）" in shown
    first = bureau.json("report", "half", "2026-H1")
    assert (first["before"], first["final"]) == (None, True)
    assert "首个半年" in "".join(first["words"])


def test_the_workbook_is_two_pages_and_its_lines_have_gaps(bureau: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "半年报.xlsx"
    bureau("report", "half", "2026-H2", "-o", path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["正页", "附页", "数据"]
    front, behind, data = book.worksheets
    assert data.sheet_state == "hidden"
    for sheet in (front, behind):
        heights = [sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)]
        assert sum(heights) < 700
    rows = [[cell.value for cell in row] for row in data.iter_rows()]
    # Nothing stands for a month that had nothing: neither a number nor nought.
    by_month = {row[0]: row[1:] for row in rows[1:]}
    for name in ("8月", "11月", "12月"):
        assert set(by_month[name]) == {None}
    assert by_month["9月"][1] == 1
    with zipfile.ZipFile(path) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        drawn = [parts.read(name).decode() for name in charts]
        fonts = parts.read("xl/styles.xml").decode()
    assert len(drawn) == 6
    # A gap is what a chart has that says nothing else.
    assert not any("dispBlanksAs" in each for each in drawn)
    assert len({re.search(r'<c:min val="[^"]*"/>', each).group() for each in drawn}) == 1  # type: ignore[union-attr]
    assert "Calibri" not in fonts + "".join(drawn)


def test_under_three_months_nothing_is_drawn(bureau: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "上半年.xlsx"
    bureau("report", "half", "2026-H1", "-o", path)
    assert "数据" not in openpyxl.load_workbook(path).sheetnames


def test_every_rate_on_paper_is_a_per_cent_beside_fractions_too(
    bureau: Revisit, tmp_path: Path
) -> None:
    path = tmp_path / "半年.xlsx"
    bureau("report", "half", "2026-H2", "-o", path)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].rows for cell in row]
    rates = [each for each in cells if isinstance(each.value, float) or each.value == 1]
    assert {each.number_format for each in rates} == {"0.0%"}


def _rows(page: str, title: str) -> list[list[str]]:
    """Return the rows of one table of a page, without what its cells are marked up with."""
    section = page.partition(f">{title}</h2>")[2].partition("</section>")[0]
    return [
        [re.sub("<[^>]*>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall("<tr.*?</tr>", section, re.DOTALL)
    ]


def test_the_page_folds_what_is_nought_and_tells_every_count_in_one_table(
    bureau: Revisit, tmp_path: Path
) -> None:
    path = tmp_path / "半年.html"
    bureau("report", "half", "2026-H2", "-o", path)
    told, page = bureau.json("report", "half", "2026-H2"), path.read_text(encoding="utf-8")
    heads, *rows = _rows(page, "逐月相加")
    assert heads == ["项目", "7月", "8月", "9月", "10月", "11月", "12月", "半年"]
    assert [row for row in rows if set(row[1:]) <= {"", "—", "0"}] == []
    counts = {row[0]: row[-1] for row in rows}
    assert counts["其中不同的企业（户）"] == str(told["total"]["distinct_firms"])
    rate = told["total"]["coverage"]
    assert counts["覆盖率（拨打过至少一次）"].endswith(f"　{rate['n']}／{rate['of']}")
    folded = re.search("没有的（各为0）：(.*?)。", page)
    assert folded is not None
    assert not set(folded[1].split("、")) & set(counts)
    # What --csv counts of the half-year stands on the page.
    lines = bureau("report", "half", "2026-H2", "--csv").out.splitlines()[1:]
    labels = {line.split(",")[0] for line in lines}
    gone = {each for each in labels - set(counts) if each not in folded[1]}
    assert gone == {"回访企业（户次，各期 N 之和）"}
    points = [row[0] for row in _rows(page, "表1　各期")[1:]]
    assert points == ["7月", "9月", "10月", "按户次", "按企业"]
    assert "8月、11月、12月没有数。" in page
    # A rate looks alike wherever it stands.
    assert re.findall(r"\d+/\d+ \d", page) == []


def test_where_nobody_was_called_the_words_say_that_alone_and_one_page_holds_it(
    revisit: Revisit,
) -> None:
    revisit.now = "2026-11-20T10:00"
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:5], _day("2026-11", 8)))
    overall = revisit.json("report", "half", "2026-H2")["words"][0]
    assert overall.endswith("均为不同的企业，涉及涉企事项5件。截至11月20日，尚未拨打。")
    path = revisit.folder / "半年.xlsx"
    revisit("report", "half", "2026-H2", "-o", path)
    assert openpyxl.load_workbook(path).sheetnames == ["正页"]
    revisit("report", "half", "2026-H2", "-o", revisit.folder / "半年.html")
    page = (revisit.folder / "半年.html").read_text(encoding="utf-8")
    assert _rows(page, "五项内容") == []
    assert "没有企业作出评价。" in page
