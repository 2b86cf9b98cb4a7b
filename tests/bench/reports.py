"""A large month on paper, by what it takes to do the same by hand: ``python -m tests.bench.reports``.

Run by hand. One month of 5,000 services, 2,000 firms and 30 units by the program's own acts: its
workbook beside the report's own statements, run bare, with a page of groupings, a chart and 附表3 by
XlsxWriter. Figures and workbook beside pandas, where ``--pandas-python`` names an interpreter that
has it, from the same file: what both count is held to be the same. Then 1,000 filled forms beside
XlsxWriter, which writes the same cells read back from them.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count as counting
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.operations.reports.month import report_month
from revisit_cli.operations.reports.writing import Target
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.store.file.database import Database
from tests.bench import by_pandas
from tests.bench import run as bench
from tests.conftest import Revisit

MONTH, SERVICES, FIRMS, UNITS, FORMS = "2026-11", 5_000, 2_000, 30, 1_000
GOOD = {
    "outcome": "接通", "attitude": "好", "one_time_notice": "是", "days": "3",
    "extra_trips": "否", "integrity": "没有", "overall": "满意",
}  # fmt: skip
# What every so many-th firm answers otherwise.
OTHERWISE = {
    7: {"attitude": "一般"},
    11: {"one_time_notice": "否"},
    13: {"extra_trips": "是", "suggestion": "希望材料清单再细一些"},
    17: {"overall": "不满意", "attitude": "差"},
    19: {"difficulty": "预审等得久"},
}
UNANSWERED = 23

GROUPINGS = {
    "services": "select unit, count(*), count(distinct firm) from service"
    " where month = :month and state = 'accepted' and voided_at is null group by unit",
    "matters": "select matter, count(*) from service where month = :month and state = 'accepted'"
    " and voided_at is null group by matter",
    "filings": "select unit, state, count(*) from filing where month = :month"
    " and voided_at is null group by unit, state",
    "calls": "select month, state, outcome, count(*) from call group by month, state, outcome",
    "attempts": "select attempt.outcome, count(*) from attempt join call on call.id = attempt.call"
    " where call.month = :month and attempt.voided_at is null group by attempt.outcome",
    "answers": "select evaluation.unit, answer.question, answer.code, count(*)"
    " from evaluation join answer on answer.evaluation = evaluation.id"
    " where evaluation.month = :month and evaluation.voided_at is null"
    " group by evaluation.unit, answer.question, answer.code",
    "days": "select avg(answer.number), count(*) from evaluation"
    " join answer on answer.evaluation = evaluation.id"
    " where evaluation.month = :month and answer.question = 'days'",
    "problems": "select unit, category, state, count(*) from problem where month = :month"
    " and voided_at is null group by unit, category, state",
    "visits": "select state, count(*) from visit where month = :month group by state",
}
PAGE = """
    sheet = book.add_worksheet()
    line = 0
    for name, rows in found.items():
        sheet.write_string(line, 0, name)
        for line, row in enumerate(rows, line + 1):
            sheet.write_row(line, 0, row)
        line += 1
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": [sheet.name, 1, 0, 30, 0], "values": [sheet.name, 1, 1, 30, 1]})
    sheet.insert_chart("G2", chart)
    annex = book.add_worksheet()
    for line, row in enumerate(services):
        annex.write_row(line, 0, row)
"""
BARE = f"""
import json, sqlite3, sys
import xlsxwriter
connection = sqlite3.connect(sys.argv[1])
for sql, values in json.load(open(sys.argv[3], encoding="utf-8")):
    rows = connection.execute(sql, values).fetchall()
    if "service.officer" in sql:
        services = rows
given = {{"month": {MONTH!r}}}
found = {{
    name: connection.execute(sql, given).fetchall() for name, sql in {GROUPINGS!r}.items()
}}
with xlsxwriter.Workbook(sys.argv[2]) as book:
{PAGE}
"""
# Merged cells as merged, each text in its place and its look.
SAME_CELLS = """
import json, sys
import xlsxwriter
pages = json.load(open(sys.argv[1], encoding="utf-8"))
with xlsxwriter.Workbook(sys.argv[2]) as book:
    looks = {}
    for page in pages:
        sheet = book.add_worksheet()
        sheet.set_paper(9)
        for column, width in page["widths"]:
            sheet.set_column(column, column, width)
        for row, height in page["heights"]:
            sheet.set_row(row, height)
        for *place, text, look in page["cells"]:
            style = looks.get(look)
            if style is None:
                style = looks[look] = book.add_format(json.loads(look))
            if place[:2] == place[2:]:
                sheet.write_string(place[0], place[1], text, style)
            else:
                sheet.merge_range(*place, text, style)
