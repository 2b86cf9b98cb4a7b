"""Verifying the whole data file: the one set of checks of every command that vouches for it."""

from revisit_cli.policy.file.audit import unreadable_times
from revisit_cli.records.file.audit import Fault
from revisit_cli.store.file import verification
from revisit_cli.store.file.database import Database


def faults_of(database: Database) -> tuple[Fault, ...]:
    """Return every place where the data file is not as the program left it, damage first."""
    return (
        *verification.faults(database),
        *unreadable_times(verification.time_facts(database)),
    )
