"""Showing full telephone numbers, which the log is told of."""

from collections.abc import Iterable

from revisit_cli.operations.act import writing
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import PhonesShown
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import service as service_store


def note_phones_shown(context: Context, command: str, firms: Iterable[int | None]) -> PhonesShown:
    """Tell the log that ``command`` is about to show full numbers of these firms."""
    ids = tuple(sorted({firm for firm in firms if firm is not None}))
    with writing(context) as act:
        return act.tell(PhonesShown(command, len(ids), ids))


def note_cells_shown(context: Context, command: str, firms: Iterable[str | None]) -> PhonesShown:
    """Tell the log the same of the firms that the cells of a ledger name."""
    keys = {firm_key(firm or "") for firm in firms}
    with writing(context) as act:
        return act.tell(PhonesShown(command, len(keys), _ids_named(act.database, keys)))


def _ids_named(database: Database, keys: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of the firms of these keys that are known, in order."""
    return tuple(sorted(set(service_store.find_firms(database, list(keys)).values())))
