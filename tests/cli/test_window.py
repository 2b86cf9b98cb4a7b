"""Whatever is shown fits the window, in the letters of a console that speaks GBK."""

import os
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from revisit_cli.cli import screen
from revisit_cli.cli.app import app
from revisit_cli.cli.text import width, within
from tests.bureau import CLERK, FIRMS, MONTH, UNIT, WORDS
from tests.cli.pages import pages
from tests.conftest import Revisit

COLUMNS = (80, 120)
LATER = "2026-11-26T18:00"
# What is written for programs, and a month of its own that another test walks through.
NOT_SHOWN = {("calendar", "export"), ("demo",)}
# Pages of one thing, reports, and refusals, by the first of their words.
MORE: dict[str, tuple[tuple[str, ...], ...]] = {
    "revisit": ((), ("nosuch",), ("--version",)),
    "audit": (("audit", "log", "--since", "昨天"),),
    "calendar": (
        ("calendar", "explain", "2026-11-03", "--days", "5"),
        ("calendar", "explain", "2019-02-30"),
    ),
    "calls": (
        ("calls", "show", "1"), ("calls", "show", "999"), ("calls", "lits"),
        ("calls", "list", "2026-13"), ("calls", "list", "--answers"),
        ("calls", "record", "1", "--outcome", "不存在"),
        ("calls", "record", "2", "--outcome", "接通", "--at", "2025-01-01 9:00"),
        ("calls", "appoint", "4", "下个礼拜吧"),
    ),
    "clause": (("clause", "show", "R12"), ("clause", "show", "三(一)1"), ("clause", "show", "九")),
    "close": (("close", MONTH),),
    "firms": (
        ("firms", "show", FIRMS[0]), ("firms", "show", FIRMS[3], "--all"),
        ("firms", "show", "没有这家企业"),
    ),
    "forms": (("forms", "1"), ("forms", "4")),
    "help": (("help", "选项"), ("help", "print")),
    "import": (("import", "没有这份.xlsx"),),
    "ledgers": (("ledgers", "received", "1", "明天", "--reason", "补记"),),
    "problems": (("problems", "show", "1"), ("problems", "show", "P-9999")),
    "recheck": (("recheck", "show", "2026-10"), ("recheck", "verify", "2026-10")),
    "report": (
        ("report", "month"), ("report", "month", "--all"), ("report", "half"), ("report", "duty"),
        ("report", "public"), ("report", "unit", UNIT), ("report", "month", "--explain", "nosuch"),
    ),
    "sample": (("sample", "show"), ("sample", "symposium", "--seed", "３７１４")),
    "settings": (("settings", "set", "nosuch", "1"),),
    "status": (("status", MONTH),),
    "undo": (("undo", "--list"),),
    "visits": (("visits", "show", "1"), ("visits", "sheet")),
}  # fmt: skip
GROUPS = pages()
# How a screen without the letters of some names tells them, in a narrow column in two pieces.
_NAMES = (r"\U00020bb7", r"\u4dae", r"\u3402")
_TOLD = re.compile(r"\\(?:U[0-9a-f]{0,8}|u[0-9a-f]{0,4}|x[0-9a-f]{0,2})")


def _lost(line: str) -> list[str]:
    """Return what of a line is no letter: but for those of the names that GBK has none for."""
    told = _TOLD.findall(line) + [each for each in line if each == "\ufffd"]
    return [each for each in told if not any(name.startswith(each) for name in _NAMES)]


def _is_path(line: str) -> bool:
    """Tell whether a line is where a file lies and nothing else: it stays one piece."""
    return line.startswith(os.sep) and " " not in line


def _walk(group: str) -> Iterator[tuple[str, ...]]:
    """Yield each page of help of a group, each command as it is, and more of what it shows."""
    for words in GROUPS.get(group, ()):
        if words:
            yield (*words, "--help")
        if words not in NOT_SHOWN:
            yield (*words, *WORDS.get(words, ()), "--no-input")
    yield from MORE.get(group, ())


@pytest.fixture
def bureau(bureau_of_every_list: Revisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data file of a bureau, to be copied for each command; a window shows them all."""
    for each in bureau_of_every_list.folder.glob("*.csv"):
        shutil.copy(each, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(screen, "is_window", lambda _: True)
    return bureau_of_every_list.db


def _shown(db: Path, words: tuple[str, ...], columns: int) -> Iterator[list[str]]:
    """Yield the lines of stdout and of stderr, as a GBK console has them."""
    copy = Path("copy.db")
    shutil.copy(db, copy)
    environment = {
        "REVISIT_DB": str(copy.absolute()), "REVISIT_BY": CLERK, "REVISIT_NOW": LATER,
        "COLUMNS": str(columns), "PYTHONIOENCODING": "gbk",
    }  # fmt: skip
    ran = CliRunner(charset="gbk").invoke(app, words, env=environment)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), (words, ran.exception)
    assert ran.exit_code != 1, words
    for stream in (ran.stdout_bytes, ran.stderr_bytes):
        yield stream.decode("gbk").splitlines()


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_screen_fits_the_window_and_loses_no_letter_under_gbk(
    bureau: Path, group: str, columns: int
) -> None:
    assert set(MORE) <= set(GROUPS)
    for words in _walk(group):
        for lines in _shown(bureau, words, columns):
            assert [line for line in lines if _lost(line)] == [], words
            wide = [line for line in lines if width(line) > columns]
            assert [line for line in wide if not _is_path(line)] == [], words
            broken = [
                (one, other)
                for one, other in pairwise(lines)
                if width(one) > columns - 8 and one[-1:].isdigit() and other.strip()[:1].isdigit()
            ]
            assert broken == [], words


def test_a_command_to_type_is_not_broken_where_a_line_has_room_for_it() -> None:
    command = "revisit recheck freeze 2026-11 --reason 补抽"
    lines = within(f"× 名单还没有定，不能封名单，也不能抽取，要做先定名单：{command}。", 60, 2)
    assert any(command in line for line in lines)
    assert len(lines) == 2


def test_a_colour_takes_no_room_and_a_pipe_gets_its_lines_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert width("\x1b[31m急\x1b[0m") == 2
    screen.say("长" * 100)
    assert capsys.readouterr().out == "长" * 100 + "\n"
