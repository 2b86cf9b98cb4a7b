"""What commands load that a clerk types all day: each module is a tenth of a millisecond."""

import os
import subprocess
import sys
from datetime import date

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

# A process that tells, beside what the command prints, what it has loaded in the end.
CODE = """
import atexit, sys
from revisit_cli.cli import main
atexit.register(lambda: sys.stderr.write(f"LOADED {' '.join(sys.modules)}"))
sys.argv[0] = "revisit"
main()
"""
# Of others: OpenSSL, what draws random numbers, exact fractions, whatever draws or writes tables.
HEAVY = {
    "_hashlib", "secrets", "tempfile", "fractions", "statistics", "rich", "platformdirs",
    "xlsxwriter", "openpyxl", "sqlite_utils", "jinja2", "pypinyin", "rapidfuzz",
}  # fmt: skip
# Of ours: what belongs to acts that none of these is.
FOREIGN = {
    "revisit_cli.operations.correction",
    "revisit_cli.operations.recheck",
    "revisit_cli.operations.reports.closing",
    "revisit_cli.records.discipline",
    "revisit_cli.records.recheck.doubt",
    "revisit_cli.store.file.upgrade",
    "revisit_cli.store.file.verification",
    "revisit_cli.cli.calls.record",
    "revisit_cli.cli.rules.answers",
}
# And what belongs to acts at all.
ACTING = {
    "revisit_cli.operations.act",
    "revisit_cli.store.file.audit",
    "revisit_cli.store.file.undo",
    "revisit_cli.store.file.watch",
}


@pytest.mark.parametrize(
    ("words", "ours_at_most", "foreign"),
    [
        (("calls", "next"), 155, FOREIGN),
        (("status",), 182, FOREIGN | ACTING),
        (("report", "month", "--json"), 230, FOREIGN | ACTING),
    ],
)
def test_a_command_loads_what_it_needs(
    revisit: Revisit, words: tuple[str, ...], ours_at_most: int, foreign: set[str]
) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", ["示例甲厂"], date(2026, 11, 3)))
    ran = subprocess.run(
        [sys.executable, "-c", CODE, *words, "--db", str(revisit.db)],
        env={**os.environ, "REVISIT_NOW": "2026-11-26T09:00", "REVISIT_BY": "甲"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(ran.stderr.partition("LOADED ")[2].split())
    assert loaded & (HEAVY | foreign) == set()
    ours = [each for each in loaded if each.startswith("revisit_cli.")]
    assert len(ours) <= ours_at_most, len(ours)
