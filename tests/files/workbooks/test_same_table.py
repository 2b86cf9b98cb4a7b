"""One table gives the same facts whether it comes as xlsx, xls, ods or text."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from revisit_cli.errors import RevisitError
from revisit_cli.files.workbooks.workbook import read_workbooks
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints
from tests.documents import ods

HEAD = ("单位", "姓名", "时间", "涉企事宜", "企业名称", "联系人", "联系电话", "备注")
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
HIDDEN = ' table:visibility="collapse"'
DAY_FORMAT = "yyyy-m-d"


@dataclass(frozen=True)
class Given:
    """A cell: its value, its format, and what the cell shows."""

    value: str | float | date
    shown: str
    code: str = "General"


def day(on: date) -> Given:
    return Given(on, f"{on.year}-{on.month}-{on.day}", DAY_FORMAT)


def text(value: str) -> Given:
    return Given(value, value, "@")


def number(value: float, code: str = "General", shown: str = "") -> Given:
    return Given(value, shown or (str(int(value)) if value == int(value) else repr(value)), code)


@dataclass(frozen=True)
class Table:
    """Rows of cells, the numbers of hidden ones, and when its days begin."""

    rows: Sequence[Sequence[Given]]
    hidden: frozenset[int] = frozenset()
    is_1904: bool = False

    def serial(self, cell: Given) -> float | str:
        if isinstance(cell.value, date):
            return float((cell.value - (EPOCH_1904 if self.is_1904 else EPOCH)).days)
        return cell.value


def as_xlsx(table: Table) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": table.is_1904})
    formats: dict[str, Any] = {}
    sheet = book.add_worksheet("台账")
    for row, cells in enumerate(table.rows):
        if row in table.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
        for column, cell in enumerate(cells):
            if cell.code not in formats:
                formats[cell.code] = book.add_format({"num_format": cell.code})
            value = table.serial(cell)
            write = sheet.write_string if isinstance(value, str) else sheet.write_number
            write(row, column, value, None if cell.code == "General" else formats[cell.code])
    book.close()
    return out.getvalue()


def as_xls(table: Table) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = table.is_1904
    styles: dict[str, Any] = {}
    sheet = book.add_sheet("台账")
    for row, cells in enumerate(table.rows):
        if row in table.hidden:
            sheet.row(row).hidden = True
        for column, cell in enumerate(cells):
            if cell.code not in styles:
                styles[cell.code] = xlwt.XFStyle()
                styles[cell.code].num_format_str = cell.code
            sheet.write(row, column, table.serial(cell), styles[cell.code])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(table: Table) -> bytes:
    rows = "".join(
        f"<table:table-row{HIDDEN * (number in table.hidden)}>"
        f"{''.join(_ods_cell(cell) for cell in cells)}</table:table-row>\n"
        for number, cells in enumerate(table.rows)
    )
    epoch = '<table:null-date table:date-value="1904-01-01"/>' * table.is_1904
    return ods(
        f"<table:calculation-settings>{epoch}</table:calculation-settings>"
        f'<table:table table:name="台账">\n{rows}</table:table>'
    )


def _ods_cell(cell: Given) -> str:
    kind = 'office:value-type="string"'
    if isinstance(cell.value, date):
        kind = f'office:value-type="date" office:date-value="{cell.value.isoformat()}"'
    elif isinstance(cell.value, float):
        kind = f'office:value-type="float" office:value="{cell.value!r}"'
    return f"<table:table-cell {kind}><text:p>{escape(cell.shown)}</text:p></table:table-cell>"


def as_text(table: Table) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([cell.shown for cell in cells] for cells in table.rows)
    return out.getvalue().encode("gb18030")


def as_marked_text(table: Table) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(
        [f'="{cell.shown}"' if cell.code == "@" else cell.shown for cell in cells]
        for cells in table.rows
    )
    return out.getvalue().encode("utf-16")


KINDS: dict[str, Callable[[Table], bytes]] = {
    "台账.xlsx": as_xlsx, "台账.xls": as_xls, "台账.ods": as_ods, "台账.csv": as_text,
    "台账.tsv": as_marked_text,
}  # fmt: skip
DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
DATES = st.one_of(
    DAYS.map(day),
    DAYS.map(lambda on: number(float((on - EPOCH).days))),
    DAYS.map(lambda on: number(float((on - EPOCH).days), "0.00", f"{(on - EPOCH).days}.00")),
    DAYS.map(
        lambda on: number(float(f"{on.month}.{on.day:02d}"), "0.00", f"{on.month}.{on.day:02d}")
    ),
    DAYS.map(lambda on: number(float(f"{on.month}.{on.day}"))),
    DAYS.map(lambda on: number(float(f"{on:%Y%m%d}"))),
    DAYS.map(lambda on: number(float(f"{on:%Y%m%d}"), "0000-00-00", f"{on:%Y-%m-%d}")),
    DAYS.map(lambda on: text(f"{on.year}.{on.month}.{on.day}")),
    DAYS.map(lambda on: text(f"{on.month}月{on.day}日")),
    DAYS.map(lambda on: text(f"{on.isoformat()}T16:00:00.000Z")),
    st.sampled_from([text("无"), text("#N/A"), text("三月三日")]),
)
MOBILES = st.integers(13800000000, 13800000099)
PHONES = st.one_of(
    MOBILES.map(lambda n: text(str(n))),
    MOBILES.map(lambda n: number(float(n))),
    MOBILES.map(lambda n: number(float(n), "0.00", f"{n}.00")),
    st.integers(66600000, 66600009).map(
        lambda n: number(float(n + 37100000000), "000000000000", f"0371{n}")
    ),
    st.integers(6660000, 6660009).map(lambda n: number(float(n), '"0376-"0', f"0376-{n}")),
    st.just(text("0371-66600001、13800000001")),
)
FIRMS = st.sampled_from(["甲子", "乙丑", "䶮达", "丙,寅", "丁'卯", '戊"辰'])
ROWS = st.tuples(DATES, FIRMS, PHONES).map(
    lambda row: (
        text("审批科"), text("办事员甲"), row[0], text("施工许可"),
        text(f"{row[1]}建筑有限公司"), text("联系人乙"), row[2], text("一，二；三"),
    )
)  # fmt: skip


def facts(table: Table, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    paths = [folder / name for name in KINDS]
    for path in paths:
        path.write_bytes(KINDS[path.name](table))
    found: dict[str, list[tuple[object, ...]]] = {}
    for path, book in zip(paths, read_workbooks(paths), strict=True):
        assert not isinstance(book, RevisitError), path.name
        (sheet,) = understand(book, Hints(month="2026-11")).sheets
        found[path.name] = [
            (
                row.row, row.unit, row.served_on, row.firm, row.phones, row.remark,
                set(row.notes) - {"row_hidden"},
            )
            for row in sheet.rows
        ]  # fmt: skip
        if path.suffix not in (".csv", ".tsv"):
            hidden = {row.row for row in sheet.rows if "row_hidden" in row.notes}
            assert hidden == {number + 1 for number in table.hidden}, path.name
    return found


@settings(max_examples=8, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=25), data=st.data())
def test_the_same_table_gives_the_same_facts(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Sequence[Given]], data: st.DataObject
) -> None:
    hidden = data.draw(st.frozensets(st.integers(1, len(rows))))
    table = Table([[text(word) for word in HEAD], *rows], hidden)
    told = facts(table, tmp_path_factory.mktemp("同表"))
    assert len(told["台账.xlsx"]) == len(rows)
    for name, each in told.items():
        assert each == told["台账.xlsx"], name


def test_the_days_of_old_macs_are_the_same_in_every_workbook(tmp_path: Path) -> None:
    on = date(2026, 11, 3)
    serial = number(float((on - EPOCH_1904).days))
    rows = [
        [text("审批科"), text("甲"), cell, text("许可"), text(f"{n}号建筑有限公司"), text("乙"),
         number(13800000001.0), text("")]
        for n, cell in enumerate((day(on), serial))
    ]  # fmt: skip
    told = facts(Table([[text(word) for word in HEAD], *rows], is_1904=True), tmp_path)
    for name in ("台账.xlsx", "台账.xls", "台账.ods"):
        assert [row[2] for row in told[name]] == [on, on], name


def test_a_moment_and_a_time_are_read_alike(tmp_path: Path) -> None:
    """Times of day are none of a day's facts, and no reason to lose one."""
    cells = [text("审批科"), text("甲"), text("2026-11-03 09:30"), text("许可"), text("甲厂"),
             text("乙"), number(13800000001.0, "h:mm:ss", "########"), text("")]  # fmt: skip
    table = Table([[text(word) for word in HEAD], cells])
    for name in ("台账.xlsx", "台账.xls"):
        (tmp_path / name).write_bytes(KINDS[name](table))
    for book in read_workbooks([tmp_path / "台账.xlsx", tmp_path / "台账.xls"]):
        assert not isinstance(book, RevisitError)
        (row,) = understand(book, Hints(month="2026-11")).sheets[0].rows
        assert (row.served_on, row.phones) == (datetime(2026, 11, 3).date(), ("13800000001",))
