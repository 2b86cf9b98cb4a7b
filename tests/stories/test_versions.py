"""After any sequence of files what stands is what the last file alone would have brought.

Through the operations, a data file each: hypothesis draws the versions of two units' ledgers, in
one workbook or in two, and the order in which they are sent, the same file more than once.
"""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revisit_cli.operations.calls import call as call_operations
from revisit_cli.operations.calls import record as call_record
from revisit_cli.operations.ledgers import ledger
from revisit_cli.operations.ledgers.importing import import_files
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.ledgers.importing import ImportOptions, LedgersImported
from revisit_cli.records.workbooks.grid import Sheet, Workbook

EXAMPLES = int(os.environ.get("REVISIT_EXAMPLES", "10"))
MONTH = "2026-11"
HEAD = ("单位", "时间", "涉企事宜", "工作完成情况", "企业名称", "联系人", "联系电话", "备注")
UNITS = ("审批科", "质安站")
FIRMS = ("", *(f"示例{name}有限公司" for name in "甲乙丙丁"))

rows = st.builds(
    lambda firm, day, matter, completion, who, phone, remark: (
        f"2026-11-{day:02d}", matter, completion, firm, who, f"1380000000{phone}", remark,
    ),
    st.sampled_from(FIRMS),
    st.integers(3, 4),
    st.sampled_from(("许可", "验收")),
    st.sampled_from(("已办结", "办理中")),
    st.sampled_from(("某甲", "某乙")),
    st.integers(1, 2),
    st.sampled_from(("", "加急")),
)  # fmt: skip
# A file whose rows are all held is no filing yet (R29): in each some row names its firm.
ledgers = st.lists(rows, min_size=1, max_size=6).filter(lambda found: any(row[3] for row in found))
# A version is a workbook: the ledgers of one unit or of both.
versions = st.lists(
    st.dictionaries(st.sampled_from(UNITS), ledgers, min_size=1, max_size=2),
    min_size=1,
    max_size=4,
)
sequences = versions.flatmap(lambda made: st.lists(st.sampled_from(made), min_size=1, max_size=6))
Version = dict[str, list[tuple[str, ...]]]


class _Bureau:
    """A data file of its own, worked on through the operations."""

    def __init__(self, path: Path) -> None:
        at = datetime(2026, 11, 24, 9, tzinfo=BEIJING)
        self.context = Context(str(path), "测试员", at)

    def send(self, version: Version) -> LedgersImported:
        """Import a workbook with all its rows, those that are gone accepted as gone."""
        cells = tuple((unit, *row) for unit, found in version.items() for row in found)
        sha256 = hashlib.sha256(repr(cells).encode()).hexdigest()
        book = Workbook(f"{sha256[:8]}.xlsx", sha256, 1, "xlsx", (Sheet("表", (HEAD, *cells)),))
        options = ImportOptions(month=MONTH, accepts_gone=True, replaces_most=True)
        folder = Path(self.context.database).parent
        return import_files(
            self.context, [folder / book.name], iter([book]), options, lambda _: None
        )

    def standing(self, unit: str) -> list[tuple[Any, ...]]:
        """The rows that stand for a unit, or are held there, whichever file brought them."""
        shown = ledger.show_ledger(self.context, unit, MONTH, shows_phones=True).rows
        return sorted(
            (r.state, r.firm or "", str(r.served_on), r.matter, r.completion, r.contact, r.phones,
             r.remark or "", r.notes)
            for r in shown
        )  # fmt: skip

    def calls(self) -> list[tuple[Any, ...]]:
        """The firms to be called, the units and matters they are asked about, and whom to ring."""
        listed = call_operations.list_calls(self.context, MONTH, shows_phones=True)
        return sorted(
            (
                each.firm,
                sorted(each.units),
                sorted(each.matters),
                each.state,
                sorted((who.name, phone) for who in each.contacts for phone in who.phones),
            )
            for each in listed.calls
        )

    def in_force(self) -> list[tuple[Any, ...]]:
        """The newest filing of each unit: its rows and those held."""
        listed = ledger.list_ledgers(self.context, MONTH).filings
        newest = {each.unit: each for each in listed}
        return sorted((e.unit, e.state, e.row_count, e.held_count) for e in newest.values())

    def state(self) -> tuple[Any, ...]:
        """Everything that a sequence of files may change."""
        units = [unit for unit, *_ in self.in_force()]
        rows = {unit: self.standing(unit) for unit in units}
        return rows, self.calls(), self.in_force()


def _last_alone(sequence: Sequence[Version], folder: Path) -> _Bureau:
    last: Version = {}
    for version in sequence:
        last |= version
    alone = _Bureau(folder / "alone.db")
    for unit, found in sorted(last.items()):
        alone.send({unit: found})
    return alone


@pytest.mark.clause("R14")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequences)
def test_after_any_files_what_stands_is_what_the_last_alone_would_bring(
    sequence: list[Version],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        bureau = _Bureau(Path(name) / "all.db")
        for version in sequence:
            bureau.send(version)
        assert bureau.state() == _last_alone(sequence, Path(name)).state()
        again = bureau.send(sequence[-1])
        assert all(each.is_unchanged for each in again.files)


@pytest.mark.clause("R14")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequences, st.data())
def test_a_firm_once_called_is_never_withdrawn(
    sequence: list[Version], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        bureau = _Bureau(Path(name) / "all.db")
        called: set[str] = set()
        for version in sequence:
            bureau.send(version)
            listed = call_operations.list_calls(bureau.context, MONTH, shows_phones=True).calls
            assert called <= {each.firm for each in listed}
            left = [each for each in listed if each.firm not in called]
            for call in left[: data.draw(st.integers(0, 1))]:
                call_record.record_call(bureau.context, CallRecord(call.id, "no_answer"))
                called.add(call.firm)
        firms = {firm for firm, *_ in _last_alone(sequence, Path(name)).calls()}
        assert {firm for firm, *_ in bureau.calls()} == firms | called
