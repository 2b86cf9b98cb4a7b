"""Erasing what is kept of the people of one firm."""

from collections import Counter

from revisit_cli.operations.act import writing
from revisit_cli.operations.firms import choice
from revisit_cli.policy.firms import erasure as policy
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.firms.merge import check_not_held, reason_given
from revisit_cli.records.context import Context
from revisit_cli.records.firms.erasure import FirmErased
from revisit_cli.store.firms import erasure as store
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.firms import merge as merge_store


def erase_firm(context: Context, text: str, reason: str, *, is_dry_run: bool = False) -> FirmErased:
    """Blank names and numbers of a firm's people, and of the firms merged into it, everywhere.

    Counts, months and answers stay, and the log stays valid. Raises FirmNotFound, FirmNotClear,
    FirmBeingCalled or ReasonEmpty.
    """
    why = reason_given(reason)
    at = context.at
    with writing(context, keep=not is_dry_run) as act:
        database = act.database
        firm = choice.firm(database, text)
        ids = [firm.id, *(row["id"] for row in firm_store.kin(database, [firm.id]))]
        for stand in merge_store.months(database, firm.id, firm.id, at, context.by):
            check_not_held(stand.calls, {firm.id: firm.name})
        open_calls, shared = store.open_calls(database, ids), store.sharing(database, ids)
        keys = frozenset(firm_key(name) for name in firm.names)
        held = [
            row["id"]
            for row in store.held_rows(database)
            if policy.is_about(row["firm_text"], keys)
        ]
        rows = store.kept(database, ids, held)
        personal = policy.personal_in(rows)
        changes = [
            (row, after)
            for row in (*rows, *store.minutes(database))
            if (after := policy.erased(row, personal))
        ]
        store.blank(database, changes)
        store.forget_images(database, ids)
        store.drop_drafts(database, ids)
        number = store.add(database, firm.id, why, at, context.by)
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
            )
        )
