from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.document import FORM_2
from revisit_cli.labels.rules.form import ROUND_ASKED
from tests.conftest import Revisit, begins
from tests.filled import fill
from tests.printed import converted


@begins
def flagged(revisit: Revisit) -> Revisit:
    """Three firms to visit, one with a name that a spreadsheet might obey."""
    fill(revisit.db, ((name, "一科", "2026-11") for name in ("=1+1公司", "乙公司", "丙公司")))
    for firm in ("1", "2", "3"):
        revisit("flags", "add", firm, "--reason", "差评")
    return revisit


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in found)
    return [str(cell.value) for cell in found if cell.value is not None]


@pytest.mark.clause("附表2")
def test_a_blank_form_has_the_documents_own_headings_and_boxes_to_tick(revisit: Revisit) -> None:
    path = revisit.folder / "x.xlsx"
    assert revisit.json("forms", "2", "空白", "-o", path)["count"] == 1
    text = "\n".join(cells(path))
    for heading in (FORM_2.title, *FORM_2.headings):
        assert heading in text
    assert "①满意 ☐" in text
    assert "☑" not in text
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert int(sheet.page_setup.paperSize or 0) == 9
    assert len(sheet.merged_cells.ranges) > 10


@pytest.mark.clause("附表2", "三(一)2", "三(四)1")
def test_a_filled_form_holds_everything_but_the_signatures(flagged: Revisit) -> None:
    flagged(
        "visits", "record", "1", "--lead", "王局", "--respondent", "赵总", "--phone",
        "13800000001", "--attitude", "好", "--days", "3", "--overall", "不满意", "--integrity",
        "是", "--words", "廉洁=土特产", "--difficulty", "缺地", "--signed-by", "赵总",
        "--signature", "签字",
    )  # fmt: skip
    path = flagged.folder / "x.xlsx"
    flagged("forms", "2", "1", "-o", path)
    found = cells(path)
    for told in (
        "=1+1公司",
        "赵总",
        "138****0001",
        "☑好  ☐一般  ☐差",
        "3天",
        "缺地",
        "①满意 ☐        ②不满意 ☑",
    ):
        assert told in found
    assert "土特产" not in "".join(found)
    assert "王局" not in "".join(found)
    flagged("forms", "2", "1", "-o", path, "--force", "--phones")
    assert "13800000001" in cells(path)
    assert flagged.json("audit", "log")["events"][-1]["kind"] == "PhonesShown"


def test_a_filled_form_is_held_to_its_cells(
    flagged: Revisit, golden: Callable[[str, str], None]
) -> None:
    flagged(
        "visits", "record", "1", "--lead", "王局", "--respondent", "赵总", "--phone",
        "13800000001", "--attitude", "好", "--days", "3", "--overall", "不满意", "--integrity",
        "是", "--words", "廉洁=土特产", "--suggestion", "=1+1", "--difficulty", "缺地",
        "--signed-by", "赵总", "--signature", "签字",
    )  # fmt: skip
    path = flagged.folder / "x.xlsx"
    flagged("forms", "2", "1", "2", "-o", path)
    lines = [
        f"{sheet.title}!{cell.coordinate}\t{cell.value}"
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    golden("form_visit.txt", "\n".join(lines) + "\n")


def test_all_visits_of_a_month_are_a_page_each(flagged: Revisit) -> None:
    path = flagged.folder / "x.xlsx"
    assert flagged.json("forms", "2", "--all", "-o", path)["count"] == 3
    assert openpyxl.load_workbook(path).sheetnames == ["1", "2", "3"]


@pytest.mark.office
def test_each_form_is_one_a4_page_in_an_office_program(flagged: Revisit) -> None:
    path = flagged.folder / "x.xlsx"
    flagged("forms", "2", "--all", "-o", path)
    assert converted(path, flagged.folder).read_bytes().count(b"/Type/Page/") == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["4"], 2),
        (["2", "甲"], 2),
        (["2", "9"], 4),
        (["x"], 2),
        (["2", "--all", "--month", "2026-01"], 4),
    ],
)
def test_a_form_that_cannot_be_printed_is_refused(
    flagged: Revisit, words: list[str], code: int
) -> None:
    flagged("forms", *words, "-o", flagged.folder / "x.xlsx", code=code)
    assert not (flagged.folder / "x.xlsx").exists()


def test_a_form_overwrites_nothing_unasked(flagged: Revisit) -> None:
    path = flagged.folder / "x.xlsx"
    flagged("forms", "2", "-o", path)
    flagged("forms", "2", "-o", path, code=3)
    flagged("forms", "2", "-o", path, "--force")
    flagged("forms", "2", "-o", flagged.folder, code=3)


def test_a_days_round_stands_by_district_with_reasons_and_what_to_ask(flagged: Revisit) -> None:
    for number, district in (("1", "浉河区"), ("2", "羊山新区"), ("3", "浉河区")):
        flagged("visits", "record", number, "--district", district)
    path = flagged.folder / "x.xlsx"
    flagged("visits", "sheet", "-o", path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    told = [(str(row[0].value), row[2].value, row[3].value) for row in sheet.iter_rows(min_row=3)]
    assert [first for first, *_ in told] == ["浉河区　2 家", "1", "3", "羊山新区　1 家", "2"]
    assert told[1][1:] == ("差评", ROUND_ASKED["bad_review"])
    # Room for a seal.
    assert all((sheet.row_dimensions[row].height or 0) >= 60 for row in (4, 5, 7))


def test_a_days_round_lists_what_is_left_in_a_district(flagged: Revisit) -> None:
    flagged(
        "visits", "record", "1", "--district", "浉河区", "--signed-by", "赵", "--signature", "签字"
    )
    flagged("visits", "record", "2", "--district", "浉河区")
    path = flagged.folder / "x.xlsx"
    assert flagged.json("visits", "sheet", "-o", path)["count"] == 2
    done = flagged.json("visits", "sheet", "--district", "浉河", "-o", path, "--force")
    assert done["count"] == 1
    assert "乙公司" in cells(path)
    flagged("visits", "sheet", "-o", path, code=3)
    flagged("visits", "sheet", "-o", path, "--force", "--phones")
    assert flagged.json("audit", "log")["events"][-1]["facts"]["command"] == "visits sheet"
    flagged("visits", "sheet", "--district", "羊山", "-o", path, "--force", code=4)
