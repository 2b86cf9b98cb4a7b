"""Erasing what is kept of the people of one firm."""

import secrets
from collections import Counter
from collections.abc import Sequence
from functools import cache

from revisit_cli.labels.firms.firm import STAND_IN
from revisit_cli.operations.act import writing
from revisit_cli.operations.firms import lookup
from revisit_cli.policy.calls import bad_number
from revisit_cli.policy.firms import erasure as policy
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.firms.merge import check_not_held, reason_given
from revisit_cli.records.context import Context
from revisit_cli.records.firms.erasure import FirmErased, LeftRow, NumberOfFiling, Personal
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import erasure as store
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.firms import merge as merge_store
from revisit_cli.store.ledgers import number as number_store

# No digit, so that it is never read as part of a number.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def erase_firm(context: Context, text: str, reason: str, *, is_dry_run: bool = False) -> FirmErased:
    """Blank names and numbers of a firm's people, and of the firms merged into it, everywhere.

    Counts, months and answers stay, and the log stays valid. Raises FirmNotFound, FirmNotClear,
    FirmBeingCalled or ReasonEmpty.
    """
    why = reason_given(reason)
    at = context.at
    with writing(context, keep=not is_dry_run) as act:
        database = act.database
        firm = lookup.firm(database, text)
        ids = [firm.id, *(each.id for each in firm_store.kin(database, [firm.id]))]
        for stand in merge_store.months(database, firm.id, firm.id, at, context.by):
            check_not_held(stand.calls, {firm.id: firm.name})
        open_calls, shared = store.open_calls(database, ids), store.sharing(database, ids)
        keys = frozenset(firm_key(name) for name in firm.names)
        held = [row.id for row in store.held_rows(database) if policy.is_about(row.firm_text, keys)]
        rows = store.kept(database, ids, held)
        personal = policy.personal_in(rows)
        others = _told_by_others(database, context, ids)
        stand_in = cache(_stand_in)
        changes = [
            (row, after)
            for row in (*rows, *store.minutes(database))
            if (after := policy.erased(row, personal, stand_in, others))
        ]
        store.blank(database, changes)
        store.forget_images(database, ids)
        store.drop_drafts(database, ids)
        number = store.add(database, firm.id, policy.redacted(why, personal), at, context.by)
        counts = Counter(row.table for row, _ in changes)
        return act.tell(
            FirmErased(
                erasure=number,
                firm=firm.id,
                name=firm.name,
                rows=tuple(sorted(counts.items())),
                open_calls=open_calls,
                shared=shared,
                is_dry_run=is_dry_run,
                left=_left(database, personal),
            )
        )


def _stand_in(_number: str) -> str:
    """Return what a number becomes: letters drawn by lot, that lead back to nothing."""
    return STAND_IN + secrets.token_hex(4).translate(_LETTERS)


def _told_by_others(
    database: Database, context: Context, firms: Sequence[int]
) -> dict[NumberOfFiling, bool]:
    """Return by filing the numbers of these firms that other firms gave, and if as bad."""
    found: dict[NumberOfFiling, bool] = {}
    calls = store.calls(database, firms)
    for month in store.months(database, firms):
        given = number_store.given(database, month, context.today)
        verdicts = bad_number.verdicts(number_store.rung(database, month))
        found |= bad_number.told_by_others(given, verdicts, calls)
    return found


def _left(database: Database, personal: Personal) -> tuple[LeftRow, ...]:
    """Return every text of the data file, of whatever table, that still has what was to go."""
    return tuple(
        LeftRow(table, row, column, traces)
        for table, row, column, text in store.texts(database)
        if (traces := policy.traces(text, personal))
    )
