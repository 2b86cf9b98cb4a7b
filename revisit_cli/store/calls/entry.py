"""Attempts as a file's rows are compared with them, and the rows attempts were keyed from."""

from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.file.database import Database, Row

_ATTEMPTS = """
select id, outcome, at, respondent, words, callback_at, voided_at from attempt
where call = :call order by id
"""
_EVALUATIONS = """
select unit.name as unit, evaluation.attitude, evaluation.one_time_notice, evaluation.days,
       evaluation.days_text, evaluation.extra_trips, evaluation.integrity, evaluation.overall
from evaluation join unit on unit.id = evaluation.unit
where evaluation.attempt = :attempt order by evaluation.id
"""
_TEXTS = """
select category, text from problem
where attempt = :attempt and category in ('suggestion', 'difficulty') order by id
"""
_KEYED = """
select keyed_row.attempt from keyed_row
where sha256 = :sha256 and sheet = :sheet and row = :row order by id desc limit 1
"""
_ADD_KEYED = """
insert into keyed_row (attempt, packet, sha256, sheet, row)
values (:attempt, :packet, :sha256, :sheet, :row)
"""


def attempts(database: Database, call: int) -> list[Row]:
    """Return a call's attempts, voided ones too, oldest first."""
    return database.rows(_ATTEMPTS, {"call": call})


def answers(database: Database, attempt: int) -> list[tuple[str, Answers]]:
    """Return the answers of one attempt by unit, as they were given."""
    return [
        (
            row["unit"],
            Answers(
                attitude=row["attitude"],
                one_time_notice=row["one_time_notice"],
                days=row["days"],
                days_text=row["days_text"],
                extra_trips=row["extra_trips"],
                integrity=row["integrity"],
                overall=row["overall"],
            ),
        )
        for row in database.rows(_EVALUATIONS, {"attempt": attempt})
    ]


def texts(database: Database, attempt: int) -> dict[str, str]:
    """Return the suggestion and the difficulty that one attempt opened problems with."""
    return {row["category"]: row["text"] for row in database.rows(_TEXTS, {"attempt": attempt})}


def keyed(database: Database, sha256: str, sheet: str, row: int) -> int | None:
    """Return the attempt that was keyed from a row of a file with these bytes, or None."""
    found: int | None = database.value(_KEYED, {"sha256": sha256, "sheet": sheet, "row": row})
    return found


def add_keyed(
    database: Database, attempt: int, packet: int | None, sha256: str, sheet: str, row: int
) -> None:
    """Note from which row of which file an attempt was keyed."""
    values = {"attempt": attempt, "packet": packet, "sha256": sha256, "sheet": sheet, "row": row}
    database.insert(_ADD_KEYED, values)
