"""Leases of calls: whose clock counts, and until when."""

from datetime import datetime, timedelta

from revisit_cli.document import clause
from revisit_cli.records.rules.setting import Settings

# An open card is kept up several times in this long; one that was not has lost its desk.
KEPT_UP_WITHIN = timedelta(minutes=1)
# A clock this far behind the newest record is told.
BEHIND_FROM = timedelta(minutes=5)


def file_clock(own: datetime, newest: str | None) -> datetime:
    """Return the later of one's own clock and the newest recorded time.

    A clock that went backwards so never makes another's lease look older than it is. Safety is
    the token's: a clock only says when a firm may be offered to somebody else.
    """
    return own if newest is None else max(own, datetime.fromisoformat(newest))


def minutes_behind(own: datetime, newest: str | None) -> int:
    """Return by how many minutes one's own clock is behind the newest record; 0 below five."""
    behind = file_clock(own, newest) - own
    return 0 if behind <= BEHIND_FROM else int(behind.total_seconds()) // 60


@clause("三(四)1")
def lease_until(clock: datetime, settings: Settings) -> datetime:
    """Return until when a claim made now holds: 「不得干扰、阻碍企业正常生产经营秩序」.

    Two clerks never ring one firm; a claim nobody keeps up goes back to the list by itself.
    """
    return clock + timedelta(minutes=settings.lease_minutes)


def open_beyond(clock: datetime, settings: Settings) -> datetime:
    """Return the moment beyond which the leases of cards lie that are open at a desk now."""
    return max(clock, lease_until(clock, settings) - KEPT_UP_WITHIN)
