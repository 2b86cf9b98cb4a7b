"""The shell is offered what a command is about, never a firm, and nothing is made or waited for."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli import completion
from revisit_cli.cli.app import app
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.operations.file.completion import offered
from revisit_cli.store.completion import SECONDS_AT_MOST
from tests.bureau import FIRMS, UNIT
from tests.conftest import Revisit
from tests.ledgers import write_ledger

MAIN = "from revisit_cli.cli import main; main()"


def asked(shell: str, line: str, db: Path) -> list[str]:
    """Return what a shell is given to offer at the end of a line."""
    words = line.split(" ")
    told = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        },
    }[shell]
    ran = subprocess.run(
        [sys.executable, "-c", MAIN],
        env={
            **os.environ, **told, completion.ASKS: f"complete_{shell}", "REVISIT_DB": str(db),
            "PYTHONUTF8": "1", "COLUMNS": "200",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return ran.stdout.split("\n")


@pytest.mark.parametrize("shell", completion.SHELLS)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("revisit status ", ["2026-11", "2026-10"]),
        ("revisit report month 2026-1", ["2026-11", "2026-10"]),
        ("revisit calls record ", ["2", "3", "4"]),
        ("revisit calls record 4 --outcome 无", ["无人接听"]),
        ("revisit calls record 4 --outcome no_", ["no_answer"]),
        ("revisit calls record 4 --unit ", [UNIT, "燃气办"]),
        ("revisit units show ", [UNIT, "燃气办"]),
        ("revisit problems answer ", ["2"]),
        ("revisit visits record ", ["2"]),
        ("revisit recheck confirm ", ["1"]),
        ("revisit duty confirm ", ["1"]),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_each_shell_is_offered_months_outcomes_units_and_open_numbers(
    shell: str, line: str, offered: list[str], bureau_of_every_list: Revisit
) -> None:
    told = "\n".join(asked(shell, line, bureau_of_every_list.db))
    assert [each for each in offered if each not in told] == []


# What a person types to switch completion on, and how each shell then asks for what goes on with
# "revisit calls record " or "revisit calls record 4 --unit "; zsh's widgets need a terminal.
IN_SHELLS = {
    "bash": """
        eval "$(revisit --show-completion bash)"
        COMP_WORDS=(revisit calls record "$@" ""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _revisit_completion revisit; printf '%s\\n' "${COMPREPLY[@]}"
    """,
    "zsh": """
        compdef() { : }; _arguments() { print -rl -- "$@" }
        eval "$(revisit --show-completion zsh)"
        words=(revisit calls record "$@" ""); CURRENT=$#words; _revisit_completion
    """,
    "fish": """
        revisit --show-completion fish | source
        complete --do-complete "revisit calls record "(string join -- " " $argv "")
    """,
}


@pytest.mark.parametrize("shell", IN_SHELLS)
@pytest.mark.parametrize(
    ("words", "offered"), [([], ["2", "3", "4"]), (["4", "--unit"], [UNIT, "燃气办"])]
)
def test_a_real_shell_offers_it_after_the_line_that_switches_it_on(
    shell: str, words: list[str], offered: list[str], bureau_of_every_list: Revisit, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    surroundings = os.environ | {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "REVISIT_DB": str(bureau_of_every_list.db), "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
    }  # fmt: skip
    taken = [] if shell == "fish" else [shell]
    ran = subprocess.run(
        [shell, "-c", IN_SHELLS[shell], *taken, *words],
        env=surroundings, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert [each for each in offered if each not in ran.stdout] == []
    assert not [firm for firm in FIRMS if firm in ran.stdout]


def in_powershell(script: str, line: str, page: str, db: Path) -> list[str]:
    """Return what PowerShell would offer: the script's own variables, encoding and split.

    ``line`` is what was typed, which PowerShell hands over without the blanks at its end; ``page``
    is the code page of the console.
    """
    given = {"$commandAst.ToString()": line.rstrip(), "$wordToComplete": line.rpartition(" ")[2]}
    before, call, after = script.partition("    revisit | ForEach-Object {\n")
    assert call
    told = dict(re.findall(r"^    \$Env:(\w+) = (.*)$", before, re.MULTILINE))
    assert set(told) == set(re.findall(r'^    \$Env:(\w+) = ""$', after, re.MULTILINE))
    for name, value in told.items():
        told[name] = given[value] if value in given else value.strip('"')
    (kept,) = re.findall(r"\$(\w+) = \[Console\]::OutputEncoding\n", before)
    assert f"[Console]::OutputEncoding = ${kept}\n" in after
    (encoding,) = re.findall(r"\[Console\]::OutputEncoding = \[System.Text.(\w+)Encoding\]", before)
    (split,) = re.findall(r'-Split "(.*)"', after)
    ran = subprocess.run(
        [sys.executable, "-c", MAIN],
        env=os.environ | told | {
            "REVISIT_DB": str(db), "PYTHONUTF8": "0", "PYTHONIOENCODING": page,
        },
        capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")
    return [each.split(split)[0] for each in ran.stdout.decode(encoding).splitlines() if each]


@pytest.mark.parametrize("page", ["gbk", "utf-8", "cp437"])
def test_powershell_is_offered_chinese_whatever_the_console_can_show(
    page: str, revisit: Revisit
) -> None:
    script = revisit("--show-completion", "powershell").out
    db = revisit.folder / "回访 数据" / "revisit.db"
    db.parent.mkdir()
    for unit in (UNIT, "示例市𠮷科", "燃气办（东）"):
        revisit("--db", db, "units", "add", unit)
    offered = partial(in_powershell, script, page=page, db=db)
    assert offered("revisit units show ") == [UNIT, "示例市𠮷科", "燃气办（东）"]
    assert offered("revisit units show 示例市") == ["示例市𠮷科"]
    # A word in quotes is begun with its quote; a backslash is a folder's, and escapes nothing.
    assert offered("revisit units show '示例市") == ["示例市𠮷科"]
    assert offered('revisit units show "燃气') == ["燃气办（东）"]
    assert offered("revisit calls record 4 --outcome 无") == ["无人接听"]
    assert offered("revisit --by 办事员甲 units show 燃") == ["燃气办（东）"]
    elsewhere = revisit.folder / "elsewhere\\new"
    elsewhere.write_bytes(db.read_bytes())
    assert offered(f"revisit --db {elsewhere} units show 燃") == ["燃气办（东）"]
    assert offered(f"revisit --db '{db}' units show 燃") == ["燃气办（东）"]


def test_what_powershell_leaves_behind_is_no_question(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(completion.ASKS, "")
    assert not completion.is_asked()
    assert revisit("--version").out.startswith("revisit ")


def test_no_argument_or_option_offers_a_firm(
    bureau_of_every_list: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(completion.ASKS, "complete_bash")
    monkeypatch.setenv("REVISIT_DB", str(bureau_of_every_list.db))
    root: Any = get_command(app)
    ctx = root.make_context("revisit", [], resilient_parsing=True)
    kinds = set()
    for name in root.list_commands(ctx):
        group = root.get_command(ctx, name)
        names = group.list_commands(ctx) if isinstance(group, TyperGroup) else [""]
        for inner in names:
            command = group.get_command(ctx, inner) if inner else group
            for param in command.params:
                found = {each.value for each in param.shell_complete(ctx, "")}
                assert not [firm for firm in FIRMS if any(firm in each for each in found)]
                kinds |= found
    assert {"2026-11", UNIT, "无人接听"} <= kinds


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    for shell in completion.SHELLS:
        asked(shell, "revisit status ", tmp_path / "夹" / "revisit.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_somebody_holds_is_not_waited_for(revisit: Revisit) -> None:
    revisit("units", "add", "审批科")
    before = {path.name: path.read_bytes() for path in revisit.folder.iterdir()}
    with closing(sqlite3.connect(revisit.db, isolation_level=None)) as other:
        other.execute("begin exclusive")
        started = monotonic()
        assert offered(revisit.db, "unit", "") == []
        assert monotonic() - started < 5 * SECONDS_AT_MOST
        other.execute("rollback")
    assert offered(revisit.db, "unit", "") == ["审批科"]
    assert {path.name: path.read_bytes() for path in revisit.folder.iterdir()} == before


def test_what_is_no_data_file_offers_nothing(tmp_path: Path) -> None:
    for name, data in (("text", b"text"), ("empty", b""), ("half", b"SQLite format 3\0")):
        (tmp_path / name).write_bytes(data)
        assert offered(tmp_path / name, "call", "") == []
        assert (tmp_path / name).read_bytes() == data
    assert offered(tmp_path, "call", "") == []
    assert len(list(tmp_path.iterdir())) == 3


def test_a_name_that_a_shell_would_obey_is_not_offered(revisit: Revisit) -> None:
    names = ("审批科", "$(touch 坏)", "`id`", "甲;id", "甲'乙", "甲|乙", "燃气办（东）")
    for number, name in enumerate(names):
        ledger = write_ledger(revisit.folder, name, [f"示例{number}厂"], date(2026, 11, 3))
        revisit("import", ledger.rename(revisit.folder / f"{number}.csv"), "--month", "2026-11")
    assert len(revisit.json("units", "list")["units"]) == len(names)
    assert offered(revisit.db, "unit", "") == ["审批科", "燃气办（东）"]


def test_outcomes_are_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert completion._outcomes(None, "") == list(OUTCOMES.values())  # type: ignore[arg-type]
    assert completion._outcomes(None, "n") == ["no_answer"]  # type: ignore[arg-type]
