"""Which old backups are kept: the newest of each of the last days and months."""

from collections.abc import Iterable
from datetime import datetime

DAYS_KEPT = 7
MONTHS_KEPT = 12


def to_keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return the moments of the backups to keep: 7 daily and 12 monthly ones, the newest of each.

    Days and months without a backup do not count, so that a holiday never empties the folder.
    """
    by_day: dict[str, datetime] = {}
    by_month: dict[str, datetime] = {}
    for moment in sorted(moments, reverse=True):
        by_day.setdefault(f"{moment:%Y-%m-%d}", moment)
        by_month.setdefault(f"{moment:%Y-%m}", moment)
    return frozenset(
        [*list(by_day.values())[:DAYS_KEPT], *list(by_month.values())[:MONTHS_KEPT]],
    )
