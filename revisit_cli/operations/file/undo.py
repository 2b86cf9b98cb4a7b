"""Taking an act back: by a counter-act in the log, as long as nothing relies on it.

The rows that came with an act leave their tables, the others become what they were: each act keeps
images of what it changed (``store/file/watch.py``). So whatever is listed or counted afterwards is
as before, without any query that knows of it; the log tells of both acts.
"""

from collections.abc import Iterable, Mapping, Sequence

from revisit_cli.errors.file.undo import (
    ActHeld,
    ActInTheWay,
    ActReliedOn,
    ActReliedOnForGood,
    ActStays,
    ActUnknown,
    NothingToTakeBack,
    UndoUnclear,
)
from revisit_cli.errors.ledgers.ledger import LedgerUnknown
from revisit_cli.labels.file.audit import KINDS
from revisit_cli.labels.file.undo import WHY
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.correction import allow_change, note_retraction
from revisit_cli.operations.reading import reading
from revisit_cli.policy.file import undo as policy
from revisit_cli.records.code import RetractionNoted
from revisit_cli.records.context import Context
from revisit_cli.records.file.undo import (
    UNDO,
    ActListed,
    ActsListed,
    ActUndone,
    LoggedAct,
    Reliance,
    Written,
)
from revisit_cli.records.saving import Saving
from revisit_cli.records.value import replace
from revisit_cli.store import log as audit_log
from revisit_cli.store.file import undo as store
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.kept_seals import kept_tables

LISTED = 20
FIRMS_NAMED = 3


def list_acts(context: Context) -> ActsListed:
    """Return the asker's newest acts, each with what keeps it from being taken back."""
    with reading(context) as database:
        return ActsListed(tuple(_listed(database, context)))


def may_be_taken_back(savings: Iterable[Saving]) -> bool:
    """Whether a command saved an act that whoever asked for it can take back."""
    outcomes = [each for act in savings if act.fate == "saved" for each in act.outcomes]
    return any(
        policy.bar_of(LoggedAct(0, type(each).__name__, "", "", each.facts())) is None
        for each in outcomes
    )


def take_back(
    context: Context, place: int | None, event: int | None, *, is_dry_run: bool = False
) -> ActUndone:
    """Take back the asker's newest act that can be, the one at a place of his list, or an event.

    Without either, an undo itself is passed over: whoever takes back twice means two acts.
    Raises UndoUnclear, NothingToTakeBack, ActUnknown, ActStays, ActReliedOn, ActReliedOnForGood,
    ActHeld, ActInTheWay or MonthIsClosed.
    """
    if place is not None and event is not None:
        raise UndoUnclear
    with writing(context, keep=not is_dry_run) as act:
        wanted = _chosen(act.database, context, place) if event is None else event
        return _told(act, wanted, is_dry_run=is_dry_run)


def take_ledger_back(context: Context, filing: int, *, is_dry_run: bool = False) -> ActUndone:
    """Take back the act by which a filing came. Raises LedgerUnknown, and what taking back does."""
    with writing(context, keep=not is_dry_run) as act:
        void = policy.void_events(audit_log.undoes(act.database))
        events = [seq for seq, _, _ in store.seals_of(act.database, {"filing": [filing]})]
        came = [seq for seq in events if seq not in void]
        if not came or not store.stands(act.database, "filing", filing):
            raise LedgerUnknown(ledger=filing)
        return _told(act, min(came), is_dry_run=is_dry_run)


def _listed(database: Database, context: Context) -> Iterable[ActListed]:
    log, place = _Log(database, context), 0
    for act in audit_log.own_acts(database, context.by, LISTED):
        reliance = log.reliance(act)
        if reliance.bar == "undone":
            continue
        place += reliance.is_free
        yield ActListed(act, place if reliance.is_free else None, reliance)


def _chosen(database: Database, context: Context, place: int | None) -> int:
    for each in _listed(database, context):
        if each.place is None:
            continue
        if each.place == place or (place is None and each.act.kind != UNDO):
            return each.act.event
    raise NothingToTakeBack(by=context.by)


def _told(act: Act, event: int, *, is_dry_run: bool) -> ActUndone:
    database = act.database
    found = audit_log.act(database, event)
    if found is None:
        raise ActUnknown(event=event)
    _refuse(found, _Log(database, act.context).reliance(found))
    written = store.written(database, event)
    months, retracted = _months(act, written.rows), _retracted(act, found, written)
    names, count = store.firms_of(database, written.rows, FIRMS_NAMED)
    try:
        restored, returned = store.take_back(database, written)
    except store.InTheWay as error:
        raise ActInTheWay(event=event, what=KINDS.get(found.kind, found.kind)) from error
    if "attempt" in written.added:
        store.let_go(database, written.rows.get("call", ()), found.by)
    if "attempt" in returned:
        store.let_go(database, written.rows.get("call", ()))
    months |= _months(act, written.rows)
    if not names:
        names, count = store.firms_of(database, written.rows, FIRMS_NAMED)
    # What the act left as it was when it was done, taking it back leaves so.
    for month in sorted(months - store.cleared_before(database, event)):
        allow_change(act, month, "event", event)
    for month, kind, subject in retracted:
        note_retraction(act, month, kind, subject)
    outcome = ActUndone(
        act=found,
        removed=_counts({table: len(rows) for table, rows in written.added.items()}),
        restored=_counts(restored),
        returned=_counts(returned),
        firms=names,
        firm_count=count,
        is_dry_run=is_dry_run,
    )
    act.tell(outcome)
    return replace(outcome, event=act.head and act.head.size)


