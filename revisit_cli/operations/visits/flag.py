"""Flagging firms for a visit, and taking a flag back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from revisit_cli.errors.firms.lookup import FirmNotFound
from revisit_cli.errors.visits.flag import (
    DropNeedsReason,
    FlagDroppedBefore,
    FlagNotPending,
    FlagUnknown,
)
from revisit_cli.files.workbooks import workbook
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.firms.initials import letters_of
from revisit_cli.operations.owing import owe
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.operations.visits.visit import found
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.firms.firm import firm_key, is_sole_trader
from revisit_cli.policy.firms.initials import initials_of
from revisit_cli.policy.firms.lookup import by_key
from revisit_cli.policy.visits import flag as policy
from revisit_cli.policy.visits import flag_table
from revisit_cli.policy.visits import owing as owing_policy
from revisit_cli.policy.workbooks.table import hidden_sheets
from revisit_cli.records.code import FlagNote, FlagReason, RowState
from revisit_cli.records.context import Context
from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.records.value import Value, replace
from revisit_cli.records.visits.flag import (
    Flag,
    FlagAdded,
    FlagDropped,
    FlagRow,
    FlagRowResult,
    FlagsImported,
    FlagsListed,
    FlagVerified,
    NewFlag,
)
from revisit_cli.store import correction as correction_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import lookup as lookup_store
from revisit_cli.store.ledgers import service as service_store
from revisit_cli.store.visits import flag as store


def add(
    context: Context,
    firm: str,
    reason: str,
    *,
    source: str | None = None,
    evidence: str | None = None,
    verified_on: str | None = None,
    unit: str | None = None,
    month: str | None = None,
) -> FlagAdded:
    """Flag a firm for a visit; the same flag again changes nothing.

    Raises ReasonUnknown, DayUnreadable, DayAhead, MonthUnreadable, FirmNotFound, FirmNotClear,
    UnitNotFound, UnitNotClear or MonthIsClosed.
    """
    code = policy.reason_given(reason)
    day = None if verified_on is None else day_given(verified_on, context.today, "past")
    with writing(context) as act:
        found, firm_notes = _firm(act, firm, code)
        owed = _month(act, month, day)
        at = context.at
        flag = NewFlag(
            firm=found.id,
            month=owed,
            reason=code,
            raised_at=at,
            source=source,
            evidence=evidence,
            verified_on=day,
            unit=None if unit is None else lookup.unit(act.database, unit).id,
            pending_since=at if policy.is_pending(code, day) else None,
        )
        raised = _raise(act, flag)
        late = policy.entry_notes(day, owed, act.rules) if month is None else ()
        outcome = FlagAdded(
            flag=raised.flag,
            visit=raised.visit,
            firm=found.id,
            firm_name=found.name,
            month=owed,
            reason=code,
            due_on=raised.due_on,
            is_new=raised.came != "duplicate",
            notes=(*firm_notes, *policy.notes_of(code, day), *late, *raised.notes),
        )
        if not outcome.is_new:
            act.leave()
            return outcome
        return act.tell(outcome)


def _month(act: Act, month: str | None, day: date | None) -> str:
    """Return the month that owes the visit: the one that is said, else the day's own."""
    context = act.context
    if month is not None:
        return month_or_at_hand(context, act.rules, month)
    closed = correction_store.closed_months(act.database)
    return owing_policy.month_of(day, context.today, act.rules, closed)


def _firm(act: Act, text: str, reason: FlagReason) -> tuple[Candidate, tuple[FlagNote, ...]]:
    """Return the firm that is meant; one that complains and stands in no ledger is added.

    Raises FirmNotFound or FirmNotClear.
    """
    try:
        return lookup.firm(act.database, text), ()
    except FirmNotFound:
        name = policy.name_of_complaining(text, reason)
        return Candidate(_add_firm(act, name), (name,)), ("in_no_ledger",)


def _add_firm(act: Act, name: str) -> int:
    """Add a firm that no ledger names; return its id."""
    number = service_store.next_firm_id(act.database)
    row = (number, name, firm_key(name), int(is_sole_trader(name)), initials_of(name, letters_of))
    service_store.add_firms(act.database, [row])
    return number


class _Raised(Value):
    """A flag that was raised, or stood before; the visit that settles it, and what to remark."""

    flag: int
    came: RowState
    visit: int | None = None
    due_on: date | None = None
    notes: tuple[FlagNote, ...] = ()


def _raise(act: Act, flag: NewFlag) -> _Raised:
    """Add a flag, or let the same one count that waited until now, and owe its visit."""
    database = act.database
    before = store.same(database, flag)
    if before is None:
        number = store.add(database, flag)
        allow_change(act, flag.month, "flag", number)
        if flag.pending_since is not None:
            return _Raised(number, "accepted")
        return _owed(act, number, flag.firm, ())
    if not policy.is_settled_by(before, flag) or flag.verified_on is None:
        due_on = None if before.visit is None else found(database, before.visit).due_on
        return _Raised(before.id, "duplicate", before.visit, due_on)
    allow_change(act, flag.month, "flag", before.id)
    store.verify(database, replace(before, month=flag.month), flag.verified_on, flag.evidence)
    return _owed(act, before.id, flag.firm, ("now_verified",))


