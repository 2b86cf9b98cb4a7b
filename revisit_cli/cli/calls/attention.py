"""``revisit calls attention``."""

import typer

from revisit_cli.cli.commands import Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json
from revisit_cli.labels.calls.call import STATES
from revisit_cli.labels.calls.listing import ATTENTION, ATTENTION_EMPTY, ATTENTION_HEADINGS
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls.attention import list_attention

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=ListCommand)
def attention(
    ctx: typer.Context,
    month: Month = None,
) -> None:
    """负责人名单：过截止、失约、打不通、等补号码、称未办理过的，逐户说明。

    例：revisit calls attention
        revisit calls attention 2026-11 --csv
    """
    outcome = list_attention(context_of(ctx), month)
    rows = [
        (
            each.call,
            each.firm,
            "、".join(ATTENTION[reason] for reason in each.reasons),
            STATES[each.state],
            each.attempts,
            each.last_by,
            minute(each.last_at)[5:],
        )
        for each in outcome.rows
    ]
    if show_json(ctx, outcome) or show_csv(ctx, ATTENTION_HEADINGS, rows):
        return
    if rows:
        show_list(ctx, ATTENTION_HEADINGS, rows, right=(0, 4))
    say(f"{outcome.month} 须负责人过问 {len(rows)} 户{'' if rows else ATTENTION_EMPTY}")
