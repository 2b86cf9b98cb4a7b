"""Which rows that are gone are withdrawn, and which calls with them."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.records.ledgers.withdrawal import GoneRow, Withdrawal


@clause("R14", "R12")
def withdrawn(gone: Sequence[GoneRow]) -> Withdrawal:
    """Return which rows and calls to withdraw: 「已回访过的企业不撤回」.

    Once the list is frozen a firm keeps its last row too, whenever it came: 「锁定以后一户不减」. A
    call is withdrawn with the last row that asked for it, unless an earlier month left it to be
    made.
    """
    called = [row for row in gone if row.is_called]
    locked = [
        row for row in gone if not row.is_called and row.is_locked and not row.is_served_still
    ]
    kept = {row.id for row in (*called, *locked)}
    off = [row for row in gone if row.id not in kept]
    calls = dict.fromkeys(
        row.call
        for row in off
        if row.call is not None and not row.is_served_still and not row.is_carried
    )
    return Withdrawal(tuple(row.id for row in off), tuple(calls), len(called), len(locked))
