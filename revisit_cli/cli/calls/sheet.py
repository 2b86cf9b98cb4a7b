"""``revisit calls sheet``: calls handed out in workbooks or on paper."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.operations.calls import sheet as packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def sheet(
    ctx: typer.Context,
    month: Month = None,
    split: Annotated[int | None, typer.Option(min=1, max=50, help="分成几份，默认1份")] = None,
    names: Annotated[str | None, typer.Option(help="各份给谁，如 甲,乙")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="每份最多多少户")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪个文件夹，默认 回访表_月份")
    ] = None,
    forms: Annotated[bool, typer.Option("--forms", help="另写一户一页的附表1")] = False,
    paper: Annotated[bool, typer.Option("--paper", help="打印拨打卡，照卡拨打，回头补录")] = False,
    blank: Annotated[bool, typer.Option("--blank", help="只写一份空白补录表，不领电话")] = False,
    force: Force = False,
) -> None:
    """把没办完的电话分成几份表，一份一人；分出去的不再轮到别人，交回（absorb）或放回为止。

    例：revisit calls sheet --split 3
        revisit calls sheet 2026-11 --names 甲,乙 --forms -o 发出
        revisit calls sheet --paper --limit 20
    """
    if blank:
        made = packet.write_blank(output, force=force)
        if not show_json(ctx, made):
            say(f"已写出空白补录表 {made.path}，填好后：revisit calls record --from {made.path}")
        return
    outcome = packet.write_sheets(
        context_of(ctx),
        month,
        split=split,
        names=names,
        limit=limit,
        folder=output,
        kind="paper" if paper else "sheet",
        with_forms=forms,
        force=force,
    )
    if show_json(ctx, outcome):
        return
    for each in outcome.packets:
        say(f"第 {each.id} 号包　{each.clerk}　{len(each.calls)} 户　{each.path}")
        if each.forms:
            say(f"　附表1　{each.forms}")
    left = f"；另有 {outcome.left} 户没办完的不在这几份里" if outcome.left else ""
    say(f"{outcome.month} 共分出 {outcome.count} 户{left}")
    tell(
        "表上有完整电话，已记下。交回："
        + ("revisit calls record --from 文件" if paper else "revisit calls absorb 文件")
    )
