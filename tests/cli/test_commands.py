"""The frame every command stands in: help, refusals, exit codes, streams."""

import importlib
import importlib.util
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import Root, app
from tests.cases import hold_each
from tests.cli.pages import command_of, pages
from tests.conftest import Revisit
from tests.filled import fill_firms
from tests.ledgers import write_ledger

ENGLISH = re.compile(r"[A-Za-z]{4,} [A-Za-z]{3,}")


def _started(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "revisit_cli", *words],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def _leaves() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, (module, _) in Root.late.items():
        try:
            typer_app = importlib.import_module(module).app
        except ModuleNotFoundError:
            continue
        found.append((name,))
        if typer_app.registered_callback:
            found += [(name, str(each.name)) for each in typer_app.registered_commands]
            found += [(name, each) for each in getattr(typer_app.info.cls, "late", ())]
    return found


def _examples(page: str) -> list[str]:
    """Return the command lines of a help page's 例：, without ``revisit``."""
    _, mark, rest = page.partition("例：")
    lines = itertools.takewhile(bool, (line.strip() for line in rest.splitlines())) if mark else ()
    return [line.removeprefix("revisit ") for line in lines]


def _parse(command: Any, words: list[str]) -> str:
    """Parse a whole command line without running it; return the command's words."""
    ctx = command.make_context("revisit", ["settings", "list"])
    at = 0
    while isinstance(command, TyperGroup) and words[at:]:
        _, command, _ = command.resolve_command(ctx, words[at:])
        at += 1
    with command.make_context(command.name, words[at:], parent=ctx):
        return " ".join(words[:at])


@pytest.mark.parametrize("words", _leaves(), ids=" ".join)
def test_every_help_page_leads_with_examples_that_parse(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    examples = _examples(revisit(*words, "--help").out)
    assert examples
    for example in examples:
        assert _parse(get_command(app), shlex.split(example)).startswith(" ".join(words))


@pytest.mark.parametrize("slip", ["calls shwo 12", "calls show --phnes 12", "duty find 一 二"])
def test_an_example_with_a_slip_in_it_would_not_parse(slip: str) -> None:
    with pytest.raises((typer.Exit, typer.TyperException)):
        _parse(get_command(app), shlex.split(slip))


def test_the_help_page_lists_no_command_that_is_not_there() -> None:
    for module, _ in Root.late.values():
        assert importlib.util.find_spec(module) is not None, module
    assert {name for names in Root.panels.values() for name in names} == Root.late.keys()


@pytest.mark.parametrize("words", [(), *_leaves()], ids=" ".join)
def test_every_help_page_speaks_chinese_and_makes_no_file(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    for option in ("-h", "--help"):
        ran = revisit(*words, option)
        assert ran.out.startswith("用法：")
        assert not ENGLISH.findall(re.sub(r"revisit [^\n]*|--[^\n]*|见 [a-z ]+", "", ran.out))
    assert not revisit.db.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("calender",), "calendar"),
        (("settings", "lst"), "list"),
        (("settings", "set"), "缺少"),
        (("settings", "list", "--jsn"), "--json"),
        (("settings", "list", "多余(1)"), "多出了参数：多余(1)\n"),
        (("audit", "log", "--limit", "零"), "应为"),
    ],
)
def test_a_slip_is_told_in_chinese_with_the_way_out(
    revisit: Revisit, words: tuple[str, ...], said: str
) -> None:
    ran = revisit(*words, code=2)
    assert said in ran.err
    assert "--help" in ran.err
    assert not ran.out


def test_a_clock_that_cannot_be_read_is_refused(revisit: Revisit) -> None:
    revisit("settings", "list", now="昨天", code=2)


@pytest.mark.parametrize(
    "now", ["0001-01-01T00:00", "1971-01-01T09:00", "1999-12-31T23:59", "3000-01-01T00:00",
            "9999-12-31T23:59+00:00"]
)  # fmt: skip
@pytest.mark.parametrize("words", ["status", "calls list", "calls next", "report month"])
def test_a_clock_at_the_end_of_days_gets_a_sentence(revisit: Revisit, now: str, words: str) -> None:
    ran = revisit(*words.split(), now=now, code=2)
    assert f"现在的时间是 {now[:4]}-" in ran.err
    assert not revisit.db.exists()


# At and beyond both ends of the years that anybody means, and of those that Python knows.
EDGES = ("0001-H1", "9999-12", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59-12:00",
         "2000-01", "2000-H1", "2999-12", "2999-H2", "2999-12-31T23:59")  # fmt: skip
OF_TIME = {"--month", "--half", "--on", "--held-on", "--verified-on", "--at", "--callback",
           "--received", "--since", "--until", "--from", "--to"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(pages().keys() - {"demo", "revisit"}))
def test_a_day_at_the_end_of_days_is_no_bug_of_any_command(
    revisit: Revisit, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)
    revisit("import", write_ledger(revisit.folder, "审批科", ["甲公司"], date(2026, 11, 3)))
    cases: list[tuple[str, ...]] = []
    for words in pages()[name]:
        own = {each for param in command_of(*words).params for each in param.opts} & OF_TIME
        before = [(), ("1",), *((each,) for each in own), *(("1", each) for each in own)]
        cases += [(*words, *each, edge) for each in before for edge in EDGES]

    def check(words: tuple[str, ...]) -> None:
        ran = revisit.try_out(*words)
        assert ran.code != 1, ran.err

    hold_each(cases, check)


