"""The month's page as a browser shows it, on a desk, a telephone, in the dark and on paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.rulebook.loader import form
from tests.browser import browser, shown, violations
from tests.bureau_months import Plan, firm, play
from tests.conftest import Revisit
from tests.printed import FEWEST_LINES, THIRD, sheets, texts

pytestmark = pytest.mark.browser

PLANS = {
    "one unit": Plan(1, 23, ("2026-11",)),
    "five units": Plan(5, 42),
    "thirty units": Plan(30, 212, ("2026-11",)),
    "nobody": Plan(5, 0, ("2026-11",)),
    "under way": Plan(5, 42, ("2026-10", "2026-11"), is_cleared=False, until="2026-12-04T16:00"),
}
OTHERS = {
    "half": ("half", "2026-H2"),
    "duty": ("duty", "2026-11"),
    "public": ("public", "2026-11"),
    "unit": ("unit", "行政审批科", "2026-11"),
}
ON_ONE_PAGE = ("duty", "public", "unit")
SHOWN = [(size, is_dark) for size in ("desk", "telephone") for is_dark in (False, True)]
Month = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=PLANS)
def month(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Month:
    """A month's page, and the same month as JSON."""
    revisit = Revisit(tmp_path_factory.mktemp("month"))
    revisit.now = play(revisit, PLANS[request.param])
    path = revisit.folder / "月报.html"
    revisit("report", "month", "2026-11", "-o", path)
    return path, revisit.json("report", "month", "2026-11")


@pytest.mark.parametrize(("size", "is_dark"), SHOWN)
def test_a_page_fits_its_screen_and_axe_finds_nothing(
    chromium: Any, month: Month, size: str, *, is_dark: bool
) -> None:
    with shown(chromium, month[0], size, is_dark=is_dark) as page:
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] == width[1]
        assert violations(page) == []
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") != is_dark


def test_words_and_figures_stand_on_one_screen(chromium: Any, month: Month) -> None:
    with shown(chromium, month[0], "desk") as page:
        box = page.locator(".lead").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_every_figure_is_the_one_that_json_tells(chromium: Any, month: Month) -> None:
    path, told = month
    with shown(chromium, path, "desk") as page:
        words = page.locator("#words p").all_inner_texts()
        assert words == told["words"]
        six = page.locator("#six li").all_inner_texts()
        for text, figure in zip(six, told["figures"], strict=True):
            if figure["of"]:
                assert f"{figure['n']}／{figure['of']}" in text
            if figure["percent"] is not None:
                assert f"{figure['percent']:.1f}%" in text
        left = page.locator(".burn details tbody tr")
        expected = [each["left"] for each in told["calls_left"] if each["left"] is not None]
        cells = left.locator("td").all_text_contents()
        assert [int(each) for each in cells] == expected
        units = [each for each in told["units"] if each["firms"] or each["beyond"]]
        rows = page.locator("#units tbody tr")
        assert rows.count() == len(units)
        boxes = [row.bounding_box() for row in rows.all()]
        assert len({round(box["height"]) for box in boxes if box}) <= 1
        for row, unit in zip(rows.all(), units, strict=True):
            text = row.inner_text()
            rate = unit["satisfaction"]
            assert unit["unit"] in text
            assert f"{rate['n']}／{rate['of']}" in text or not rate["of"]
            assert f"不满意{unit['dissatisfied']}" in text or not unit["dissatisfied"]


def test_every_link_leads_to_the_rows_it_counts(chromium: Any, month: Month) -> None:
    path, told = month
    with shown(chromium, path, "desk") as page:
        places = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
        assert all(each.startswith("#") for each in places)
        words = page.locator("#words").inner_text()
        measured = re.findall(r"\d(?:%|家|件|通|行|个(?!工作日))", words)
        assert page.locator("#words a").count() == len(measured)
        gone = [each for each in places if page.locator(f'[id="{each[1:]}"]').count() != 1]
        assert gone == []
        for row in page.locator("#units tbody tr").all():
            link = row.locator("td.n a").first
            place = (link.get_attribute("href") or "")[1:]
            rated = row.locator(".rate-of a")
            assert [each.get_attribute("href") for each in rated.all()] in ([], [f"#{place}"])
            assert page.locator(f'[id="{place}"] li').count() == int(link.inner_text())
        numbers = page.locator("#roll li > span:first-child").all_inner_texts()
        assert [int(each) for each in numbers if each] == list(range(1, told["firms"] + 1))
        undone = page.locator("#undone .names tbody td:first-child").count()
        assert undone == sum(each["count"] for each in told["undone"])
        assert page.locator("#problems tbody tr").count() >= told["problems"]["raised"]


