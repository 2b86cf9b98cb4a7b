"""Reading the log, and verifying it against the tables and against paper."""

import json

from revisit_cli.operations.act import reading
from revisit_cli.policy.file import audit as policy
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit_shown import LogHeadShown, LogListed, LogVerified
from revisit_cli.store.file import audit, audit_times


def list_events(context: Context, limit: int) -> LogListed:
    """Return the last ``limit`` events of the log, oldest first."""
    with reading(context) as database:
        return LogListed(tuple(audit.newest(database, limit)), audit.head(database))


def show_head(context: Context) -> LogHeadShown:
    """Return the log's size, head and origin."""
    with reading(context) as database:
        first = audit.first(database)
        origin = json.loads(first.body)["facts"]["origin"] if first else None
        return LogHeadShown(audit.head(database), origin)


def verify(context: Context, size: int | None, head: str | None) -> LogVerified:
    """Verify the chain, every row's seal, and the size and head that a paper names.

    Beside faults, tells where times do not go together. Raises AnchorIncomplete or
    HeadUnreadable.
    """
    anchor = policy.anchor_given(size, head)
    with reading(context, has_tables=False) as database:
        found = list(audit.faults(database))
        if anchor is not None:
            found += audit.anchor_faults(database, anchor)
        moments = list(audit_times.event_moments(database))
        flags = [
            *policy.clock_flags((seq, at) for seq, at, _ in moments),
            *policy.time_flags(audit_times.facts(database)),
        ]
        given = sum(is_given for _, _, is_given in moments)
        return LogVerified(audit.head(database), tuple(found), tuple(flags), given)
