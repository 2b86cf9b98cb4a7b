"""The month as an office signs it: read back as cells, and looked at as LibreOffice prints it."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from revisit_cli.files.reports import leaf, month_styles
from revisit_cli.records.reports.paper import Table
from tests.bureau_months import Plan, play
from tests.conftest import Revisit
from tests.printed import FEWEST_LINES, THIRD, in_pdf, sheets, texts

PARTS = ("未完成", "各单位", "五项内容", "问题与上门", "附件")
OURS = {"宋体", "黑体", "仿宋", "楷体"}


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Three months of a bureau of five units, to report and not to change."""
    played = Revisit(tmp_path_factory.mktemp("five"))
    played.now = play(played, Plan(units=5, firms=30))
    return played


@pytest.fixture(scope="module")
def book(bureau: Revisit) -> Path:
    """The last of these months as a workbook."""
    path = bureau.folder / "月报.xlsx"
    bureau("report", "month", "2026-11", "-o", path)
    return path


def _part(path: Path, title: str) -> list[list[object]]:
    """Return the rows of the workbook from a title on."""
    rows = [row for sheet in openpyxl.load_workbook(path) for row in _texts(sheet)]
    return rows[next(at for at, row in enumerate(rows) if row[:1] == [title]) :]


def _texts(sheet: Worksheet) -> list[list[object]]:
    rows = sheet.iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


@pytest.mark.clause("四3")
def test_the_first_page_is_what_the_words_and_figures_of_json_say(
    bureau: Revisit, book: Path
) -> None:
    told = bureau.json("report", "month", "2026-11")
    sheet = openpyxl.load_workbook(book)["情况"]
    rows = _texts(sheet)
    first = {str(row[0]): row[1:] for row in rows if row}
    words = next(text for text in first if "一、总体情况。" in text)
    assert [each.strip("　") for each in words.split("\n")] == told["words"]
    assert [row[:2] for row in rows if row and row[0] in ("已清零", "未复核")] == [
        [state["title"], state["text"]] for state in told["states"]
    ]
    names = ("台账按时报送率", "覆盖率", "有效回访率", "满意率", "问题按期办结率", "上门完成率")
    for name, figure in zip(names, told["figures"], strict=True):
        shown, of, before, change = first[name]
        assert str(of).startswith(f"{figure['n']}／{figure['of']}")
        if figure["percent"] is not None:
            assert shown == round(figure["percent"] / 100, 3)
        if figure["previous_percent"] is not None:
            assert before == round(figure["previous_percent"] / 100, 3)
        if figure["change"] is not None:
            assert str(change).lstrip("升降").replace("持平", "0.0") == f"{abs(figure['change'])}"
    assert ["制表：", "审核："] in rows
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.page_setup.fitToHeight in (None, 1)


def test_names_units_answers_and_problems_each_have_a_place(book: Path) -> None:
    sheets = openpyxl.load_workbook(book)
    names = [sheet.title for sheet in sheets if sheet.sheet_state == "visible"]
    assert (names[0], names[-1]) == ("情况", "附表3")
    parts = "、".join(names[1:-1])
    assert [parts.index(each) for each in PARTS] == sorted(parts.index(each) for each in PARTS)
    first = [row[0] for name in names[1:-1] for row in _texts(sheets[name]) if len(row) == 1]
    titles = ["表1　未完成名单", "表2　各单位", "表3　五项内容", "表4　问题与上门"]
    assert [each for each in first if each in titles] == titles
    assert all(sheet.page_setup.paperSize == 9 for sheet in sheets if sheet.title in names)
    across = {sheet.title for sheet in sheets if sheet.page_setup.orientation == "landscape"}
    assert across == {"附表3"}
    assert sheets["附表3"].print_title_rows == "$3:$3"
    heads = [sheets["附表3"].cell(3, column).value for column in (1, 2, 11)]
    assert heads == ["序号", "单位", "备注"]
    # No text touches a rule: it stands in the middle, or with room before it.
    for row in sheets["附表3"].iter_rows(min_row=3):
        looks = [cell.alignment for cell in row if cell.border.left.style]
        assert all(each.horizontal == "center" or each.indent for each in looks)


@pytest.mark.clause("R17")
def test_units_stand_in_the_rosters_order_unless_ranks_are_asked_for(
    bureau: Revisit, book: Path
) -> None:
    told = bureau.json("report", "month", "2026-11")
    listed = [unit["unit"] for unit in told["units"] if unit["firms"] + unit["beyond"]]
    rows = _part(book, "表2　各单位")
    assert [row[0] for row in rows[2 : 2 + len(listed)]] == listed
    ranked = bureau.folder / "排名.xlsx"
    bureau("report", "month", "2026-11", "--rank", "-o", ranked)
    rows = _part(ranked, "表2　各单位")
    places = [row[0] for row in rows[2 : 2 + len(listed)]]
    numbers = [int(str(each)) for each in places if str(each).isdigit()]
    assert numbers == sorted(numbers)
    assert len(numbers) == sum(unit["ranked"] for unit in told["units"])