def test_options_may_stand_before_or_after_the_command(revisit: Revisit) -> None:
    assert revisit("--json", "settings", "list").out == revisit("settings", "list", "--json").out


def test_csv_opens_in_excel_and_holds_no_formula(revisit: Revisit) -> None:
    revisit("settings", "set", "bureau", "=1+1")
    out = revisit("settings", "list", "--csv").out
    assert out.startswith("\ufeff设定,现值")
    assert "bureau,'=1+1," in out


def test_a_stream_of_lines_holds_the_items_of_the_list(revisit: Revisit) -> None:
    listed = revisit.json("settings", "list")["settings"]
    lines = revisit("settings", "list", "--nl").out.splitlines()
    assert [json.loads(line) for line in lines] == listed


def test_what_is_no_list_is_one_line_either_way(revisit: Revisit) -> None:
    assert revisit("db", "path", "--nl").out == revisit("db", "path", "--json").out


def test_the_version_names_program_schema_sqlite_and_python() -> None:
    told = _started("--version").stdout.decode()
    assert re.search(r"revisit \S+（数据格式 \d+）\nSQLite 3\S+ · Python 3", told)


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize("words", ["settings list", "settings list --csv", "settings list --json"])
def test_a_reader_that_has_had_enough_ends_it_quietly(tmp_path: Path, words: str) -> None:
    # The reader is gone before the first line is written.
    command = (
        f"{shlex.quote(sys.executable)} -m revisit_cli {words} | true; exit ${{PIPESTATUS[0]}}"
    )
    environment = {**os.environ, "REVISIT_DB": str(tmp_path / "x.db")}
    subprocess.run(
        [sys.executable, "-m", "revisit_cli", "settings", "list"],
        env=environment,
        capture_output=True,
        check=True,
    )
    ran = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert (ran.stderr, ran.returncode) == (b"", 0)


def test_a_gbk_pipe_never_crashes(tmp_path: Path) -> None:
    database = str(tmp_path / "x.db")
    ran = _started(
        "settings", "set", "bureau", "浉河䶮𠮷局", PYTHONIOENCODING="gbk", REVISIT_DB=database
    )
    assert ran.returncode == 0
    shown = _started("settings", "list", PYTHONIOENCODING="gbk", REVISIT_DB=database)
    assert shown.returncode == 0
    assert "浉河" in shown.stdout.decode("gbk")


@pytest.mark.parametrize(
    ("group", "word"), [("calls", "next"), ("calls", "skip"), ("report", "month")]
)
def test_of_a_group_only_the_command_that_is_called_for_is_made(group: str, word: str) -> None:
    root = Root(name="revisit")
    ctx = typer.Context(root)
    found = root.get_command(ctx, group)
    assert found.commands == {}
    command = found.get_command(ctx, word)
    assert found.commands == {word: command}
    assert command.name == word
    assert set(found.list_commands(ctx)) > {word}


def test_a_bug_stays_loud_without_telling_what_was_typed(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    # Never the data of whoever runs the tests.
    monkeypatch.setenv("REVISIT_DB", str(revisit.db))
    monkeypatch.setattr("revisit_cli.operations.rules.setting.set_setting", broken)
    with pytest.raises(ZeroDivisionError):
        app(["settings", "set", "bureau", "13800000001"])
    assert "13800000001" not in capsys.readouterr().err


def test_both_streams_down_one_pipe_come_in_the_order_they_were_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "revisit_cli", "calls", "list"]
    environment = {**os.environ, "REVISIT_DB": str(tmp_path / "x.db")}
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=True
    )
    lines = ran.stdout.decode().splitlines()
    assert lines[-2].startswith("共 0 户")
    assert lines[-1].startswith("名单是空的")


@pytest.mark.parametrize(
    "words",
    ["calls show 99999999999999999999", "calls drafts --drop 99999999999999999999",
     "duty dismiss 99999999999999999999 --reason 误报 --decided-by 甲"],
)  # fmt: skip
def test_a_number_no_record_can_have_is_refused_in_words(revisit: Revisit, words: str) -> None:
    assert "数太大" in revisit(*words.split(), code=2).err


@pytest.mark.parametrize("words", ["calls sheet -o {}", "calls sheet -o {}/甲", "demo {}"])
def test_a_file_is_no_folder_to_write_to(revisit: Revisit, words: str) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", ["甲公司"], date(2026, 11, 3)))
    path = revisit.folder / "名册.csv"
    path.write_text("单位", encoding="utf-8")
    assert "无法写入" in revisit(*words.format(path).split(), code=3).err
    assert path.read_text(encoding="utf-8") == "单位"
    assert revisit.json("calls", "next")["firm"] == "甲公司"


@pytest.mark.parametrize(
    "words", ["calendar export -o {}.ics", "demo {}", "db restore {} --yes", "sample export -o {}"]
)
def test_a_name_longer_than_the_system_takes_is_refused_in_words(
    revisit: Revisit, words: str
) -> None:
    fill_firms(revisit.db, 12)
    revisit("sample", "symposium", "--seed", "1")
    ran = revisit(*words.format(revisit.folder / ("长" * 200)).split(), code=3)
    assert "文件名太长" in ran.err
