"""Doubts about records: what contradicts them, signals, and decisions."""

import json

from revisit_cli.store.file.database import Database

_ADD = """
insert into doubt (kind, month, subject, call, clerk, attempts, raised_at)
select :kind, :month, 'recheck_attempt:' || :said, :call,
       (select attempt.by from attempt where attempt.call = :call and attempt.voided_at is null
        order by attempt.id desc limit 1),
       :attempts, :at
"""
_CONTRADICTED = """
select count(*) from doubt
where month = :month and kind in ('not_called', 'not_ours') and state = 'suspected'
"""
_STANDING = "select id from attempt where call = :call and voided_at is null order by id"


def add_contradiction(
    database: Database, month: str, kind: str, call: int, said: int, at: str
) -> int:
    """Raise a doubt about the record of a call that a firm contradicts; return its id.

    ``said`` is the re-checker's record, ``kind`` what it came to.
    """
    standing = [row["id"] for row in database.rows(_STANDING, {"call": call})]
    return database.insert(
        _ADD,
        {
            "kind": kind,
            "month": month,
            "said": said,
            "call": call,
            "attempts": json.dumps(standing),
            "at": at,
        },
    )


def count_contradicted(database: Database, month: str) -> int:
    """Return how many records of a month a firm contradicts and nobody has decided on."""
    count: int = database.value(_CONTRADICTED, {"month": month})
    return count
