"""Scans of signed forms: they stay where they are, and are identified by their digest."""

import hashlib
from pathlib import Path

from revisit_cli.errors.visits.visit import ScanMissing
from revisit_cli.files.workbooks.target import name_text

# Stands in a recorded path for bytes that are not text.
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex. Raises ScanMissing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScanMissing(file=path) from error


def is_there(recorded: str, sha256: str) -> bool:
    """Return whether the file of a recorded path still has its digest. Raises ScanMissing.

    If bytes of the path were replaced, it may match several files: one of them must have it.
    """
    try:
        found = _recorded_as(Path(recorded))
    except OSError as error:
        raise ScanMissing(file=recorded) from error
    if not found:
        raise ScanMissing(file=recorded)
    return any(digest_of(path) == sha256 for path in found)


def _recorded_as(path: Path) -> list[Path]:
    """Return the files whose path was recorded so: several only if bytes were replaced."""
    found = [Path(path.anchor)]
    for part in path.relative_to(path.anchor).parts:
        if _REPLACED in part:
            found = [
                each
                for folder in found
                if folder.is_dir()
                for each in folder.iterdir()
                if name_text(each) == part
            ]
        else:
            found = [folder / part for folder in found]
    return [each for each in found if each.exists()]
