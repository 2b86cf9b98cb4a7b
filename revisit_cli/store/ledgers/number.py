"""The numbers that a month's ledgers gave, and what was met with at the numbers rung."""

from datetime import date

from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.records.value import values_of
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import NAME_THEN

# Every version's rows: a number stays given though a later version has another. A call that was
# carried in asks about the rows of the months it came from.
_GIVEN = f"""
with recursive line (call, firm, month) as (
    select id, firm, month from call where month = :month and state <> 'withdrawn'
    union
    select line.call, source.firm, source.month from line
        join call on call.month = line.month and call.firm = line.firm
        join carry on carry.target = call.id join call as source on source.id = carry.subject
)
select distinct line.call, service.unit, {NAME_THEN} as unit_name, service.filing,
       number.value as phone
from line join service on service.month = line.month and service.firm = line.firm
    join unit on unit.id = service.unit
    left join filing on filing.id = service.filing
    join json_each(service.phones) as number
where service.state in ('accepted', 'duplicate') and filing.voided_at is null
  and (filing.after_close is null or filing.month <> service.month)
order by service.unit, line.call, service.filing
"""
_RUNG = """
select attempt.call, attempt.phone, attempt.outcome, attempt.voided_at is not null as is_voided,
       attempt.callback_party
from attempt join call on call.id = attempt.call
where call.month = :month and coalesce(attempt.phone, '') <> ''
order by attempt.at, attempt.id
"""


def given(database: Database, month: str, named_on: date) -> tuple[GivenNumber, ...]:
    """Return every number that the ledgers of a month's calls gave, and those withdrawn since.

    Units bear the names they had on the day ``named_on``.
    """
    rows = database.each(_GIVEN, {"month": month, "named_on": named_on.isoformat()})
    return tuple(values_of(GivenNumber, rows))


def rung(database: Database, month: str) -> tuple[RungNumber, ...]:
    """Return every attempt of a month whose number is known, undone ones too, by time."""
    return tuple(
        RungNumber(
            row["call"],
            row["phone"],
            row["outcome"],
            bool(row["is_voided"]),
            row["callback_party"],
        )
        for row in database.rows(_RUNG, {"month": month})
    )
