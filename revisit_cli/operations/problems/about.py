"""Which unit a problem is about that a contact brought back."""

from collections.abc import Iterable

from revisit_cli.labels.problems.problem import NOBODYS
from revisit_cli.operations.firms import lookup
from revisit_cli.records.code import ProblemCategory
from revisit_cli.store.file.database import Database


def unit_about(
    database: Database,
    about: Iterable[tuple[str, str]],
    category: ProblemCategory,
    default: int | None,
) -> int | None:
    """Return the unit that was named for a category, or for all; ``default`` where none was.

    Raises UnitNotFound or UnitNotClear.
    """
    named = dict(about)
    name = named.get(category) or named.get("")
    if not name:
        return default
    return None if name == NOBODYS else lookup.unit(database, name).id
