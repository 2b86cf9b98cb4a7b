"""Refusals of a command line that cannot be parsed, in Chinese."""

from typing import Any, NoReturn

import typer

from revisit_cli.cli.screen import tell
from revisit_cli.cli.spelling import name_of
from revisit_cli.cli.text import safe_name
from revisit_cli.errors import ExitCode


def refuse_usage(sentence: str, command_path: str) -> NoReturn:
    """End with exit 2, the sentence and the way to the help page."""
    tell(f"× {safe_name(sentence)}")
    tell(f"  用法见：{command_path} --help")
    raise typer.Exit(ExitCode.USAGE)


def tell_usage(error: Any) -> int:
    """Say what Typer could not parse, and where the help page is; return the exit code."""
    ctx = getattr(error, "ctx", None)
    tell(f"× {safe_name(_sentence(error))}")
    if ctx is not None:
        tell(f"  用法见：{ctx.command_path} --help")
    return int(getattr(error, "exit_code", ExitCode.USAGE))


def given_beside(ctx: typer.Context, *names: str) -> tuple[str, ...]:
    """Return the command's own arguments and options that were typed, but for these."""
    typed = [
        param
        for param in ctx.command.params
        if param.expose_value
        and param.name not in (None, *names)
        and getattr(ctx.get_parameter_source(param.name or ""), "name", "") == "COMMANDLINE"
    ]
    return tuple(map(name_of, typed))


def _sentence(error: Any) -> str:
    kind = type(error).__name__
    param = getattr(error, "param", None)
    if kind == "MissingParameter":
        lacks = getattr(error, "lacks", None) or [param]
        return f"缺少{'、'.join(map(_param_name, lacks))}。"
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        hint = f"相近的有：{'、'.join(sorted(near))}。" if near else ""
        return f"没有“{error.option_name}”这个选项。{hint}"
    if kind == "BadParameter" and param is not None:
        return f"{_param_name(param)} 的值不对。{_expected(param)}"
    if kind == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 用法不对：少了值，或多了值。"
    if "unexpected extra argument" in error.message:
        return f"多出了参数：{error.message.partition('(s) (')[2].removesuffix(')')}"
    if "Missing command" in error.message:
        return "请写明要做什么。"
    return f"命令写法不对：{error.message}"


def _param_name(param: Any) -> str:
    if param is None:
        return "参数"
    if param.param_type_name == "option":
        return f"选项 {name_of(param)}"
    return f"参数 {name_of(param)}"


def _expected(param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if choices:
        return f"可用的值：{'、'.join(str(c) for c in choices)}。"
    kinds = {
        "int": "应为整数",
        "integer": "应为整数",
        "int range": "应为范围内的整数",
        "float": "应为数",
    }
    expected = kinds.get(param.type.name, "请检查写法")
    low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if low is not None and high is not None:
        expected = f"应为 {low} 至 {high} 的整数"
    elif low is not None:
        expected = f"应为 {low} 以上的整数"
    return f"{expected}。"
