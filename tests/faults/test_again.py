"""Whoever is in doubt gives the command again, and nothing is there twice."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.errors import ExitCode
from tests.conftest import Revisit
from tests.faults.harness import COMMANDS, NOW, events, prepare, run, words_of

TABLES = ("attempt", "problem", "flag", "draw", "filing", "service", "firm", "unit", "packet_call")
LATER = "2026-11-26T09:11"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(Revisit(tmp_path_factory.mktemp("prepared")))


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    shutil.copytree(prepared, tmp_path / "work")
    return tmp_path / "work"


def _counts(db: Path) -> dict[str, int]:
    with closing(sqlite3.connect(db)) as connection:
        return {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in TABLES
        }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_given_again_doubles_no_row(folder: Path, name: str) -> None:
    db = folder / "revisit.db"
    run(db, words_of(name, folder))
    once = _counts(db)
    run(db, words_of(name, folder))
    assert _counts(db) == once


def test_a_firm_dialled_again_is_on_record_again(revisit: Revisit) -> None:
    prepare(revisit)
    record = ("calls", "record", 1, "--outcome", "busy")
    revisit(*record)
    assert "#2" in revisit(*record, code=ExitCode.FORBIDDEN).err
    revisit(*record, "--at", "2026-11-26T08:59")
    revisit(*record, "--at", "2026-11-26T08:59", code=ExitCode.FORBIDDEN)
    revisit(*record, now=LATER)


def test_each_undoing_says_which_record_it_takes_back(revisit: Revisit) -> None:
    prepare(revisit)
    revisit("calls", "record", 2, "--outcome", "no_answer")
    undo = ("calls", "undo", 2, "--reason", "误记")
    assert "#2" in revisit(*undo).out
    assert "#1" in revisit(*undo).out
    revisit(*undo, code=ExitCode.FORBIDDEN)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize(
    ("to", "code", "said"),
    [(">/dev/full", 9, "已保存"), (">&-", 9, "已保存"), ("2>&-", 0, ""), (">&- 2>&- <&-", 9, "")],
)
def test_a_process_whose_streams_are_closed_or_full_ends_with_what_is_so(
    folder: Path, to: str, code: int, said: str
) -> None:
    db = folder / "revisit.db"
    before = events(db)
    environment = {**os.environ, "REVISIT_DB": str(db), "REVISIT_NOW": NOW}
    command = f'"{sys.executable}" -m revisit_cli calls record 1 --outcome busy {to}'
    ended = subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, events(db)) == (code, before + 1), ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "没有保存" not in ended.stderr
