"""What was edited behind the log is never sealed anew, whichever command comes upon it.

``python -m tests.faults.launder`` tries every edit; here are some.
"""

from collections import Counter
from pathlib import Path

from tests.conftest import Revisit
from tests.faults.harness import prepare
from tests.faults.launder import all_of

ONE_IN = 61


def test_no_command_seals_an_edit_that_it_comes_upon(tmp_path: Path) -> None:
    (tmp_path / "prepared").mkdir()
    prepared = prepare(Revisit(tmp_path / "prepared"))
    tried = all_of(prepared, tmp_path / "work", lambda number: number % ONE_IN == 0)
    found = Counter(("trigger" if edit.row is None else "row", how) for _, edit, how in tried)
    assert {how for _, how in found} <= {"refused", "left to be seen", "unchanged"}
    assert found["row", "refused"] > 2
    assert found["trigger", "refused"] > 10
