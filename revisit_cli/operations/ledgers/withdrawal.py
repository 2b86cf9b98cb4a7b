"""Taking back rows that a unit no longer reports, and the calls that nothing asks for then."""

from collections.abc import Sequence

from revisit_cli.operations.act import Act
from revisit_cli.policy.ledgers.withdrawal import withdrawn
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.store.ledgers import service as service_store
from revisit_cli.store.ledgers import withdrawal as store


def move_out(act: Act, ids: Sequence[int]) -> None:
    """Let rows repeat those of an earlier month's ledger; calls go that nothing asks for then."""
    found = store.gone(act.database, ids, act.context.at)
    calls = {row.call for row in found if row.call is not None and row.takes_call}
    service_store.repeat(act.database, ids)
    store.withdraw(act.database, (), sorted(calls), act.context.at)


def withdraw_gone(act: Act, gone: Sequence[int]) -> Withdrawal:
    """Withdraw the services of those ids, as far as their firms' calls let them go."""
    at = act.context.at
    decided = withdrawn(store.gone(act.database, gone, at))
    store.withdraw(act.database, decided.rows, decided.calls, at)
    return decided
