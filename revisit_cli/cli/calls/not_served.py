"""``revisit calls not-served``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import CALL, Command
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.calls.call import ENDS
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.calls.not_served import strike_unit

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("not-served", cls=Command)
def not_served(
    ctx: typer.Context,
    call: Annotated[int, CALL],
    leader: Annotated[str, typer.Option(help="说明此事的单位负责人")],
    reason: Annotated[str, typer.Option(help="台账为什么列了这一户")],
    unit: Annotated[str | None, typer.Option(help="哪一家单位没有办过；只有一家的可不写")] = None,
) -> None:
    """名单有误：更正后的台账已没有这一户，单位负责人写明从没办过。

    例：revisit calls not-served 12 --leader 王科长 --reason 同名企业误填
        revisit calls not-served 12 --unit 审批科 --leader 王科长 --reason 误填
    """
    outcome = strike_unit(context_of(ctx), call, unit, leader, reason)
    if show_json(ctx, outcome):
        return
    say(f"第 {call} 号 {safe(outcome.firm)}：{safe(outcome.unit)} 没有办过，记在该单位台账名下")
    if outcome.outcome is None:
        tell(f"还要问 {safe(LISTED.join(outcome.left))}，照常拨打")
    else:
        say(f"这一户已办结（{ENDS[outcome.outcome]}），仍在 N 内")
