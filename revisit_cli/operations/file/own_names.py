"""The data file's own names, which nothing else may be written on."""

from pathlib import Path

from revisit_cli.errors.file.database import DatabaseItself

# SQLite writes and empties files of these names beside the data file.
_BESIDE = ("-journal", "-wal", "-shm")


def refuse_itself(database: Path, other: Path) -> None:
    """Refuse a file that is the data file, whatever it is called, or one of its own names.

    Raises DatabaseItself.
    """
    own = {database.absolute().with_name(database.name + ending) for ending in _BESIDE}
    own |= {each.resolve() for each in own}
    is_its_own = not own.isdisjoint((other.absolute(), other.resolve()))
    if is_its_own or (database.exists() and other.exists() and database.samefile(other)):
        raise DatabaseItself(file=str(other))
