"""Talks held over confirmed findings."""

from revisit_cli.records.discipline.admonition import NewAdmonition
from revisit_cli.records.value import as_dict
from revisit_cli.store.file.database import Database

_ADD = """
insert into admonition (finding, held_on, held_by, whom, recorded_at, by)
values (:finding, :held_on, :held_by, :whom, :recorded_at, :by)
"""


def add(database: Database, admonition: NewAdmonition) -> int:
    """Store a talk; return its id."""
    values = as_dict(admonition) | {"held_on": admonition.held_on.isoformat()}
    return database.insert(_ADD, values)
