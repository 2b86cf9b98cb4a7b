"""``revisit db``."""

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json
from revisit_cli.operations import database

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def db() -> None:
    """数据文件：全部数据在这一个文件里。

    例：revisit db path
    """


@app.command("path", cls=Command)
def path(ctx: typer.Context) -> None:
    """显示数据文件在哪里。"""
    outcome = database.locate(context_of(ctx))
    if not show_json(ctx, outcome):
        say(outcome.path)
