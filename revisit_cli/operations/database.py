"""The data file itself: where it lies and what wrote it."""

from pathlib import Path

from revisit_cli.records.context import Context
from revisit_cli.records.database import DatabaseLocated
from revisit_cli.store.database import SQLITE_VERSION
from revisit_cli.store.migrations import SCHEMA_VERSION


def locate(context: Context) -> DatabaseLocated:
    """Say where the data file lies, without opening or making it."""
    path = Path(context.database)
    exists = path.exists()
    return DatabaseLocated(str(path.absolute()), exists, path.stat().st_size if exists else None)


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return SQLITE_VERSION


def schema_version() -> int:
    """Return the step of the schema that this program writes."""
    return SCHEMA_VERSION
