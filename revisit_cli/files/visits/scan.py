"""Scans of signed forms: kept where they lie, known by their digest."""

import hashlib
from pathlib import Path

from revisit_cli.errors.visits.visit import ScanMissing
from revisit_cli.files.workbooks.target import name_told

# What stands in a path's text for bytes that are none.
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def digest_of(path: Path) -> str:
    """Return hex SHA-256 of a file's bytes. Raises ScanMissing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScanMissing(file=path) from error


def is_there(told: str, sha256: str) -> bool:
    """Whether a file whose path is told so is what it was. Raises ScanMissing where none is.

    A path with bytes that are no text may be that of several files: one of them has to be.
    """
    try:
        found = _told_so(Path(told))
    except OSError as error:
        raise ScanMissing(file=told) from error
    if not found:
        raise ScanMissing(file=told)
    return any(digest_of(path) == sha256 for path in found)


def _told_so(path: Path) -> list[Path]:
    """Return the files whose path is told so: more than one only where bytes were replaced."""
    found = [Path(path.anchor)]
    for part in path.relative_to(path.anchor).parts:
        if _REPLACED in part:
            found = [
                each
                for folder in found
                if folder.is_dir()
                for each in folder.iterdir()
                if name_told(each) == part
            ]
        else:
            found = [folder / part for folder in found]
    return [each for each in found if each.exists()]
