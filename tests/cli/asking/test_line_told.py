"""The one line that is told after an act does what was asked for bit by bit."""

import shlex
import shutil
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.asking.line_told import line_of
from revisit_cli.cli.context import CommonOptions
from tests.cli.terminal import Spawn, answer
from tests.cli.terminal import spawn as spawn
from tests.conftest import Revisit

WORDS = st.text(
    st.characters(codec="gbk", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1
)


def _made(words: list[str], common: CommonOptions | None = None) -> Any:
    """Return the context of a command line, as far as it is parsed."""
    ctx: Any = get_command(app).make_context("revisit", list(words), obj=common or CommonOptions())
    left = list(words)
    while isinstance(ctx.command, TyperGroup):
        name, *left = left
        command: Any = ctx.command.get_command(ctx, name)
        ctx = command.make_context(name, list(left), parent=ctx)
    return ctx


@example("-*", "0")  # in quotes, and an option none the less
@given(WORDS, WORDS)
def test_whatever_was_typed_reads_back_from_the_line(name: str, said: str) -> None:
    words = ["problems", "add", f"--words={said}", "--", name]
    ctx = _made(words)
    line = shlex.split(line_of(ctx))
    assert line[0] == "revisit"
    again = _made(line[1:])
    for param in ("firm", "text"):
        assert again.params.get(param) == ctx.params.get(param)
    assert again.params == ctx.params


def test_the_line_names_the_file_and_the_clerk_it_was_told_of() -> None:
    common = CommonOptions(db="/a b/r.db", by="王 芳", correction="报错了")
    line = line_of(_made(["units", "add", "园林科"], common))
    for told in ('--db "/a b/r.db"', '--by "王 芳"', "--correct 报错了"):
        assert told in line


# What is typed at the menu, and the list in which its effect is seen.
ACTS = [
    (["15", "园林科", "1", "1"], ["units", "list"]),
    (["14", "1", "乙丑", "4", "图纸退了三次；“说不清”"], ["flags", "list"]),
    (["4", "0", "乙丑", "车位不够，$5 & 挪用", "0", ""], ["problems", "list"]),
    (["2", "1"], ["calls", "list"]),
    (["18", "2", "office_phone", "0376-6360001"], ["settings", "list"]),
]


@pytest.mark.parametrize(("typed", "seen"), ACTS, ids=[words[0] for words, _ in ACTS])
def test_the_line_does_what_the_menu_did(
    desk: Revisit, spawn: Spawn, typed: list[str], seen: list[str]
) -> None:
    before = desk.folder / "before.db"
    shutil.copy(desk.db, before)
    child = spawn(desk)
    answer(child, *typed)
    child.expect(r"同一件事的命令：\s*revisit ([^\r]+)\r")
    told = child.match.group(1)
    child.expect("办哪件[^>]*> ")
    child.sendline("q")
    child.expect("再见")
    child.expect_eof()
    done = desk.json(*seen)
    assert done != _after(desk, before, [], seen)
    assert done == _after(desk, before, shlex.split(told), seen)


def _after(desk: Revisit, before: Any, words: list[str], seen: list[str]) -> Any:
    """Return a list as it is after a command on the file as it was."""
    shutil.copy(before, desk.db)
    if words:
        desk(*words, by="甲")
    return desk.json(*seen)
