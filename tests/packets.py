"""Packets filled in as a clerk does it, in a workbook's own cells."""

from pathlib import Path
from typing import Any

import openpyxl

from revisit_cli.labels.calls.sheet import HIDDEN, KNOWN, answered
from tests.conftest import Revisit

HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
FIRST_ROW = 4
COLUMN = {field: n for n, (field, _) in enumerate((*KNOWN, *answered(), *HIDDEN), start=1)}
FINE = {
    "outcome": "接通",
    "attitude": "好",
    "one_time_notice": "是",
    "days": "3",
    "extra_trips": "否",
    "integrity": "没有",
    "overall": "满意",
    "at": "11-26 9:30",
}


def firm(number: int) -> str:
    """Return a made-up firm's name; one has 浉 and 䶮 in it."""
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    first = "示例市浉河区䶮盛" if number == 0 else f"示例市{stems[number % 10]}"
    return f"{first}{branches[number % 12]}有限公司"


def served(revisit: Revisit, count: int) -> None:
    """Import so many firms; two units served the first."""
    rows = [
        f"审批科,办事员甲,2026.11.3,施工许可,{firm(n)},联系人{n},138{n:08d}" for n in range(count)
    ]
    rows.insert(1, f"燃气办,办事员乙,2026.11.4,燃气接入,{firm(0)},联系人0,13800000000")
    path = revisit.folder / "台账.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", path)


def fill(path: Path, rows: dict[int, dict[str, Any]], to: Path | None = None) -> Path:
    """Fill answer cells by sheet row and field; save in place or elsewhere."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row, cells in rows.items():
        for field, value in cells.items():
            sheet.cell(row, COLUMN[field]).value = value
    book.save(to or path)
    return to or path


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return every row of a sheet by field."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [
        {field: str(row[n - 1].value or "") for field, n in COLUMN.items()}
        for row in sheet.iter_rows(min_row=FIRST_ROW)
    ]
