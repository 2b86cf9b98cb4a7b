"""``revisit help``: a command's page, or all commands on one sheet of paper."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from revisit_cli.cli.commands import Command, Force
from revisit_cli.cli.context import context_of
from revisit_cli.cli.help_page import (
    WIDTH_AT_MOST,
    definitions,
    first_sentence,
    option_lines,
)
from revisit_cli.cli.listing import list_options
from revisit_cli.cli.screen import columns, say, show_json
from revisit_cli.cli.text import width, wrap
from revisit_cli.labels.calls.cheat_sheet import ABOUT_WIDTH
from revisit_cli.labels.file.promise import HELD_BY, NOT_PROMISED, PROMISES
from revisit_cli.labels.terms import ALL_TERMS, TERMS, terms_like
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.calls import cheat_sheet as operations
from revisit_cli.pattern import pattern
from revisit_cli.records.calls.cheat_sheet import CommandGroup, HelpShown
from revisit_cli.records.file.promise import PromisesShown

app = typer.Typer(rich_markup_mode=None, add_completion=False)

PRINT, OPTIONS, PROMISED = "print", "选项", "承诺"
OPTIONS_OF_ALL, OPTIONS_OF_LISTS = "各命令都有的选项：", "清单都有的选项："
OPTIONS_NOTE = """\
写在命令后面，先后不拘。月份可写 11、11月、2026-11、本期、上期；
时间可写 明早、三点半、半小时后、下周三上午、12-08 15:30。"""
_DEEP = 4  # columns that the number of a promise stands in
_PARTS, _CLAUSES, _ENTRIES = pattern("([；：])"), pattern("([，（])"), pattern("([，（、])")


@app.command("help", cls=Command)
def show_help(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="命令",
            help="哪条命令；选项 为各命令都有的选项，词语 为词语解释（也可写一个词，如 核对码），"
            "承诺 为保证什么，print 为打印速查表",
        ),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="速查表写到哪个文件")] = None,
    force: Force = False,
) -> None:
    """一条命令的说明，或一页A4的速查表。

    例：revisit help calls next
        revisit help 选项
        revisit help 核对码
        revisit help 承诺
        revisit help print -o 速查表.xlsx
    """
    root: Any = ctx.find_root()
    if words == [PROMISED]:
        if not show_json(ctx, PromisesShown(PROMISES)):
            for line in _promises_page():
                say(line)
        return
    if words == [PRINT]:
        context, codes = context_of(ctx), root.command.epilog.partition("：")[2]
        outcome = operations.print_sheet(context, output, _groups_of(root), codes, force=force)
        if not show_json(ctx, outcome):
            say(f"已写出速查表（{outcome.count} 条命令，一页A4）：{outcome.path}")
        return
    page = _page_of(root, words or ())
    if not show_json(ctx, HelpShown(page)):
        say(page)


def _page_of(root: Any, words: Sequence[str]) -> str:
    """Return the page on a command, on what all have in common, or on the words of this trade."""
    if words == [OPTIONS]:
        return _options_page(root)
    if found := TERMS if words == [ALL_TERMS] else terms_like(" ".join(words)):
        return "\n".join(definitions(list(found.items()), columns()))
    command: Any = root.command
    inner = root
    for word in words:
        _, command, _ = command.resolve_command(inner, [word])
        inner = type(root)(command, info_name=word, parent=inner)
    return str(command.get_help(inner)).rstrip("\n")


def _groups_of(root: Any) -> list[CommandGroup]:
    """Return every command of the program by the panels of its help page."""
    return [
        CommandGroup(
            title,
            tuple(
                (words, _in_short(command.help))
                for name in names
                for words, command in _leaves(root.command.get_command(root, name), root, name)
            ),
        )
        for title, names in root.command.panels.items()
    ]


def _leaves(command: Any, ctx: Any, words: str) -> Iterator[tuple[str, Any]]:
    """Yield a command, or each below it, with the words it is called by."""
    if not isinstance(command, TyperGroup):
        yield words, command
        return
    for name in command.list_commands(ctx):
        found = command.get_command(ctx, name)
        if found is not None and not found.hidden:
            yield from _leaves(found, ctx, f"{words} {name}")


def _in_short(about: str | None) -> str:
    """Return as much of what a command does as a cell of the sheet holds.

    What stands behind a colon or a semicolon is whole or not there; before, clauses are.
    """
    head, *parts = _PARTS.split(first_sentence(about or ""))
    is_list = width(_CLAUSES.split(head)[0]) > ABOUT_WIDTH
    kept = _that_fit((_ENTRIES if is_list else _CLAUSES).split(head))
    return kept if kept != head else _that_fit([head, *parts])


def _that_fit(pieces: Sequence[str]) -> str:
    """Return the first piece, and of the others, each behind its mark, those that have room."""
    kept = pieces[0]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if width(kept + mark + piece) > ABOUT_WIDTH:
            break
        kept += mark + piece
    return kept


def _options_page(root: Any) -> str:
    """Return what the options do that every command has, and those that every list has."""
    own = [each for each in root.command.params if getattr(each, "is_general", False)]
    lines = [OPTIONS_OF_ALL, *option_lines(own, columns()), "", OPTIONS_OF_LISTS]
    return "\n".join([*lines, *option_lines(list_options(), columns()), "", OPTIONS_NOTE])


def _promises_page() -> Iterator[str]:
    """Yield every promise, what it does not include, and where its tests stand."""
    room = max(min(WIDTH_AT_MOST, columns()) - _DEEP - 2, 1)
    for each in PROMISES:
        first, *rest = wrap(each.text, room, "")
        beside = (NOT_PROMISED + each.beyond, HELD_BY + LISTED.join(each.files))
        yield f"{each.number:>{_DEEP - 2}}  {first}"
        for line in (*rest, *(line for text in beside for line in wrap(text, room, ""))):
            yield f"{'':{_DEEP}}{line}"
