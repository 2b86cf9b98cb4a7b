"""``revisit problems``."""

from datetime import datetime
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table
from revisit_cli.cli.text import moment, safe
from revisit_cli.labels.problem import CATEGORIES, EVENTS, SOURCES, STATES
from revisit_cli.operations import problem as operations
from revisit_cli.records.problem import ProblemMoved

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Number = Annotated[str, typer.Argument(metavar="问题号", help="如 12 或 P-0012")]
Words = Annotated[str, typer.Option("--words", help="写明情况")]


@app.callback()
def problems() -> None:
    """问题：5个工作日内处理或答复。

    例：revisit problems list --late
        revisit problems answer 12 --words 已电话答复企业
    """


@app.command("list", cls=Command)
def list_problems(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="月份", help="如 2026-11（默认全部）")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="只列超期的")] = False,
    unit: Annotated[str | None, typer.Option(help="只列这个单位的")] = None,
    state: Annotated[str | None, typer.Option(help="只列：未办、已交办、已移交……")] = None,
) -> None:
    """按期限列出问题。"""
    code = next((code for code, word in STATES.items() if state in (code, word)), state)
    outcome = operations.list_problems(
        context_of(ctx), month, only_late=late, unit=unit, state=code
    )
    headings = ("号", "期限", "状态", "企业", "单位", "类别", "来源", "内容")
    rows = [
        (
            f"P-{p.id:04d}",
            p.due + ("（超期）" if p.is_late else ""),
            STATES[p.state],
            p.firm,
            p.unit,
            CATEGORIES[p.category],
            SOURCES[p.source],
            p.text,
        )
        for p in outcome.problems
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows)
    overdue = sum(p.is_late for p in outcome.problems)
    say(f"共 {len(rows)} 件，超期 {overdue} 件" if rows else "没有符合条件的问题")


@app.command("show", cls=Command)
def show_problem(ctx: typer.Context, number: Number) -> None:
    """显示一件问题的全部经过。"""
    outcome = operations.show_problem(context_of(ctx), number)
    if show_json(ctx, outcome):
        return
    found = outcome.problem
    say(f"P-{found.id:04d}　{STATES[found.state]}　期限 {found.due}")
    say(f"  {safe(found.firm or '')}　{safe(found.unit or '')}　{CATEGORIES[found.category]}")
    say(f"  {safe(found.text)}")
    for event in outcome.events:
        words = f"：{safe(event.words)}" if event.words else ""
        due = f"（期限改为 {event.due}）" if event.due and event.kind == "extended" else ""
        say(f"  {moment(event.at)} {safe(event.by)} {EVENTS[event.kind]}{words}{due}")


@app.command("assign", cls=Command)
def assign(
    ctx: typer.Context,
    number: Number,
    team: Annotated[str, typer.Option(help="处理问题的专班")],
    leader: Annotated[str, typer.Option(help="牵头的分管领导")],
) -> None:
    """组建专班，交办。"""
    _show(
        ctx,
        operations.move_problem(
            context_of(ctx), number, "assigned", f"{team}；{leader}", team=team, leader=leader
        ),
    )


@app.command("handle", cls=Command)
def handle(ctx: typer.Context, number: Number, words: Words) -> None:
    """已处理，停表。"""
    _show(ctx, operations.move_problem(context_of(ctx), number, "handled", words))


@app.command("answer", cls=Command)
def answer(ctx: typer.Context, number: Number, words: Words) -> None:
    """已答复企业，停表。"""
    _show(ctx, operations.move_problem(context_of(ctx), number, "answered", words))


@app.command("transfer", cls=Command)
def transfer(
    ctx: typer.Context,
    number: Number,
    to: Annotated[str, typer.Option(help="移交给哪个部门")],
) -> None:
    """移交相关部门；答复企业后才停表。"""
    _show(ctx, operations.move_problem(context_of(ctx), number, "transferred", to))


@app.command("extend", cls=Command)
def extend(
    ctx: typer.Context,
    number: Number,
    to: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="延到哪一天，如 2026-12-10")],
    words: Words,
) -> None:
    """延期：另作决定，注明日期。"""
    moved = operations.move_problem(context_of(ctx), number, "extended", words, to=to.date())
    _show(ctx, moved)


@app.command("close", cls=Command)
def close(
    ctx: typer.Context,
    number: Number,
    cause: Annotated[str | None, typer.Option(help="倒查分析的原因")] = None,
    words: Annotated[str | None, typer.Option(help="企业意见")] = None,
) -> None:
    """办结：须有倒查分析和企业意见。"""
    moved = operations.move_problem(context_of(ctx), number, "closed", words, cause=cause)
    _show(ctx, moved)


@app.command("reopen", cls=Command)
def reopen(ctx: typer.Context, number: Number, words: Words) -> None:
    """重新打开。"""
    _show(ctx, operations.move_problem(context_of(ctx), number, "reopened", words))


def _show(ctx: typer.Context, moved: ProblemMoved) -> None:
    if not show_json(ctx, moved):
        state = STATES[moved.state]
        say(f"P-{moved.problem:04d} {EVENTS[moved.kind]}：{state}，期限 {moved.due}")
