"""What firms answered in a month's calls."""

from revisit_cli.records.calls.call import FirmAnswered
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import answer
from revisit_cli.store.standing import EVALUATION_STANDS

_OF_MONTH = f"{EVALUATION_STANDS} and attempt.call in (select id from call where month = :month)"
_FIRMS = """
select call.id, firm.name from call join firm on firm.id = call.firm where call.month = :month
"""


def of_month(database: Database, month: str) -> tuple[FirmAnswered, ...]:
    """Return the answers about units that stand, by call."""
    firms = {row["id"]: row["name"] for row in database.rows(_FIRMS, {"month": month})}
    return tuple(
        FirmAnswered(call, firms[call], each.unit, each.answers)
        for call, each in answer.by_call(database, _OF_MONTH, {"month": month})
    )
