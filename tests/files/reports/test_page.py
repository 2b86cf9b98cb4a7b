"""A report as a page: one file, nothing in it alive, printed on A4."""

import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.files.reports.page import trends
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Chart, Table
from tests.conftest import Revisit

HOSTILE = "示例市<script>alert(1)</script>甲子有限公司"
LEDGER = (
    "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话\n"
    f"审批科,甲,2026.11.3,许可,{HOSTILE},乙,13800000001\n"
    "审批科,甲,2026.11.4,许可,示例市乙丑有限公司,丙,13800000002\n"
)


class _Page(HTMLParser):
    """The tags a browser would see, and the text of each row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002
    ) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in ("td", "th") and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


@pytest.fixture
def page(revisit: Revisit) -> Path:
    """A month of two firms, one with a hostile name, as a page."""
    (revisit.folder / "台账.csv").write_text(LEDGER, encoding="utf-8")
    revisit("import", revisit.folder / "台账.csv", now="2026-11-25T09:00")
    revisit("calls", "lock", "2026-11")
    revisit("calls", "record", 2, "--outcome", "接通", "--overall", "满意")
    revisit("problems", "add", "--text", "<img src=x onerror=alert(2)>", "--month", "2026-11")
    path = revisit.folder / "月报.html"
    told = revisit.json("report", "month", "2026-11", "-o", path)
    assert told["file"] == str(path)
    revisit("report", "month", "2026-11", "-o", path, code=3)
    revisit("report", "month", "2026-11", "-o", path, "--force")
    return path


@pytest.mark.clause("四3")
def test_the_page_shows_the_figures_and_no_text_in_it_is_alive(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "本期应回访企业" in text
    assert ">1／2家</" in text
    assert not {"script", "img", "link", "iframe"} & set(_Page(text).tags)
    assert "&lt;script&gt;" in text
    assert "&lt;img src=x" in text
    assert not re.search(r"https?://|url\(|@import|13800000001", text)
    assert "size: A4" in text


def test_a_month_with_nothing_left_says_so_in_the_office_s_language(
    page: Path, revisit: Revisit
) -> None:
    assert "未拨打 1家" in page.read_text(encoding="utf-8")
    revisit("calls", "record", 1, "--outcome", "接通", "--overall", "满意")
    text = _written(revisit, "月报2.html").read_text(encoding="utf-8")
    assert "电话回访均已完成。" in text
    assert "没有企业答不满意。" in text
    assert "None" not in text + page.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(_written(revisit, "月报2.xlsx"))
    assert book.worksheets[1]["A2"].value == "电话、上门没有未完成的"


@pytest.mark.clause("四3")
def test_the_same_data_makes_the_same_page(page: Path, revisit: Revisit) -> None:
    again = _written(revisit, "月报3.html")
    assert again.read_bytes() == page.read_bytes()


def _written(revisit: Revisit, name: str) -> Path:
    revisit("report", "month", "2026-11", "-o", revisit.folder / name)
    return revisit.folder / name


@pytest.mark.parametrize(("kind", "wanted"), [("half", "2026-H2"), ("duty", ""), ("public", "")])
@pytest.mark.parametrize("ending", ["xlsx", "html"])
def test_every_report_is_written_as_book_and_as_page(
    page: Path, revisit: Revisit, kind: str, wanted: str, ending: str
) -> None:
    path = page.parent / f"{kind}.{ending}"
    revisit("report", kind, wanted or "2026-11", "-o", path)
    assert path.stat().st_size > 1000
    revisit("report", kind, wanted or "2026-11", "-o", page.parent / f"{kind}.pdf", code=2)


def test_the_caption_of_a_line_tells_the_last_rate_there_is() -> None:
    rows = (("7月", Rate(8, 10)), ("8月", Rate(36, 37)), ("9月", None))
    chart = Chart("图", "line", 0, (1,))
    (drawn,) = trends(Table("图", ("期", "满意率"), rows, (2, 2), chart=chart))
    assert drawn.last == "97.3%"
    (void,) = trends(Table("图", ("期", "满意率"), (("7月", None),), (2, 2), chart=chart))
    assert void.last == "—"
