"""Reading the log, and verifying it against the tables and against paper."""

import json
from pathlib import Path

from revisit_cli.operations.reading import reading
from revisit_cli.policy.file import audit as policy
from revisit_cli.policy.file.audit import unreadable_times
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import Fault
from revisit_cli.records.file.audit_shown import LogHeadShown, LogVerified
from revisit_cli.store import log as audit_log
from revisit_cli.store.file import verification
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.inspection import inspected


def show_head(context: Context) -> LogHeadShown:
    """Return the log's size, head and origin."""
    with reading(context) as database:
        return head_of(database)


def head_of(database: Database) -> LogHeadShown:
    """Return the same of an open data file."""
    first = audit_log.first(database)
    origin = json.loads(first.body)["facts"]["origin"] if first else None
    return LogHeadShown(audit_log.head(database), origin)


def verify(context: Context, size: int | None, head: str | None) -> LogVerified:
    """Verify the whole data file, and the size and head that a paper names.

    Beside faults, tells where times do not go together. Raises AnchorIncomplete,
    HeadUnreadable, or what looking at the file refuses.
    """
    anchor = policy.anchor_given(size, head)
    with inspected(Path(context.database)) as database:
        found = faults_of(database)
        if anchor is not None:
            found += tuple(verification.anchor_faults(database, anchor))
        facts = verification.time_facts(database)
        unreadable = {(each.table, each.row) for each in policy.unreadable_times(facts)}
        moments = verification.event_moments(database)
        flags = (
            *policy.clock_flags((seq, at) for seq, at, _ in moments),
            *policy.time_flags(f for f in facts if (f.table, f.row) not in unreadable),
        )
        given = sum(is_given for _, _, is_given in moments)
        return LogVerified(verification.head(database), found, flags, given)


def faults_of(database: Database) -> tuple[Fault, ...]:
    """Return every place where the data file is not as the program left it, damage first."""
    return (
        *verification.faults(database),
        *unreadable_times(verification.time_facts(database)),
    )
