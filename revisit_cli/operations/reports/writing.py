"""Where a report is written: a workbook, a page or a document, by the ending of the file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from revisit_cli.records.context import Context
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.reports.paper import Leaf, Paper
from revisit_cli.records.reports.report import ReportShown
from revisit_cli.records.value import Value

BOOK, PAGE = KINDS = (".xlsx", ".html")
DOCUMENT = ".docx"


class Target(Value):
    """Where a report is to be written; no path: nowhere. ``force`` overwrites.

    ``is_shown``: it is laid out for the screen too, and not told as figures alone.
    """

    paths: tuple[Path, ...] = ()
    force: bool = False
    is_shown: bool = True

    @property
    def is_laid_out(self) -> bool:
        """Whether anybody reads more of it than its figures."""
        return self.is_shown or bool(self.paths)

    @property
    def path(self) -> Path | None:
        """The first place, None where there is none."""
        return next(iter(self.paths), None)


def check(target: Target, kinds: Sequence[str] = KINDS) -> None:
    """Refuse a place that cannot be written to before anything is counted.

    Raises TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    if target.paths:
        from revisit_cli.files.workbooks.target import check_target

        for path in target.paths:
            check_target(path, kinds, force=target.force)


def ending(path: Path) -> str:
    """Return the ending of a file by which its kind is told."""
    return path.suffix.lower()


def written(
    figures: Outcome, paper: Paper, target: Target, write: Callable[[Path], None]
) -> ReportShown:
    """Return a report, written to every place asked for. Raises TargetNotWritable."""
    for path in target.paths:
        write(path)
    files = tuple(map(str, target.paths))
    return ReportShown(figures, paper, next(iter(files), None), files)


def writer(context: Context, paper: Leaf) -> Callable[[Path], None]:
    """Return what writes a report of tables, by the ending of the file."""

    def write(path: Path) -> None:
        if ending(path) == PAGE:
            from revisit_cli.files.reports.page import write_page

            write_page(path, paper)
        else:
            from revisit_cli.files.reports.leaf import write_leaf

            write_leaf(path, paper, context.now)

    return write
