"""The calling desk: who comes next, and what was recorded."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from revisit_cli.errors.calendar import YearUnknown
from revisit_cli.errors.call import (
    CallIsFinal,
    CallIsHeld,
    CallUnknown,
    ListEmpty,
    ListLocked,
    NothingToUndo,
    TokenStale,
)
from revisit_cli.errors.packet import CallOnSheet
from revisit_cli.labels.call import OUTCOMES
from revisit_cli.operations.act import reading, writing
from revisit_cli.operations.closing import allow_change
from revisit_cli.operations.month import month_or_at_hand
from revisit_cli.operations.phone import note_phones_shown
from revisit_cli.policy.phone import masked
from revisit_cli.policy.setting import settings_of
from revisit_cli.policy.workday import workdays_left
from revisit_cli.records.call import (
    AttemptShown,
    Call,
    CallReleased,
    CallShown,
    CallsListed,
    CallsLocked,
    CallUndone,
    NoCallDue,
    PhoneCorrected,
)
from revisit_cli.records.context import Context
from revisit_cli.records.ledger import Person
from revisit_cli.records.packet import NO_END
from revisit_cli.store import attempt as attempt_store
from revisit_cli.store import calendar as calendar_store
from revisit_cli.store import call as store
from revisit_cli.store import setting as setting_store
from revisit_cli.store.database import Database, Row, opened


def list_calls(context: Context, month: str | None, *, shows_phones: bool) -> CallsListed:
    """Return every call of a month; phones masked unless asked for, which the log is told."""
    wanted = month_or_at_hand(context, month)
    with reading(context) as database:
        rows = store.of_month(database, wanted, _now(context))
        served: dict[int, list[Row]] = defaultdict(list)
        for row in store.services_of_month(database, wanted):
            served[row["firm"]].append(row)
        contacts: dict[int, list[Row]] = defaultdict(list)
        for row in store.contacts_of_month(database, wanted):
            contacts[row["firm"]].append(row)
        is_locked = store.locked(database, wanted) is not None
    if shows_phones and rows:
        note_phones_shown(context, "calls list", len(rows))
    calls = tuple(
        _call(row, served[row["firm"]], contacts[row["firm"]], shows_phones=shows_phones)
        for row in rows
    )
    return CallsListed(wanted, is_locked, calls)


def show_call(context: Context, call: int, *, shows_phones: bool) -> CallShown:
    """Return one call with its attempts. Raises CallUnknown."""
    with reading(context) as database:
        row = _found(database, call, context)
        shown = _shown(database, row, shows_phones=shows_phones)
    if shows_phones:
        note_phones_shown(context, "calls show", 1)
    return shown


@contextmanager
def _claiming(context: Context) -> Iterator[Database]:
    """A short transaction over leases and drafts, which come and go and are no events."""
    with opened(Path(context.database)) as database, database.writing(is_sealed=False):
        yield database


def next_call(context: Context, month: str | None) -> CallShown | NoCallDue:
    """Claim the call that comes next and return it with its reason and token.

    The card of a call that one holds shows full numbers. Two clerks never hold one firm: the
    choice and the claim are one transaction.
    """
    wanted = month_or_at_hand(context, month)
    with _claiming(context) as database:
        settings = settings_of(setting_store.load(database))
        chosen = store.choose(database, wanted, _now(context), context.by)
        counts = store.counts(database, wanted)
        left = sum(count for state, count in counts.items() if state != "done")
        if chosen is None:
            return NoCallDue(wanted, left, store.next_moment(database, wanted))
        number, why = chosen
        until = context.now + timedelta(minutes=settings.lease_minutes)
        token = store.claim(database, number, context.by, until.isoformat(timespec="seconds"))
        row = _found(database, number, context)
        shown = _shown(database, row, shows_phones=True)
        total = sum(counts.values())
        return CallShown(
            shown.call,
            shown.history,
            why=why,
            token=token,
            position=total - left + 1,
            total=total,
            workdays_left=_workdays_left(database, context, date.fromisoformat(row["due_on"])),
        )


def release_call(context: Context, call: int) -> CallReleased:
    """Give a claimed firm back to the list. Raises CallUnknown."""
    with writing(context) as act:
        _found(act.database, call, context)
        store.release(act.database, call)
        return act.tell(CallReleased(call))


def let_go(context: Context, call: int) -> None:
    """Give back one's own claim without an event: an unanswered card was closed."""
    with _claiming(context) as database:
        held = store.lease(database, call)
        if held is not None and held["owner"] == context.by:
            store.release(database, call)