def _owed(act: Act, number: int, firm: int, notes: tuple[FlagNote, ...]) -> _Raised:
    settled = owe(act, number, firm)
    due_on = found(act.database, settled.visit).due_on
    notes = (*notes, *policy.owing_notes(settled))
    return _Raised(number, "accepted", settled.visit, due_on, notes)


def verify(context: Context, number: int, on: str, evidence: str | None) -> FlagVerified:
    """Put on record that a complaint or petition was verified: its firm is to be visited.

    Raises FlagUnknown, FlagNotPending, DayUnreadable, DayAhead or MonthIsClosed.
    """
    day = day_given(on, context.today, "past")
    with writing(context) as act:
        flag = _found(act.database, number)
        if flag.state != "pending":
            raise FlagNotPending(flag=number, reason=REASONS[flag.reason])
        month = _month(act, None, day)
        allow_change(act, month, "flag", number)
        store.verify(act.database, replace(flag, month=month), day, evidence)
        late = policy.entry_notes(day, month, act.rules)
        raised = _owed(act, number, flag.firm, late)
        return act.tell(
            FlagVerified(
                flag=number,
                visit=raised.visit or 0,
                firm=flag.firm,
                firm_name=flag.firm_name,
                month=month,
                reason=flag.reason,
                verified_on=day,
                due_on=raised.due_on,
                notes=raised.notes,
            )
        )


def import_flags(
    context: Context,
    path: Path,
    *,
    reason: str | None,
    month: str | None,
    mapping: Sequence[str] = (),
    is_dry_run: bool = False,
) -> FlagsImported:
    """Flag every firm that a workbook names; each row ends accepted, duplicate or held.

    ``mapping`` are HEADING=FIELD. A dry run goes the same way and keeps nothing.

    Raises the refusals of reading a workbook, MappingUnreadable, NoFlagTable, ReasonUnknown,
    MonthUnreadable, MonthContradicted or MonthIsClosed.
    """
    code = None if reason is None else policy.reason_given(reason)
    with reading(context, needs_file=False) as database:
        rules = rules_of(database)
        cycle = rules.period(month_or_at_hand(context, rules, month))
    columns = flag_table.mapping_given(mapping)
    found = workbook.read_workbook(path)
    said = None if month is None else cycle.id
    read = flag_table.read(found, code, cycle, columns, said)
    # Who complains may be in no ledger: such a list may come before any.
    with writing(context, keep=not is_dry_run, founds=True) as act:
        firms, units = lookup_store.firms(act.database), lookup_store.units(act.database)
        firms_by_key, units_by_key = by_key(firms), by_key(units)
        results = []
        for row in read:
            owed = cycle.id if said else _month(act, None, row.verified_on)
            flag, notes = policy.flag_of(row, firms_by_key, units_by_key, owed, context.at)
            if policy.complains_unknown(row, notes):
                # It is among the firms to visit, and a sign that a ledger lacks it.
                name = policy.name_of_complaining(row.firm, row.reason or "complaint")
                firms_by_key[firm_key(row.firm)] = {_add_firm(act, name)}
                flag, notes = policy.flag_of(row, firms_by_key, units_by_key, owed, context.at)
                notes = ("in_no_ledger", *notes)
            results.append(_settle(act, row, flag, notes))
        outcome = FlagsImported(
            found.name, found.sha256, cycle.id, tuple(results), is_dry_run, hidden_sheets(found)
        )
        if outcome.count("accepted") == 0:
            act.leave()
            return outcome
        return act.tell(outcome)


def _settle(
    act: Act, row: FlagRow, flag: NewFlag | None, notes: tuple[FlagNote, ...]
) -> FlagRowResult:
    if flag is None:
        return FlagRowResult(row, "held", notes, None)
    raised = _raise(act, flag)
    return FlagRowResult(row, raised.came, (*notes, *raised.notes), raised.flag)


def list_flags(context: Context, month: str | None, *, with_dropped: bool = False) -> FlagsListed:
    """Return the flags of a month, by default the one at hand."""
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        flags = store.of_month(database, wanted)
    shown = (each for each in flags if with_dropped or each.dropped_at is None)
    return FlagsListed(wanted, tuple(shown))


def drop(context: Context, number: int, reason: str) -> FlagDropped:
    """Take a flag back with a reason. Raises FlagUnknown, FlagDroppedBefore or MonthIsClosed."""
    if not reason.strip():
        raise DropNeedsReason
    with writing(context) as act:
        flag = _found(act.database, number)
        if flag.dropped_at is not None:
            raise FlagDroppedBefore(flag=number, day=flag.dropped_at[:10])
        allow_change(act, flag.month, "flag", number)
        at = context.at
        store.drop(act.database, number, at, reason.strip())
        left = store.live_count(act.database, flag.visit)
        dropped = replace(flag, dropped_at=at, drop_reason=reason.strip())
        return act.tell(FlagDropped(dropped, policy.visit_is_due(left)))


def _found(database: Database, number: int) -> Flag:
    flag = store.find(database, number)
    if flag is None:
        raise FlagUnknown(flag=number)
    return flag
