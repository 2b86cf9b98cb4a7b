"""Merges of firms, and what each changed."""

from revisit_cli.store.database import Database, Row

_NAMES = """
select firm.name, firm.id as firm, firm_merge.by, firm_merge.at, firm_merge.reason
from firm join firm_merge on firm_merge.firm = firm.id and firm_merge.undone_at is null
where firm.merged_into = :firm order by firm_merge.id
"""


def names(database: Database, firm: int) -> list[Row]:
    """Return the names merged into a firm, with who said so, when and why."""
    return database.rows(_NAMES, {"firm": firm})
