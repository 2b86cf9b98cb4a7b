"""Ledgers as clerks make them, made up outside this project: every row as a person reads it.

The files and what a person reads in them lie beside the checkout; where they do not, these tests
skip.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.errors import ExitCode
from tests.conftest import Revisit

LEDGERS = Path(__file__).parents[4] / "shared" / "ledgers"
CLERKS = LEDGERS / "clerks"
LAYOUTS = LEDGERS / "layouts"
IN_TIME = "2026-11-25T10:00"
# Read otherwise than by whoever wrote the answers down, and why.
OTHERWISE: Mapping[str, str] = {
    "d07_variants.xlsx": "a row keeps the name as it was written; all twelve are one firm",
    "d13_contacts.xlsx": "two names with a blank between are shown as they stand, not left out",
    "f04_three_firms.xlsx": "three firms a row are refused until --each-firm says how to read them",
}


def _expected(folder: Path) -> dict[str, Any]:
    path = folder / "expected.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _cases(folder: Path) -> list[Any]:
    missing = pytest.mark.skip(reason=f"{folder.parent.name}/{folder.name} does not lie beside")
    return [*_expected(folder)] or [pytest.param("", marks=missing)]


def _imported(revisit: Revisit, folder: Path, name: str, case: Mapping[str, Any]) -> int:
    path = revisit.folder / name
    shutil.copy(folder / name, path)
    month = ("--month", case.get("month", "2026-11")) if case.get("month", "") is not None else ()
    return revisit.try_out("import", path, *month, *case.get("args", ()), now=IN_TIME).code


def _rows(revisit: Revisit, name: str) -> list[dict[str, Any]]:
    """Return the rows of a ledger, those that wait too; none where it was refused."""
    ran = revisit.try_out("ledgers", "show", name, "--phones", "--json")
    return [] if ran.code == ExitCode.NOT_FOUND else ran.json["rows"]


@pytest.mark.parametrize("name", _cases(CLERKS))
def test_a_ledger_of_a_clerk_is_read_as_a_person_reads_it(revisit: Revisit, name: str) -> None:
    case = _expected(CLERKS)[name]
    code = _imported(revisit, CLERKS, name, case)
    if case["rows"] is None:
        assert code != 0
        return
    names_sheets = any("sheet" in row for row in case["rows"])
    found = {(names_sheets and row["sheet"], row["row"]): row for row in _rows(revisit, name)}
    wrong = [
        difference
        for wanted in case["rows"]
        if (difference := _differs(found, wanted, names_sheets=names_sheets))
    ]
    assert bool(wrong) == (name in OTHERWISE), wrong


def _differs(
    found: Mapping[tuple[object, int], Mapping[str, Any]],
    wanted: Mapping[str, Any],
    *,
    names_sheets: bool,
) -> object:
    row = found.get((names_sheets and wanted["sheet"], wanted["row"]))
    if row is None:
        return wanted
    told = {**row, "phones": [phone.replace("-", "") for phone in row["phones"]]}
    # An error in a firm's cell is no firm.
    asked = {key: value for key, value in wanted.items() if key not in ("row", "sheet", "notes")}
    if row["state"] == "held" and str(asked.get("firm")).startswith("#"):
        asked["firm"] = None
    return {key: (told[key], value) for key, value in asked.items() if told[key] != value}


@pytest.mark.parametrize("name", _cases(LAYOUTS))
def test_a_layout_gives_every_row_it_has(revisit: Revisit, name: str) -> None:
    case = _expected(LAYOUTS)[name]
    code = _imported(revisit, LAYOUTS, name, {"month": None})
    if ("header" in case and not case["header"]) or name.startswith("L13"):
        assert code == ExitCode.BAD_INPUT
        assert not _rows(revisit, name)
        return
    rows = _rows(revisit, name)
    assert len(rows) == case["rows"]
    firms = revisit.json("firms", "list")["firms"]
    assert len(firms) == case.get("firms_space_width", case.get("firms", len(firms)))
    if isinstance(case.get("phones"), int):
        assert sum(bool(row["phones"]) for row in rows) == case["phones"]
