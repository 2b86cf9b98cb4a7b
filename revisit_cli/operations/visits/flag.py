"""Flagging firms for a visit, and taking a flag back."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors.visits.flag import (
    DropNeedsReason,
    FlagDroppedBefore,
    FlagNotPending,
    FlagUnknown,
)
from revisit_cli.files.workbooks import workbook
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.operations.act import Act, reading, rules_of, writing
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import choice
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.firms.choice import by_key
from revisit_cli.policy.visits import flag as policy
from revisit_cli.policy.visits import flag_table
from revisit_cli.records.code import FlagNote, RowState
from revisit_cli.records.context import Context
from revisit_cli.records.value import replace
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
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import choice as choice_store
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
        cycle = act.rules.period(month_or_at_hand(context, act.rules, month))
        found = choice.firm(act.database, firm)
        at = context.at
        flag = NewFlag(
            firm=found.id,
            month=cycle.id,
            reason=code,
            raised_at=at,
            source=source,
            evidence=evidence,
            verified_on=day,
            unit=None if unit is None else choice.unit(act.database, unit).id,
            pending_since=at if policy.is_pending(code, day) else None,
        )
        number, came = _raise(act, flag, cycle)
        outcome = FlagAdded(
            flag=number,
            visit=store.visit_of(act.database, cycle.id, found.id),
            firm=found.id,
            firm_name=found.name,
            month=cycle.id,
            reason=code,
            due_on=cycle.visits_due_on,
            is_new=came != "duplicate",
            notes=(*policy.notes_of(code, day), *_CAME[came]),
        )
        if came == "duplicate":
            act.leave()
            return outcome
        return act.tell(outcome)


# What to remark on how a flag came to stand.
_CAME: dict[str, tuple[FlagNote, ...]] = {
    "accepted": (),
    "duplicate": (),
    "verified": ("now_verified",),
}


def _raise(act: Act, flag: NewFlag, cycle: Period) -> tuple[int, str]:
    """Add a flag, or let the same one count that waited until now; return its id and which."""
    before = store.same(act.database, flag)
    if before is None:
        number = store.add(act.database, flag, cycle.visits_due_on)
        allow_change(act, flag.month, "flag", number)
        return number, "accepted"
    if not policy.is_settled_by(before, flag) or flag.verified_on is None:
        return before.id, "duplicate"
    allow_change(act, flag.month, "flag", before.id)
    store.verify(act.database, before, flag.verified_on, flag.evidence, cycle.visits_due_on)
    return before.id, "verified"


def verify(context: Context, number: int, on: str, evidence: str | None) -> FlagVerified:
    """Put on record that a complaint or petition was verified: its firm is to be visited.

    Raises FlagUnknown, FlagNotPending, DayUnreadable, DayAhead or MonthIsClosed.
    """
    day = day_given(on, context.today, "past")
    with writing(context) as act:
        flag = _found(act.database, number)
        if flag.state != "pending":
            raise FlagNotPending(flag=number, reason=REASONS[flag.reason])
        cycle = act.rules.period(policy.month_owed(flag.month, context.today, act.rules))
        allow_change(act, cycle.id, "flag", number)
        moved = replace(flag, month=cycle.id)
        store.verify(act.database, moved, day, evidence, cycle.visits_due_on)
        return act.tell(
            FlagVerified(
                flag=number,
                visit=store.visit_of(act.database, cycle.id, flag.firm) or 0,
                firm=flag.firm,
                firm_name=flag.firm_name,
                month=cycle.id,
                reason=flag.reason,
                verified_on=day,
                due_on=cycle.visits_due_on,
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
    with reading(context) as database:
        rules = rules_of(database)
        cycle = rules.period(month_or_at_hand(context, rules, month))
    columns = flag_table.mapping_given(mapping)
    found = workbook.read_workbook(path)
    said = None if month is None else cycle.id
    read = flag_table.read(found, code, cycle, columns, said)
    with writing(context, keep=not is_dry_run) as act:
        firms, units = choice_store.firms(act.database), choice_store.units(act.database)
        firms_by_key, units_by_key = by_key(firms), by_key(units)
        results = []
        for row in read:
            flag, notes = policy.flag_of(row, firms_by_key, units_by_key, cycle.id, context.at)
            results.append(_settle(act, row, flag, notes, cycle))
        outcome = FlagsImported(found.name, found.sha256, cycle.id, tuple(results), is_dry_run)
        if outcome.count("accepted") == 0:
            act.leave()
            return outcome
        return act.tell(outcome)


def _settle(
    act: Act, row: FlagRow, flag: NewFlag | None, notes: tuple[FlagNote, ...], cycle: Period
) -> FlagRowResult:
    if flag is None:
        return FlagRowResult(row, "held", notes, None)
    number, came = _raise(act, flag, cycle)
    state: RowState = "duplicate" if came == "duplicate" else "accepted"
    return FlagRowResult(row, state, (*notes, *_CAME[came]), number)


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
        left = store.live_count(act.database, flag.month, flag.firm)
        dropped = replace(flag, dropped_at=at, drop_reason=reason.strip())
        return act.tell(FlagDropped(dropped, policy.visit_is_due(left)))


def _found(database: Database, number: int) -> Flag:
    flag = store.find(database, number)
    if flag is None:
        raise FlagUnknown(flag=number)
    return flag
