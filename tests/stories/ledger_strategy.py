"""Made-up ledgers of every layout, each with the facts it was made from.

The words, shapes and layouts are written out here and taken from nowhere in the program.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

MONTH = "2026-11"
FIRST, LAST = date(2026, 10, 26), date(2026, 11, 25)
FIELDS = (
    "unit",
    "officer",
    "date",
    "place",
    "matter",
    "completion",
    "firm",
    "contact",
    "phone",
    "remark",
)
WORDS = {
    "unit": ["单位", "科室", "承办科室", "责 任\n科 室", "填报单位"],
    "officer": ["姓名", "经办人", "工作人员", "承 办 人"],
    "date": ["时间", "办理时间", "服务日期", "办 结\n时 间", "日期"],
    "place": ["地点", "办理地点", "服务地点"],
    "matter": ["涉企事宜", "服务事项", "办理事项", "事项名称"],
    "completion": ["工作完成情况", "办理结果", "完成情况"],
    "firm": [
        "服务对象\n(企业)",
        "企业名称",
        "公司名称",
        "单位名称",
        "企业名称【必填】",
        "＊企业名称",
    ],
    "contact": ["企业\n联系人", "联系人", "企业联系人", "联系人姓名"],
    "phone": ["企业联系人\n电话号码", "联系电话", "手机号码", "联系方式", "电话：", "联 系 电 话"],
    "remark": ["备注", "其他信息", "备 注"],
}
NOTHING = ["", "无", "暂无", "/", "-", "——", "不详"]
UNITS = ["审批科", "质安站", "燃气办", "房产交易中心", "消防科", "村镇科"]
NAMES = "甲乙丙丁戊己庚辛浉䶮㐂"

Shape = tuple[Callable[[Any], Any], tuple[str, ...]]
DATES: list[Shape] = [
    (lambda d: f"{d:%Y-%m-%d}", ()),
    (lambda d: f"{d.year}.{d.month}.{d.day}", ()),
    (lambda d: f"{d.year}/{d.month}/{d.day}", ()),
    (lambda d: f"{d.year}年{d.month}月{d.day}日", ()),
    (lambda d: f"{d:%Y%m%d}", ()),
    (lambda d: f"{d:%Y-%m-%d} 09:30", ()),
    (lambda d: f"{d.year}年{d.month}月{d.day}日上午", ()),
    (
        lambda d: f"{d:%Y.%m.%d}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
        (),
    ),
    (lambda d: f"{(d - timedelta(1)):%Y.%m.%d}-{d:%Y.%m.%d}", ()),
    (lambda d: f"{d.month}月{d.day}日", ("year_inferred",)),
    (lambda d: f"{d.month}.{d.day:02d}", ("year_inferred",)),
    (lambda d: f"{d.month}-{d.day}", ("year_inferred",)),
]
BOOK_DATES: list[Shape] = [
    *DATES,
    (lambda d: datetime(d.year, d.month, d.day), ()),
    (lambda d: (d - date(1899, 12, 30)).days, ()),
]
NO_DATES = [("", "date_missing"), ("无", "date_missing"), ("2026.13.3", "date_unreadable")]
PHONES: list[Callable[[str], Any]] = [
    str,
    lambda p: f"{p[:3]} {p[3:7]} {p[7:]}",
    lambda p: f"{p[:3]}-{p[3:7]}-{p[7:]}",
    lambda p: f"+86 {p}",
    lambda p: f"\t{p}",
    lambda p: p.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    lambda p: f"{p}（手机）",
    lambda p: f"{p[:7]}\n{p[7:]}",
    lambda p: f"{p}.0",
]
BOOK_PHONES: list[Callable[[str], Any]] = [*PHONES, int, float]
BETWEEN = ["、", "/", "；", "\n", ",", " "]


@dataclass
class Service:
    """One service: what is written in its cells, and what must come of it."""

    cells: dict[str, Any]
    told: dict[str, Any]
    row: int = 0


@dataclass
class MadeLedger:
    """A ledger on disk and its services, each with the row where it stands."""

    path: Path
    services: list[Service]
    grid: list[list[Any]]

    def shown(self) -> str:
        """The whole sheet as written, for a test that fails."""
        return "\n".join(f"{n}: {cells}" for n, cells in enumerate(self.grid, 1))


def _name(draw: st.DrawFn, most: int) -> str:
    return draw(st.text(NAMES, min_size=2, max_size=most))


@st.composite
def services(draw: st.DrawFn, ledger: int, number: int, *, is_book: bool) -> Service:
    """One service, well or badly written."""
    cells: dict[str, Any] = dict.fromkeys(FIELDS, "")
    notes: list[str] = []
    told: dict[str, Any] = {"state": "accepted", "phones": []}
    firm = f"示例{_name(draw, 4)}{number}有限公司"
    written = draw(
        st.sampled_from(
            [
                firm,
                f"  {firm}",
                f"{firm}\t",
                f"{firm[:4]}\u200b{firm[4:]}",
                f"{firm[:4]}　{firm[4:]}",
            ]
        )
    )
    if draw(st.integers(0, 11)) == 0:
        written, firm = draw(st.sampled_from(NOTHING)), ""
        notes.append("firm_missing")
        told["state"] = "held"
    cells["firm"], told["firm"] = written, firm or None
    if draw(st.integers(0, 7)):
        day = draw(st.dates(FIRST, LAST))
        shape, noted = draw(st.sampled_from(BOOK_DATES if is_book else DATES))
        cells["date"], told["date"] = shape(day), day.isoformat()
        notes += noted
    else:
        cells["date"], note = draw(st.sampled_from(NO_DATES))
        told["date"] = None
        notes.append(note)
    _write_phones(draw, cells, told, notes, is_book=is_book)
    for name in ("officer", "contact"):
        cells[name] = told[name] = f"某{draw(st.sampled_from(NAMES))}"
    cells["matter"] = told["matter"] = f"许可第{ledger}-{number}号"
    for name, texts in (
        ("place", ["窗口", "现场"]),
        ("completion", ["已办结"]),
        ("remark", ["", "加急"]),
    ):
        cells[name] = draw(st.sampled_from(texts))
        told[name] = cells[name] or None
    told["notes"] = sorted(notes)
    return Service(cells, told)


def _write_phones(
    draw: st.DrawFn, cells: dict[str, Any], told: dict[str, Any], notes: list[str], *, is_book: bool
) -> None:
    count = draw(st.sampled_from([0, 1, 1, 1, 2]))
    numbers = [
        f"1{draw(st.sampled_from('358'))}{draw(st.integers(0, 999_999_999)):09d}"
        for _ in range(count)
    ]
    told["phones"] = list(dict.fromkeys(numbers))
    if not count:
        cells["phone"], note = draw(
            st.sampled_from(
                [("", "phone_missing"), ("暂无", "phone_missing"), ("1380000", "phone_invalid")]
            )
        )
        notes.append(note)
    elif count == 1:
        cells["phone"] = draw(st.sampled_from(BOOK_PHONES if is_book else PHONES))(numbers[0])
    else:
        cells["phone"] = draw(st.sampled_from(BETWEEN)).join(numbers)


@st.composite
def ledgers(draw: st.DrawFn, folder: Path, index: int) -> MadeLedger:
    """A whole ledger, written into the folder under a name of its own."""
    is_book = draw(st.booleans())
    unit = UNITS[index % len(UNITS)]
    made = [
        draw(services(index, n, is_book=is_book)) for n in range(1, draw(st.integers(1, 6)) + 1)
    ]
    unit_by = draw(st.sampled_from(["column", "title", "file", "section"] + ["merge"] * is_book))
    for n, each in enumerate(made):
        in_cell = unit_by == "column" or (unit_by == "merge" and n == 0)
        each.cells["unit"] = unit if in_cell else ""
        each.told["unit"] = unit
    sheet = _Sheet(draw, unit, unit_by, left=draw(st.integers(0, 3)) if is_book else 0)
    sheet.write_titles(blank=draw(st.integers(0, 3)) if is_book else 0)
    sheet.write_header(two_levels=is_book and draw(st.booleans()))
    sheet.write_services(made)
    sheet.write_notes()
    stem = f"{unit}11月台账{index}" if unit_by == "file" else f"台账{index}"
    if is_book:
        path = _book(folder / f"{stem}.xlsx", sheet)
    else:
        path = _text(draw, folder / f"{stem}.csv", sheet)
    return MadeLedger(path, made, sheet.grid)


class _Sheet:
    """A sheet under way: its rows, its merges, and how it names its unit."""

    def __init__(self, draw: st.DrawFn, unit: str, unit_by: str, *, left: int) -> None:
        self.draw, self.unit, self.unit_by, self.left = draw, unit, unit_by, left
        self.grid: list[list[Any]] = []
        self.merges: list[str] = []
        self.columns = list(draw(st.permutations(FIELDS)))
        # A section's name alone under the firms could be a firm's.
        first = self.columns[0] == "firm" and unit_by == "section"
        self.serial = ["序号"] if first or draw(st.booleans()) else []
        self.header: list[Any] = []
        self.two_levels = False

    def write_titles(self, blank: int) -> None:
        self.grid += [[] for _ in range(blank)]
        self.grid.append([f"2026年11月份涉企服务{self.draw(st.sampled_from(['台账', '统计表']))}"])
        if self.unit_by == "title":
            more = self.draw(st.sampled_from(["", "    填报时间：2026年11月25日"]))
            self.grid.append([f"填报单位：{self.unit}{more}"])

    def write_header(self, *, two_levels: bool) -> None:
        self.two_levels = two_levels
        below = ["firm", "contact", "phone"]
        if two_levels:
            self.columns = [c for c in self.columns if c not in below] + below
        words = [self.draw(st.sampled_from(WORDS[name])) for name in self.columns]
        self.grid.append([*self.serial, *words])
        if two_levels:
            top, start = len(self.grid), self.left + len(self.serial) + len(self.columns) - 3
            above = self.draw(st.sampled_from(["企业情况", "服务对象信息"]))
            self.grid[-1][-3:] = [above, None, None]
            self.grid.append([None] * (start - self.left) + ["名称", "联系人", "电话"])
            self.merges.append(_span(top, start + 1, top, start + 3))
            self.merges += [_span(top, c, top + 1, c) for c in range(self.left + 1, start + 1)]
        self.header = list(self.grid[-1])

    def write_services(self, made: list[Service]) -> None:
        if self.unit_by == "section":
            shapes: list[str] = [self.unit, f"一、{self.unit}", f"{self.unit}（{len(made)}家）"]
            self.grid.append([self.draw(st.sampled_from(shapes))])
        may_part = self.unit_by != "merge"
        for number, each in enumerate(made, 1):
            if may_part and number > 1 and not self.two_levels and self._seldom():
                self.grid.append(self.header)
            if may_part and self._seldom():
                self.grid.append([])
            cells = [each.cells[name] for name in self.columns]
            self.grid.append([number, *cells] if self.serial else cells)
            each.row = len(self.grid)
        if self.unit_by == "merge" and len(made) > 1:
            column = self.left + len(self.serial) + self.columns.index("unit") + 1
            self.merges.append(_span(made[0].row, column, made[-1].row, column))
        goes_on = self.draw(st.booleans())
        if self.serial and goes_on:
            self.grid += [[number] for number in range(len(made) + 1, len(made) + 4)]

    def write_notes(self) -> None:
        notes: list[list[str]] = [
            [],
            ["合计"],
            ["说明", "每月25日前报送"],
            ["填报人：某甲      负责人：某乙"],
        ]
        self.grid += self.draw(st.lists(st.sampled_from(notes), max_size=3))

    def _seldom(self) -> bool:
        return self.draw(st.integers(0, 9)) == 0


def _text(draw: st.DrawFn, path: Path, sheet: _Sheet) -> Path:
    encoding = draw(st.sampled_from(["gb18030", "utf-8", "utf-8-sig", "utf-16"]))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=draw(st.sampled_from([",", "\t", ";"]))).writerows(sheet.grid)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _span(top: int, left: int, bottom: int, right: int) -> str:
    name = get_column_letter
    return f"{name(left)}{top}:{name(right)}{bottom}"


def _book(path: Path, made: _Sheet) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, cells in enumerate(made.grid, 1):
        for column, value in enumerate(cells, made.left + 1):
            if value not in (None, ""):
                sheet.cell(number, column, value)
    for merge in made.merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path
