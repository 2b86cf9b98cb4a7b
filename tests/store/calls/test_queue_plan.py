"""The queue's selects begin where little is found, however many calls a month has."""

import sqlite3

import pytest

from revisit_cli.store.calls import agenda, queue
from revisit_cli.store.migrations import MIGRATIONS

VALUES = dict.fromkeys(
    ("month", "by", "now", "clock", "broken", "reached", "firm", "phone", "until", "besides"),
    "",
) | {"elsewhere": "[]"}


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        (queue.STEPS["draft"], "SCAN draft"),
        (queue.STEPS["shared"], "SEARCH mine USING INDEX"),
        (queue._SHARING, "SEARCH mine USING INDEX"),
        (agenda._NEXT, "SEARCH call USING INDEX call_queue"),
        (queue._ONLY_BY, "SEARCH theirs USING INDEX contact_by_phone"),
    ],
)
def test_what_clerks_share_is_found_from_the_few_and_not_from_every_call(
    sql: str, first: str
) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for migration in MIGRATIONS:
        migration(connection)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", VALUES)]
    connection.close()
    assert plan[0].startswith(first)
    assert not [line for line in plan if line.startswith(("SCAN call", "SCAN contact"))]
    joined = [line for line in plan if line.startswith("SEARCH theirs")]
    assert all("contact_by_phone" in line for line in joined)
