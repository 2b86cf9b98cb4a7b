"""``revisit calls agenda``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Force
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json
from revisit_cli.labels.calls.listing import AGENDA_EMPTY, AGENDA_HEADINGS, wait_words
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls.attention import list_agenda

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=ListCommand)
def agenda(
    ctx: typer.Context,
    whole: Annotated[bool, typer.Option("--all", help="以后约好的全部列出")] = False,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="写成一页纸：.html 为网页，.xlsx 为工作簿；可写几次"),
    ] = None,
    force: Force = False,
) -> None:
    """今天约好的，按时间先后；过了时间还没打的也在内。

    例：revisit calls agenda
        revisit calls agenda --all
        revisit calls agenda -o 约好的.html
    """
    targets = tuple(dict.fromkeys(output or ()))
    if not targets:
        outcome = list_agenda(context_of(ctx), is_whole=whole)
    else:
        from revisit_cli.operations.reports.agenda import write_agenda
        from revisit_cli.operations.reports.writing import Target

        outcome = write_agenda(context_of(ctx), Target(targets, force), is_whole=whole)
    now = datetime.fromisoformat(outcome.now)
    rows = [
        (
            each.call,
            each.firm,
            minute(each.at)[5:],
            wait_words(each, now),
            each.person,
            each.keeper,
        )
        for each in outcome.appointments
    ]
    if show_json(ctx, outcome) or show_csv(ctx, AGENDA_HEADINGS, rows):
        return
    if targets:
        for path in targets:
            say(str(path))
        return
    if rows:
        # Times and waits stay in one piece, as numbers do.
        show_list(ctx, AGENDA_HEADINGS, rows, right=(0, 2))
    say(f"约好 {len(rows)} 户" if rows else AGENDA_EMPTY)
