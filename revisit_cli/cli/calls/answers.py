"""``calls list --answers``: what firms answered, a row for each firm and unit."""

from collections.abc import Sequence
from pathlib import Path

import typer

from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import show_list
from revisit_cli.cli.screen import reveal, say, show_csv, show_json, tell
from revisit_cli.labels.calls.answers import SAID, headings, row
from revisit_cli.operations.calls.call import AnswersAsked, list_answers


def show_answers(
    ctx: typer.Context,
    month: str | None,
    asked: AnswersAsked,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Show the answers asked for of a month's calls, or write them as a workbook."""
    outcome = list_answers(context_of(ctx), month, asked, output, force=force)
    if output is not None:
        say(str(output))
        return
    reveal(context_of(ctx), "calls list --answers", {each.firm for each in outcome.answers})
    rows = [row(each) for each in outcome.answers]
    if show_json(ctx, outcome) or show_csv(ctx, headings(), rows):
        return
    say(f"{outcome.month} 电话回访的回答（廉洁一项除外）")
    if rows:
        _show(ctx, rows, has_said=asked.has_said)
    say(f"共 {len(rows)} 件评价，{len({each.firm for each in outcome.answers})} 户")
    if not rows and asked == AnswersAsked():
        tell("这一期还没有企业作出回答：revisit calls next")


def _show(ctx: typer.Context, rows: Sequence[Sequence[str | int]], *, has_said: bool) -> None:
    """Print the list; of those who said something beside, what they said and not their answers."""
    names = headings()
    if not has_said:
        show_list(ctx, names, rows, right=(0,), spare=(len(names) - 1,))
        return
    told = [place for place, name in enumerate(names) if name in SAID]
    short = [[line[place] for place in told] for line in rows]
    show_list(ctx, [names[place] for place in told], short, right=(0,))
