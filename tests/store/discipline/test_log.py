"""Searching the log: whatever table is about a firm, a call or a unit is looked into."""

import re
import sqlite3
from collections.abc import Callable, Mapping

import pytest

from revisit_cli.store.discipline import log
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.seals import sealed_tables
from revisit_cli.store.migrations import fresh
from tests.store.rows import Stored


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


@pytest.mark.parametrize(
    ("noun", "rows", "sql"),
    [
        ("call", log.rows_of_call, log._CALL),
        ("firm", log.rows_of_firm, log._FIRM),
        ("problem", log.rows_of_problem, log._PROBLEM),
        ("unit", log.rows_of_unit, log._UNIT),
    ],
)
def test_each_table_gives_the_rows_of_the_one_that_is_asked_for(
    stored: Stored, noun: str, rows: Callable[[Database, int], Mapping[str, list[int]]], sql: str
) -> None:
    other, mine = stored.put(noun), stored.put(noun)
    wanted = {noun: [mine]}
    # What stands between a row and its firm: the call that it is of, or the problem.
    between: dict[tuple[str, int], int] = {}
    for table in dict.fromkeys(re.findall(r"select '(\w+)'", sql)):
        if table != noun:
            theirs, own = (_about(stored, table, noun, each, between) for each in (other, mine))
            wanted[table] = [own]
            assert theirs != own
    if noun == "firm":
        # Either of the two that a merge is of, or a word that they are not one.
        wanted["firm_merge"].append(stored.put("firm_merge", into_firm=mine))
        wanted["firm_apart"].append(stored.put("firm_apart", firm=other, other=mine))
    found = rows(stored.database, mine)
    assert {table: sorted(ids) for table, ids in found.items()} == wanted


def _about(
    stored: Stored, table: str, noun: str, number: int, between: dict[tuple[str, int], int]
) -> int:
    """Put a row of a table that is about one of a noun, by way of another row where it must."""
    if (table, number) not in between:
        columns = {row["name"] for row in stored.database.rows(f"pragma table_info({table})")}
        told = {noun: number}
        if noun not in columns:
            (through,) = columns & {"call", "problem"} or columns & {"attempt"}
            told = {through: _about(stored, through, noun, number, between)}
        between[table, number] = stored.put(table, **told)
    return between[table, number]


def test_answers_are_the_codes_of_one_question_and_of_the_attempts_asked_for(
    stored: Stored,
) -> None:
    first, second, other = [stored.put("attempt") for _ in range(3)]
    for attempt, told in (
        (second, {"code": "no"}),
        (first, {"code": "yes"}),
        (first, {"code": "no"}),
        (first, {"code": "no"}),
        (first, {"code": None, "number": 3}),
        (first, {"question": "attitude", "code": "good"}),
        (other, {"code": "maybe"}),
    ):
        evaluation = stored.put("evaluation", attempt=attempt)
        stored.put("answer", **{"evaluation": evaluation, "question": "integrity", **told})
    stored.put("evaluation", attempt=first)
    found = log.answers(stored.database, "integrity", [first, second])
    assert list(found.items()) == [(first, ("no", "yes")), (second, ("no",))]
