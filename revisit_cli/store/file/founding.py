"""Making a data file, never in silence: a mistyped name looks like a bureau's beginning."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from revisit_cli.disk.ownership import make_file, make_folder, set_mode
from revisit_cli.labels.file.database import NEW_BESIDE, NEW_FILE, NEW_IN_EMPTY
from revisit_cli.plain import safe

APPLICATION_ID = int.from_bytes(b"RVST", "big")
# Where SQLite keeps whose file it is, in the header of every file.
_MAGIC, _WHOSE = b"SQLite format 3\0", slice(68, 72)
_LOOKED_AT = 1_000  # files of a folder: it may hold anything


def make(path: Path) -> None:
    """Make an empty file where none is, as private as its folder, and say so.

    Where data files of ours lie beside it they are named: one of them may have been meant.
    Raises OSError.
    """
    make_folder(path.parent)
    # Made before SQLite does, so that file, journal and copies are as private as it; a link may
    # name what is not there yet.
    with suppress(FileExistsError):
        make_file(Path(os.path.realpath(path)))
        _tell(NEW_FILE.format(path=safe(str(path))))
        if others := beside(path):
            _tell(NEW_BESIDE.format(new=safe(path.name), files=safe("、".join(others))))


def fill(path: Path) -> None:
    """Make a file without a byte our own, as a new one would be, and say so. Raises OSError."""
    set_mode(path)
    _tell(NEW_IN_EMPTY.format(path=safe(str(path))))


def beside(path: Path) -> list[str]:
    """Return the names of the data files of ours in the same folder, copies and backups aside."""
    found = []
    with suppress(OSError):
        for place, each in enumerate(path.parent.iterdir()):
            if place >= _LOOKED_AT:
                break
            if each != path and each.suffix.lower() == path.suffix.lower() and _is_ours(each):
                found.append(each.name)
    return sorted(found)


def _is_ours(path: Path) -> bool:
    """Whether a file's header says that this program made it."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(_WHOSE.stop)
            return head.startswith(_MAGIC) and head[_WHOSE] == APPLICATION_ID.to_bytes(4, "big")
    return False


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
