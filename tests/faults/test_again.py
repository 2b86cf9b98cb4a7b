"""Whoever is in doubt gives the command again, and nothing is there twice."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.errors import ExitCode
from tests.called import COMPLETED
from tests.conftest import Revisit
from tests.faults.harness import COMMANDS, FIRM, HEAD, NOW, events, prepare, run, words_of
from tests.filled import firm_name

TABLES = (
    "attempt", "problem", "problem_event", "flag", "draw", "filing", "service", "firm", "unit",
    "packet_call", "skip", "evaluation", "finding", "firm_merge",
)  # fmt: skip
LATER = "2026-11-26T09:11"


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


def _again(revisit: Revisit, *words: object, said: str = "没有再记") -> None:
    """Give a command twice; the second time it is refused and leaves the file as it was."""
    revisit(*words)
    before = events(revisit.db)
    assert said in revisit(*words, code=ExitCode.FORBIDDEN).err
    assert events(revisit.db) == before


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_same_answers_about_a_unit_are_on_record_once(
    revisit: Revisit, is_sealed: bool
) -> None:
    prepare(revisit)
    if is_sealed:
        revisit("duty", "key", "new", "-o", revisit.folder / "key.json")
    two = revisit.folder / "另.csv"
    row = f"燃气办,甲,2026.11.3,接入,{FIRM},联系人,13800000000"
    two.write_text(f"{HEAD}\n{row}", encoding="utf-8")
    revisit("import", two)
    record = ("calls", "record", 1)
    of_one = (*record, *COMPLETED, "--unit", "审批科")
    _again(revisit, *of_one, "--suggestion", "多开窗口")
    found = revisit.rows("select text from problem where attempt is not null")
    assert found == [("多开窗口",)]
    revisit(*("4" if each == "3" else each for each in of_one))
    revisit(*of_one, "--suggestion", "少跑一次")
    revisit(*of_one, "--at", "2026-11-26T08:59")
    revisit(*of_one, now=LATER)
    _again(revisit, *record, "--outcome", "接通", "--overall", "满意", said="再记")


def test_another_suggestion_of_a_firm_that_declined_is_another_record(revisit: Revisit) -> None:
    prepare(revisit)
    record = ("calls", "record", 1, "--outcome", "refused_soft", "--suggestion")
    _again(revisit, *record, "少打电话")
    revisit(*record, "换个时间打")


def test_a_card_is_put_aside_once(revisit: Revisit) -> None:
    prepare(revisit)
    skip = ("calls", "skip", 1, "--reason", "开标")
    _again(revisit, *skip)
    revisit(*skip[:-1], "还在开标")
    revisit(*skip, now=LATER)


@pytest.mark.parametrize(
    ("before", "words", "other"),
    [
        ((), ("assign", 1, "--team", "一组", "--leader", "甲"), ("--team", "二组")),
        (
            (("transfer", 1, "--to", "燃气公司"),),
            ("transfer", 1, "--receipt", "办字3号"),
            ("--receipt", "办字4号"),
        ),
    ],
)
def test_the_same_is_done_to_a_problem_once(
    revisit: Revisit,
    before: tuple[tuple[object, ...], ...],
    words: tuple[object, ...],
    other: tuple[str, str],
) -> None:
    prepare(revisit)
    for each in before:
        revisit("problems", *each)
    _again(revisit, "problems", *words)
    options = dict(zip(words[2::2], words[3::2], strict=True)) | {other[0]: other[1]}
    changed = [word for pair in options.items() for word in pair]
    revisit("problems", *words[:2], *changed)
    revisit("problems", *words)
    revisit("problems", *words, now=LATER)


def test_a_merge_is_taken_back_once_and_an_earlier_one_by_name(revisit: Revisit) -> None:
    prepare(revisit)
    revisit("firms", "merge", firm_name(1), FIRM, "--reason", "一家")
    revisit("firms", "merge", firm_name(3), firm_name(2), "--reason", "一家")
    _again(revisit, "firms", "undo", "--reason", "看错", said="没有再撤")
    revisit("firms", "split", firm_name(1), "--reason", "看错")


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_report_of_forced_praise_is_listed_once(revisit: Revisit, is_sealed: bool) -> None:
    prepare(revisit)
    if is_sealed:
        revisit("duty", "key", "new", "-o", revisit.folder / "key.json")
    report = ("duty", "report", "燃气办", "--words", "要求五星")
    _again(revisit, *report, said="没有再登记")
    revisit(*report, "--another")
    revisit("duty", "report", "审批科", "--words", "要求五星")
    revisit(*report, by="别人")
    revisit(*report, now=LATER)
    code = ExitCode.FORBIDDEN if is_sealed else 0
    revisit(*report[:-1], "要求六星", now=LATER, code=code)


def test_a_visit_that_lacks_its_signature_is_on_record_once(revisit: Revisit) -> None:
    prepare(revisit)
    revisit("flags", "add", FIRM, "--reason", "差评")
    record = ("visits", "record", 1, "--lead", "组长甲", "--suggestion", "多开窗口",
              "--attitude", "好")  # fmt: skip
    _again(revisit, *record)
    revisit(*record[:-1], "一般")
    revisit(*record, "--signed-by", "王某", "--signature", "签字")
    found = revisit.rows("select text from problem where visit is not null")
    assert found == [("多开窗口",)]


def test_a_session_is_on_record_once(revisit: Revisit) -> None:
    prepare(revisit)
    held = ("symposium", "record", "--held-on", "2026-11-26", "--chair", "张三",
            "--role", "主要领导", "--special", "--reason", "急", "--present")  # fmt: skip
    _again(revisit, *held, FIRM, "--problem", f"{FIRM}=停车难")
    revisit(*held, FIRM, "--place", "二楼")
    revisit(*held, f"{FIRM}、{firm_name(1)}")
    revisit(*held, firm_name(1))
    revisit(*held, FIRM, now=LATER)


def test_a_talk_over_a_finding_is_held_once(revisit: Revisit) -> None:
    prepare(revisit)
    revisit("duty", "report", "燃气办", "--words", "要求五星")
    decided = ("--evidence", "登记", "--decided-by", "张三")
    _again(revisit, "duty", "confirm", 1, *decided, said="1")
    talk = ("duty", "admonish", 1, "--on", "2026-11-26", "--talker", "李四", "--whom", "王五")
    _again(revisit, *talk, said="1")