def test_every_part_of_n_and_of_a_rate_leads_to_the_firms_it_counts(
    chromium: Any, month: Month
) -> None:
    path, told = month
    counts = {f"k-list-{key}": told["list"][key] for key in ("frozen", "added", "merged")}
    counts |= {f"k-answers-{key}": each for key, each in told["answers"].items()}
    counts |= {f"k-dispositions-{key}": each for key, each in told["dispositions"].items()}
    with shown(chromium, path, "desk") as page:
        groups = {each.get_attribute("id") or "": each for each in page.locator('[id^="k-"]').all()}
        assert groups.keys() == {place for place, count in counts.items() if count}
        for place, group in groups.items():
            assert (
                int(re.findall(r"\d+(?=家$)", group.locator("h4").inner_text())[0]) == counts[place]
            )
            assert group.locator("li").count() in (0, counts[place])
        links = page.locator('.period a[href^="#k-"], .balance a[href^="#k-"]').all()
        for link in links:
            place = (link.get_attribute("href") or "")[1:]
            assert int(link.inner_text().split()[-1]) == counts[place]
        assert {link.get_attribute("href") for link in links} == {f"#{each}" for each in groups}
        rates = page.locator("#rates tbody tr").all()
        assert len(rates) == (len(told["aapor"]) if told["firms"] else 0)
        for row in rates:
            rate = told["aapor"][row.locator("td").first.inner_text()]
            for cell, count in zip(
                row.locator("td").all()[2:4], (rate["n"], rate["of"]), strict=True
            ):
                assert int(cell.inner_text()) == count
                assert cell.locator("a").count() == bool(count)
                for link in cell.locator("a").all():
                    place = (link.get_attribute("href") or "")[1:]
                    whole, _, parts = page.locator(f'[id="{place}"]').inner_text().partition("＝")
                    told_of = [int(each) for each in re.findall(r"\d+", parts)]
                    assert sum(told_of) == count or counts.get(place) == count
                    assert str(count) in whole


def test_every_count_of_answers_leads_to_whom_it_is_of(chromium: Any, month: Month) -> None:
    """But for what is told in confidence, which leads nowhere."""
    path, told = month
    counts = {each["code"]: each["counts"] for each in told["questions"]}
    labels = {each.label: each for each in form().of_units}
    with shown(chromium, path, "desk") as page:
        for shown_of in page.locator(".questions li").all():
            question = labels.get(shown_of.locator("b").first.inner_text())
            linked = shown_of.locator("p > span a").all()
            if question is None or question.is_confidential:
                assert linked == []
                continue
            for link in linked:
                place = (link.get_attribute("href") or "")[1:]
                group = page.locator(f'[id="{place}"]')
                kind = place.removeprefix(f"a-{question.code}-")
                count, named = _counted(group), group.locator("li").count()
                assert named == count or (named == 0 and not question.asks_on(kind))
                assert kind.isdecimal() or counts[question.code][kind] == count
            given = [kind for kind, count in counts[question.code].items() if count]
            words = [kind for kind in given if not kind.isdecimal()]
            assert len(linked) == len(words) + (len(given) > len(words))
            every = page.locator(f'[id^="a-{question.code}-"]').all()
            assert sum(map(_counted, every)) == sum(counts[question.code].values())
        for row in page.locator(".complaints tbody tr").all():
            unit = row.locator("th").inner_text()
            for link in row.locator("td a").all():
                place = (link.get_attribute("href") or "")[1:]
                of_unit = page.locator(f'[id="{place}"] li', has_text=unit)
                assert of_unit.count() == int(link.inner_text().split("／")[0])
        for link in page.locator('#units a[href^="#n-"]').all():
            place = (link.get_attribute("href") or "")[1:]
            bad = page.locator(f'[id="{place}"] li')
            assert bad.count() == int(link.inner_text().split("／")[0])
            assert all("****" in each for each in bad.all_inner_texts())


def _counted(group: Any) -> int:
    """Return how many a group of names says it is of."""
    return int(re.findall(r"\d+(?=件$)", group.locator("h4").inner_text())[0])


def test_a_page_reads_in_the_order_of_an_office(chromium: Any, month: Month) -> None:
    """Signatures stand before the annex, and every picture is named and told."""
    with shown(chromium, month[0], "desk") as page:
        signs, annex = page.locator(".signs").bounding_box(), page.locator("#annex").bounding_box()
        assert signs is not None
        assert annex is not None
        assert signs["y"] < annex["y"]
        for drawn in page.locator("svg[role=img]").all():
            ids = (drawn.get_attribute("aria-labelledby") or "").split()
            assert all(page.locator(f"#{each}").text_content() for each in ids)
        assert page.locator("svg:not([role=img]):not([aria-hidden=true])").count() == 0
        assert page.locator("h1").count() == 1


