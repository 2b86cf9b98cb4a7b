"""What a command lacks: asked for at a terminal, named where nobody can be asked."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.asking import missing
from revisit_cli.cli.asking.line_told import line_of
from revisit_cli.cli.asking.missing import QUESTIONS
from revisit_cli.cli.asking.trail import Stopped
from revisit_cli.cli.context import CommonOptions
from revisit_cli.cli.spelling import name_of
from tests.bureau import FIRMS
from tests.cli.terminal import Spawn, answer
from tests.conftest import Revisit


def _commands(command: Any, ctx: Any, *before: str) -> Iterator[tuple[str, Any]]:
    if isinstance(command, TyperGroup):
        for name in command.list_commands(ctx):
            yield from _commands(command.get_command(ctx, name), ctx, *before, name)
    else:
        yield " ".join(before), command


def _all() -> list[tuple[str, Any]]:
    root = get_command(app)
    return list(_commands(root, root.make_context("revisit", ["status"])))


LACKING = [
    (words, [param for param in command.params if param.required])
    for words, command in _all()
    if any(param.required for param in command.params)
]
EACH = [(words, str(param.name)) for words, params in LACKING for param in params]


@pytest.mark.parametrize(("words", "params"), LACKING, ids=[words for words, _ in LACKING])
def test_without_a_terminal_everything_that_is_lacking_is_named(
    revisit: Revisit, words: str, params: list[Any]
) -> None:
    for more in ((), ("--no-input",)):
        told = revisit(*words.split(), *more, code=2).err
        for param in params:
            assert name_of(param) in told


@pytest.mark.parametrize("named", ["integrity", "吃拿卡要", "廉洁", "integrity@审批科"])
def test_the_line_to_be_typed_next_time_leaves_out_what_was_said_in_confidence(named: str) -> None:
    words = ["12", "--outcome", "接通", "--integrity", "有", "--words", f"{named}=要了两条烟"]
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    ctx: Any = root.make_context("revisit", ["calls", "record", *words])
    for name in ("calls", "record"):
        command = ctx.command.get_command(ctx, name)
        more = words if name == "record" else ["record", *words]
        ctx = command.make_context(name, more, parent=ctx)
    told = line_of(ctx)
    assert told.startswith("revisit calls record 12 --outcome 接通")
    assert "--integrity ……" in told
    assert f"{named}=……" in told
    assert "烟" not in told
    assert "有" not in told


@pytest.fixture(scope="module")
def whole(bureau_of_every_list: Revisit, tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Return a bureau in which there is something to choose for whatever is asked."""
    revisit = Revisit(tmp_path_factory.mktemp("whole"))
    shutil.copy(bureau_of_every_list.db, revisit.db)
    revisit("flags", "add", FIRMS[0], "--reason", "complaint")
    revisit("db", "backup")
    return revisit


@pytest.mark.parametrize(("words", "name"), EACH, ids=map(" ".join, EACH))
def test_at_a_terminal_each_thing_that_is_lacking_is_asked_for(
    whole: Revisit, monkeypatch: pytest.MonkeyPatch, words: str, name: str
) -> None:
    asked: list[str] = []

    def heard(prompt: str) -> str:
        asked.append(prompt)
        raise Stopped

    monkeypatch.chdir(whole.folder)
    monkeypatch.setattr(missing, "heard", heard)
    common = CommonOptions(db=str(whole.db), by=whole.by)
    command: Any = get_command(app)
    ctx = typer.Context(command, info_name="revisit", obj=common)
    for word in words.split():
        command = command.get_command(ctx, word)
        ctx = typer.Context(command, parent=ctx, info_name=word)
    (param,) = [each for each in command.params if each.name == name]
    lack = missing.Lack(ctx, param, {})
    with pytest.raises(Stopped):
        missing._question(ctx, param)(lack)
    assert len(asked) == 1
    assert asked[0].endswith("> ")


def test_no_question_is_of_a_parameter_that_is_gone() -> None:
    known = set()
    for words, command in _all():
        for param in command.params:
            metavar = param.metavar if param.param_type_name == "argument" else None
            known |= {f"{words} {param.name}", metavar, param.name}
    assert set(QUESTIONS) <= known


@pytest.mark.parametrize("group", ["calls", "firms", "units", "duty", "duty key", "report"])
def test_a_bare_group_shows_its_page(revisit: Revisit, group: str) -> None:
    words = group.split()
    assert revisit(*words).out == revisit(*words, "--help").out


@pytest.fixture
def at(desk: Revisit, spawn: Spawn) -> Callable[..., Any]:
    return lambda *words, **more: spawn(desk, *words, **more)


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("firms", "show"), ["yc"], "乙丑有限公司"),
        (("firms", "show"), ["示例市", "2"], "乙丑有限公司"),
        (("ledgers", "template"), ["燃气"], "燃气办_附表3.xlsx"),
        (("flags", "add"), ["乙丑", "4"], "已列入上门回访"),
        (("calls", "skip"), ["丙寅", "正在开标"], "已跳过"),
        (("calls", "appoint"), ["丙寅", "12-03 10:00"], "12-03 10:00"),
        (("calls", "record"), ["丙寅", "接通", "1"], "已保存 #1"),
        (("calls", "record"), ["丙寅", "无人接听"], "已保存 #1"),
        (("units", "add"), ["园林科"], "已登记 园林科"),
        (("settings", "set"), ["表头", "示例局"], "示例局"),
        (("clause", "show"), ["R25"], "R25"),
    ],
)
def test_at_a_terminal_it_is_asked_for_and_the_one_line_is_told(
    at: Callable[..., Any], words: tuple[str, ...], typed: list[str], said: str
) -> None:
    child = at(*words)
    answer(child, *typed)
    child.expect(said)
    child.expect(f"同一件事的命令：revisit {' '.join(words)} ")
    child.wait()
    assert child.exitstatus == 0


@pytest.mark.parametrize("typed", ["q", "<"])
def test_leaving_does_nothing(desk: Revisit, at: Callable[..., Any], typed: str) -> None:
    child = at("flags", "add")
    child.expect("> ")
    child.sendline("乙丑")
    child.expect("理由> ")
    if typed == "<":
        child.sendline("<")
        child.expect("企业：")
    child.sendline(typed)
    child.expect("没有保存任何记录")
    child.wait()
    assert child.exitstatus == 130
    assert desk.json("flags", "list")["flags"] == []


def test_the_end_of_input_is_told_as_a_cancel(desk: Revisit, at: Callable[..., Any]) -> None:
    child = at("flags", "add")
    child.expect("> ")
    child.sendeof()
    child.expect("输入结束，当作取消，没有保存任何记录")
    child.wait()
    assert child.exitstatus == 130


def test_no_input_asks_nothing_even_at_a_terminal(at: Callable[..., Any]) -> None:
    child = at("flags", "add", "--no-input")
    child.expect("缺少参数 企业、选项 --reason")
    child.wait()
    assert child.exitstatus == 2
