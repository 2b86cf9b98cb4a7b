"""Which file of a name is meant: the one that lies there, else a unit's newest."""

import pytest

from revisit_cli.errors.ledgers.ledger import LedgersShareName, LedgerUnknown
from revisit_cli.policy.ledgers.named import file_meant
from revisit_cli.records.ledgers.stored import NamedFile

OLD = NamedFile(1, "a" * 64, frozenset({"审批科"}), ((1, "审批科", "2026-10"),))
NEW = NamedFile(2, "b" * 64, frozenset({"审批科"}), ((2, "审批科", "2026-11"),))
OTHER = NamedFile(3, "c" * 64, frozenset({"燃气办"}), ((3, "燃气办", "2026-11"),))
BOTH = NamedFile(4, "d" * 64, frozenset({"审批科", "燃气办"}), ((4, "审批科", "2026-11"),))
HELD = NamedFile(5, "e" * 64, frozenset(), ())


@pytest.mark.clause("三(一)1", "R14")
@pytest.mark.parametrize(
    ("found", "sha256", "meant"),
    [
        ([OLD], None, OLD),
        ([NEW, OLD], None, NEW),
        ([NEW, OLD], OLD.sha256, OLD),
        ([NEW, OLD], "f" * 64, NEW),
        ([OTHER, NEW], NEW.sha256, NEW),
        ([OTHER, NEW], "", None),
        ([BOTH, NEW], None, None),
        ([HELD, NEW], None, HELD),
        ([HELD, OTHER, NEW], None, None),
    ],
)
def test_the_file_meant_is_the_one_there_else_the_newest_of_one_unit(
    found: list[NamedFile], sha256: str | None, meant: NamedFile | None
) -> None:
    if meant is not None:
        assert file_meant("台账.xlsx", found, sha256) == meant
        return
    with pytest.raises(LedgersShareName) as refused:
        file_meant("台账.xlsx", found, sha256)
    assert all(f"{number} 号" in str(refused.value) for f in found for number, *_ in f.filings)


def test_no_file_of_the_name_is_refused() -> None:
    with pytest.raises(LedgerUnknown):
        file_meant("台账.xlsx", [], None)
