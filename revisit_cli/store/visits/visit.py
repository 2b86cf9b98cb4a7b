"""Visits and the answers they brought back."""

import json
from datetime import date

from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.records.visits.visit import Visit, VisitEntry, VoidedRecord
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.rules import answer as evaluation
from revisit_cli.store.standing import (
    CONTACT_IS_USABLE,
    CONTACT_REACHES,
    CONTACT_STANDS,
    FLAG_COUNTS,
    OF_MONTH,
    SERVICE_STANDS,
    VISIT_HANDED_ON,
)

_SELECT = f"""
select visit.id, visit.month, visit.firm, firm.name as firm_name, visit.state, visit.due_on,
       visit.visited_at, visit.entered_at, visit.by, visit.lead, visit.is_lead_chief,
       visit.district, visit.participants, visit.observers, visit.respondent,
       visit.respondent_phone, visit.signature,
       visit.signed_by, visit.refusal_reason, visit.witnesses, visit.scan_path,
       visit.scan_sha256, visit.suggestion, visit.difficulty, visit.cases,
       visit.names_reasons, visit.counted_at, visit.tags, visit.tagged_in, visit.tagged_unit,
       {VISIT_HANDED_ON},
       (select json_group_array(reason) from (
            select reason from flag
            where flag.visit = visit.id and {FLAG_COUNTS}
            group by reason order by min(flag.id))) as reasons,
       (select json_group_array(place) from (
            select distinct place from service
            where service.firm = visit.firm and service.month = visit.month
              and coalesce(place, '') <> '' and {SERVICE_STANDS}
            order by place)) as places
from visit
join firm on firm.id = visit.firm
"""
_OF_MONTH = f"""{_SELECT}
where {OF_MONTH.format(kind="visit")}
order by visit.id
"""
_ONE = f"{_SELECT} where visit.id = :visit"
_SAVE = """
update visit set state = :state, visited_at = :at, entered_at = :entered_at, by = :by,
    lead = :lead, is_lead_chief = :is_lead_chief, district = :district,
    participants = :participants, observers = :observers, respondent = :respondent,
    respondent_phone = :respondent_phone, signature = :signature, signed_by = :signed_by,
    refusal_reason = :refusal_reason, witnesses = :witnesses, scan_path = :scan_path,
    scan_sha256 = :scan_sha256, suggestion = :suggestion, difficulty = :difficulty,
    cases = :cases, names_reasons = :names_reasons, tags = :tags, tagged_in = :tagged_in,
    tagged_unit = :tagged_unit
where id = :visit
"""
_VOID = """
insert into visit_void (visit, at, by, reason, record)
select id, :at, :by, :reason, json_object(
    'state', state, 'visited_at', visited_at, 'by', by, 'lead', lead,
    'is_lead_chief', is_lead_chief, 'district', district, 'participants', json(participants),
    'observers', json(observers), 'signature', signature, 'signed_by', signed_by,
    'refusal_reason', refusal_reason, 'witnesses', json(witnesses), 'scan_path', scan_path,
    'scan_sha256', scan_sha256, 'suggestion', suggestion, 'difficulty', difficulty,
    'tags', json(tags))
from visit where id = :visit
"""
_VOIDED = "select at, by, reason, record from visit_void where visit = :visit order by id"
_VOID_EVALUATIONS = """
update evaluation set voided_at = :at
where visit = :visit and voided_at is null and (:unit is null or unit = :unit)
"""
_STANDS = "evaluation.visit = :visit and evaluation.voided_at is null"
_ANSWERED_IN = f"select unit, month from evaluation where {_STANDS} order by unit"
_UNITS_SERVED = f"""
select unit.id, unit.name from service join unit on unit.id = service.unit
where service.month = :month and service.firm = :firm
  and {SERVICE_STANDS}
union
select unit.id, unit.name from flag join unit on unit.id = flag.unit
where flag.visit = :visit and flag.dropped_at is null
order by 1
"""
_FIRST_SERVED = f"""
select min(service.served_on) from service where service.firm = :firm and {SERVICE_STANDS}
"""
_PROBLEMS = "select id from problem where visit = :visit and voided_at is null order by id"
_CONTACT = f"""
select contact.name, contact.phone from contact
where {CONTACT_REACHES}
  and {CONTACT_IS_USABLE.format(contact="contact")}
  and {CONTACT_STANDS.format(contact="contact")}
order by contact.state = 'good' desc, contact.phone = '', contact.id
limit 1
"""


def of_month(database: Database, month: str) -> list[Visit]:
    """Return every visit of a month, also those whose reasons were all dropped."""
    return [_visit(row) for row in database.rows(_OF_MONTH, {"month": month})]


def find(database: Database, visit: int) -> Visit | None:
    """Return one visit, or None."""
    row = database.row(_ONE, {"visit": visit})
    return None if row is None else _visit(row)


