"""``revisit clause``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json
from revisit_cli.operations.rules import clause

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def clauses() -> None:
    """制度原文、我们的解读，以及由哪段程序执行。

    例：revisit clause list
        revisit clause show 三(一)1
    """


@app.command("list", cls=ListCommand)
def list_clauses(ctx: typer.Context) -> None:
    """列出全部条款和解读。

    例：revisit clause list
    """
    outcome = clause.list_clauses()
    headings = ("条款", "标题", "解读", "程序")
    rows = [
        (
            each.clause.id,
            each.clause.title
            if not each.clause.id.startswith("R")
            else each.clause.text[:24] + "…",
            "、".join(reading.id for reading in each.readings),
            f"{len(each.code)} 处" if each.code else ("不适用" if each.excuse else "未编"),
        )
        for each in outcome.clauses
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        show_list(ctx, headings, rows)


@app.command("show", cls=Command)
def show_clause(
    ctx: typer.Context,
    clause_id: Annotated[str, typer.Argument(metavar="条款", help="条款号，如 三(一)1 或 R7")],
) -> None:
    """显示一条的原文、解读和程序。

    例：revisit clause show 三(一)1
        revisit clause show R7
    """
    outcome = clause.show_clause(clause_id)
    if show_json(ctx, outcome):
        return
    say(f"{outcome.clause.id}　{outcome.clause.title}")
    say(f"  {outcome.clause.text}")
    for reading in outcome.readings:
        say(f"解读 {reading.id}：{reading.text}")
    for name in outcome.code:
        say(f"程序 {name}")
    if outcome.excuse:
        say(f"不编程序：{outcome.excuse}")
