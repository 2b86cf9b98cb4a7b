"""Attempts as a file's rows are compared with them, and the rows attempts were keyed from."""

import json

from revisit_cli.records.calls.entry import FileRead
from revisit_cli.records.calls.stored import AttemptSaid
from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import answer as evaluation_store

_ATTEMPTS = """
select id, outcome, at, respondent, words, callback_at, voided_at, tags from attempt
where call = :call order by id
"""
_OF_ATTEMPT = "evaluation.attempt = :attempt"
_TEXTS = """
select category, text from problem
where attempt = :attempt and category in ('suggestion', 'difficulty') order by id
"""
_KEYED = """
select keyed_row.attempt from keyed_row
where sha256 in (:digest, :sha256) and sheet = :sheet and row = :row order by id desc limit 1
"""
_ADD_KEYED = """
insert into keyed_row (attempt, packet, sha256, sheet, row)
values (:attempt, :packet, :sha256, :sheet, :row)
"""


def attempts(database: Database, call: int) -> list[AttemptSaid]:
    """Return a call's attempts, voided ones too, oldest first."""
    return [
        AttemptSaid(**{**dict(row), "tags": tuple(json.loads(row["tags"] or "[]"))})
        for row in database.rows(_ATTEMPTS, {"call": call})
    ]


def answers(database: Database, attempt: int) -> list[tuple[str, Answers]]:
    """Return the answers of one attempt by unit, as they were given."""
    found = evaluation_store.evaluations(database, _OF_ATTEMPT, {"attempt": attempt})
    return [(each.unit, each.answers) for each in found]


def texts(database: Database, attempt: int) -> dict[str, str]:
    """Return the suggestion and the difficulty that one attempt opened problems with."""
    return {row["category"]: row["text"] for row in database.rows(_TEXTS, {"attempt": attempt})}


def keyed(database: Database, file: FileRead, sheet: str, row: int) -> int | None:
    """Return the attempt that was keyed from a row of a file, or None.

    What was keyed by earlier versions is known by the digest of the whole file.
    """
    values = {"digest": file.digest, "sha256": file.sha256, "sheet": sheet, "row": row}
    found: int | None = database.value(_KEYED, values)
    return found


def add_keyed(
    database: Database, attempt: int, packet: int | None, digest: str | None, sheet: str, row: int
) -> None:
    """Note from which row of which file an attempt was keyed."""
    values = {"attempt": attempt, "packet": packet, "sha256": digest, "sheet": sheet, "row": row}
    database.insert(_ADD_KEYED, values)
