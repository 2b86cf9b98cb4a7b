"""``calls list --answers``: what firms answered, a row for each firm and unit."""

from pathlib import Path

import typer

from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import show_list
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.labels.calls.answers import headings, row
from revisit_cli.operations.calls.call import list_answers


def show_answers(
    ctx: typer.Context, month: str | None, output: Path | None, *, force: bool
) -> None:
    """Show the answers of a month's calls, or write them as a workbook."""
    outcome = list_answers(context_of(ctx), month, output, force=force)
    if output is not None:
        say(str(output))
        return
    rows = [row(each) for each in outcome.answers]
    if show_json(ctx, outcome) or show_csv(ctx, headings(), rows):
        return
    say(f"{outcome.month} 电话回访的回答（廉洁一项除外）")
    if rows:
        show_list(ctx, headings(), rows, right=(0,), spare=(len(headings()) - 1,))
    say(f"共 {len(rows)} 件评价，{len({each.firm for each in outcome.answers})} 户")
    if not rows:
        tell("这一期还没有企业作出回答：revisit calls next")
