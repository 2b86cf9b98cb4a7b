"""What a killed backup left behind: half-written copies that hold personal data.

A copy under way is called ``NAME.PID.part``, so that a later start knows whose it was.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revisit_cli.errors.file.database import BackupNotWritable
from revisit_cli.store.file.process import may_run
from revisit_cli.store.file.share import is_remote

BACKUPS = "backups"
_PART = re.compile(r".+\.(\d+)\.part(-journal)?$")
_DAY_SECONDS = 24 * 60 * 60


def backups_of(path: Path) -> Path:
    """Return the folder in which backups of the data file at ``path`` are kept."""
    return path.parent / BACKUPS


def parts_in(folder: Path) -> list[Path]:
    """Return the unfinished copies in a folder, whoever wrote them; none if it does not exist."""
    try:
        return sorted(each for each in folder.iterdir() if _PART.fullmatch(each.name))
    except OSError:
        return []


@contextmanager
def private_part(target: Path) -> Iterator[Path]:
    """An empty file of this process's own beside ``target``, its owner's alone, gone at the end.

    Raises BackupNotWritable.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sweep_folder(target.parent)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise BackupNotWritable(file=str(target)) from error
    try:
        yield part
    except OSError as error:
        raise BackupNotWritable(file=str(target)) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove unfinished copies whose writer is gone from the backups of the data file."""
    sweep_folder(backups_of(path))


def sweep_folder(folder: Path) -> None:
    """Remove from a folder the unfinished copies whose writer is gone.

    On a share a writer may be on another machine, where its number means nothing here.
    """
    found = parts_in(folder)
    for part in [] if found and is_remote(folder) else found:
        with suppress(OSError):
            if not _is_under_way(part):
                part.unlink()


def _is_under_way(part: Path) -> bool:
    found = _PART.fullmatch(part.name)
    is_old = time.time() - part.stat().st_mtime > _DAY_SECONDS
    if found is None or is_old:
        return False
    return may_run(int(found.group(1)))
