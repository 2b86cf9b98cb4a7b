"""An option that takes one value: a second, other one is refused wherever it stands."""

from contextlib import suppress
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from revisit_cli.cli.spelling import name_of
from revisit_cli.errors import ExitCode
from tests.cases import hold_each
from tests.cli.pages import all_words, command_of
from tests.conftest import Revisit

ONE, OTHER = "3714", "2026"
TWO = "写了两个不同的值"
# The options that stand at a group too, and take a value.
GENERAL = ("--db", "--by", "--correct")


def _options(*, is_flag: bool) -> list[tuple[tuple[str, ...], Any]]:
    """Return every option of every command that takes one value, or that is a flag."""
    return [
        (words, param)
        for words in ((), *all_words())
        for param in command_of(*words).params
        if param.param_type_name == "option" and not param.multiple and not param.is_eager
        if bool(param.is_flag) is is_flag
    ]


def test_every_option_of_one_value_refuses_a_second_and_names_both(revisit: Revisit) -> None:
    options = _options(is_flag=False)
    assert len({name_of(param) for _, param in options}) > 60

    def check(case: tuple[tuple[str, ...], Any]) -> None:
        words, param = case
        # Each of its names is the same option, and = is a blank.
        for second in (param.opts[0], param.opts[-1]):
            typed = [f"{second}={OTHER}"] if second.startswith("--") else [second, OTHER]
            ran = revisit.try_out(*words, param.opts[-1], ONE, *typed)
            assert ran.code == ExitCode.USAGE, ran.err
            told = f"选项 {name_of(param)} {TWO}：“{ONE}”和“{OTHER}”"
            assert told in ran.err, ran.err

    hold_each(options, check, lambda case: (*case[0], case[1].opts))
    assert not revisit.db.exists()


def test_the_same_value_said_twice_loses_nothing(revisit: Revisit) -> None:
    twice = ("--by", "王芳", "--by", "王芳", "--since", "2026-11", "--since=2026-11")
    revisit("--by", "王芳", "units", "add", "审批科", *twice)
    assert revisit.json("units", "show", "审批科")["name"] == "审批科"
    assert {each["by"] for each in revisit.json("audit", "log")["events"]} == {"王芳"}


@pytest.mark.parametrize("name", GENERAL)
def test_a_value_at_the_group_and_another_at_the_command_are_two(
    revisit: Revisit, name: str
) -> None:
    one, other = (name, "甲"), (name, "乙")
    for words in (
        (*one, "calls", "list", *other),
        ("calls", *one, "list", *other),
        (*one, "calls", *other, "list"),
    ):
        ran = revisit(*words, code=ExitCode.USAGE)
        assert f"选项 {name} {TWO}：“甲”和“乙”" in ran.err


def test_a_flag_may_be_said_twice_and_not_both_ways(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)  # some write a file
    revisit("units", "add", "审批科")

    def check(case: tuple[tuple[str, ...], Any]) -> None:
        words, param = case
        command = command_of(*words)
        if isinstance(command, TyperGroup):
            return
        # Read and not run; what else the line lacks is not asked here.
        with suppress(typer.TyperException):
            command.make_context("revisit", [param.opts[-1], param.opts[-1]])

    hold_each(_options(is_flag=True), check, lambda case: (*case[0], case[1].opts))
    ran = revisit("units", "set", "审批科", "--roster", "--no-roster", code=ExitCode.USAGE)
    assert "“--roster”和“--no-roster”" in ran.err


TALK = ("calls", "record", 1, "--outcome", "接通", "--overall", "满意")
# Two values of one thing, where the option is said of several things, or stands in another place.
TWICE: dict[str, tuple[tuple[object, ...], tuple[str, str, str]]] = {
    "flags": (("flags", "list", "2026-11", "--month", "10"), ("--month", "2026-11", "2026-10")),
    "visits": (("visits", "list", "上期", "--month", "11"), ("--month", "2026-10", "2026-11")),
    "own and answer": (
        (*TALK, "--attitude", "差", "--answer", "attitude=好"),
        ("--answer", "attitude=差", "attitude=好"),
    ),
    "answers": (
        ("visits", "record", 1, "--answer", "attitude=差", "--answer", "attitude＝好"),
        ("--answer", "attitude=差", "attitude＝好"),
    ),
    "about": (
        (*TALK, "--difficulty", "停车难", "--about", "甲科", "--about", "乙科"),
        ("--about", "甲科", "乙科"),
    ),
    "import": (
        ("import", "{table}", "--map", "甲=企业名称", "--map", "甲 =单位"),
        ("--map", "甲=企业名称", "甲 =单位"),
    ),
    "compared": (
        ("ledgers", "cross-check", "{table}", "--map", "甲=企业名称", "--map", "甲=单位"),
        ("--map", "甲=企业名称", "甲=单位"),
    ),
    "map": (
        ("flags", "import", "{table}", "--map", "甲=企业名称", "--map", "甲=理由"),
        ("--map", "甲=企业名称", "甲=理由"),
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_one_thing_said_to_be_two_is_refused(revisit: Revisit, name: str) -> None:
    table = revisit.folder / "表.csv"
    table.write_text("甲,乙\n示例甲公司,施工\n", encoding="utf-8")
    revisit("units", "add", "审批科")
    words, (option, first, second) = TWICE[name]
    ran = revisit.try_out(*(str(each).format(table=table) for each in words))
    assert ran.code == ExitCode.USAGE, ran.err
    assert f"{option} {TWO}：“{first}”和“{second}”" in ran.err


def test_what_is_said_of_two_things_stands_beside_each_other(revisit: Revisit) -> None:
    table = revisit.folder / "审批科2026年11月.csv"
    table.write_text("甲,乙,丙\n示例甲公司,2026.11.3,施工\n", encoding="utf-8")
    maps = (
        "--map",
        "甲=企业名称",
        "--map",
        "乙=时间",
        "--map",
        "甲=企业名称",
        "--map",
        "丙=涉企事宜",
    )
    revisit("import", table, "--unit", "审批科", *maps)
    told = ("--answer", "attitude=差", "--answer", "extra_trips=否", "--answer", "attitude=差")
    revisit("calls", "record", 1, "--outcome", "接通", "--overall", "满意", *told)
    assert "服务态度：差" in revisit("calls", "show", 1).out


def test_a_line_that_is_being_completed_is_no_refusal(revisit: Revisit) -> None:
    context = command_of("calls", "list").make_context(
        "list", ["--unit", "甲科", "--unit", "乙科"], resilient_parsing=True
    )
    assert context.params["unit"] == "乙科"
    assert not revisit.db.exists()
