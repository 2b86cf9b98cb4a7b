"""What a clerk does all day looks at no table from end to end: it takes no longer after years.

Only what names a firm by words looks through all names. The plans are SQLite's own, for every
statement that a command runs: no clock is needed. ``python -m tests.bench.growth`` tells times.
"""

import re
from datetime import date
from typing import Any

import pytest

from revisit_cli.store.file.database import Database
from revisit_cli.store.file.numbering import Values
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

# Tables that stay small however many months there are, and what SQLite calls what is no table.
SMALL = {
    "setting", "calendar_day", "calendar_year", "unit", "was", "other", "term", "symposium",
    "freeze", "draw", "finding", "recheck", "recheck_draw", "doubt", "correction", "sqlite_master",
    "draft", "closing", "lease", "call_list", "unit_alias", "CONSTANT", "line", "json_each",
    "number", "tagged", "called", "firm_erasure", "firm_merge", "its", "theirs", "paired", "told",
}  # fmt: skip
# Indexes that hold nothing but what is still open.
OPEN = {"call_open", "visit_open", "service_held"}
_SCAN = re.compile(r"SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?")
_NEWEST = re.compile(r"from event order by seq desc limit 1\s*$")

FIRMS = [f"示例{name}有限公司" for name in "甲乙丙丁"]
GOOD = (
    "--outcome", "接通", "--attitude", "好", "--one-time-notice", "是", "--days", "3",
    "--extra-trips", "否", "--integrity", "没有",
)  # fmt: skip


@begins
def bureau(revisit: Revisit) -> Revisit:
    """A month before, carried over in part, and one at hand."""
    revisit.now = "2026-10-26T09:00"
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 10, 12))
    revisit("import", ledger, "--month", "2026-10")
    revisit("calls", "record", 1, *GOOD, "--overall", "不满意", "--suggestion", "多开窗口")
    revisit("calls", "record", 2, "--outcome", "无人接听")
    revisit.now = "2026-11-26T09:00"
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", ledger, "--month", "2026-11")
    return revisit


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The statements that are run, each with its plan."""
    plans: dict[str, list[str]] = {}
    execute = Database._execute

    def noted(self: Database, sql: str, values: Values) -> Any:
        if sql not in plans and re.match(r"\s*(?:select|with|insert|update|delete)\b", sql):
            plan = self.connection.execute(f"explain query plan {sql}", values).fetchall()
            plans[sql] = [row[3] for row in plan]
        return execute(self, sql, values)

    monkeypatch.setattr(Database, "_execute", noted)
    return plans


def through_all(plans: dict[str, list[str]]) -> list[str]:
    """Return the steps that go through a growing table, each with its statement."""
    found = []
    for sql, plan in plans.items():
        for step in plan:
            scan = _SCAN.match(step)
            if _NEWEST.search(sql) or (scan is not None and _is_small(*scan.groups())):
                continue
            if scan is not None or "AUTOMATIC" in step:
                found.append(f"{step}: {' '.join(sql.split())}")
    return found


def _is_small(table: str, index: str | None) -> bool:
    return table in SMALL or table.startswith("(") or index in OPEN


LOOKS: list[tuple[str, ...]] = [
    ("status",),
    ("status", "2026-11"),
    ("calls", "next", "2026-11"),
    ("calls", "show", "5"),
    ("calls", "list", "2026-11"),
    ("calls", "progress", "2026-11"),
    ("report", "month", "2026-11"),
    ("report", "unit", "审批科", "2026-11"),
    ("visits", "list", "2026-11"),
    ("ledgers", "list", "2026-11"),
]
ACTS: list[tuple[str, ...]] = [
    ("calls", "record", "6", "--outcome", "无人接听"),
    ("calls", "record", "5", *GOOD, "--overall", "不满意", "--suggestion", "多开窗口"),
    ("calls", "record", "7", "--outcome", "号码有误"),
    ("calls", "undo", "6", "--reason", "记错"),
    ("calls", "appoint", "8", "2026-11-27T10:00"),
    ("problems", "answer", "1", "--words", "已答复"),
]


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_looking_goes_by_index_through_whatever_grows(
    words: tuple[str, ...], bureau: Revisit, ran: dict[str, list[str]]
) -> None:
    bureau(*words)
    assert ran
    assert through_all(ran) == []


@pytest.mark.parametrize("words", ACTS, ids=lambda words: " ".join(words[:3]))
def test_recording_goes_by_index_through_whatever_grows(
    words: tuple[str, ...], bureau: Revisit, ran: dict[str, list[str]]
) -> None:
    if words[1] == "undo":
        bureau("calls", "record", 6, "--outcome", "无人接听")
        ran.clear()
    bureau(*words)
    assert ran
    assert through_all(ran) == []
