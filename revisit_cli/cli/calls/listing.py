"""``revisit calls lock`` and ``revisit calls unlock``."""

from typing import Annotated

import typer

from revisit_cli.cli.asking.line import heard
from revisit_cli.cli.asking.prompt import words
from revisit_cli.cli.commands import Command, Month
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.screen import next_step, say, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.calls import listing as operations

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("lock", cls=Command)
def lock(
    ctx: typer.Context,
    month: Month = None,
    early: Annotated[
        str | None, typer.Option("--early", metavar="理由", help="为什么不等台账报齐就定名单")
    ] = None,
) -> None:
    """定下一期的回访名单和分母 N；以后来的企业自动补入。

    例：revisit calls lock
        revisit calls lock 2026-11 --early 局里要求先拨
    """
    context = context_of(ctx)
    if early is None and may_ask(common_of(ctx)):
        found = operations.early_freeze(context, month)
        if found is not None:
            missing = safe(LISTED.join(found.missing)) or "没有"
            tell(f"{found.month} 的台账还没有到期，未报送的单位：{missing}")
            early = words(heard, "为什么提前定名单（回车：不说明）> ", must=False)
    outcome = operations.lock_calls(context, month, early)
    if early and not outcome.is_early:
        tell("没有提前，--early 没有用上")
    if not show_json(ctx, outcome):
        said = "提前定了" if outcome.is_early else "已定"
        say(f"{outcome.month} 名单{said}：{outcome.size} 户，核对码 {outcome.sha256[:20]}")
        next_step(ctx, "revisit calls next")


@app.command("unlock", cls=Command)
def unlock(ctx: typer.Context, month: Month = None) -> None:
    """解开定下的名单：名单上还没有任何记录、没有发出的表、没有封复核名单时可以。

    例：revisit calls unlock
        revisit calls unlock 2026-11
    """
    outcome = operations.unlock_calls(context_of(ctx), month)
    if not show_json(ctx, outcome):
        say(f"{outcome.month} 回访名单已解开（原 {outcome.size} 户）")
        tell(f"再定名单：revisit calls lock {outcome.month}")