"""


def fill(folder: Path) -> Path:
    """Return a data file of one large month, called but for a few firms that do not answer."""
    folder.mkdir()
    bureau = Revisit(folder)
    year, number = map(int, MONTH.split("-"))
    ledgers = []
    for unit in range(UNITS):
        lines = [
            f"第{unit + 1}科,办事员{n % 4},{date(year, number, n % 20 + 1)},窗口,许可{n % 40},已办结,"
            f"示例{n % FIRMS}厂,联系人{n % 9},138{n % FIRMS:08d},"
            for n in range(unit, SERVICES, UNITS)
        ]
        head = "单位,经办人,时间,地点,涉企事宜,办理情况,企业名称,联系人,联系电话,备注"
        ledgers.append(folder / f"第{unit + 1}科.csv")
        ledgers[-1].write_text("\n".join([head, *lines]), "utf-8")
    bureau.now = f"{MONTH}-25T09:00"
    bureau("import", *ledgers, "--month", MONTH)
    bureau.now = f"{MONTH}-26T09:00"
    listed = bureau.json("calls", "list", MONTH)["calls"]
    records = folder / "records.jsonl"
    lines = [
        json.dumps({"call": each["id"], **answers})
        for n, each in enumerate(listed)
        for answers in _answers(n, each["units"])
    ]
    records.write_text("\n".join(lines), "utf-8")
    bureau("calls", "record", "--from", records)
    return bureau.db


def _answers(number: int, units: Sequence[str]) -> list[dict[str, str]]:
    """Return what one firm says of each unit that served it."""
    if number % UNANSWERED == 0:
        return [{"outcome": "无人接听"}]
    told: list[dict[str, str]] = []
    for unit in units:
        given = {"unit": unit, **GOOD}
        for each, otherwise in OTHERWISE.items():
            given.update(otherwise if (number + len(told)) % each == 0 else {})
        told.append(given)
    return told


def statements(database: Path, out: Path) -> None:
    """Keep what a month's report asks the data file, with the values it asks with."""
    asked: list[tuple[str, Any]] = []
    execute = Database._execute

    def noted(self: Database, sql: str, values: Any) -> sqlite3.Cursor:
        asked.append((sql, values))
        return execute(self, sql, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "_execute", noted)
        now = datetime.fromisoformat(bench.ENVIRONMENT["REVISIT_NOW"]).replace(tzinfo=BEIJING)
        report_month(Context(str(database), "甲", now), MONTH, Target())
    selects = [each for each in asked if each[0].lstrip().startswith(("select", "with"))]
    out.write_text(json.dumps(selects, ensure_ascii=False), "utf-8")


def cells_of(book: Path, out: Path) -> None:
    """Keep what stands in a workbook: each sheet's widths, heights and cells."""
    pages = []
    read: Any = openpyxl.load_workbook(book)
    for sheet in read.worksheets:
        spans = {
            (each.min_row, each.min_col): (each.max_row - 1, each.max_col - 1)
            for each in sheet.merged_cells.ranges
        }
        cells = []
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            end = spans.get((cell.row, cell.column))
            if end or cell.value is not None:
                first = (cell.row - 1, cell.column - 1)
                look = {
                    "font_name": cell.font.name,
                    "font_size": cell.font.sz,
                    "bold": bool(cell.font.b),
                    "border": int(bool(cell.border.left.style)),
                    "text_wrap": bool(cell.alignment.wrap_text),
                }
                cells.append([*first, *(end or first), str(cell.value or ""), json.dumps(look)])
        columns = enumerate(sheet.column_dimensions.values())
        rows = sheet.row_dimensions.items()
        pages.append(
            {
                "widths": [[column, each.width] for column, each in columns],
                "heights": [[row - 1, each.height] for row, each in rows if each.height],
                "cells": cells,
            }
        )
    out.write_text(json.dumps(pages, ensure_ascii=False), "utf-8")


