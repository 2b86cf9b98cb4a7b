"""Suspicions, decisions, talks, and answers that were changed."""

from datetime import date

from revisit_cli.records.discipline.duty import (
    AnswerChange,
    ArrivalFact,
    DutyFacts,
    FilingFact,
    Finding,
    NewAdmonition,
    Suspicion,
)
from revisit_cli.records.value import as_dict
from revisit_cli.rulebook.loader import form
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.ledgers import number as number_store
from revisit_cli.store.standing import (
    FILING_IS_FIRST,
    FLAG_COUNTS,
    SERVICE_ARRIVAL_IS_SAID,
    SERVICE_IS_OVERDUE,
    SERVICE_STANDS,
    UNIT_IS_MISSING,
)

_FILINGS = f"""
select filing.id, filing.unit, filing.state from filing
where filing.month = :month and {FILING_IS_FIRST}
order by filing.id
"""
_MISSING = f"""
select unit.id from unit
where {UNIT_IS_MISSING}
order by unit.id
"""
_DENIED = f"""
select distinct service.unit, call.id as call
from attempt join call on call.id = attempt.call
    join service on service.firm = call.firm and service.month = call.month
        and {SERVICE_STANDS}
where call.month = :month and attempt.outcome = 'denies_service' and attempt.voided_at is null
  and not exists (
    select 1 from finding where finding.kind = 'denied_service'
      and finding.month = call.month and finding.subject = 'call:' || call.id
  )
order by 1, 2
"""
_ARRIVALS = f"""
select unit, sum(is_counted) as overdue, count(*) - sum(is_counted) as others,
       max(is_counted and is_after_zero) as is_after_zero
from (
    select service.unit, {SERVICE_IS_OVERDUE} and {SERVICE_ARRIVAL_IS_SAID} as is_counted, exists (
        select 1 from filing as zero join filing as own on own.id = service.filing
        where zero.unit = service.unit and zero.month = service.month and zero.file is null
          and zero.voided_at is null and zero.version < own.version
          and not exists (
            select 1 from filing as mended
            where mended.unit = zero.unit and mended.month = zero.month
              and mended.state = 'on_time' and mended.voided_at is null
              and mended.version > zero.version)) as is_after_zero
    from service where service.month = :month and {SERVICE_STANDS}
)
group by unit having sum(is_counted) > 0 order by unit
"""
# A firm that complains of a unit and stands in no ledger at all.
_COMPLAINING = f"""
select distinct flag.unit, firm.name as firm from flag join firm on firm.id = flag.firm
where flag.month = :month and flag.unit is not null and flag.reason in ('complaint', 'petition')
  and {FLAG_COUNTS}
  and not exists (select 1 from service where service.firm = flag.firm and {SERVICE_STANDS})
order by 1, 2
"""
_ADD = """
insert into finding (kind, unit, month, subject, found_at)
values (:kind, :unit, :month, :subject, :found_at)
on conflict (kind, unit, month, subject) do nothing returning id
"""
# Sealed words cannot be compared: there the same person's word about the same unit is the same.
_REPORTED = """
select finding.id from finding
    join confidence on confidence.finding = finding.id and confidence.is_evidence is null
where finding.kind = 'forced_praise' and finding.unit = :unit and finding.month = :month
  and finding.subject like 'report:%' and finding.found_at >= :since
  and (confidence.is_sealed = 1 or confidence.words = :words)
  and exists (
    select 1 from event
    where json_extract(body, '$.kind') = 'PraiseReported' and json_extract(body, '$.by') = :by
      and json_extract(body, '$.facts.finding') = finding.id
  )
order by finding.id desc limit 1
"""
_FINDING = """
select finding.id, finding.kind, finding.unit, unit.name as unit_name, finding.month,
       finding.subject, finding.state, finding.found_at, finding.decided_at, finding.decided_by,
       finding.escalation,
       case
           when finding.subject like 'filing:%' then (
               select filing.received_at from filing
               where filing.id = cast(substr(finding.subject, 8) as integer))
           when finding.subject like 'call:%' then (
               select coalesce(root.name, firm.name) from call
               join firm on firm.id = call.firm left join firm as root on root.id = firm.merged_into
               where call.id = cast(substr(finding.subject, 6) as integer))
       end as detail,
       unit.kind as unit_kind, unit.leader, unit.deputy, unit.contact,
       admonition.held_on as admonished_on, admonition.held_by as admonished_by,
       admonition.whom as admonished
from finding join unit on unit.id = finding.unit
    left join admonition on admonition.finding = finding.id
"""
_ONE = f"{_FINDING} where finding.id = :id"
_LIST = f"""{_FINDING}
where (:month is null or finding.month = :month) and (:state is null or finding.state = :state)
  and (:kind is null or finding.kind = :kind)
order by finding.month desc, finding.id
"""
_DECIDE = """
update finding set state = :state, decided_at = :at, decided_by = :by,
    escalation = :escalation
where id = :id
"""
_CONFIRMED = """
select month from finding where unit = :unit and state = 'confirmed' order by id
"""
_UNITS = "select id, name from unit where voided_at is null order by id"


