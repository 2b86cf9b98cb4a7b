"""When a ledger would undo so much of the version in force that somebody is to say so."""

from collections.abc import Mapping, Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import ReplacesMost
from revisit_cli.records.ledgers.filing import DecidedRow, EarlierRow, UnitMonth

# Of fewer standing rows half is soon reached by a plain correction.
_LEAST_STANDING: Final = 4


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
