"""A report as one web page that needs nothing else and prints on A4."""

from pathlib import Path

from revisit_cli.files.workbooks.target import write_text
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.reports import report as words
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Paper

TEMPLATE = "report.html"


def write_page(path: Path, paper: Paper) -> None:
    """Write the page; its texts escaped, numbers masked. Raises TargetNotWritable."""
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "pages", encoding="utf-8")
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_masked,
    )
    made.filters["told"] = told
    text = made.get_template(TEMPLATE).render(paper=paper, nothing=words.NONE)
    write_text(path, text)


def _masked(told: object) -> object:
    """Return what stands anywhere on the page, telephone numbers masked."""
    return hidden(told) if isinstance(told, str) else told


def told(cell: Cell) -> str:
    """Return a cell as the page shows it."""
    if cell is None:
        return ""
    return words.percent(cell) if isinstance(cell, Rate) else str(cell)
