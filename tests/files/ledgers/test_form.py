"""附表3 printed: blank, or what a unit's ledger came to."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from revisit_cli.document import FORM_3, LEDGER_COLUMNS
from tests.conftest import Revisit, begins

# More characters than that stand on two lines.
LINE = 6
HEAD = "单位,姓名,时间,地点,涉企事宜,工作完成情况,企业名称,联系人,联系电话,备注"


@begins
def filed(revisit: Revisit) -> Revisit:
    path = revisit.folder / "台账.csv"
    rows = [
        "审批科,办事员甲,2026.11.6,浉河区,=1+1,已办结,示例市甲子有限公司,联系人甲,13800000001,无",
        "审批科,办事员甲,2026.11.3,平桥区,施工许可,办理中,示例市乙丑有限公司,联系人乙,13800000002,",
        "燃气办,办事员乙,2026.11.4,浉河区,燃气接入,已办结,示例市甲子有限公司,联系人甲,13800000001,",
    ]
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", path)
    return revisit


def rows(path: Path, sheet: str) -> list[list[str]]:
    found = list(openpyxl.load_workbook(path)[sheet].iter_rows())
    assert all(cell.data_type != "f" for row in found for cell in row)
    return [[str(cell.value or "") for cell in row] for row in found]


@pytest.mark.clause("附表3")
def test_a_blank_form_has_the_documents_headings_and_ten_numbered_rows(revisit: Revisit) -> None:
    path = revisit.folder / "x.xlsx"
    assert revisit.json("forms", "3", "-o", path)["count"] == 1
    found = rows(path, "附表3")
    assert tuple(found[3]) == LEDGER_COLUMNS
    assert found[1][0] == FORM_3.title
    assert [row[0] for row in found[4:]] == [*map(str, range(1, 11)), "说明"]


@pytest.mark.clause("附表3", "三(四)1")
def test_a_units_form_is_filled_from_its_ledger_by_day(filed: Revisit) -> None:
    path = filed.folder / "x.xlsx"
    filed("forms", "3", "审批", "--month", "2026-11", "-o", path)
    found = rows(path, "审批科")
    assert found[1][0] == "市住建局 11 月份涉企服务主体统计表"
    assert [row[3] for row in found[4:6]] == ["2026-11-03", "2026-11-06"]
    assert found[5][5:10] == ["=1+1", "已办结", "示例市甲子有限公司", "联系人甲", "138****0001"]
    assert found[-1][:2] == ["说明", "共 2 件，2 户企业"]
    filed("forms", "3", "审批", "--month", "2026-11", "-o", path, "--force", "--phones")
    assert rows(path, "审批科")[5][9] == "13800000001"


def test_every_unit_of_a_month_has_a_sheet(filed: Revisit) -> None:
    path = filed.folder / "x.xlsx"
    assert filed.json("forms", "3", "--all", "--month", "2026-11", "-o", path)["count"] == 2
    assert openpyxl.load_workbook(path).sheetnames == ["审批科", "燃气办"]
    filed("forms", "3", "--all", "--month", "2026-01", "-o", path, "--force", code=4)
    filed("forms", "3", "人事科", "-o", path, "--force", code=4)


def test_a_printed_form_imports_like_any_ledger(filed: Revisit) -> None:
    path = filed.folder / "x.xlsx"
    filed("forms", "3", "审批", "--month", "2026-11", "-o", path, "--phones")
    told = filed.json("import", path, "--dry-run")["files"][0]["rows"]
    assert (told["read"], told["held"]) == (2, 0)


def test_no_text_of_a_form_touches_a_rule(filed: Revisit) -> None:
    """It is centred in room enough, or stands in from the rule; the template is the same form."""
    printed, template = filed.folder / "x.xlsx", filed.folder / "模板.xlsx"
    filed("forms", "3", "审批", "--month", "2026-11", "-o", printed)
    filed("ledgers", "template", "审批科", "-o", template)
    for path, head in ((printed, 4), (template, 3)):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        for cell in (each for row in sheet.iter_rows(head, head + 2) for each in row):
            look = cell.alignment
            assert look.horizontal == "center" or (look.horizontal, look.indent) == ("left", 1)
        for number, cell in enumerate(sheet[head], start=1):
            letters = len(str(cell.value))
            column = sheet.column_dimensions[get_column_letter(number)]
            # Pixels: a character of eleven points, a width in digits of seven, some room.
            assert letters * 11 * 4 / 3 + 4 <= column.width * 7 + 5 or letters > LINE
