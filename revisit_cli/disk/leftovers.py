"""What a process that was killed left behind: half-written files that hold personal data.

A file under way is called ``NAME.PID.part``, one set aside until an act ends ``NAME.PID.old.part``,
so that a later start knows whose it was.
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
    """Return the name under which this process writes a file before it stands at ``path``."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def aside_of(path: Path) -> Path:
    """Return the name under which this process keeps what lay at ``path`` until an act ends."""
    return path.with_name(f"{path.name}.{os.getpid()}.old.part")


def parts_in(folder: Path) -> list[Path]:
    """Return the unfinished files in a folder, whoever wrote them; none if it does not exist."""
    try:
        with os.scandir(folder) as found:
            names = [each.name for each in found if ".part" in each.name]
    except OSError:
        return []
    return sorted(folder / name for name in names if _PART.fullmatch(name))


def sweep_folder(folder: Path) -> None:
    """Remove from a folder the unfinished files whose writer is gone; put back what was set aside.

    On a share a writer may be on another machine, where its number means nothing here.
    """
    found = parts_in(folder)
    for part in [] if found and is_remote(folder) else found:
        with suppress(OSError):
            _sweep(part)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder be on the disk, where the system can be asked to."""
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
    """Whether the process of a number may still run; True where that cannot be asked."""
    if os.name != "posix":
        # Windows offers no harmless question to a process by number.
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
