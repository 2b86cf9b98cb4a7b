"""Putting together the card of a firm."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from revisit_cli.errors.calls.call import CallUnknown
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.labels.firms.masking import masked
from revisit_cli.policy.calls import queue as policy
from revisit_cli.policy.calls.completion import units_left
from revisit_cli.policy.calls.contact_day import check_contact_day, first_day
from revisit_cli.policy.days.workday import workdays_left
from revisit_cli.records.calls.call import Call
from revisit_cli.records.calls.card import (
    AttemptShown,
    CallShown,
    LastAnswers,
    ServiceShown,
)
from revisit_cli.records.calls.stored import (
    Reachable,
    ServedFor,
    ServedMatter,
    StoredAttempt,
    StoredCall,
)
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import PROVED_BAD, Person
from revisit_cli.store.calls import call as store
from revisit_cli.store.calls import form as form_store
from revisit_cli.store.calls import not_served as not_served_store
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.calls import skip as skip_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database


def found(database: Database, call: int, context: Context) -> StoredCall:
    """Return one call. Raises CallUnknown."""
    row = store.find(database, call, context.at)
    if row is None:
        raise CallUnknown(call=call)
    return row


def units_served(database: Database, call: StoredCall) -> dict[int, str]:
    """Return the units that a call asks about, by id."""
    served = store.services(database, call.firm, call.month)
    return {each.unit: each.unit_name for each in served}


def first_contact_day(database: Database, call: StoredCall) -> date | None:
    """Return the first day on which a firm may be called, None where any day may be it."""
    served = store.services(database, call.firm, call.month)
    return first_day(each.served_on for each in served)


def check_day(database: Database, call: StoredCall, at: datetime, now: datetime) -> None:
    """Refuse a call on a day on which it cannot be. Raises ContactAhead or ContactTooEarly."""
    check_contact_day(at, now, call.name, first_contact_day(database, call))


def shown(
    database: Database, row: StoredCall, context: Context, *, shows_phones: bool
) -> CallShown:
    """Return all that the card of one call tells."""
    firm, month = row.firm, row.month
    served = store.services(database, firm, month)
    shared = queue_store.sharing(database, firm, month)
    attempts = (
        *attempt_store.carried(database, row.id),
        *attempt_store.of_call(database, row.id),
    )
    history = tuple(_attempt(each) for each in attempts)
    return CallShown(
        call=summary(row, served, store.contacts(database, firm), shows_phones=shows_phones),
        history=history,
        services=services_shown(served),
        skips=skip_store.of_call(database, row.id),
        last=tuple(
            LastAnswers(each.month, each.unit, each.answers)
            for each in store.last_answers(database, firm, month)
        ),
        evaluations=tuple(form_store.evaluations(database, row.id)),
        said=form_store.said(database, row.id),
        not_served=not_served_store.of_call(database, row.id),
        shared=shared,
        is_agent=policy.is_agent(len(shared) + 1),
        broken_minutes=policy.minutes_broken(_callback(row, history), context.now),
        workdays_left=days_left(database, context, date.fromisoformat(row.due_on)),
        units_left=tuple(_left(database, row.id, served)),
    )


def _left(database: Database, call: int, served: Iterable[ServedFor]) -> Iterator[str]:
    """Yield the names of the units that the firm is still to be asked about."""
    units = {each.unit: each.unit_name for each in served}
    answered = attempt_store.evaluated_units(database, call)
    for unit in units_left(units, answered, attempt_store.denied_units(database, call)):
        yield units[unit]


def summary(
    row: StoredCall,
    served: Iterable[ServedMatter],
    contacts: Iterable[Reachable],
    *,
    shows_phones: bool,
) -> Call:
    """Return one call as lists show it."""
    served = list(served)
    return Call(
        id=row.id,
        firm=row.name,
        units=tuple(dict.fromkeys(each.unit_name for each in served)),
        matters=tuple(dict.fromkeys(each.matter for each in served if each.matter)),
        contacts=people_of(contacts, shows_phones=shows_phones),
        state=row.state,
        attempts=row.attempts,
        next_at=row.next_at,
        claimed_by=row.owner,
        due=row.due_on,
        is_listed=row.is_listed,
        outcome=row.outcome,
        carried_from=row.carried_from,
    )


def people_of(contacts: Iterable[Reachable], *, shows_phones: bool) -> tuple[Person, ...]:
    """Return a firm's people; numbers that proved bad are left out, others masked unless shown."""
    people: dict[str, list[str]] = {}
    for contact in contacts:
        phones = people.setdefault(contact.name, [])
        if contact.phone and contact.state not in PROVED_BAD:
            whole = contact.phone + (f"-{contact.extension}" if contact.extension else "")
            phones.append(whole if shows_phones else masked(whole))
    return tuple(Person(name, tuple(phones)) for name, phones in people.items())


def days_left(database: Database, context: Context, due: date) -> int | None:
    """Return the working days left to a due day; None in a year that is not announced."""
    try:
        return workdays_left(context.today, due, calendar_store.load(database))
    except YearUnknown:
        return None


def _callback(row: StoredCall, history: tuple[AttemptShown, ...]) -> datetime | None:
    """Return the moment agreed for a call that still waits for it."""
    standing = [each for each in history if not each.is_voided]
    if row.state != "appointment" or not standing or standing[-1].callback_at is None:
        return None
    return datetime.fromisoformat(standing[-1].callback_at)


def _attempt(row: StoredAttempt) -> AttemptShown:
    return AttemptShown(
        id=row.id,
        at=row.at,
        entered_at=row.entered_at,
        by=row.by,
        outcome=row.outcome,
        words=row.words,
        is_voided=bool(row.voided_at),
        callback_at=row.callback_at,
        callback_with=row.callback_with,
        callback_by=row.callback_by,
        callback_party=row.callback_party,
        is_inbound=row.is_inbound,
        suggestion=row.suggestion,
        difficulty=row.difficulty,
        tags=row.tags,
    )


def services_shown(served: Iterable[ServedFor]) -> tuple[ServiceShown, ...]:
    """Return what a firm was served as its card tells it."""
    return tuple(
        ServiceShown(
            each.unit_name,
            each.officer,
            each.served_on or each.date_text,
            each.matter,
            each.completion,
        )
        for each in served
    )


def dial_code(phone: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a code that dials a number, by row; True is dark. Raises QrMissing."""
    from revisit_cli.files.calls import dial

    return dial.modules(phone)
