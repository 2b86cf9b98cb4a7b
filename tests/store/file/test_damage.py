"""A damaged data file is refused in a sentence, or used; it never brings the program down."""

import json
import secrets
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Revisit

VARIANTS = 21
# Every exit code but that of a bug.
REFUSALS = {"0", "2", "3", "4", "5", "6", "7", "8"}


def _filled(revisit: Revisit) -> Path:
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [
        f"第{number % 3}科,2026-11-{number % 20 + 1:02d},许可,示例市{number}厂,甲,138{number:08d}"
        for number in range(40)
    ]
    ledger = revisit.folder / "台账.csv"
    ledger.write_text("\n".join(rows), encoding="utf-8")
    revisit("import", ledger, "--month", "2026-11")
    for _ in range(4):
        call = revisit.json("calls", "next", "2026-11")["id"]
        revisit(
            "calls", "record", call, "--outcome", "接通", "--overall", "不满意",
            "--suggestion", "多开窗口",
        )  # fmt: skip
    return revisit.db


@pytest.mark.parametrize("column", ["contact.phone", "contact.name", "firm.name", "service.matter"])
def test_what_stands_in_a_damaged_text_is_not_told(revisit: Revisit, column: str) -> None:
    _filled(revisit)
    table, name = column.split(".")
    with closing(sqlite3.connect(revisit.db)) as connection:
        connection.execute(f"update {table} set {name} = cast(? as text)", (b"13912345678\xff",))
        connection.commit()
    ended = [
        revisit.try_out(*words)
        for words in (("calls", "list"), ("calls", "show", 1), ("firms", "list"), ("status",))
    ]
    assert {each.code for each in ended} <= {0, 7}
    said = "".join(each.out + each.err for each in ended)
    assert not [each for each in ("13912345678", "with text", "5678") if each in said]


def test_no_damage_to_the_file_brings_the_program_down(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same bytes each time: salts are all that differs from file to file.
    monkeypatch.setattr(secrets, "token_bytes", lambda size: b"S" * size)
    monkeypatch.setattr(secrets, "token_hex", lambda size: "5a" * size)
    # python -m tests.store.file.damage FILE 0 5000 tries more of them by hand.
    child = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.store.file.damage",
            str(_filled(revisit)),
            "0",
            str(VARIANTS),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(child.stdout)
    assert len(found) == VARIANTS
    ends = {end for _, _, each in found for end in each}
    assert ends <= REFUSALS, [each for each in found if not set(each[2]) <= REFUSALS]
    assert "7" in ends
    # What SQLite cannot see is seen by the rows' own seals: letters for other letters.
    assert any(each[-1] != "0" for _, kind, each in found if kind == "text")


def test_a_row_that_breaks_the_program_is_told_as_damage(revisit: Revisit) -> None:
    path = _filled(revisit)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("update service set phones = '[]]' where id = 1")
    connection.close()
    ran = revisit("report", "month", "2026-11", code=7)
    assert "service 1: row_changed" in ran.err
