"""A file of the step before: each reason that counted gets the one visit of its firm and month."""

import sqlite3
from contextlib import closing
from pathlib import Path

from revisit_cli.store.file import verification
from revisit_cli.store.file.database import opened
from revisit_cli.store.migrations import STEPS
from tests.older import AT, write_older

BEFORE = STEPS.index("m0028_owed")


def _put(connection: sqlite3.Connection) -> None:
    connection.execute(
        "insert into firm (name, key, initials) values ('示例甲厂', '示例甲厂', 'sljc')"
    )
    connection.execute(
        "insert into visit (month, firm, due_on, state, visited_at, entered_at, lead, signature) "
        "values ('2026-11', 1, '2026-12-20', 'done', :at, :at, '王局', 'signed'), "
        "('2026-12', 1, '2027-01-20', 'to_do', null, null, null, null)",
        {"at": AT},
    )
    connection.execute(
        "insert into flag (firm, month, reason, raised_at, pending_since, dropped_at) values "
        "(1, '2026-11', 'bad_review', :at, null, null), "
        "(1, '2026-11', 'complaint', :at, :at, null), "
        "(1, '2026-12', 'hard_to_do', :at, null, :at)",
        {"at": AT},
    )


def test_an_older_files_reasons_keep_their_visit_and_the_log_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    write_older(path, BEFORE, [_put])
    with opened(path) as database:
        assert verification.faults(database) == ()
    with closing(sqlite3.connect(path)) as connection:
        flags = connection.execute("select id, visit from flag order by id").fetchall()
        visits = connection.execute(
            "select id, month, state, lead, cases, names_reasons from visit order by id"
        ).fetchall()
    assert flags == [(1, 1), (2, None), (3, 2)]
    assert visits == [
        (1, "2026-11", "done", "王局", None, None),
        (2, "2026-12", "to_do", None, None, None),
    ]
