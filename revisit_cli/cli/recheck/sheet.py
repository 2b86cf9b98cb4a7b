"""``revisit recheck sheet`` and ``absorb``: for re-checkers who have no tool."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, DryRun, Force, Group, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.labels.recheck.sheet import ROW_STATES
from revisit_cli.labels.text import rows_counted
from revisit_cli.operations.recheck import sheet as operations

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def sheets() -> None:
    """复核表。"""


@app.command("sheet", cls=Command)
def sheet(
    ctx: typer.Context,
    names: Annotated[str, typer.Option("--names", help="复核人，如 周正,李梅：一人一份")],
    month: Month = None,
    office: Annotated[
        str | None, typer.Option("--office", help="他们所在：机关纪委、体验官、行业协会……")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪个文件夹，默认 复核表_月份")
    ] = None,
    force: Force = False,
) -> None:
    """给没有程序的复核人各写一份表：填好、签名，交回后再收回。

    例：revisit recheck sheet 2026-11 --names 周正,李梅 --office 行业协会
    """
    outcome = operations.write_sheets(
        context_of(ctx), month, names=names, office=office, folder=folder, force=force
    )
    if show_json(ctx, outcome):
        return
    for each in outcome.sheets:
        say(f"第 {each.id} 号复核表　{safe(each.checker)}　{len(each.ranks)} 家　{safe(each.path)}")
    tell("表上有完整电话：交换时请加密，用完即删。交回后：revisit recheck absorb 文件")


@app.command("absorb", cls=Command)
def absorb(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="交回的复核表，可多份")],
    dry_run: DryRun = False,
) -> None:
    """收回复核表：没填的留着，记过的不重记，改过的、不是发出的不收。

    例：revisit recheck absorb 交回/*.xlsx
    """
    outcome = operations.absorb(context_of(ctx), files, is_dry_run=dry_run)
    if not show_json(ctx, outcome):
        for refusal in outcome.refusals:
            tell(f"× {refusal}")
        for each in outcome.rows:
            if each.what:
                tell(
                    f"× {safe(each.file)} 第{each.row}行 {safe(each.firm or '')}：{safe(each.what)}"
                )
        counts = {word: outcome.count(state) for state, word in ROW_STATES.items()}
        say(f"{len(files)} 份文件，{rows_counted(counts, is_dry_run=dry_run)}")
    if outcome.has_held:
        raise typer.Exit(ExitCode.SOME_HELD)
