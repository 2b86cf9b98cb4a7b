"""Everything a month's report is counted from, loaded by month."""

from collections.abc import Iterator
from datetime import date

from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.reports.book import FormRow
from revisit_cli.records.reports.facts import Correction, MonthFacts, ServiceFact
from revisit_cli.records.value import replace, values_of
from revisit_cli.store import correction as correction_store
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.calls import not_served as not_served_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import number as number_store
from revisit_cli.store.ledgers.term import undated_count
from revisit_cli.store.ledgers.unit import roster
from revisit_cli.store.reports import feedback as feedback_store
from revisit_cli.store.reports import task
from revisit_cli.store.reports.count import REASONS, call_facts, month_facts, visit_facts
from revisit_cli.store.standing import (
    CORRECTS_CLEARED,
    NAME_THEN,
    SERVICE_IS_OVERDUE,
    SERVICE_STANDS,
    VISIT_STANDS,
)

_SERVICES = f"""
select {NAME_THEN} as unit, service.firm, firm.name as firm_name, service.matter,
       service.notes like '%date_before_cycle%' as is_late_entry,
       {SERVICE_IS_OVERDUE} as is_overdue, service.id
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
where service.month = :month and {SERVICE_STANDS}
order by unit.id, service.id
"""
_FORM_ROWS = f"""
select {NAME_THEN} as unit, service.officer,
       coalesce(service.served_on, service.date_text, '') as served_on, service.place,
       service.matter, service.completion, firm.name as firm_name, service.contact_text as contact,
       service.phones as phone, service.remark
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
where service.month = :month and {SERVICE_STANDS}
order by unit.id, service.id
"""
_CORRECTIONS = f"""
select month, at, by, kind, subject, reason, {CORRECTS_CLEARED} from correction order by id
"""
# Visits that came from an earlier month: carried once more, or their state.
_CAME = f"""
select firm.name as firm,
       case when exists (
         select 1 from carry as onward where onward.month = :month and onward.kind = 'visit'
           and onward.subject = carry.subject
       ) then 'carried' else visit.state end as state, visit.due_on,
       coalesce(visit.signature = 'refused', 0) as is_refused, visit.id, {REASONS} as reasons
from carry join visit on visit.id = carry.subject join firm on firm.id = visit.firm
where carry.to_month = :month and carry.kind = 'visit' and {VISIT_STANDS}
order by carry.id
"""
_CAME_CALLS = """
select subject, target from carry
where to_month = :month and kind = 'call' and target is not null order by id
"""
# Firms that a cleared month's ledgers brought since, by that month and the one that calls them.
_AFTER_CLOSE = f"""
select filing.month, service.month as called_in, count(distinct service.firm) as firms
from service join filing on filing.id = service.filing
where service.month = :month and filing.month <> service.month and {SERVICE_STANDS}
group by 1, 2
union all
select filing.month, service.month, count(distinct service.firm)
from filing join service on service.filing = filing.id
where filing.month = :month and service.month <> filing.month and {SERVICE_STANDS}
group by 1, 2
order by 1, 2
"""
# Visits that were owed until their reasons were taken back.
_DROPPED = f"""
select firm.name as firm, visit.state, visit.due_on, 0 as is_refused, visit.id, '[]' as reasons
from visit join firm on firm.id = visit.firm
where visit.month = :month and not {VISIT_STANDS} and exists (
    select 1 from flag where flag.visit = visit.id and flag.dropped_at is not null)
order by visit.id
"""

_CORRECTED = f"select distinct month from correction where {CORRECTS_CLEARED}"


def corrected(database: Database) -> frozenset[str]:
    """Return the cleared months of which something was changed since."""
    return frozenset(row["month"] for row in database.rows(_CORRECTED))


def load(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts; units bear the names they had on the day ``named_on``."""
    values = {"month": month, "named_on": named_on.isoformat()}
    told = feedback_store.feedback(database, (month,), named_on)
    return replace(
        standing(database, month, named_on),
        services=tuple(values_of(ServiceFact, database.each(_SERVICES, values))),
        corrections=tuple(values_of(Correction, database.rows(_CORRECTIONS))),
        retractions=correction_store.retractions(database, month),
        answers=told.answers,
        tags=told.tags,
        numbers=number_store.given(database, month, named_on),
        rung=number_store.rung(database, month),
        undated_units=undated_count(database, month),
        after_close=tuple(AfterClose(*row) for row in database.rows(_AFTER_CLOSE, values)),
        not_served=not_served_store.of_month(database, month, values["named_on"]),
        roster=roster(database, named_on),
    )


def form_rows(database: Database, month: str, named_on: date) -> Iterator[FormRow]:
    """Yield a month's rows as 附表3 prints them, numbers as stored: a list in JSON."""
    values = {"month": month, "named_on": named_on.isoformat()}
    return values_of(FormRow, database.each(_FORM_ROWS, values))


def standing(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts without its services, and without what firms answered.

    The first version of a filing says whether it came in time.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    freeze = list_store.freeze(database, month)
    return replace(
        month_facts(database, values, named_on, call_facts(database, values)),
        is_locked=freeze is not None,
        carried_calls=tuple(
            (row["subject"], row["target"]) for row in database.rows(_CAME_CALLS, values)
        ),
        carried_visits=visit_facts(database.rows(_CAME, values)),
        dropped_visits=visit_facts(database.rows(_DROPPED, values)),
        freeze=freeze,
        call_tasks=task.calls(database, month),
        visit_tasks=task.visits(database, month),
    )