def _printed(command: Sequence[str]) -> dict[str, Any]:
    ran = subprocess.run(command, env=bench.ENVIRONMENT, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def hold_alike(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    """Raise AssertionError where two programs that are measured count other things."""
    for key in ("firms", "services", "coverage", "satisfaction", "doubtful_times"):
        assert theirs[key] == ours[key], key
    assert theirs["calls"]["in_time"] == ours["calls"]["in_time"]
    counts = {each["code"]: each["counts"] for each in ours["questions"]}
    for kind, count in theirs["questions"]["attitude"]["counts"]:
        assert counts["attitude"][kind] == count, kind
    by_unit = {each["unit"]: each for each in ours["units"]}
    for line in theirs["units"]:
        for key in ("services", "firms", "evaluations", "satisfied", "dissatisfied"):
            assert by_unit[line["unit"]][key] == line[key], (line["unit"], key)


class Reports:
    """Commands over one large month, each to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.numbers = folder, counting()
        self.database = fill(folder / "month")

    def out(self) -> str:
        """Return a place for one more workbook."""
        return str(self.folder / f"{next(self.numbers)}.xlsx")

    def ours(self, *words: str) -> list[str]:
        """Return a command of ours."""
        return [sys.executable, "-m", "revisit_cli", *words, "--db", str(self.database)]

    def month(self, pandas: str | None, turns: int) -> None:
        """Measure the month's workbook, and its figures alone."""
        asked = self.folder / "asked.json"
        statements(self.database, asked)
        given = str(self.database)
        figures = self.ours("report", "month", MONTH, "--json")
        size = f"a month of {SERVICES:,} services, {FIRMS:,} firms, {UNITS} units"

        def book() -> list[str]:
            return self.ours("report", "month", MONTH, "-o", self.out())

        bare: dict[str, bench.Prepare] = {
            "its bare SQL + XlsxWriter": lambda: [
                sys.executable, "-c", BARE, given, self.out(), str(asked),
            ],
            "report month -o .xlsx": book,
        }  # fmt: skip
        bench.side_by_side(f"{size}: the workbook", bare, turns)
        if pandas is None:
            return
        words = [given, MONTH, "2026-10", f"{bench.ENVIRONMENT['REVISIT_NOW']}:00+08:00"]
        theirs = [pandas, "-c", by_pandas.MONTH, *words]
        hold_alike(_printed(theirs), _printed(figures))
        bench.side_by_side(
            f"{size}: the same figures",
            {"pandas": lambda: theirs, "report month --json": lambda: figures},
            turns,
        )
        bench.side_by_side(
            f"{size}: the workbook",
            {"pandas": lambda: [*theirs, self.out()], "report month -o .xlsx": book},
            turns,
        )

    def forms(self, turns: int) -> None:
        """Measure filled forms."""
        calls = [str(number + 1) for number in range(FORMS)]
        filled, cells = Path(self.out()), self.folder / "cells.json"
        bench.run(self.ours("forms", "1", *calls, "-o", str(filled)))
        cells_of(filled, cells)
        bench.side_by_side(
            f"{FORMS:,} filled forms",
            {
                "XlsxWriter, the same cells": lambda: [
                    sys.executable, "-c", SAME_CELLS, str(cells), self.out(),
                ],
                "forms 1": lambda: self.ours("forms", "1", *calls, "-o", self.out()),
            },
            turns,
        )  # fmt: skip


def main() -> None:
    """Fill a month and tell the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pandas-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--only", choices=("month", "forms"))
    given = parser.parse_args()
    bench.ENVIRONMENT["REVISIT_NOW"] = f"{MONTH}-26T10:00"
    with tempfile.TemporaryDirectory() as name:
        reports = Reports(Path(name))
        if given.only in (None, "month"):
            reports.month(bench.with_pandas(given.pandas_python), given.turns)
        if given.only in (None, "forms"):
            reports.forms(given.turns)


if __name__ == "__main__":
    main()
