"""Which files of a folder were imported before."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from revisit_cli.operations.reading import reading
from revisit_cli.records.code import FileState
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.stored import FolderFile
from revisit_cli.store.ledgers import filing as store


def look_at(context: Context, paths: Sequence[Path]) -> tuple[FolderFile, ...]:
    """Return each file with what is known of it: new, known, or changed since it was imported.

    A file that cannot be read is new: importing it says why it cannot.
    """
    if not Path(context.database).exists():
        return tuple(FolderFile(str(path), "new") for path in paths)
    with reading(context) as database:
        names = store.file_names(database)
        found = []
        for path in paths:
            brought = store.files_of_content(database, sha256_of(path))
            state: FileState = "known" if brought else "changed" if path.name in names else "new"
            came = brought[-1].received_at if brought else names.get(path.name)
            found.append(FolderFile(str(path), state, came))
    return tuple(found)


def sha256_of(path: Path) -> str:
    """Return hex SHA-256 of a file's bytes, "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