def test_the_same_data_twice_is_the_same_bytes(bureau: Revisit, book: Path) -> None:
    again = bureau.folder / "再来.xlsx"
    bureau("report", "month", "2026-11", "-o", again)
    assert again.read_bytes() == book.read_bytes()


def test_only_office_typefaces_are_named_and_none_is_too_small(book: Path) -> None:
    with zipfile.ZipFile(book) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
        styles = parts.read("xl/styles.xml").decode()
    fonts = set(re.findall(r'<name val="([^"]+)"', styles))
    charts = "".join(text for text in texts if "<c:chartSpace" in text)
    drawn = set(re.findall(r'<a:latin typeface="([^"]+)"', charts))
    assert fonts <= OURS
    assert drawn <= OURS
    assert "Calibri" not in "".join(text for text in texts if "<a:theme" not in text)
    assert min(float(size) for size in re.findall(r'<sz val="([\d.]+)"', styles)) >= 8


def test_charts_read_a_hidden_sheet_and_leave_gaps(book: Path) -> None:
    assert openpyxl.load_workbook(book)["图数据"].sheet_state == "hidden"
    with zipfile.ZipFile(book) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if "charts/chart" in n]
    assert len(charts) == 1 + 1 + 6
    lines = [chart for chart in charts if "<c:lineChart>" in chart]
    # Gaps are what stands where nothing else is said.
    assert not any("dispBlanksAs" in chart for chart in lines)
    assert all("<c:dateAx>" in chart for chart in lines)


def test_a_month_alone_has_no_lines_over_months(revisit: Revisit) -> None:
    now = play(revisit, Plan(units=1, firms=6, months=("2026-11",)))
    path = revisit.folder / "月报.xlsx"
    revisit("report", "month", "2026-11", "-o", path, now=now)
    with zipfile.ZipFile(path) as parts:
        charts = [name for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    rows = _part(path, "表3　五项内容")
    assert "图2　近十二个月" not in [row[0] for row in rows if row]


@pytest.mark.parametrize(
    ("text", "points", "count"),
    [("一二三", 36.1, 1), ("一二三四", 36.1, 2), ("1234567890", 56.0, 1), ("一\n二", 90.0, 2)],
)
def test_lines_are_counted_by_the_width_of_their_characters(
    text: str, points: float, count: int
) -> None:
    assert leaf.lines_in(text, points, 10.0) == count


def test_counts_stand_to_the_right_and_texts_to_the_left() -> None:
    rows = ((1, "示例市甲厂", "3／4家", 5, "—"), (2, "示例市乙厂", "—", 6, "升1.0"))
    table = Table("", ("序号", "企业", "比", "数", "增减"), rows, (1, 5, 2, 2, 2))
    assert month_styles.kinds_of(table) == ["index", "text", "count", "count", "count"]


@pytest.mark.office
@pytest.mark.parametrize(("units", "firms"), [(1, 12), (5, 30), (30, 60)])
def test_no_printed_page_is_nearly_empty_and_nothing_is_cut(
    revisit: Revisit, tmp_path: Path, units: int, firms: int
) -> None:
    now = play(revisit, Plan(units=units, firms=firms))
    path = tmp_path / "月报.xlsx"
    revisit("report", "month", "2026-11", "-o", path, now=now)
    printed = in_pdf(path, tmp_path)
    pages = texts(printed)
    assert "负责人：" in pages[0]
    printed_on = sheets(printed)
    # The upright pages end with one that may be blank, and so do those across.
    ends = {sum(each.is_upright for each in printed_on), len(printed_on)}
    for number, (page, stands) in enumerate(zip(pages, printed_on, strict=True), 1):
        # A picture has few words, and none at its foot.
        is_picture = any(each in page for each in ("图1", "图2", "待回访户数"))
        assert is_picture or stands.lines >= FEWEST_LINES, page
        assert is_picture or stands.blank <= THIRD or number in ends, page
        # Between dashes and digits there are blanks that a text of the page may lack.
        assert f"—{number}—" in "".join(page.split())
        assert "###" not in page


def test_the_answers_by_unit_leave_out_those_that_nobody_gave(book: Path) -> None:
    rows = _part(book, "各题分单位")[2:]
    units = {"行政审批科", "建筑业管理科", "房地产市场监管科", "物业管理科", "勘察设计科"}
    answers = [str(cell) for row in rows if row and row[0] in units for cell in row[1:6]]
    assert len(answers) == 5 * len(units)
    assert [each for each in answers if re.search(r"\D0(、|$)", each)] == []


def test_a_month_of_nobody_has_no_tables_of_nought(revisit: Revisit) -> None:
    revisit.now = play(revisit, Plan(5, 0, ("2026-11",)))
    path = revisit.folder / "月报.xlsx"
    revisit("report", "month", "2026-11", "-o", path)
    rows = [row for sheet in openpyxl.load_workbook(path) for row in _texts(sheet)]
    assert ["AAPOR各率"] not in rows
    assert [row for row in rows if len(row) > 3 and set(row[1:]) <= {"0", "—", 0}] == []


def test_names_have_the_room_of_a_column_in_which_nothing_is_said(book: Path) -> None:
    heads = _part(book, "表1　未完成名单")[1]
    assert heads == ["序号", "企业", "单位"]
