"""Laying out the made-up month."""

from pathlib import Path

from revisit_cli.errors.demo import FolderNotEmpty
from revisit_cli.files.demo_ledger import write_month


def lay_out(folder: Path) -> list[Path]:
    """Write the made-up ledgers into an empty folder. Raises FolderNotEmpty."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder=str(folder))
    return write_month(folder)
