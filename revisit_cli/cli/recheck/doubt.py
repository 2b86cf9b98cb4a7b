"""``revisit recheck doubts``, ``confirm``, ``dismiss`` and ``signals``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import AnyMonth, Command, DecidedBy, Group, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, say_wrapped, show_csv, show_json, show_table, tell
from revisit_cli.labels.recheck.doubt import KINDS, NOT_SIGNALS, STATES
from revisit_cli.labels.text import minute
from revisit_cli.operations.recheck import doubt
from revisit_cli.records.recheck.doubt import DoubtDecided, SignalsLooked

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Number = Annotated[int, typer.Argument(metavar="存疑号", help="见 revisit recheck doubts")]
Grounds = Annotated[
    str | None, typer.Option("--evidence", "--grounds", help="依据，只供机关纪委查阅")
]


@app.callback()
def doubts() -> None:
    """存疑与信号。"""


@app.command("doubts", cls=ListCommand)
def list_doubts(ctx: typer.Context, month: AnyMonth = None) -> None:
    """列出复核中企业说的与记录不符的：只是存疑，由具名的人认定或排除。

    例：revisit recheck doubts 2026-11
    """
    outcome = doubt.list_doubts(context_of(ctx), month)
    headings = ("号", "周期", "企业", "回访编号", "类别", "状态", "决定人", "日期")
    rows = [
        (
            each.id,
            each.month,
            each.firm,
            each.call,
            KINDS[each.kind],
            STATES[each.state],
            each.decided_by,
            minute(each.decided_at)[:10],
        )
        for each in outcome.doubts
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows, right=(0, 3), spare=(1,))
    left = sum(each.state == "suspected" for each in outcome.doubts)
    say(f"共 {len(rows)} 件，待定 {left} 件" if rows else "没有存疑")


@app.command("confirm", cls=Command)
def confirm(
    ctx: typer.Context, number: Number, grounds: Grounds = None, decided_by: DecidedBy = None
) -> None:
    """认定一件存疑：复核不符的，那一通作废，重新回访；信号的，只作认定。

    例：revisit recheck confirm 1 --evidence 企业书面说明 --decided-by 张三
    """
    _decide(ctx, number, grounds, decided_by, is_confirmed=True)


@app.command("dismiss", cls=Command)
def dismiss(
    ctx: typer.Context, number: Number, grounds: Grounds = None, decided_by: DecidedBy = None
) -> None:
    """排除一件存疑或信号：原记录不动。

    例：revisit recheck dismiss 1 --evidence 通话清单核实打过 --decided-by 张三
    """
    _decide(ctx, number, grounds, decided_by, is_confirmed=False)


@app.command("signals", cls=Command)
def signals(ctx: typer.Context, month: Month = None) -> None:
    """列出信号，只供机关纪委：太短、成串、一号多户、非工作时间；每次都会记下谁看过。

    例：revisit recheck signals 2026-11
    """
    outcome = doubt.look_at_signals(context_of(ctx), month)
    rows = [
        (each.id, KINDS[each.kind], STATES[each.state], each.told, _numbers(each.attempts))
        for each in outcome.signals
    ]
    headings = ("号", "信号", "状态", "说明", "记录号")
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    say(f"{outcome.month} 期信号 {len(rows)} 件：请看的线索，不是结论")
    for number, kind, state, told, attempts in rows:
        say_wrapped(f"{number} {kind}（{state}）：{told}。记录 {attempts}")
    _show_shares(outcome)
    if any(each.state == "suspected" for each in outcome.signals):
        tell("由具名的人认定或排除：revisit recheck confirm 号，或 revisit recheck dismiss 号")
    tell("这次查看已记入记录簿")


def _show_shares(outcome: SignalsLooked) -> None:
    if not outcome.shares:
        return
    say()
    say(NOT_SIGNALS)
    rows = [
        (
            each.unit,
            each.clerk,
            f"{each.satisfied.n}/{each.satisfied.of}",
            f"{each.p:.4f}",
            f"{each.p_corrected:.4f}",
        )
        for each in outcome.shares
    ]
    show_table(("单位", "经办人", "满意", "精确概率", "校正后"), rows, right=(2, 3, 4))


def _numbers(attempts: tuple[int, ...]) -> str:
    listed = ", ".join(map(str, attempts[:20]))
    return f"{listed} 等 {len(attempts)} 条" if len(attempts) > 20 else listed


def _decide(
    ctx: typer.Context,
    number: int,
    grounds: str | None,
    decided_by: str | None,
    *,
    is_confirmed: bool,
) -> None:
    outcome = doubt.decide(
        context_of(ctx),
        number,
        is_confirmed=is_confirmed,
        decided_by=decided_by,
        grounds=grounds,
    )
    if not show_json(ctx, outcome):
        say_wrapped(_decided(outcome))


def _decided(outcome: DoubtDecided) -> str:
    text = (
        f"{outcome.doubt} 号（{KINDS[outcome.kind]}）{outcome.decided_by}：{STATES[outcome.state]}"
    )
    if outcome.voided:
        text += f"；{outcome.firm} 的记录作废，{outcome.call} 号电话重新回访"
    return text