def test_a_page_prints_on_a4_without_what_is_for_the_screen(
    chromium: Any, month: Month, tmp_path: Path
) -> None:
    path, told = month
    printed = tmp_path / "月报.pdf"
    with shown(chromium, path, "desk") as page:
        page.pdf(path=printed, prefer_css_page_size=True)
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert page.locator("#words p").count() == len(told["words"])
    *pages, last = sheets(printed)
    assert [each for each in pages if each.blank > THIRD] == []
    assert last.lines >= FEWEST_LINES
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed.read_bytes())
    assert boxes
    assert {(round(float(w)), round(float(h))) for w, h in boxes} <= {(595, 842), (596, 842)}


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Five units with three months behind them."""
    revisit = Revisit(tmp_path_factory.mktemp("bureau"))
    revisit.now = play(revisit, PLANS["five units"])
    return revisit


@pytest.mark.parametrize("kind", OTHERS)
def test_every_other_report_is_a_page_of_the_same_family(
    chromium: Any, bureau: Revisit, kind: str
) -> None:
    path = bureau.folder / f"{kind}.html"
    bureau("report", *OTHERS[kind], "-o", path)
    _hold_alike(chromium, path, is_one_page=kind in ON_ONE_PAGE)


def test_the_day_s_appointments_are_a_page_of_the_family_too(chromium: Any, tmp_path: Path) -> None:
    revisit = Revisit(tmp_path)
    lines = [f"审批科,甲,2026.11.3,许可,{firm(n)},乙,1380000{n:04d}" for n in range(12)]
    ledger = tmp_path / "台账.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    ledger.write_text("\n".join([head, *lines]), encoding="utf-8")
    revisit("import", ledger, "--month", "2026-11", now="2026-11-25T09:00")
    for call in range(1, 13):
        at = f"2026-11-{26 + call % 2}T{8 + call % 9:02d}:30"
        agreed = ("--callback", at, "--with", "联系人甲", "--party", "企业的人")
        words = ("calls", "record", call, "--outcome", "约定再拨", *agreed)
        revisit(*words, now="2026-11-26T08:00")
    path = tmp_path / "约.html"
    revisit("calls", "agenda", "--all", "-o", path, now="2026-11-26T11:00")
    _hold_alike(chromium, path, is_one_page=True)


def _hold_alike(chromium: Any, path: Path, *, is_one_page: bool) -> None:
    """Hold a page to its screens, to axe, and to the sheets of paper it may have."""
    for size, is_dark in SHOWN:
        with shown(chromium, path, size, is_dark=is_dark) as page:
            width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert width[0] == width[1]
            assert violations(page) == []
    with shown(chromium, path, "desk") as page:
        printed = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert pages == 1 or not is_one_page


@pytest.mark.parametrize("kind", OTHERS)
def test_a_report_on_a_telephone_has_no_label_without_a_value_and_breaks_no_word(
    chromium: Any, bureau: Revisit, kind: str
) -> None:
    path = bureau.folder / f"{kind}-t.html"
    bureau("report", *OTHERS[kind], "-o", path)
    with shown(chromium, path, "telephone") as page:
        cells = page.locator("td[data-label]:visible")
        assert [each for each in cells.all_inner_texts() if not each.strip()] == []
        # Two lists side by side stand one below the other: a pair a line, in two columns.
        for row in page.locator(".twin tr:visible").all():
            boxes = [each.bounding_box() for each in row.locator("th:visible, td:visible").all()]
            assert len({round(box["x"]) for box in boxes[::2] if box}) == 1
            assert len({round(box["x"] + box["width"]) for box in boxes[1::2] if box}) == 1
        assert (kind == "unit") == (page.locator(".twin").count() == 1)
        slip = "\n".join(page.locator(".slip p").all_inner_texts())
        assert slip == "" or page.evaluate(_BROKEN_WORDS) == []


def test_a_letter_of_a_month_without_figures_has_a_value_beside_each_label(
    chromium: Any, tmp_path: Path
) -> None:
    revisit = Revisit(tmp_path)
    roster = tmp_path / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster, now="2026-10-27T09:00")
    path = tmp_path / "告知单.html"
    revisit("report", "unit", "审批科", "2026-11", "-o", path)
    with shown(chromium, path, "telephone") as page:
        lines = page.locator(".twin tbody tr:visible")
        assert lines.count() > 1
        for row in lines.all():
            cells = row.locator("th:visible, td:visible").all_inner_texts()
            assert len(cells) % 2 == 0
            assert all(cells)


# The words of a slip that stand on two lines: each has as many boxes as it has lines.
_BROKEN_WORDS = """[...document.querySelectorAll(".slip p")].flatMap(p => {
  const text = p.firstChild, found = [];
  for (const word of text.data.matchAll(/[^\\s\\u3000]+/g)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
      found.push(word[0]);
  }
  return found;
})"""


def test_no_heading_of_a_printed_report_stands_alone_at_the_foot_of_a_page(
    chromium: Any, bureau: Revisit, tmp_path: Path
) -> None:
    path, printed = bureau.folder / "half-p.html", tmp_path / "half.pdf"
    bureau("report", *OTHERS["half"], "-o", path)
    with shown(chromium, path, "desk") as page:
        heads = {"".join(each.split()) for each in page.locator("h2").all_inner_texts()}
        for room in range(0, 60, 6):
            # Whatever stands above it, a heading may come to any height of the page.
            page.evaluate(f"document.querySelector('#main').style.paddingTop = '{room}mm'")
            page.pdf(path=printed, prefer_css_page_size=True)
            for text in texts(printed):
                lines = ["".join(line.split()) for line in text.splitlines() if line.strip()]
                # Below are the number of the page, the headings of the table and a row at least.
                assert not heads & set(lines[-3:]), (room, lines[-4:])
