"""Scans of signed forms: kept where they lie, known by their digest."""

import hashlib
from pathlib import Path

from revisit_cli.errors.visits.visit import ScanMissing


def digest_of(path: Path) -> str:
    """Return hex SHA-256 of a file's bytes. Raises ScanMissing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScanMissing(file=path) from error