def _months(act: Act, rows: Mapping[str, Sequence[int]]) -> set[str]:
    return store.months_of(act.database, rows) | _months_held(act, rows)


def _months_held(act: Act, rows: Mapping[str, Sequence[int]]) -> set[str]:
    """Return the months of the symposia that rows are about, by their days."""
    return {act.rules.month_of_day(day) for day in store.days_held(act.database, rows)}


def _retracted(
    act: Act, undone: LoggedAct, written: Written
) -> list[tuple[str, RetractionNoted, int | None]]:
    """Return the months that had on record what an act did, each with what that was."""
    kind = policy.RETRACTED.get(undone.kind)
    if kind is None:
        return []
    rows = policy.on_record(kind, written)
    months = store.months_then(act.database, rows, undone.event) | _months_held(act, rows)
    of = written.rows.get(policy.SUBJECTS.get(kind, kind), ())
    return [(month, kind, of[0] if len(of) == 1 else None) for month in sorted(months)]


def _counts(found: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items()))


def _refuse(act: LoggedAct, reliance: Reliance) -> None:
    what = KINDS.get(act.kind, act.kind)
    if reliance.by is not None:
        stays = policy.bar_of(reliance.by) is not None
        raise (ActReliedOnForGood if stays else ActReliedOn)(
            event=act.event,
            what=what,
            later=reliance.by.event,
            at=minute(reliance.by.at),
            by=reliance.by.by,
            later_what=KINDS.get(reliance.by.kind, reliance.by.kind),
        )
    if reliance.bar == "held":
        raise ActHeld(event=act.event, what=what, by=reliance.holder)
    if reliance.bar is not None:
        raise ActStays(event=act.event, what=what, why=WHY[reliance.bar])


class _Log:
    """The log as far as it says who relies on what; undone acts and undoes rely on nothing."""

    def __init__(self, database: Database, context: Context) -> None:
        self.database, self.context = database, context
        self.undoes = audit_log.undoes(database)
        self.void = policy.void_events(self.undoes)

    def reliance(self, act: LoggedAct) -> Reliance:
        """Return what keeps an act from being taken back."""
        bar = policy.bar_of(act)
        if bar is None and act.event in self.void:
            bar = "undone"
        if bar is not None:
            return Reliance(bar)
        written = store.written(self.database, act.event)
        if any(each.before is None for each in written.images):
            return Reliance("forgotten")
        if act.kind != UNDO and self._was_there(act, written):
            return Reliance("older")
        by = self._relying(act, written)
        if by is not None:
            return Reliance("relied_on", by)
        holder = self._holder(act, written)
        return Reliance("held", holder=holder) if holder else Reliance()

    def _holder(self, act: LoggedAct, written: Written) -> str | None:
        """Return who works on a call that came with an act, or that it put something on record of.

        Whoever recorded it may go on with the call himself.
        """
        calls, at = written.added.get("call", ()), self.context.at
        if "attempt" in written.rows:
            return store.holder(self.database, written.rows.get("call", ()), at, act.by)
        return store.holder(self.database, calls, at) if calls else None

    def _was_there(self, act: LoggedAct, written: Written) -> bool:
        """Whether a row that seems to have come with the act was sealed before it."""
        seals = store.seals_of(self.database, written.added)
        return any(seq < act.event and seq not in self.void for seq, _, _ in seals)

    def _relying(self, act: LoggedAct, written: Written) -> LoggedAct | None:
        """Return the later act that relies on one, as ``policy.first`` names it, None for none."""
        events = self._standing(store.seals_of(self.database, written.rows), act.event)
        pointing = store.pointing(self.database, written.added, written.rows)
        events |= self._standing(store.seals_of(self.database, pointing), act.event)
        services = written.added.get("service", ())
        if services:
            called = store.called(self.database, services)
            events |= self._standing(store.seals_of(self.database, called), act.event)
        later = [
            each
            for each in audit_log.later_acts(self.database, act.event)
            if each.event not in self.void and each.event not in self.undoes
        ]
        found = [each for each in later if each.event in events]
        by_month = policy.relying(
            act,
            store.months_of(self.database, written.rows),
            [(each, self._months(each)) for each in later],
            with_problems=(each.event for each in later if self._has_problems(act, each)),
        )
        return policy.first([*found, *filter(None, [by_month])])

    def _standing(self, seals: Iterable[tuple[int, str, int]], after: int) -> set[int]:
        found = {seq for seq, _, _ in seals if seq > after}
        return found - self.void - self.undoes.keys()

    def _months(self, act: LoggedAct) -> frozenset[str]:
        if act.kind not in policy.TOLD_BY_MONTH:
            return frozenset()
        month = act.facts.get("month")
        if isinstance(month, str):
            return frozenset({month})
        return frozenset(
            store.months_of(self.database, store.written(self.database, act.event).rows)
        )

    def _has_problems(self, act: LoggedAct, later: LoggedAct) -> bool:
        if act.kind != "NoticeImported":
            return False
        return "problem" in kept_tables(self.database.connection, later.event)
