"""Several clerks at once on one file: every firm exactly once. ``tests.load.run`` is the larger."""

from pathlib import Path

import pytest

from revisit_cli.store.file.database import BUSY_SECONDS
from tests.load.run import Loaded, Worked, faults, load

CLERKS, FIRMS = 4, 60


@pytest.mark.clause("三(一)1")
def test_several_clerks_call_every_firm_exactly_once(tmp_path: Path) -> None:
    loaded = load(tmp_path, CLERKS, FIRMS)
    assert faults(loaded) == []
    assert loaded.waits[-1] < BUSY_SECONDS
    assert all(clerk.calls for clerk in loaded.clerks)


def test_the_harness_sees_what_goes_wrong() -> None:
    clerk = Worked("甲", (1, 2, 2), (0.1,), ("database is locked",))
    found = faults(Loaded(3, 1.0, (clerk,), 4, 3, is_sound=False))
    assert [each.split()[0] for each in found] == ["1", "acknowledged", "4", "said", "db"]
