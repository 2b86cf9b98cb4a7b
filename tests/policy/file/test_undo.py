"""Which of the acts that rely on one is named."""

from revisit_cli.policy.file.undo import first, relying
from revisit_cli.records.file.undo import LoggedAct

NOVEMBER = frozenset({"2026-11"})


def act(event: int, kind: str) -> LoggedAct:
    return LoggedAct(event, kind, "2026-11-26T09:00:00+08:00", "甲", {})


def test_the_newest_is_named_but_for_one_that_never_goes() -> None:
    lock, flag, freeze = act(3, "CallsLocked"), act(5, "FlagAdded"), act(4, "PoolFrozen")
    assert first([]) is None
    assert first([flag, lock]) == flag
    assert first([flag, freeze, lock]) == freeze


def test_an_open_list_is_relied_on_by_what_came_onto_it() -> None:
    unlock, ledger = act(3, "CallsUnlocked"), act(4, "LedgerImported")
    assert relying(unlock, NOVEMBER, [(ledger, NOVEMBER)]) == ledger
    assert relying(unlock, NOVEMBER, [(ledger, frozenset({"2026-12"}))]) is None
    assert relying(unlock, NOVEMBER, [(act(4, "UnitAdded"), NOVEMBER)]) is None
