"""``revisit help``: a command's page, or all commands on one sheet of paper."""

from typing import Annotated, Any

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.help_page import first_sentence
from revisit_cli.cli.screen import say, show_json
from revisit_cli.operations.calls import cheat_sheet as operations
from revisit_cli.records.calls.cheat_sheet import CommandGroup

app = typer.Typer(rich_markup_mode=None, add_completion=False)

PRINT = "print"


@app.command("help", cls=Command)
def show_help(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="命令", help="哪条命令；print 为打印速查表")
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="速查表写到哪个文件")] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """一条命令的说明，或全部命令一页A4的速查表。

    例：revisit help calls next
        revisit help print -o 速查表.xlsx
    """
    root: Any = ctx.find_root()
    if words == [PRINT]:
        context, codes = context_of(ctx, tells_new=False), root.command.epilog.partition("：")[2]
        outcome = operations.print_sheet(context, output, groups_of(root), codes, force=force)
        if not show_json(ctx, outcome):
            say(f"已写出速查表（{outcome.count} 条命令，一页A4）：{outcome.path}")
        return
    command: Any = root.command
    inner = root
    for word in words or ():
        _, command, _ = command.resolve_command(inner, [word])
        inner = type(root)(command, info_name=word, parent=inner)
    say(command.get_help(inner).rstrip("\n"))


def groups_of(root: Any) -> list[CommandGroup]:
    """Return every command of the program by the panels of its help page."""
    found = []
    for title, names in root.command.panels.items():
        lines: list[tuple[str, str]] = []
        for name in names:
            command = root.command.get_command(root, name)
            if isinstance(command, Group):
                lines += [
                    (f"{name} {each.name}", _in_short(each.help))
                    for each in command.commands.values()
                    if not each.hidden
                ]
            else:
                lines.append((name, _in_short(command.help)))
        found.append(CommandGroup(title, tuple(lines)))
    return found


def _in_short(about: str | None) -> str:
    return first_sentence(about or "").partition("；")[0]
