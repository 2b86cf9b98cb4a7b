"""Copies of the data file under way, and where the finished ones are kept."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revisit_cli.disk.leftovers import part_of, sweep_folder
from revisit_cli.disk.ownership import make_file, make_folder
from revisit_cli.errors.file.database import BackupNotWritable
from revisit_cli.store.file.reasons import reason

BACKUPS = "backups"


def backups_of(path: Path) -> Path:
    """Return the folder in which backups of the data file at ``path`` are kept."""
    return path.parent / BACKUPS


@contextmanager
def private_part(target: Path) -> Iterator[Path]:
    """An empty file of this process's own beside ``target``, private like its folder, gone after.

    Raises BackupNotWritable.
    """
    part = part_of(target)
    try:
        make_folder(target.parent)
        sweep_folder(target.parent)
        make_file(part)
    except OSError as error:
        raise BackupNotWritable(file=str(target), what=reason(error)) from error
    try:
        yield part
    except OSError as error:
        raise BackupNotWritable(file=str(target), what=reason(error)) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove unfinished files whose writer is gone from beside the data file and its backups."""
    sweep_folder(path.parent)
    sweep_folder(backups_of(path))
