"""Searching the log: whatever table is about a firm, a call or a unit is looked into."""

import re
import sqlite3

import pytest

from revisit_cli.store.discipline import log
from revisit_cli.store.file.seals import sealed_tables
from revisit_cli.store.migrations import fresh


def _pointing_at(connection: sqlite3.Connection, noun: str) -> set[str]:
    return {
        table
        for table in sealed_tables(connection)
        for key in connection.execute(f"pragma foreign_key_list({table})")
        if key[2] == noun and table != noun
    }


@pytest.mark.parametrize(
    ("noun", "sql", "without"),
    [
        # A carried call is about the month that it is carried to.
        ("call", log._CALL, frozenset({"carry"})),
        ("firm", log._FIRM, frozenset()),
        ("problem", log._PROBLEM, frozenset()),
        # What firms say of a unit, firm by firm, is the firms'.
        (
            "unit",
            log._UNIT,
            frozenset({"attempt", "evaluation", "flag", "service", "tally", "visit"}),
        ),
    ],
)
def test_no_table_that_points_at_it_is_left_out(noun: str, sql: str, without: set[str]) -> None:
    looked_into = set(re.findall(r"select '(\w+)'", sql))
    with fresh() as made:
        assert looked_into >= _pointing_at(made, noun) - without
        assert _pointing_at(made, noun) >= without
        made.execute(sql, {"id": 1})