def lock_calls(context: Context, month: str | None) -> CallsLocked:
    """Freeze a month's N. Raises ListLocked or ListEmpty."""
    wanted = month_or_at_hand(context, month)
    with writing(context) as act:
        frozen = store.locked(act.database, wanted)
        if frozen is not None:
            raise ListLocked(month=wanted, at=frozen["locked_at"][:16], size=frozen["size"])
        names = sorted(store.names(act.database, wanted))
        if not names:
            raise ListEmpty(month=wanted)
        digest = hashlib.sha256("".join(f"{name}\n" for name in names).encode()).hexdigest()
        store.lock(act.database, wanted, _now(context), len(names), digest)
        return act.tell(CallsLocked(wanted, len(names), digest))


def undo_call(context: Context, call: int, reason: str) -> CallUndone:
    """Void a call's newest attempt with a reason; the firm comes back.

    Raises CallUnknown, NothingToUndo or MonthIsClosed.
    """
    with writing(context) as act:
        month = _found(act.database, call, context)["month"]
        standing = [
            row for row in attempt_store.of_call(act.database, call) if not row["voided_at"]
        ]
        if not standing:
            raise NothingToUndo(call=call)
        last = standing[-1]["id"]
        allow_change(act, month, "attempt", last)
        attempt_store.void(act.database, last, context.by, _now(context), reason)
        state = "retry" if len(standing) > 1 else "new"
        next_at = _now(context) if state == "retry" else None
        store.set_state(act.database, call, state, next_at, None, -1)
        return act.tell(CallUndone(call, last, state))


def correct_phone(context: Context, call: int, phone: str, name: str) -> PhoneCorrected:
    """Enter the number that a unit sent; the firm goes to the head of the list.

    Raises CallUnknown, CallIsFinal or MonthIsClosed.
    """
    with writing(context) as act:
        row = _found(act.database, call, context)
        refuse_final(row)
        allow_change(act, row["month"], "call", call)
        attempt_store.correct_phone(act.database, row["firm"], name, phone)
        store.set_state(act.database, call, "appointment", _now(context), None, 0)
        return act.tell(PhoneCorrected(call))


def refuse_final(row: Row) -> None:
    """Raise CallIsFinal when a call has its final outcome."""
    if row["state"] == "done":
        raise CallIsFinal(call=row["id"], outcome=OUTCOMES.get(row["outcome"], row["outcome"]))


def refuse_held(context: Context, row: Row, token: int | None) -> None:
    """Raise TokenStale when a claim was lost, CallIsHeld when another clerk holds the firm.

    CallOnSheet when the other holds it in a packet that is out.
    """
    if token is not None and token != row["token"]:
        raise TokenStale(call=row["id"], token=token, current=row["token"] or "—")
    if row["owner"] is not None and row["owner"] != context.by:
        if row["until"] == NO_END:
            raise CallOnSheet(call=row["id"], owner=row["owner"])
        until = row["until"][11:16]
        raise CallIsHeld(call=row["id"], owner=row["owner"], until=until)


def _found(database: Database, call: int, context: Context) -> Row:
    row = store.find(database, call, _now(context))
    if row is None:
        raise CallUnknown(call=call)
    return row


def _shown(database: Database, row: Row, *, shows_phones: bool) -> CallShown:
    call = _call(
        row,
        store.services(database, row["firm"], row["month"]),
        store.contacts(database, row["firm"]),
        shows_phones=shows_phones,
    )
    history = tuple(
        AttemptShown(a["id"], a["at"], a["by"], a["outcome"], a["words"], bool(a["voided_at"]))
        for a in (
            *attempt_store.carried(database, row["id"]),
            *attempt_store.of_call(database, row["id"]),
        )
    )
    return CallShown(call, history)


def _call(row: Row, served: list[Row], contacts: list[Row], *, shows_phones: bool) -> Call:
    people: dict[str, list[str]] = {}
    for contact in contacts:
        phones = people.setdefault(contact["name"], [])
        if contact["phone"] and contact["state"] not in ("wrong", "dead", "left"):
            whole = contact["phone"] + (f"-{contact['extension']}" if contact["extension"] else "")
            phones.append(whole if shows_phones else masked(whole))
    return Call(
        id=row["id"],
        firm=row["name"],
        units=tuple(dict.fromkeys(each["unit_name"] for each in served)),
        matters=tuple(dict.fromkeys(each["matter"] for each in served if each["matter"])),
        contacts=tuple(Person(name, tuple(phones)) for name, phones in people.items()),
        state=row["state"],
        attempts=row["attempts"],
        next_at=row["next_at"],
        claimed_by=row["owner"],
        due=row["due_on"],
        is_listed=bool(row["is_listed"]),
        outcome=row["outcome"],
        carried_from=row["carried_from"],
    )


def _workdays_left(database: Database, context: Context, due: date) -> int | None:
    try:
        return workdays_left(context.today, due, calendar_store.load(database))
    except YearUnknown:
        return None


def _now(context: Context) -> str:
    return context.now.isoformat(timespec="seconds")
