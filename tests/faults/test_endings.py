"""Whatever goes wrong, and wherever, a command says of the data file only what is so."""

import os
from pathlib import Path

import pytest

from revisit_cli.errors import ExitCode
from revisit_cli.operations import act
from tests.faults import endings
from tests.faults.endings import Fault
from tests.faults.harness import (
    COMMANDS,
    DOUBT,
    ERRORS,
    STEPS,
    Full,
    events,
    faulty,
    run,
    sealed_to,
    untruths,
    words_of,
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_a_fault_is_one_that_saves(folder: Path, name: str) -> None:
    db = folder / "revisit.db"
    before = events(db)
    ended = run(db, words_of(name, folder))
    assert ended.code in (0, ExitCode.SOME_HELD), ended.said
    assert events(db) != before
    assert "已保存：" not in ended.err


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_of_a_fault_in_a_commit_is_so(
    folder: Path, name: str, step: str, error: str
) -> None:
    db = folder / "revisit.db"
    before = events(db)
    with faulty(step, error):
        ended = run(db, words_of(name, folder))
    assert not untruths(ended, before, events(db)), ended.said
    key = sealed_to(db)
    assert (folder / "key.json").exists() == (key is not None)
    sheets = list((folder / "sheets").glob("*")) if (folder / "sheets").exists() else []
    assert bool(sheets) == (name == "sheet" and events(db) > before)


@pytest.mark.parametrize("step", ["within", "after"])
@pytest.mark.parametrize(("name", "kept"), [("key", "key.json"), ("sheet", "sheets/*.xlsx")])
def test_what_an_act_may_need_is_kept_while_its_fate_is_not_known(
    folder: Path, name: str, kept: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act, "_fate", lambda *_: "unknown")
    with faulty(step, "disk"):
        ended = run(folder / "revisit.db", words_of(name, folder))
    assert DOUBT in ended.err
    left = list(folder.glob(kept))
    assert left
    assert all(f"请保留 {each}" in ended.err for each in left)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_of_results_that_found_no_room_is_so(folder: Path, name: str) -> None:
    db = folder / "revisit.db"
    before = events(db)
    ended = run(db, words_of(name, folder), out=Full())
    after = events(db)
    assert not untruths(ended, before, after), ended.said
    assert ended.code == ExitCode.NOT_SHOWN
    assert "结果没能写出" in ended.err


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return endings.laid_out(tmp_path_factory.mktemp("laid_out") / "prepared")


@pytest.mark.skipif(os.name != "posix", reason="streams, limits and signals as POSIX has them")
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("sheet", Fault(to=">/dev/full")),
        ("key", Fault(to=">&- 2>&- <&-")),
        ("imports", Fault(to="| true")),
        ("imports", Fault(limit=4_096)),
        ("key", Fault(limit=-1)),
        ("backup", Fault(limit=20_000)),
        ("imports", Fault(stopped_after=0.6)),
        ("sheet", Fault(stopped_after=0.7)),
        # Where one record of many is tried by itself.
        ("keyed", Fault(limit=3_000)),
        ("absorb", Fault(limit=20_000)),
    ],
)
def test_however_a_process_ends_it_says_what_is_so_and_loses_nothing(
    laid_out: Path, tmp_path: Path, name: str, fault: Fault
) -> None:
    ended, wrong = endings.tried(name, laid_out, tmp_path / "work", fault)
    assert wrong == [], ended.said
