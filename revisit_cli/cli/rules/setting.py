"""``revisit settings``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json, show_whole
from revisit_cli.labels.rules.setting import ABOUT, OUR_NUMBERS
from revisit_cli.operations.rules import setting
from revisit_cli.records.rules.setting import SettingRow

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def settings() -> None:
    """各项设定。

    例：revisit settings list
        revisit settings set closing_time 17:30
    """


@app.command("list", cls=ListCommand)
def list_settings(ctx: typer.Context) -> None:
    """列出全部设定、现值和默认值。

    例：revisit settings list
    """
    outcome = setting.list_settings(context_of(ctx))
    show_whole(row.value for row in outcome.settings if row.name in OUR_NUMBERS)
    headings = ("设定", "现值", "默认", "改动", "说明")
    rows = [
        (row.name, row.value, row.default, _changes(row), ABOUT[row.name])
        for row in outcome.settings
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        show_list(ctx, headings, rows)


@app.command("set", cls=Command)
def set_setting(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="设定", help="设定的名称，见 revisit settings list")
    ],
    value: Annotated[str, typer.Argument(metavar="值", help="新值")],
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            "--from",
            metavar="月份",
            help="规则自哪个月起改，如 2026-12；默认尚未开始的第一个月",
        ),
    ] = None,
) -> None:
    """改一项设定，会记下。制度的规则自某月起改，其余一改就生效。

    例：revisit settings set bureau 示例市住建局
        revisit settings set sample_size 12
        revisit settings set cycle_last_day 20 --since 2027-01
    """
    outcome = setting.set_setting(context_of(ctx), name, value, since)
    if outcome.name in OUR_NUMBERS:
        show_whole([outcome.old, outcome.new])
    if not show_json(ctx, outcome):
        start = f"，自 {outcome.since} 起" if outcome.since else ""
        say(f"{ABOUT[outcome.name]}：{outcome.old or '（空）'} → {outcome.new or '（空）'}{start}")


def _changes(row: SettingRow) -> str:
    return "；".join(f"{month} 起 {value}" for month, value in row.dated)
