"""What was told to be saved stays saved when the program is killed; the rest is whole or not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Revisit

_CLERK = """
import sys
from datetime import datetime
from revisit_cli.operations.rules.setting import set_setting
from revisit_cli.records.context import BEIJING, Context

context = Context(sys.argv[1], "clerk", datetime(2026, 11, 26, 9, tzinfo=BEIJING))
for number in range(1, 100_000):
    set_setting(context, "lease_minutes", str(number % 480 + 1))
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("after", [1, 3, 7, 12])
def test_a_killed_clerk_loses_nothing_that_was_acknowledged(
    revisit: Revisit, tmp_path: Path, after: int
) -> None:
    revisit("settings", "list")
    told = 0
    with subprocess.Popen(
        [sys.executable, "-c", _CLERK, str(revisit.db)], stdout=subprocess.PIPE, text=True
    ) as clerk:
        assert clerk.stdout is not None
        for line in clerk.stdout:
            told = int(line)
            if told == after:
                clerk.send_signal(signal.SIGKILL)
    verified = revisit.json("audit", "verify")
    assert verified["ok"]
    # The first event made the log; every acknowledged act is one more, at most one came after.
    assert told + 1 <= verified["size"] <= told + 2
    (kept,) = revisit.rows("select value from setting")[0]
    assert int(kept) == (verified["size"] - 1) % 480 + 1


@pytest.mark.parametrize("place", ["folder", "under_a_file"])
def test_a_place_that_cannot_hold_the_file_is_named(revisit: Revisit, place: str) -> None:
    if place == "folder":
        revisit.db = revisit.folder
    else:
        (revisit.folder / "file").write_text("x", encoding="utf-8")
        revisit.db = revisit.folder / "file" / "revisit.db"
    ran = revisit("units", "add", "审批科", code=7)
    assert ran.err.startswith("× ")