def save(database: Database, visit: Visit) -> None:
    """Store a visit's state and all that is known of it."""
    entry = visit.entry
    database.run(
        _SAVE,
        {
            "visit": visit.id,
            "state": visit.state,
            "at": entry.at,
            "entered_at": visit.entered_at,
            "by": visit.by,
            "lead": entry.lead,
            "is_lead_chief": entry.is_lead_chief,
            "district": entry.district,
            "participants": _names(entry.participants),
            "observers": _names(entry.observers),
            "respondent": entry.respondent,
            "respondent_phone": entry.respondent_phone,
            "signature": entry.signature,
            "signed_by": entry.signed_by,
            "refusal_reason": entry.refusal_reason,
            "witnesses": _names(entry.witnesses),
            "scan_path": entry.scan_path,
            "scan_sha256": entry.scan_sha256,
            "suggestion": entry.suggestion,
            "difficulty": entry.difficulty,
            "cases": _names(entry.cases),
            "names_reasons": 1 if visit.names_reasons else None,
            "tags": _names(entry.tags),
            "tagged_in": visit.tagged_in,
            "tagged_unit": visit.tagged_unit,
        },
    )


def add_evaluation(database: Database, visit: Visit, unit: int, answers: Answers, at: str) -> int:
    """Store one unit's answers in place of any before; return their id."""
    database.run(_VOID_EVALUATIONS, {"visit": visit.id, "unit": unit, "at": at})
    firm = counts_as(database, visit)
    return evaluation.add(
        database, answers, firm=firm, unit=unit, month=visit.worked_in, visit=visit.id
    )


def counts_as(database: Database, visit: Visit) -> int:
    """Return the firm that a visit speaks for in the month that makes it.

    One that was merged since its own month was cleared counts there as the other.
    """
    if visit.worked_in == visit.month:
        return visit.firm
    (found,) = firm_store.roots(database, [visit.firm])
    return found


def void(database: Database, visit: int, at: str, by: str, reason: str) -> int:
    """Keep a visit's record as a voided one, its answers with it; return how many they were.

    Call before the record is blanked: the visit goes on as one to do. Who was met and under what
    number is not kept.
    """
    database.insert(_VOID, {"visit": visit, "at": at, "by": by, "reason": reason})
    return database.run(_VOID_EVALUATIONS, {"visit": visit, "unit": None, "at": at})


def voided(database: Database, visit: int) -> tuple[VoidedRecord, ...]:
    """Return the records of a visit that were voided, oldest first."""
    return tuple(
        VoidedRecord(row["at"], row["by"], row["reason"], json.loads(row["record"]))
        for row in database.rows(_VOIDED, {"visit": visit})
    )


def evaluations(database: Database, visit: int) -> list[Evaluation]:
    """Return the answers that stand for a visit, by unit."""
    return evaluation.evaluations(database, _STANDS, {"visit": visit})


def answered_in(database: Database, visit: int) -> dict[int, str]:
    """Return by unit the month in which the answers that stand for a visit are counted."""
    rows = database.rows(_ANSWERED_IN, {"visit": visit})
    return {row["unit"]: row["month"] for row in rows}


def units_served(database: Database, visit: Visit) -> dict[int, str]:
    """Return the units, by id, that served the firm in the month or that its flags name."""
    values = {"month": visit.month, "firm": visit.firm, "visit": visit.id}
    rows = database.rows(_UNITS_SERVED, values)
    return {row["id"]: row["name"] for row in rows}


def first_served(database: Database, firm: int) -> str | None:
    """Return the first day on which a firm was served by any ledger, None where none is dated."""
    found: str | None = database.value(_FIRST_SERVED, {"firm": firm})
    return found


def problems(database: Database, visit: int) -> tuple[int, ...]:
    """Return the ids of the problems that a visit raised."""
    return tuple(row["id"] for row in database.rows(_PROBLEMS, {"visit": visit}))


def contact(database: Database, firm: int) -> tuple[str, str]:
    """Return the name and number by which a firm is best reached; "" for what is not known."""
    row = database.row(_CONTACT, {"firm": firm})
    return ("", "") if row is None else (row["name"], row["phone"])


def _names(names: tuple[str, ...]) -> str | None:
    return json.dumps(names, ensure_ascii=False) if names else None


def _named(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _visit(row: Row) -> Visit:
    chief = row["is_lead_chief"]
    return Visit(
        id=row["id"],
        month=row["month"],
        firm=row["firm"],
        firm_name=row["firm_name"],
        state=row["state"],
        due_on=None if row["due_on"] is None else date.fromisoformat(row["due_on"]),
        reasons=tuple(json.loads(row["reasons"] or "[]")),
        by=row["by"],
        places=_named(row["places"]),
        names_reasons=row["names_reasons"] is not None,
        handed_on=tuple((to, at) for to, at in json.loads(row["handed_on"])),
        entered_at=row["entered_at"],
        counted_at=row["counted_at"],
        tagged_in=row["tagged_in"],
        tagged_unit=row["tagged_unit"],
        entry=VisitEntry(
            at=row["visited_at"],
            lead=row["lead"],
            is_lead_chief=None if chief is None else bool(chief),
            district=row["district"],
            participants=_named(row["participants"]),
            observers=_named(row["observers"]),
            respondent=row["respondent"],
            respondent_phone=row["respondent_phone"],
            signature=row["signature"],
            signed_by=row["signed_by"],
            refusal_reason=row["refusal_reason"],
            witnesses=_named(row["witnesses"]),
            suggestion=row["suggestion"],
            difficulty=row["difficulty"],
            tags=_named(row["tags"]),
            cases=_named(row["cases"]),
            scan_path=row["scan_path"],
            scan_sha256=row["scan_sha256"],
        ),
    )
