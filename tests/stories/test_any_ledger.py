"""Any ledger that any unit sends gives exactly the facts that it was made from.

``REVISIT_EXAMPLES=2000`` looks much longer than the few examples of every run.
"""

import os
import re
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Revisit
from tests.stories.ledger_strategy import MadeLedger, ledgers

EXAMPLES = int(os.environ.get("REVISIT_EXAMPLES", "10"))
CELL = re.compile(r"（[A-Z]+\d+）")
ASKED = ("officer", "place", "matter", "completion", "contact", "remark", "unit")


def _held_to_its_facts(revisit: Revisit, made: MadeLedger) -> None:
    shown = revisit.json("ledgers", "show", made.path.name, "--phones")["rows"]
    assert [each["row"] for each in shown] == [each.row for each in made.services]
    for row, service in zip(shown, made.services, strict=True):
        told = service.told
        written = {name: row[name] for name in (*ASKED, "firm", "date", "phones", "state")}
        assert written == {name: told[name] for name in written}, service.cells
        assert sorted(row["notes"]) == told["notes"], service.cells


def _columns(receipt: Path) -> list[tuple[str, ...]]:
    """Return what a receipt's columns hold, cells' names left out.

    A column of which every cell was empty is not kept: its place and its heading are not asked.
    """
    rows = [
        [CELL.sub("", str(text or "")) for text in row]
        for sheet in openpyxl.load_workbook(receipt).worksheets
        for row in sheet.iter_rows(5, values_only=True)
    ]
    return sorted(column for column in zip(*rows, strict=True) if any(column))


def _held_to_its_receipt(revisit: Revisit, made: MadeLedger, receipt: Path) -> None:
    """Hold a receipt that is written again to the one that was lost."""
    lost = _columns(receipt)
    receipt.unlink()
    again = revisit.json("ledgers", "receipt", made.path)
    assert _columns(Path(again["receipt"])) == lost, made.shown()


@pytest.mark.clause("三(一)1", "附表3")
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.generate,),  # a failing ledger is shown whole; making it smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_every_ledger_gives_the_facts_it_was_made_from(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        revisit = Revisit(Path(name))
        revisit.now = "2026-11-25T10:00"
        made = [
            data.draw(ledgers(revisit.folder, index))
            for index in range(data.draw(st.integers(1, 3)))
        ]
        held = any(each.told["state"] == "held" for one in made for each in one.services)
        told = revisit.json("import", *(one.path for one in made), code=8 if held else 0)
        for each, one in zip(told["files"], made, strict=True):
            rows = each["rows"]
            assert rows["read"] == rows["accepted"] + rows["duplicate"] + rows["held"]
            assert rows["read"] == len(one.services), one.shown()
            # A file whose rows are all held is no filing yet (R29).
            filed = {("2026-11", "on_time")} if rows["read"] > rows["held"] else set()
            assert {(f["month"], f["state"]) for f in each["filings"]} == filed
            _held_to_its_facts(revisit, one)
            if each["receipt"]:
                _held_to_its_receipt(revisit, one, Path(each["receipt"]))
        again = revisit.json("import", *(one.path for one in made))
        assert all(each["unchanged"] for each in again["files"])
