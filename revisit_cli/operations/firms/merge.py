"""Merging firms by a person's word, and taking a merge back."""

from collections.abc import Iterable, Sequence

from revisit_cli.errors.firms.firm import MergeUndoneJustNow, SameFirm
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.firms.initials import fill_initials
from revisit_cli.operations.reading import rules_of
from revisit_cli.policy.firms import merge as policy
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.context import Context
from revisit_cli.records.firms.merge import FirmsMerged, FirmSplit, MonthStand, Move, StandingMerge
from revisit_cli.store import correction as correction_store
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import merge as store


def merge_firms(
    context: Context, text: str, into_text: str, reason: str, *, is_dry_run: bool = False
) -> FirmsMerged:
    """Let a firm count as another from now on, in every month that is not cleared.

    Raises FirmNotFound, FirmNotClear, SameFirm, FirmBeingCalled or ReasonEmpty.
    """
    why = policy.reason_given(reason)
    with writing(context, keep=not is_dry_run) as act:
        firm, into = lookup.firm(act.database, text), lookup.firm(act.database, into_text)
        if firm.id == into.id:
            raise SameFirm(text=text, into=into_text, firm=firm.id, name=firm.name)
        at = context.at
        stands = store.months(act.database, firm.id, into.id, at, context.by)
        _refuse_held(stands, {firm.id: firm.name, into.id: into.name})
        decided = [policy.decide_month(stand, firm.id, into.id) for stand in stands]
        moves = [move for month in decided for move in month.moves]
        store.apply(act.database, moves)
        later = [
            Move("evaluation", row, {"voided_at": None}, {"voided_at": at})
            for each in decided
            if each.twin is not None
            for row in store.superseded(act.database, into.id, each.month)
        ]
        store.apply(act.database, later)
        moves += later
        number = store.add(act.database, firm.id, into.id, why, at, context.by)
        store.add_moves(act.database, number, moves)
        _set_roots(act.database, [firm.id])
        open_months = [each.month for each in decided if not each.stays]
        store.set_targets(act.database, open_months)
        _add_calls(act.database, open_months)
        fill_initials(act.database)
        return act.tell(
            FirmsMerged(number, firm.id, firm.name, into.id, into.name, tuple(decided), is_dry_run)
        )


def split_firm(context: Context, text: str, reason: str, *, is_dry_run: bool = False) -> FirmSplit:
    """Take back the merge of the firm that ``text`` means.

    Raises MergeNotFound, MergeNotClear, MergedFurther, FirmBeingCalled or ReasonEmpty.
    """
    why = policy.reason_given(reason)
    with writing(context, keep=not is_dry_run) as act:
        standing = store.standing(act.database)
        merge = policy.chosen_merge(text, standing)
        return _split(act, merge, standing, why, is_dry_run=is_dry_run)


def undo_merge(context: Context, reason: str, *, is_dry_run: bool = False) -> FirmSplit:
    """Take back the merge that was made last.

    Raises MergeUndoneJustNow, NothingMerged, FirmBeingCalled or ReasonEmpty.
    """
    why = policy.reason_given(reason)
    with writing(context, keep=not is_dry_run) as act:
        done = store.undone_since(act.database, context.by, why, context.just_now)
        if done is not None:
            raise MergeUndoneJustNow(firm=done)
        standing = store.standing(act.database)
        merge = policy.newest_merge(standing)
        return _split(act, merge, standing, why, is_dry_run=is_dry_run)


def _split(
    act: Act, merge: StandingMerge, standing: Sequence[StandingMerge], why: str, *, is_dry_run: bool
) -> FirmSplit:
    database, at = act.database, act.context.at
    moved = store.moves(database, merge.id)
    policy.check_is_last(merge, standing, _rows_moved(database, merge, standing))
    stands = store.months(database, merge.into, merge.firm, at, act.context.by)
    _refuse_held(stands, {merge.into: merge.into_name, merge.firm: merge.name})
    closed = correction_store.closed_months(database)
    back, stayed = _taken_back(database, moved, closed)
    followed = _followed(database, merge, standing, moved, closed)
    store.apply(database, [move for _, move in (*back, *followed)])
    store.undo(database, merge.id, why, at, act.context.by)
    _set_roots(database, [merge.firm])
    months = sorted({month for month, _ in (*back, *followed)})
    store.set_targets(database, months)
    new_calls = _add_calls(database, months)
    return act.tell(
        FirmSplit(
            merge=merge.id,
            firm=merge.firm,
            name=merge.name,
            kept=merge.into,
            kept_name=merge.into_name,
            restored=len(back),
            followed=len(followed),
            stayed=stayed,
            new_calls=new_calls,
            is_dry_run=is_dry_run,
        )
    )


def _rows_moved(
    database: Database, merge: StandingMerge, standing: Sequence[StandingMerge]
) -> dict[int, frozenset[tuple[str, int]]]:
    """Return, for this merge and each later one, the table and id of every row it moved."""
    return {
        each.id: frozenset((move.table, move.row) for move in store.moves(database, each.id))
        for each in standing
        if each.id >= merge.id
    }


def _taken_back(
    database: Database, moved: Sequence[Move], closed: frozenset[str]
) -> tuple[list[tuple[str, Move]], int]:
    """Return month and move that put each row back, and how many stay in cleared months."""
    back: list[tuple[str, Move]] = []
    stayed = 0
    for move in moved:
        row = store.now(database, move)
        month = str(row["month"])
        if month in closed:
            stayed += 1
        elif undone := policy.taken_back(move, row):
            back.append((month, undone))
    return back, stayed


def _followed(
    database: Database,
    merge: StandingMerge,
    standing: Sequence[StandingMerge],
    moved: Sequence[Move],
    closed: frozenset[str],
) -> list[tuple[str, Move]]:
    """Return month and move of each service that came since, under a name of the freed firm."""
    known = {move.row for move in moved if move.table == "service"}
    keys = _keys(merge, standing)
    return [
        (
            each.month,
            Move("service", each.id, {"firm": merge.into}, {"firm": merge.firm}),
        )
        for each in store.named_services(database, merge.into)
        if each.id not in known and each.month not in closed and firm_key(each.firm_text) in keys
    ]


def _keys(merge: StandingMerge, standing: Sequence[StandingMerge]) -> set[str]:
    """Return the keys of the firm that comes free, and of those that were merged into it."""
    others = {each.firm: each.into for each in standing if each.id != merge.id}
    found = policy.roots(others)
    kin = {firm_key(each.name) for each in standing if found.get(each.firm) == merge.firm}
    return {firm_key(merge.name)} | kin


def _refuse_held(stands: Sequence[MonthStand], names: dict[int, str]) -> None:
    for stand in stands:
        if not stand.is_closed:
            policy.check_not_held(stand.calls, names)


def _set_roots(database: Database, firms: Sequence[int]) -> None:
    """Let every merged firm count as the one its merges lead to, these firms included."""
    standing = {each.firm: each.into for each in store.standing(database)}
    found: dict[int, int | None] = dict.fromkeys(firms)
    store.set_roots(database, found | policy.roots(standing))


def _add_calls(database: Database, months: Iterable[str]) -> int:
    rules = rules_of(database)
    return sum(
        call_store.add_missing(database, month, rules.period(month).calls_due_on)
        for month in months
    )
