"""Writing to a data file on a share: by one person who says that nobody else has it open.

Locks do not hold there, so an owner file made with O_EXCL stands in for them as long as a command
writes. It proves nothing: it names who is there, so that two people notice each other.
"""

import json
import os
import platform
import time
from contextlib import suppress
from pathlib import Path

from revisit_cli.errors.file.database import DatabaseNotWritable, DatabaseOnShare, DatabaseOwned
from revisit_cli.labels.file.database import CANNOT_OPEN


def owner_file(path: Path) -> Path:
    """Return where the owner of the data file at ``path`` is named."""
    return path.with_name(f"{path.name}.owner")


def own(path: Path, person: str | None) -> None:
    """Name ``person`` as the one who writes; None has not said that nobody else does.

    Raises DatabaseOnShare, DatabaseOwned when somebody else is named, or DatabaseNotWritable.
    """
    if person is None:
        raise DatabaseOnShare(file=str(path))
    told = {
        "host": platform.node(),
        "person": person,
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
    }
    try:
        handle = os.open(owner_file(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as error:
        raise DatabaseOwned(file=str(owner_file(path)), **_named(path)) from error
    except OSError as error:
        raise DatabaseNotWritable(file=path.name, what=CANNOT_OPEN) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)


def disown(path: Path) -> None:
    """Take the name back."""
    with suppress(OSError):
        owner_file(path).unlink()


def _named(path: Path) -> dict[str, str]:
    try:
        told = json.loads(owner_file(path).read_text(encoding="utf-8"))
        return {name: str(told[name]) for name in ("host", "person", "at")}
    except (OSError, ValueError, KeyError, TypeError):
        return dict.fromkeys(("host", "person", "at"), "—")
