"""Proposing firms that may be one; nothing is changed."""

from revisit_cli.operations.act import reading
from revisit_cli.policy.firm_likeness import compared
from revisit_cli.records.context import Context
from revisit_cli.records.firm_likeness import FirmsCompared
from revisit_cli.store import firm_likeness as store


def compare_firms(context: Context, least: int, limit: int | None) -> FirmsCompared:
    """Return pairs of firms alike from ``least`` (0 to 100) on, the surest first."""
    with reading(context) as database:
        firms = store.load(database)
    return compared(firms, least, limit)
