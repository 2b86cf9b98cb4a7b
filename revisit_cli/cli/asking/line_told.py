"""What is said after an act that was asked for bit by bit: how to take it back, and in one line."""

import os
import shlex

import typer

from revisit_cli.cli.asking import things
from revisit_cli.cli.context import ASKED, common_of
from revisit_cli.cli.screen import tell, tell_to_copy
from revisit_cli.cli.spelling import name_of
from revisit_cli.cli.text import safe

_HIDDEN = "……"
_BY_NUMBER, _BY_COMMAND = "8 撤销", "撤销：revisit undo"


def tell_line(ctx: typer.Context) -> None:
    """Say how the act is taken back, where it can be, and which one line would have done it."""
    from revisit_cli.operations.file.undo import may_be_taken_back

    if not ctx.meta.get(ASKED):
        return
    common = common_of(ctx)
    if may_be_taken_back(common.savings):
        tell(_BY_NUMBER if common.is_at_menu else _BY_COMMAND)
    tell_to_copy("同一件事的命令：", line_of(ctx))


def line_of(ctx: typer.Context) -> str:
    """Return the command line of what a command was told, however it was told.

    What firms say in confidence is left out.
    """
    from revisit_cli.operations.rules.confided import is_in_confidence

    options: list[str] = []
    arguments: list[str] = []
    looks_like_option = False
    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if not param.expose_value or value in (None, False, (), [], param.default):
            continue
        values = value if isinstance(value, list | tuple) else [value]
        told = [_HIDDEN if is_in_confidence(param.name or "") else _plain(each) for each in values]
        if param.param_type_name == "argument":
            looks_like_option |= any(each.startswith("-") for each in told)
            folder = things.whole_folder([str(each) for each in values])
            whole = [f"{_quoted(folder)}{os.sep}*"] if folder is not None else map(_quoted, told)
            arguments += whole
        else:
            name = name_of(param)
            options += [name] if value is True else [_option(name, each) for each in told]
    common = common_of(ctx)
    told_to_all = {"--db": common.db, "--by": common.by, "--correct": common.correction}
    options += [_option(name, value) for name, value in told_to_all.items() if value]
    told = [*options, "--", *arguments] if looks_like_option else [*arguments, *options]
    return " ".join([ctx.command_path, *told])


def _option(name: str, value: str) -> str:
    """Return an option as it is typed; a value that looks like another is tied to it."""
    return f"{name}{'=' if value.startswith('-') else ' '}{_quoted(value)}"


def _plain(value: object) -> str:
    from revisit_cli.operations.rules.confided import is_in_confidence

    text = str(value)
    name, mark, _ = text.partition("=")
    return f"{name}={_HIDDEN}" if mark and is_in_confidence(name) else text


def _quoted(text: str) -> str:
    """Return a word as a shell takes it: bare where it can be, else in quotes."""
    text = safe(text)
    if text and (shlex.quote(text) == text or not set(text) & _LIVE):
        return text
    if os.name == "nt":
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return shlex.quote(text) if set(text) & _LIVE_IN_QUOTES else f'"{text}"'


_LIVE_IN_QUOTES = frozenset('"$`!\\')
_LIVE = _LIVE_IN_QUOTES | frozenset(" \t'&|;<>()*?[]#~{}^%（）")
