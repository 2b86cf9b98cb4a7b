"""What programs read is UTF-8 whatever the console speaks; people read by the console."""

import codecs
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

import revisit_cli
from revisit_cli.cli.app import app
from revisit_cli.cli.completion import SHELLS
from revisit_cli.cli.context import CommonOptions
from revisit_cli.cli.screen import emit, show_csv
from tests.bureau import CLERK, FIRMS, LISTS, UNIT, WORDS
from tests.conftest import Revisit


@pytest.fixture
def bureau(bureau_of_every_list: Revisit) -> Revisit:
    return bureau_of_every_list


CODE_PAGES = ("gbk", "cp1252", "ascii")
# What programs read beside the commands that declare themselves lists.
OTHERS: tuple[tuple[str, ...], ...] = (
    ("calendar", "show"),
    ("calls", "progress"),
    ("calls", "return", "--list"),
    ("duty", "find"),
    ("status",),
)
# Lists that name no firm, unit or clerk of the bureau.
NAMELESS = (
    ("calendar", "show"),
    ("clause", "list"),
    ("sample", "list"),
    ("status",),
    ("undo",),
)


def _bytes(bureau: Revisit, code_page: str, *words: str, code: int = 0) -> bytes:
    """Return what a command writes to a stdout whose text is of this code page."""
    environment = {
        "REVISIT_DB": str(bureau.db), "REVISIT_BY": CLERK, "REVISIT_NOW": bureau.now,
        "COLUMNS": "120",
    }  # fmt: skip
    ran = CliRunner(charset=code_page).invoke(app, words, env=environment)
    assert ran.exit_code == code, (words, ran.exception)
    return ran.stdout_bytes


def _has_name(text: str) -> bool:
    return any(name in text for name in (*FIRMS[:3], UNIT, CLERK, "浉河䶮𠮷局", "示例㐂燃气厂"))


@pytest.mark.parametrize("code_page", CODE_PAGES)
@pytest.mark.parametrize("look", [*LISTS, *OTHERS], ids=" ".join)
def test_every_list_is_the_same_utf8_for_programs_under_any_code_page(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch, look: tuple[str, ...], code_page: str
) -> None:
    monkeypatch.chdir(bureau.folder)
    words = (*look, *WORDS.get(look, ()))
    table = _bytes(bureau, code_page, *words, "--csv")
    assert table.startswith(codecs.BOM_UTF8)
    assert table.count(codecs.BOM_UTF8) == 1
    assert b"\r" not in table
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    document = _bytes(bureau, code_page, *words, "--json").decode()
    lines = _bytes(bureau, code_page, *words, "--nl").decode().splitlines()
    assert isinstance(json.loads(document), dict)
    assert all(isinstance(json.loads(line), dict) for line in lines)
    if look not in NAMELESS:
        assert _has_name(table.decode())
        assert _has_name(document)
        assert any(map(_has_name, lines))


def _started(bureau: Revisit, *words: str, **environment: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "revisit_cli", *words],
        stdout=subprocess.PIPE,
        env={**os.environ, "REVISIT_DB": str(bureau.db), "PYTHONUTF8": "0", **environment},
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def gbk_locale(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a system whose locale is GBK, made where it can be."""
    folder = tmp_path_factory.mktemp("locales")
    make = ["localedef", "-f", "GBK", "-i", "zh_CN", str(folder / "zh_CN.gbk")]
    try:
        subprocess.run(make, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine cannot make a GBK locale")
    try:
        os.fsencode(revisit_cli.__path__[0]).decode("gbk")
    except UnicodeDecodeError:
        pytest.skip("in a GBK locale Python finds no module in a folder whose name is none of GBK")
    return {"LOCPATH": str(folder), "LC_ALL": "zh_CN.gbk"}


def test_a_gbk_locale_gets_utf8_for_programs_and_gbk_for_people(
    bureau: Revisit, gbk_locale: dict[str, str]
) -> None:
    words = ("firms", "list")
    for option in ("--csv", "--json"):
        told = _started(bureau, *words, option, **gbk_locale)
        assert [name for name in FIRMS if name not in told.decode("utf-8-sig")] == []
    shown = _started(bureau, *words, COLUMNS="120", **gbk_locale).decode("gbk")
    assert FIRMS[3] in shown
    assert FIRMS[0].replace("𠮷", r"\U00020bb7") in shown


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_a_file_gets_the_same_bytes_as_a_pipe(
    bureau: Revisit, tmp_path: Path, code_page: str
) -> None:
    path = tmp_path / "企业.csv"
    command = [sys.executable, "-m", "revisit_cli", "firms", "list", "--csv"]
    environment = {**os.environ, "REVISIT_DB": str(bureau.db), "PYTHONIOENCODING": code_page}
    with path.open("wb") as file:
        subprocess.run(command, stdout=file, env=environment, check=True)
    assert path.read_bytes() == _bytes(bureau, "utf-8", "firms", "list", "--csv")


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_a_calendar_on_stdout_is_the_file_that_would_be_written(
    bureau: Revisit, tmp_path: Path, code_page: str
) -> None:
    path = tmp_path / "截止日.ics"
    _bytes(bureau, code_page, "calendar", "export", "-o", str(path))
    told = _bytes(bureau, code_page, "calendar", "export", "-o", "-")
    assert told == path.read_bytes()
    assert told.count(b"\r\n") == told.count(b"\n") == told.count(b"\r")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_the_shell_has_the_shells_own_line_ends(bureau: Revisit, shell: str) -> None:
    told = _bytes(bureau, "cp1252", "--show-completion", shell)
    assert b"_REVISIT_COMPLETE" in told
    assert b"\r" not in told


def test_line_ends_are_not_the_systems_and_a_cell_of_lines_is_one_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A Windows stdout turns each LF into CRLF; a cell may hold any of the three line ends."""
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stdout)
    context = typer.Context(get_command(app), obj=CommonOptions(csv=True))
    assert show_csv(context, ("甲", "乙"), [("一\r二\r\n三\n四", "=1"), ("\r=2", -1)])
    stdout.flush()
    assert isinstance(stdout.buffer, io.BytesIO)
    told = stdout.buffer.getvalue().decode("utf-8-sig")
    assert "\r" not in told
    assert list(csv.reader(io.StringIO(told, newline=""))) == [
        ["甲", "乙"],
        ["一\n二\n三\n四", "'=1"],
        ["'\n=2", "-1"],
    ]


def test_half_a_surrogate_pair_in_a_name_is_written_as_json_writes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    monkeypatch.setattr(sys, "stdout", stdout)
    emit(json.dumps("\udcff.csv", ensure_ascii=False))
    assert isinstance(stdout.buffer, io.BytesIO)
    assert json.loads(stdout.buffer.getvalue()) == "\udcff.csv"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_every_command_has_may_stand_at_any_level(desk: Revisit, place: int) -> None:
    words = ["calls", "list"]
    words[place:place] = ["--json", "--by", "李梅"]
    assert desk.try_out(*words).json["calls"]
    assert "没有用到" not in desk(*words).err
