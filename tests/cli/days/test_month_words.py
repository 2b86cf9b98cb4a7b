"""Months as people say them, wherever a command takes one."""

from typing import Any

import pytest
from typer.main import get_command

from revisit_cli.cli.app import app
from tests.cli.asking.test_missing import _commands
from tests.conftest import Revisit


def _takes_month_first(command: Any) -> bool:
    """Whether a command takes a month, and lacks nothing without one but what options say."""
    names = [param.name for param in command.params]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    is_option = "month" in names and not any(param.name == "month" for param in arguments)
    is_first = bool(arguments) and arguments[0].name == "month"
    lacks = any(param.required and param.name != "month" for param in command.params)
    return (is_first or is_option) and not lacks


WITH_MONTH = [
    words
    for words, command in _commands(
        get_command(app), get_command(app).make_context("revisit", ["status"])
    )
    if _takes_month_first(command)
]


@pytest.mark.parametrize("said", ["11", "11月", "本期", "2026年11月", "2026-11"])
@pytest.mark.parametrize(
    "words", ["status", "calls list", "visits list", "flags list", "ledgers list", "report month"]
)
def test_a_month_is_named_as_people_name_it(desk: Revisit, words: str, said: str) -> None:
    assert desk.json(*words.split(), said) == desk.json(*words.split(), "2026-11")


def test_the_period_before_is_another(desk: Revisit) -> None:
    assert desk.json("status", "上期")["month"] == "2026-10"
    assert desk.json("visits", "list", "--month", "上期")["month"] == "2026-10"


@pytest.mark.parametrize("words", WITH_MONTH)
def test_a_month_that_is_none_is_refused_with_an_example(desk: Revisit, words: str) -> None:
    page = desk(*words.split(), "--help").out
    place = "--month=下个礼拜" if "--month " in page else "下个礼拜"
    assert "11月" in desk(*words.split(), place, "--no-input", code=2).err
