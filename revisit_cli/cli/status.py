"""``revisit status``, and what a bare ``revisit`` shows."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json
from revisit_cli.cli.text import ljust
from revisit_cli.operations import status as operations
from revisit_cli.records.status import Duty, StatusShown

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def status(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="月份", help="如 2026-11（默认本期）")
    ] = None,
) -> None:
    """本期各项职责：期限、已办、应办、下一步。

    例：revisit status
        revisit status 2026-11
    """
    outcome = operations.show_status(context_of(ctx), month)
    headings = ("条款", "事项", "期限", "已办", "应办", "超期", "下一步")
    rows = [
        (d.clause, d.what, d.due, d.done, d.of, "超期" if d.is_late else "", d.next_command)
        for d in outcome.duties
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        show(outcome)


def show_bare(ctx: typer.Context) -> None:
    """Show today's state and the next commands; make no file where there is none."""
    context = context_of(ctx, tells_new=False)
    if not operations.has_database(context):
        say("还没有数据。可以这样开始：")
        say("  revisit demo              用示例数据走一遍")
        say("  revisit units import 名册.xlsx   先导入单位名册（可不做）")
        say("  revisit import 台账/*      导入各单位的台账")
        say("全部命令：revisit --help")
        return
    outcome = operations.show_status(context, None)
    show(outcome)
    steps = list(dict.fromkeys(d.next_command for d in outcome.duties if d.next_command))
    if steps:
        say("接着做：" + "　".join(steps[:3]))


def show(outcome: StatusShown) -> None:
    """Say a month's duties, a line or two each."""
    say(f"{outcome.month} 期")
    for duty in outcome.duties:
        say(_line(duty))
        if duty.next_command:
            say(f"{'':10}→ {duty.next_command}")
    if outcome.known_until is None:
        say("今年的放假安排尚未载入：revisit calendar import 通知.csv")
    else:
        say(f"放假安排已知至 {outcome.known_until} 年")


def _line(duty: Duty) -> str:
    mark = "√" if duty.done >= duty.of else "×" if duty.is_late else "·"
    left = ""
    if duty.done < duty.of:
        if duty.is_late:
            left = "　已超期"
        elif duty.workdays_left is not None:
            left = f"　还有 {duty.workdays_left} 个工作日"
    due = f"　截止 {duty.due}" if duty.due else ""
    count = f"{duty.done}/{duty.of}"
    return f"{mark} {ljust(duty.clause, 8)}{ljust(duty.what, 26)}{count:>9}{due}{left}"
