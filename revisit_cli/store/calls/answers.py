"""What firms answered in a month's calls, and what they said beside."""

from revisit_cli.records.calls.call import FirmAnswered
from revisit_cli.store.calls import form
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import answer

_OF_MONTH = """evaluation.voided_at is null and attempt.voided_at is null
  and attempt.call in (select id from call where month = :month)"""
_FIRMS = """
select call.id, firm.name from call join firm on firm.id = call.firm where call.month = :month
"""


def of_month(database: Database, month: str) -> tuple[FirmAnswered, ...]:
    """Return the answers that stand, by call; a firm's words stand in its first row."""
    firms = {row["id"]: row["name"] for row in database.rows(_FIRMS, {"month": month})}
    found: list[FirmAnswered] = []
    for call, each in answer.by_call(database, _OF_MONTH, {"month": month}):
        is_first = not found or found[-1].call != call
        said = form.texts(database, call) if is_first else {}
        suggestion, difficulty = (
            "\n".join(said.get(kind, ())) or None for kind in ("suggestion", "difficulty")
        )
        found.append(
            FirmAnswered(call, firms[call], each.unit, each.answers, suggestion, difficulty)
        )
    return tuple(found)