def load(database: Database, month: str, named_on: date) -> DutyFacts:
    """Return what suspicions of a month are drawn from.

    Units bear the names they had on the day ``named_on``.
    """
    values = {"month": month}
    return DutyFacts(
        month=month,
        filings=tuple(FilingFact(*row) for row in database.rows(_FILINGS, values)),
        missing=tuple(row["id"] for row in database.rows(_MISSING, values)),
        denied=tuple((row["unit"], row["call"]) for row in database.rows(_DENIED, values)),
        concealed=tuple((row["unit"], row["firm"]) for row in database.rows(_COMPLAINING, values)),
        numbers=number_store.given(database, month, named_on),
        rung=number_store.rung(database, month),
        arrivals=tuple(
            ArrivalFact(row["unit"], row["overdue"], row["others"], bool(row["is_after_zero"]))
            for row in database.rows(_ARRIVALS, values)
        ),
    )


def units(database: Database) -> dict[str, int]:
    """Return every unit's id by its name."""
    return {row["name"]: row["id"] for row in database.rows(_UNITS)}


def reported_since(
    database: Database, unit: int, month: str, words: str, *, by: str, since: str
) -> int | None:
    """Return the report of forced praise that somebody made just so since a moment."""
    values = {"unit": unit, "month": month, "words": words, "by": by, "since": since}
    found: int | None = database.value(_REPORTED, values)
    return found


def add(database: Database, suspicion: Suspicion, found_at: str) -> int | None:
    """Put a suspicion on record; return its id, or None when it was known."""
    found: int | None = database.value(
        _ADD,
        {
            "kind": suspicion.kind,
            "unit": suspicion.unit,
            "month": suspicion.month,
            "subject": suspicion.subject,
            "found_at": found_at,
        },
    )
    return found


def find(database: Database, number: int) -> Finding | None:
    """Return one suspicion or decision, or None."""
    row = database.row(_ONE, {"id": number})
    return None if row is None else _finding(row)


def findings(
    database: Database, month: str | None, state: str | None = None, kind: str | None = None
) -> tuple[Finding, ...]:
    """Return suspicions and decisions, newest month first; None means any."""
    rows = database.rows(_LIST, {"month": month, "state": state, "kind": kind})
    return tuple(_finding(row) for row in rows)


def confirmed_in(database: Database, unit: int) -> list[str]:
    """Return the month of each finding that was confirmed against a unit."""
    return [row["month"] for row in database.rows(_CONFIRMED, {"unit": unit})]


def decide(
    database: Database,
    number: int,
    *,
    state: str,
    by: str,
    escalation: str | None,
    at: str,
) -> None:
    """Store a named person's decision."""
    database.run(
        _DECIDE,
        {
            "id": number,
            "state": state,
            "at": at,
            "by": by,
            "escalation": escalation,
        },
    )


def _finding(row: Row) -> Finding:
    return Finding(**dict(row))


_CHANGES = """
select later.month, firm.name as firm, unit.name as unit, now_attempt.call as call, later.visit,
       coalesce(attempt.at, visit.visited_at, earlier.voided_at) as first_at,
       coalesce(attempt.by, visit.by, '') as first_by,
       coalesce(earlier.voided_at, now_attempt.entered_at) as voided_at, attempt.voided_by,
       coalesce(attempt.void_reason, visit.void_reason) as reason,
       coalesce(now_attempt.at, now_visit.visited_at, later.voided_at, '') as now_at,
       coalesce(now_attempt.by, now_visit.by, '') as now_by
from evaluation as earlier
    join evaluation as later on later.month = earlier.month and later.unit = earlier.unit
        and later.firm = earlier.firm and later.id > earlier.id
    join answer as before on before.evaluation = earlier.id and before.question = :question
    join answer as after on after.evaluation = later.id and after.question = :question
    join firm on firm.id = later.firm
    join unit on unit.id = later.unit
    left join attempt on attempt.id = earlier.attempt
    left join visit on visit.id = earlier.visit
    left join attempt as now_attempt on now_attempt.id = later.attempt
    left join visit as now_visit on now_visit.id = later.visit
where before.code = 'dissatisfied'
  and (earlier.voided_at is not null or attempt.call = now_attempt.call)
  and after.code = 'satisfied' and later.voided_at is null
  and (:month is null or later.month = :month)
order by later.month, later.id, earlier.id
"""


def changes(database: Database, month: str | None) -> tuple[AnswerChange, ...]:
    """Return every answer of a month, or of all, that was dissatisfied and is satisfied now."""
    rows = database.rows(_CHANGES, {"month": month, "question": form().overall.code})
    return tuple(AnswerChange(**dict(row)) for row in rows)


_ADD_TALK = """
insert into admonition (finding, held_on, held_by, whom, recorded_at, by)
values (:finding, :held_on, :held_by, :whom, :recorded_at, :by)
"""


def add_admonition(database: Database, admonition: NewAdmonition) -> int:
    """Store a talk; return its id."""
    values = as_dict(admonition) | {"held_on": admonition.held_on.isoformat()}
    return database.insert(_ADD_TALK, values)
