"""The imported file that a clerk means by its name."""

from pathlib import Path

from revisit_cli.files.workbooks.target import name_told
from revisit_cli.operations.ledgers.folder import sha256_of
from revisit_cli.policy.ledgers.named import file_meant
from revisit_cli.records.ledgers.stored import NamedFile
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import service as store


def file_named(database: Database, name: str) -> tuple[NamedFile, int]:
    """Return the file of that name, digest or id, and how many of the name there are.

    Raises LedgerUnknown, or LedgersShareName where they are of different units.
    """
    path = Path(name)
    found = store.files_named(database, name_told(path))
    return file_meant(name, found, sha256_of(path) if len(found) > 1 else None), len(found)
