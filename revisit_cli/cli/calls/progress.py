"""``revisit calls progress``: the board."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from revisit_cli.cli.commands import Command, Month
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.screen import columns, console, say, show_csv, show_json, show_table, table_of
from revisit_cli.errors.calls.listing import BoardUnknown, ClerksNotShared
from revisit_cli.labels.calls.call import STATES
from revisit_cli.labels.calls.listing import BOARD_HEADINGS, BOARDS, pace, whole_sum_words
from revisit_cli.labels.reports.leaf import rated_part
from revisit_cli.labels.reports.report import percent
from revisit_cli.operations.calls.progress import show_progress
from revisit_cli.records.calls.progress import BoardRow, ProgressShown

if TYPE_CHECKING:
    from rich.console import Group

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_RIGHT = tuple(range(1, len(BOARD_HEADINGS) + 1))


@app.command(cls=Command)
def progress(
    ctx: typer.Context,
    month: Month = None,
    board: Annotated[str | None, typer.Option(help="只看一张：经办人、单位、日期")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="留在屏幕上不断刷新，Ctrl-C 结束")] = False,
    every: Annotated[int, typer.Option(min=1, help="--watch 每隔几秒刷新")] = 5,
    share: Annotated[
        bool, typer.Option("--share", help="可以转发的版本：只有数字，没有企业和人名")
    ] = False,
) -> None:
    """进度：应访、已访、未接、拒访、回访率，按经办人、单位、日期；还剩多少，每天要办多少。

    例：revisit calls progress
        revisit calls progress 2026-11 --board 单位
        revisit calls progress --watch
    """
    common = common_of(ctx)
    # Looking is nobody's act: beside a look, --by can only mean by what the board is made up.
    kind = _kind(board) or (common.by and _known(common.by))
    if share and kind == "clerk":
        raise ClerksNotShared
    if watch and sys.stdout.isatty() and not (common.json or common.csv):
        _watch(ctx, month, kind, every, is_shared=share)
        return
    shown = show_progress(context_of(ctx), month, is_shared=share)
    if show_json(ctx, shown):
        return
    if common.csv:
        lines = [
            (BOARDS[name], row.name, *_cells(row))
            for name, rows in _boards(shown)
            for row in rows
            if kind in (None, name)
        ]
        show_csv(ctx, ("分类", "名称", *BOARD_HEADINGS), lines)
        return
    for line in _head(shown):
        say(line)
    for name, rows in _boards(shown):
        if rows and kind in (None, name):
            show_table((BOARDS[name], *BOARD_HEADINGS), _lines(name, rows), right=_RIGHT)


def _kind(text: str | None) -> str | None:
    if text is None:
        return None
    found = _known(text)
    if found is None:
        raise BoardUnknown(text=text, known="、".join(BOARDS.values()))
    return found


def _known(text: str) -> str | None:
    return next((kind for kind, word in BOARDS.items() if text in (kind, word)), None)


def _boards(shown: ProgressShown) -> tuple[tuple[str, tuple[BoardRow, ...]], ...]:
    return (("clerk", shown.clerks), ("unit", shown.units), ("day", shown.days))


def _head(shown: ProgressShown) -> list[str]:
    total = shown.total
    locked = "已定" if shown.is_locked else "未定"
    parts = " + ".join(f"{STATES[state]} {count}" for state, count in shown.states)
    whole = shown.call_list
    equation = [whole_sum_words(whole)] if whole.is_locked or whole.carried_in else []
    return [
        f"{shown.month}　应访 {total.of} 户（名单{locked}）= {parts or '0'}",
        *equation,
        f"已访 {total.reached} + 未接 {total.no_answer} + 拒访 {total.refused} + 其他 {total.other}"
        f" + 未拨 {total.untouched}　回访率（已访／应访）{rated_part(total.rate)}",
        f"截止 {shown.due}：{pace(total.of, shown.left, shown.workdays_left, shown.pace)}",
    ]


def _lines(board: str, rows: tuple[BoardRow, ...]) -> list[tuple[str | int, ...]]:
    # A day without its year: with thousands of firms the line is full at eighty columns.
    return [(row.name[5:] if board == "day" else row.name, *_cells(row)) for row in rows]


def _cells(row: BoardRow) -> tuple[str | int, ...]:
    return (
        row.of, row.reached, row.no_answer, row.refused, row.other, row.untouched,
        percent(row.rate), row.attempts, row.finished,
    )  # fmt: skip


def _watch(
    ctx: typer.Context, month: str | None, kind: str | None, every: int, *, is_shared: bool
) -> None:
    """Redraw the board until Ctrl-C, which ends it quietly with 130."""
    import time

    from rich.live import Live

    def drawn() -> "Group":
        return _drawn(show_progress(context_of(ctx), month, is_shared=is_shared), kind)

    try:
        with Live(drawn(), console=console(), auto_refresh=False, screen=False) as live:
            while True:
                time.sleep(every)
                live.console.width = columns()
                live.update(drawn(), refresh=True)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _drawn(shown: ProgressShown, kind: str | None) -> "Group":
    from rich.console import Group
    from rich.text import Text

    tables = [
        table_of((BOARDS[name], *BOARD_HEADINGS), _lines(name, rows), right=_RIGHT)
        for name, rows in _boards(shown)
        if rows and kind in (None, name)
    ]
    return Group(*(Text(line) for line in _head(shown)), *tables)
