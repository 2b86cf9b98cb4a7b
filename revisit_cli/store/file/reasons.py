"""Why a file can be neither opened nor written, in words."""

import sqlite3

from revisit_cli.labels.file.database import (
    CANNOT_OPEN,
    DISK_ERROR,
    DISK_FULL,
    READ_ONLY,
    os_reason,
)

REASONS = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: DISK_ERROR,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
}


def reason(error: Exception) -> str:
    """Return why SQLite or the system refused."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return REASONS.get(code & 0xFF, str(error))
    return os_reason(error) if isinstance(error, OSError) else CANNOT_OPEN
