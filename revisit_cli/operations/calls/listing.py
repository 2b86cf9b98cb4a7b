"""Freezing the call list of a month, and opening it again."""

import hashlib

from revisit_cli.errors.calls.listing import ListLocked
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import writing
from revisit_cli.operations.correction import note_retraction, refuse_closed
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls import listing as policy
from revisit_cli.policy.days.cycle import late_or_last
from revisit_cli.records.calls.listing import CallsLocked, CallsUnlocked, EarlyFreeze, Freeze
from revisit_cli.records.context import Context
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.calls import listing as store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers.filing import missing_units


def early_freeze(context: Context, month: str | None) -> EarlyFreeze | None:
    """Return what an early freeze would have to tell, or None where a freeze is none now."""
    with reading(context) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        if store.freeze(database, wanted) is not None:
            return None
        return _early(database, context, rules.period(wanted))


def lock_calls(context: Context, month: str | None, reason: str | None = None) -> CallsLocked:
    """Freeze a month's N; ``reason`` is why it is frozen early. Raises ListLocked.

    A month without firms of its own freezes an empty list.
    """
    with writing(context, founds=True) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        frozen = store.freeze(act.database, wanted)
        if frozen is not None:
            raise ListLocked(month=wanted, at=minute(frozen.locked_at), size=frozen.size)
        early = _early(act.database, context, act.rules.period(wanted))
        names = sorted(store.names(act.database, wanted))
        digest = hashlib.sha256("".join(f"{name}\n" for name in names).encode()).hexdigest()
        missing = () if early is None else early.missing
        said = (reason or "").strip() or None if early else None
        freeze = Freeze(context.at, len(names), digest, early is not None, missing, said)
        store.lock(act.database, wanted, freeze)
        return act.tell(
            CallsLocked(wanted, len(names), digest, early is not None, missing, freeze.reason)
        )


def unlock_calls(context: Context, month: str | None) -> CallsUnlocked:
    """Open a month's list again, while nothing is based on it.

    Raises MonthIsClosed, ListNotLocked or ListInUse.
    """
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        refuse_closed(act, wanted)
        in_the_way = store.in_the_way(act.database, wanted)
        frozen = policy.check_unlock(wanted, store.freeze(act.database, wanted), in_the_way)
        store.unlock(act.database, wanted, context.at)
        note_retraction(act, wanted, "list", None)
        return act.tell(CallsUnlocked(wanted, frozen.size))


def _early(database: Database, context: Context, cycle: Period) -> EarlyFreeze | None:
    missing = tuple(missing_units(database, cycle.id, cycle.last_on))
    late_from = late_or_last(cycle, calendar_store.load(database))
    if not policy.is_early(context.now, cycle, late_from, missing):
        return None
    return EarlyFreeze(cycle.id, missing)
