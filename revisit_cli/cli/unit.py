"""``revisit units``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.ledger import FIELD_WORDS
from revisit_cli.labels.unit import KINDS
from revisit_cli.operations import unit

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Named = Annotated[str, typer.Argument(metavar="单位", help="单位名称、简称或编号")]


@app.callback()
def units() -> None:
    """单位名册。

    例：revisit units list
        revisit units import 名册.xlsx
    """


@app.command("list", cls=Command)
def list_units(ctx: typer.Context) -> None:
    """列出全部单位。"""
    outcome = unit.list_units(context_of(ctx))
    headings = ("编号", "单位", "类别", "名册", "主要负责人", "分管负责人")
    rows = [
        (u.id, u.name, KINDS[u.kind], "在册" if u.is_on_roster else "", u.leader, u.deputy)
        for u in outcome.units
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows, right=(0,))
    say(f"共 {len(rows)} 个单位" if rows else "还没有单位：导入台账或名册后自动登记")


@app.command("show", cls=Command)
def show_unit(ctx: typer.Context, name: Named) -> None:
    """显示一个单位的其他名称和记住的列。"""
    outcome = unit.show_unit(context_of(ctx), name)
    if show_json(ctx, outcome):
        return
    say(f"{safe(outcome.unit.name)}（{KINDS[outcome.unit.kind]}）")
    for alias, day in outcome.aliases:
        say(f"  又名 {safe(alias)}" + (f"（至 {day}）" if day else ""))
    for heading, field in outcome.columns:
        say(f"  列“{safe(heading)}”作“{FIELD_WORDS[field]}”")


@app.command("add", cls=Command)
def add_unit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称", help="单位名称")],
) -> None:
    """登记一个单位。"""
    outcome = unit.add_unit(context_of(ctx), name, None)
    if not show_json(ctx, outcome):
        say(f"已登记 {safe(outcome.unit.name)}（{KINDS[outcome.unit.kind]}）")


@app.command("import", cls=Command)
def import_units(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="名册（单位名称、类别、负责人、简称）")
    ],
) -> None:
    """导入单位名册；此后名册上没有的单位，其台账行暂存。"""
    outcome = unit.import_units(context_of(ctx), file)
    if not show_json(ctx, outcome):
        say(f"名册已导入：新登记 {outcome.added} 个，原有 {outcome.known} 个")
        tell("下一步：revisit import 台账/*")


@app.command("rename", cls=Command)
def rename_unit(
    ctx: typer.Context,
    name: Named,
    new: Annotated[str, typer.Argument(metavar="新名称", help="新的名称")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="更名日期，如 2026-11-01")
    ] = None,
) -> None:
    """单位更名，旧名仍可识别。"""
    day = None if on is None else on.date().isoformat()
    outcome = unit.rename_unit(context_of(ctx), name, new, day)
    if not show_json(ctx, outcome):
        say(f"{safe(outcome.old)} 自 {outcome.renamed_on} 起更名为 {safe(outcome.new)}")
