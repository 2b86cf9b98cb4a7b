"""README and the handbook show what the program does, and say what can be typed."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.program import native_parts
from tests.handbook import PAPERS, PICTURE, ROOT, made

README = "README.md"
_ON_A_PAGE = 110


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, str]]:
    """The folder the papers' months were run in, and the papers as they came out."""
    folder = tmp_path_factory.mktemp("handbook")
    found = made(folder)
    if os.environ.get("UPDATE_GOLDEN"):
        for path, text in found.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    return folder, found


@pytest.mark.skipif(None in native_parts().values(), reason="says which native part is missing")
@pytest.mark.parametrize("name", [*PAPERS, PICTURE.relative_to(ROOT).as_posix()])
def test_every_block_and_the_picture_are_what_the_program_prints(
    papers: tuple[Path, dict[Path, str]], name: str
) -> None:
    _, found = papers
    assert _read(name) == found[ROOT / name], "renew it: make golden"


def test_no_block_shows_what_nothing_prints() -> None:
    for name in PAPERS:
        text = _read(name)
        kinds = set(re.findall(r"^```(\w*)\n.", text, re.MULTILINE))
        assert kinds <= ({"console", "bat", "sh", ""} if name == README else {"console"})
        ready = re.findall(r"-->\n```console$", text, re.MULTILINE)
        assert len(ready) == len(_blocks(text, "console")) > 0
        # What is refused is shown once: what stands in the way of clearing a month.
        refused = [block for block in _blocks(text, "console") if "\n× " in block]
        assert all("还不能清零" in block for block in refused)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not here")
def test_a_stranger_checks_the_draw_by_the_line_in_readme(
    papers: tuple[Path, dict[Path, str]],
) -> None:
    folder, _ = papers
    (line,) = (each for each in _blocks(_read(README), "sh") if "verify" in each)
    subprocess.run(["sh", "-euc", line], cwd=folder / "0", check=True, capture_output=True)
    with (folder / "0" / "抽签单" / "pool.txt").open("a", encoding="utf-8") as pool:
        pool.write("示例市多出来有限公司\n")
    again = subprocess.run(["sh", "-euc", line], cwd=folder / "0", check=False, capture_output=True)
    assert again.returncode == 6


def test_the_lines_for_each_system_name_what_is_there() -> None:
    text = _read(README)
    (windows,) = _blocks(text, "bat")
    windows.encode("gbk")
    install = (ROOT / "packaging" / "安装.cmd").read_bytes().decode("gbk")
    place = r"%LOCALAPPDATA%\revisit\program"
    assert place in install
    *lines, last = windows.splitlines()
    assert all(place in line for line in lines)
    assert last == "revisit"
    found_in = r'"%LOCALAPPDATA%\Microsoft\WindowsApps\revisit.exe"'
    assert lines[-1].endswith(found_in)
    assert found_in in install
    shell = "".join(each for each in _blocks(text, "sh") if "verify" not in each)
    for line in shell.splitlines():
        assert subprocess.run(["sh", "-nc", line], check=False).returncode == 0
    assert (ROOT / "packaging" / "bundle.py").exists()
    assert "$HOME/.local/bin/revisit" in (ROOT / "packaging" / "安装.sh").read_text("utf-8")
    assert "Wine" in text


def test_readme_is_a_page() -> None:
    assert len(_read(README).splitlines()) <= _ON_A_PAGE
    for target in re.findall(r"\]\(([^)]+)\)", _read(README)):
        assert (ROOT / target).exists(), target


def test_the_picture_fetches_nothing() -> None:
    links = re.findall(r"https?://[^\s\"')]+", PICTURE.read_text(encoding="utf-8"))
    assert set(links) <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}


def test_what_the_handbook_tells_in_its_sentences_is_done_at_the_months_end(
    papers: tuple[Path, dict[Path, str]], tmp_path: Path
) -> None:
    """Each on the file as the blocks left it; sharing wants a group, and has tests of its own."""
    folder, _ = papers
    told = re.findall(r"`revisit ((?!db share)[a-z][^`]*)`", _read("docs/手册.md"))
    assert len(told) > 2
    for number, line in enumerate(told):
        place = tmp_path / str(number)
        shutil.copytree(folder / "1", place)
        ran = CliRunner().invoke(
            app,
            ["--db", str(place / "revisit.db"), "--by", "王芳", *shlex.split(line)],
            env={"REVISIT_NOW": "2026-12-15T10:00"},
        )
        assert ran.exit_code == 0, f"{line}: {ran.output}"


@pytest.mark.parametrize("name", [*PAPERS, "docs/参考.md"])
def test_every_line_that_is_told_can_be_typed(name: str) -> None:
    lines = [
        *re.findall(r"`(revisit [a-z][^`]*)`", _read(name)),
        *re.findall(r"^\$ (revisit .+)$", _read(name), re.MULTILINE),
    ]
    assert lines
    for line in lines:
        root: Any = get_command(app)
        ctx = root.make_context("revisit", ["status"])
        command, words = root, shlex.split(line)[1:]
        while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
            _, command, _ = command.resolve_command(ctx, [words.pop(0)])
        known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
        given = {word.partition("=")[0] for word in words if re.match("--?[a-z]", word)}
        assert given <= known, line
