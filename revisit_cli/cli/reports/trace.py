"""``report month --explain``: what stands behind one figure."""

import typer

from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import show_list
from revisit_cli.cli.screen import say, say_wrapped, show_csv, show_json
from revisit_cli.cli.text import safe
from revisit_cli.labels.reports import trace as words
from revisit_cli.operations.reports.trace import explain_month
from revisit_cli.operations.reports.writing import Target


def show_figure(ctx: typer.Context, month: str | None, key: str, target: Target) -> None:
    """Show the rows behind a figure of a month, its formula, or why there are none."""
    found = explain_month(context_of(ctx), month, key, target)
    headings, rows = words.table(found)
    if show_json(ctx, found) or show_csv(ctx, headings, rows):
        return
    if target.path is not None:
        say(str(target.path))
        return
    if found.words is not None:
        say_wrapped(found.words)
        return
    say(f"{found.month}　{safe(found.key)} ＝ {found.figure}")
    if rows:
        show_list(ctx, headings, rows, right=(1,), spare=(len(headings) - 1,))
