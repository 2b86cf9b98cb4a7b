"""A report as one self-contained web page, without scripts, that prints on A4."""

from pathlib import Path
from typing import Any

from revisit_cli.files.reports import shapes
from revisit_cli.files.workbooks.target import write_text
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.recheck.figures import NAME as RECHECK
from revisit_cli.labels.reports import page_words
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.leaf import NOUGHT
from revisit_cli.labels.reports.month import SHEETS
from revisit_cli.labels.reports.page_rows import trend
from revisit_cli.labels.reports.report import is_count
from revisit_cli.program import bar_halved
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.page import MonthPage, Trend
from revisit_cli.records.reports.paper import Cell, Leaf, Paper, Table
from revisit_cli.records.value import replace

# Texts that a column of numbers may hold.
SILENT = (None, "", NOUGHT, words.NOT_LISTED)
# Anchors of the tables of the annex that figures link to, by their titles.
PLACES = {RECHECK: "recheck", SHEETS["corrections"]: "corrections"}
PAGES = Path(__file__).parent / "pages"


def write_page(path: Path, paper: Paper) -> None:
    """Write a report's words and tables as a page. Raises TargetNotWritable."""
    notes = words.NOTES_SHEET
    leaf = paper if isinstance(paper, Leaf) else None
    _write(
        path,
        "report.html",
        paper=paper,
        leaf=leaf,
        behind=[
            *((*leaf.aside, *leaf.more) if leaf else ()),
            *(table for table in paper.tables if table.title == notes),
        ],
        nothing=words.NONE,
        nil=NOUGHT,
        notes=notes,
    )


def write_month_page(path: Path, page: MonthPage) -> None:
    """Write a month's page. Raises TargetNotWritable."""
    _write(path, "month.html", page=page, nil=NOUGHT, places=PLACES)


def _write(path: Path, template: str, **values: Any) -> None:
    """Render a template; every text is escaped, and telephone numbers in it are masked."""
    bar_halved("MarkupSafe")
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_masked,
    )
    templates.filters |= {
        "cell_text": words.cell_text, "is_number": is_number, "is_right": is_right,
        "is_to_fill": is_to_fill, "is_twin": is_twin, "trends": trends,
    }  # fmt: skip
    templates.globals |= {
        "bar": shapes.bar, "line": shapes.line, "floor": shapes.floor, "steps": shapes.steps,
        "w": page_words,
    }  # fmt: skip
    write_text(path, templates.get_template(template).render(values))


def _masked(value: object) -> object:
    """Return a value that a template prints, with telephone numbers in text masked.

    Markup is left as it is: it comes from a macro, in which the texts were masked.
    """
    return hidden(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def is_right(table: Table, column: int) -> bool:
    """Return whether a column is right-aligned, its heading too: it holds numbers or no texts."""
    if column == 0 or is_to_fill(table, column):
        return False
    cells = [row[column] for row in table.rows if column < len(row)]
    return all(cell in SILENT or is_number(cell) for cell in cells)


def is_to_fill(table: Table, column: int) -> bool:
    """Return whether a column is empty, so that it is filled in by hand and needs room."""
    return column > 0 and {row[column] for row in table.rows if column < len(row)} == {""}


def is_twin(table: Table) -> bool:
    """Return whether a table is two lists side by side, which a small screen shows one by one."""
    half = len(table.headings) // 2
    return half > 0 and table.headings[:half] == table.headings[half:]


def trends(table: Table) -> list[Trend]:
    """Return the lines of a table's chart: one for each column of rates that it draws."""
    chart = table.chart
    if chart is None:
        return []
    names = [str(row[chart.categories]) for row in table.rows]
    found = []
    for column in chart.series:
        cells = [row[column] for row in table.rows]
        rates = [cell if isinstance(cell, Rate) else None for cell in cells]
        drawn = trend(table.headings[column], rates, names)
        # Months to come have no rate: the caption gives the last one that there is.
        found.append(replace(drawn, last=words.last_rate(cells) or drawn.last))
    return found


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a number, which is right-aligned: a count or a rate."""
    return isinstance(cell, int | Rate) or is_count(cell)
