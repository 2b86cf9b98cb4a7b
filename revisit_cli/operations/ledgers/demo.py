"""Laying out the made-up month."""

from pathlib import Path

from revisit_cli.errors.workbooks.target import FolderNotEmpty, TargetNotWritable
from revisit_cli.files.ledgers.demo import write_month
from revisit_cli.files.workbooks.target import check_folder
from revisit_cli.labels.file.database import os_reason


def lay_out(folder: Path) -> list[Path]:
    """Write the made-up ledgers to an empty folder. Raises FolderNotEmpty or TargetNotWritable."""
    check_folder(folder)
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder=str(folder))
    try:
        return write_month(folder)
    except OSError as error:
        raise TargetNotWritable(file=folder, what=os_reason(error)) from error
