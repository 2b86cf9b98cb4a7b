"""The streams of the program, and what falls where nothing can be raised."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revisit_cli.cli import streams
from tests.bureau import LISTS, WORDS
from tests.cli.pages import all_words
from tests.cli.terminal import Spawn
from tests.conftest import Revisit

# Starts every command anew in a process that lost its streams, and tells how each ended.
_RUN = """
import importlib, json, os, sys
from revisit_cli.cli import app, main
# Once, and not in every child.
for name in ("rich.table", "rich.console", *(module for module, _ in app.Root.late.values())):
    importlib.import_module(name)
how, commands = sys.argv[1], json.loads(sys.argv[2])
told = {}
def lose():
    if how == "none":
        for name in ("stdin", "stdout", "stderr"):
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)
    if how == "full":
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, 1)
        os.dup2(full, 2)
    else:
        for number in {"none": (0, 1, 2), "closed": (1, 2), "all closed": (0, 1, 2)}[how]:
            os.close(number)
for words in commands:
    child = os.fork()
    if child == 0:
        code = 77
        try:
            kept = os.dup(2)
            os.set_inheritable(kept, False)
            lose()
            sys.argv[:] = ["revisit", *words]
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException as problem:
            os.write(kept, repr(problem).encode())
        finally:
            os._exit(code)
    told[" ".join(words)] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps(told))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="streams are closed in a fork")
@pytest.mark.parametrize("how", ["closed", "all closed", "full", "none"])
def test_every_list_ends_in_its_exit_code_without_anywhere_to_speak(
    how: str, bureau_of_every_list: Revisit
) -> None:
    lists = [[*words, *WORDS.get(words, ())] for words in LISTS]
    others = [["status"], ["undo", "--list"], ["--help"], ["--version"], ["no", "such"], []]
    codes, said = _ended(bureau_of_every_list, how, lists + others)
    assert codes.pop("no such") == 2
    # A result that nobody gets is no success, and never a bug.
    assert codes == dict.fromkeys(codes, 3), said
    assert said == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="streams are closed in a fork")
@pytest.mark.parametrize("how", ["all closed", "full"])
def test_no_command_is_a_bug_without_anywhere_to_speak(
    how: str, bureau_of_every_list: Revisit, tmp_path: Path
) -> None:
    shutil.copytree(bureau_of_every_list.folder, tmp_path / "work")
    bureau = Revisit(tmp_path / "work")
    # The demonstration starts others.
    leaves = [words for words in all_words() if words != ("demo",)]
    more = ((), ("1",))
    tried = [[*words, *each] for words in leaves for each in more]
    codes, said = _ended(bureau, how, tried)
    assert len(codes) == len(tried)
    assert {words: code for words, code in codes.items() if code in (1, 77) or code < 0} == {}
    assert said == ""
    assert bureau.json("audit", "verify")["ok"]


def _ended(bureau: Revisit, how: str, commands: list[list[str]]) -> tuple[dict[str, int], str]:
    """Return how each of some commands ended, and what escaped all its streams."""
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, how, json.dumps(commands)],
        cwd=bureau.folder,
        stdin=subprocess.DEVNULL,
        env={
            **os.environ, "REVISIT_DB": str(bureau.db), "REVISIT_BY": bureau.by,
            "REVISIT_NOW": bureau.now, "COLUMNS": "30",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )  # fmt: skip
    codes: dict[str, int] = json.loads(ended.stdout)
    return codes, ended.stderr


@pytest.mark.parametrize(("error", "is_told"), [(KeyboardInterrupt, False), (ValueError, True)])
def test_an_interrupt_in_a_destructor_ends_in_no_traceback(
    error: type[BaseException],
    is_told: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Falling:
        def __del__(self) -> None:
            raise error

    monkeypatch.setattr(sys, "unraisablehook", streams.heed)
    Falling()
    assert ("Traceback" in capsys.readouterr().err) is is_told


def test_a_ctrl_c_that_can_be_raised_nowhere_is_heeded_before_much_is_loaded() -> None:
    told = """
import sys
from importlib.abc import MetaPathFinder
class Watching(MetaPathFinder):
    def find_spec(self, name, *_):
        if name == "revisit_cli.cli.app":
            print(sys.unraisablehook.__name__)
sys.meta_path.insert(0, Watching())
from revisit_cli.cli import main
main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", told, "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[0] == "heed"


@pytest.mark.parametrize("name", ["LC_ALL", "LANG"])
def test_a_terminal_gets_its_own_letters_though_the_system_lacks_their_locale(
    revisit: Revisit, spawn: Spawn, name: str
) -> None:
    revisit("units", "add", "审批科")
    none = dict.fromkeys(("LC_ALL", "LC_CTYPE", "LANG", "PYTHONIOENCODING"), "")
    child = spawn(revisit, encoding="gbk", **(none | {name: "zh_CN.GBK"}))  # type: ignore[arg-type]
    child.expect("还没报|收台账")
    child.expect("办哪件[^>]*> ")
    child.sendline("15")
    child.expect("审批科")
    child.expect("> ")
    child.sendline("园林科")
    child.expect("名册上没有“园林科”")
    child.expect("> ")
    child.sendline("1")
    child.expect("是哪一类> ")
    child.sendline("1")
    child.expect("办哪件")
    assert {each["name"] for each in revisit.json("units", "list")["units"]} == {"审批科", "园林科"}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"LANG": "zh_CN.GBK"}, "gbk"),
        ({"LANG": "zh_CN.GB18030@pinyin"}, "gb18030"),
        ({"LANG": "zh_CN.GBK", "LC_ALL": "zh_CN.UTF-8"}, None),
        ({"LANG": "zh_CN.GBK", "LC_CTYPE": "C.UTF-8"}, "gbk"),
        ({"LANG": "zh_CN.GBK", "LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "zh_CN.UTF-8", "LC_CTYPE": "zh_CN.GBK"}, "gbk"),
        ({"LANG": "zh_CN.UTF-8"}, None),
        ({"LANG": "zh_CN.nosuch"}, None),
        ({"LANG": "C"}, None),
        ({}, None),
        ({"LANG": "zh_CN.GBK", "PYTHONUTF8": "1"}, None),
        ({"LANG": "zh_CN.GBK", "PYTHONIOENCODING": "utf-8"}, None),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="letters are named so on POSIX")
def test_letters_are_those_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], name: str | None
) -> None:
    for each in ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"):
        monkeypatch.delenv(each, raising=False)
    for each, value in told.items():
        monkeypatch.setenv(each, value)
    assert streams._said_by_terminal() == name
