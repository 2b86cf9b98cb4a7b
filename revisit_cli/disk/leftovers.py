"""Temporary files, and those that a killed process left behind: they hold personal data.

A file that is being written is named ``NAME.PID.part``, and one that is kept until an act ends
``NAME.PID.old.part``, so that a later start knows which process it belongs to.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

from revisit_cli.disk.share import is_remote
from revisit_cli.pattern import pattern

_PART = pattern(r"(?P<name>.+)\.(?P<process>\d+)(?P<old>\.old)?\.part(-journal)?")
_DAY_SECONDS = 24 * 60 * 60


def part_of(path: Path) -> Path:
    """Return the path that this process writes a file at, before it is renamed to ``path``."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def aside_of(path: Path) -> Path:
    """Return the path that this process keeps the old file of ``path`` at until an act ends."""
    return path.with_name(f"{path.name}.{os.getpid()}.old.part")


def parts_in(folder: Path) -> list[Path]:
    """Return the temporary files of any process in a folder; none if it does not exist."""
    try:
        with os.scandir(folder) as found:
            names = [each.name for each in found if ".part" in each.name]
    except OSError:
        return []
    return sorted(folder / name for name in names if _PART.fullmatch(name))


def sweep_folder(folder: Path) -> None:
    """Remove the temporary files in a folder whose process is gone, and restore the old files.

    Does nothing on a network share: a process id of another machine says nothing here.
    """
    found = parts_in(folder)
    for part in [] if found and is_remote(folder) else found:
        with suppress(OSError):
            _sweep(part)


def give_name(part: Path, path: Path) -> None:
    """Give a finished file a name that none has, whatever other processes name at that moment.

    Its first name may stay beside it, for whoever made it to remove. Raises FileExistsError where
    the name is taken, or OSError.
    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # A disk where a file has one name only: FAT, some shares.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def sync_folder(folder: Path) -> None:
    """Sync a folder's entries to the disk; does nothing outside POSIX. Raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(part: Path) -> None:
    found = _PART.fullmatch(part.name)
    is_old = time.time() - part.stat().st_mtime > _DAY_SECONDS
    if found is None or (may_run(int(found["process"])) and not is_old):
        return
    target = part.with_name(found["name"])
    if found["old"] and not target.exists():
        part.replace(target)
    else:
        part.unlink()


def may_run(number: int) -> bool:
    """Return whether the process of an id may still be running; True where that is unknown."""
    if os.name != "posix":
        # On Windows ``os.kill`` would end the process.
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
