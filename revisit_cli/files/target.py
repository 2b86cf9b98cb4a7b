"""Where a report is written: looked at before anything is done that cannot be undone."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors.report import ReportExists, ReportKindUnknown, ReportNotWritable


def check_target(path: Path, kinds: Sequence[str], *, force: bool) -> None:
    """Refuse a path of another kind, an existing file unless ``force``, a folder that is not.

    Raises ReportKindUnknown, ReportExists or ReportNotWritable.
    """
    if path.suffix.lower() not in kinds:
        raise ReportKindUnknown(file=path.name, kinds=" ".join(kinds))
    if path.exists() and not force:
        raise ReportExists(file=str(path))
    if not path.parent.is_dir() or path.is_dir():
        raise ReportNotWritable(file=str(path))
