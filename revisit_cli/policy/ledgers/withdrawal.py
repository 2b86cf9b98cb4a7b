"""Which rows that are gone are withdrawn, with which calls, and when it must be said first."""

from collections.abc import Mapping, Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import ReplacesMost
from revisit_cli.records.ledgers.filing import UnitMonth
from revisit_cli.records.ledgers.importing import DecidedRow, EarlierRow
from revisit_cli.records.ledgers.withdrawal import GoneRow, Withdrawal

# Of fewer standing rows half is soon reached by a plain correction.
_LEAST_STANDING: Final = 4


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
    calls = dict.fromkeys(row.call for row in off if row.call is not None and row.takes_call)
    return Withdrawal(tuple(row.id for row in off), tuple(calls), len(called), len(locked))


@clause("R36")
def check_replacement(
    file: str,
    decided: Sequence[DecidedRow],
    earlier: Mapping[UnitMonth, Sequence[EarlierRow]],
    *,
    accepts_gone: bool,
) -> None:
    """Refuse to change or drop 「过半的行」 of a unit's month unless it is said to be meant.

    Rows that are gone count where they are to be dropped. Raises ReplacesMost.
    """
    same = {row.duplicate_of for row in decided}
    changed = {row.replaces for row in decided}
    for (unit, month), rows in sorted(earlier.items()):
        standing = {each.id for each in rows}
        changes = len(standing & changed)
        gone = len(standing - same - changed) if accepts_gone else 0
        if len(standing) >= _LEAST_STANDING and 2 * (changes + gone) > len(standing):
            raise ReplacesMost(
                file=file,
                unit=unit,
                month=month,
                standing=len(standing),
                changed=changes,
                gone=gone,
            )
