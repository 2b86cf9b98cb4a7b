"""``revisit undo``, and the same of one filing: taking an act back, told in words first."""

import sys
from typing import Annotated

import typer

from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import safe, shortened
from revisit_cli.labels.act import act_words
from revisit_cli.labels.file.audit import KINDS
from revisit_cli.labels.file.undo import NOTHING, WHY, counted
from revisit_cli.labels.text import minute
from revisit_cli.operations.file import undo as operations
from revisit_cli.records.code import UndoBar
from revisit_cli.records.file.undo import UNDO, ActUndone

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_GIST = 50  # columns of what an act was about
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="只说会撤掉什么，不动数据")]


@app.command(cls=ListCommand)
def undo(
    ctx: typer.Context,
    place: Annotated[
        int | None,
        typer.Argument(metavar="第几项", min=1, help="--list 里的第几项；默认自己最近的一项"),
    ] = None,
    lists: Annotated[bool, typer.Option("--list", help="列出自己最近的操作，哪些能撤")] = False,
    event: Annotated[
        int | None, typer.Option("--event", min=1, help="记录簿里的第几号，见 revisit audit log")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """撤销自己最近的一项操作：先说会撤掉什么，记录簿里留下这两项，撤销也能再撤销。

    例：revisit undo --list
        revisit undo
        revisit undo 2 --dry-run

    后来的操作依着它的撤不了，会说是哪一项，从最新的撤起。封名单与抽取、清零、认定、抹去、公钥、恢复、查看都不撤销；
    已清零的月份要写 --correct 理由。
    """
    if lists:
        _show_acts(ctx)
        return
    context = context_of(ctx)
    if _is_to_be_asked(ctx) and not dry_run:
        told = operations.take_back(context, place, event, is_dry_run=True)
        _ask(told)
        place, event = None, told.act.event
        _show_undone(ctx, operations.take_back(context, place, event))
        return
    _show_undone(ctx, operations.take_back(context, place, event, is_dry_run=dry_run))


def take_ledger_back(ctx: typer.Context, filing: int, *, is_dry_run: bool) -> None:
    """Take a filing back, asking first at a terminal."""
    context = context_of(ctx)
    if _is_to_be_asked(ctx) and not is_dry_run:
        _ask(operations.take_ledger_back(context, filing, is_dry_run=True))
    _show_undone(ctx, operations.take_ledger_back(context, filing, is_dry_run=is_dry_run))


def _show_undone(ctx: typer.Context, outcome: ActUndone) -> None:
    """Say what was taken back, or would be."""
    if show_json(ctx, outcome):
        return
    for line in _lines(outcome):
        say(line)
    if outcome.is_dry_run:
        tell("只是试算，没有改动。")
        return
    say(f"√ 已撤销，记为记录簿第 {outcome.event} 号")
    tell(f"要重做：revisit undo --event {outcome.event}。已写出的文件（回执、表格）仍在原处。")


def _lines(outcome: ActUndone) -> list[str]:
    act = outcome.act
    what = act_words(act.kind, act.facts)
    lines = [f"撤销记录簿第 {act.event} 号：{minute(act.at)} {safe(act.by)} {safe(what)}"]
    if outcome.firms:
        more = f"等 {outcome.firm_count} 户" if outcome.firm_count > len(outcome.firms) else ""
        lines.append(f"  涉及：{'、'.join(map(safe, outcome.firms))}{more}")
    for word, rows in (
        ("收回", outcome.removed),
        ("改回原样", outcome.restored),
        ("放回", outcome.returned),
    ):
        if told := counted(rows):
            lines.append(f"  {word}：{told}")
    if len(lines) == 1:
        lines.append(f"  {NOTHING}")
    return lines


def _show_acts(ctx: typer.Context) -> None:
    outcome = operations.list_acts(context_of(ctx))
    headings = ("第几项", "记录簿", "时间", "事项", "要点", "能否撤销")
    rows = [
        (
            each.place,
            each.act.event,
            minute(each.act.at),
            KINDS.get(each.act.kind, each.act.kind),
            act_words(each.act.kind, each.act.facts),
            _standing(each.why, each.relied_on_by, each.act.kind),
        )
        for each in outcome.acts
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    # The gist of an act is enough to know it by; --csv and --json tell all of it.
    # It begins with what was done, and comes first: a narrow window has no room for all columns.
    told = ("第几项", "做了什么", "时间", "记录簿", "能否撤销")
    short = [(row[0], shortened(row[4], _GIST), row[2][5:], row[1], row[5]) for row in rows]
    show_list(ctx, headings, rows, right=(0, 2, 3), shown=(told, short))
    tell("撤销：revisit undo（最近能撤的一项），或 revisit undo 第几项")


def _standing(why: UndoBar | None, by: int | None, kind: str) -> str:
    if why is None:
        return "能（即重做）" if kind == UNDO else "能"
    return f"不能：第 {by} 号依着它" if by is not None else f"不能：{WHY[why]}"


def _is_to_be_asked(ctx: typer.Context) -> bool:
    return may_ask(common_of(ctx))


def _ask(told: ActUndone) -> None:
    """Return when the clerk types 1, after reading what goes. Raises typer.Abort."""
    for line in _lines(told):
        tell(line)
    sys.stderr.write("1 撤（回车：不撤）> ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != "1":
        raise typer.Abort
