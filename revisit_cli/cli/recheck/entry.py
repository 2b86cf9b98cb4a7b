"""``revisit recheck next`` away from a terminal, ``record`` and ``list``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group, Month, MonthOption
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.recheck.card import card_lines, hold, recorded_line
from revisit_cli.cli.screen import columns, say, say_wrapped, show_csv, show_json, tell
from revisit_cli.labels.recheck.entry import CLASSES, ENTRY_STATES
from revisit_cli.labels.text import minute
from revisit_cli.operations.days.moment import given_moment
from revisit_cli.operations.recheck import entry, figures
from revisit_cli.records.recheck.entry import BlindCard, EntryRecord

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Office = Annotated[
    str | None, typer.Option("--office", help="复核人所在：机关纪委、体验官、行业协会、别的科室")
]


@app.callback()
def entries() -> None:
    """复核的拨打。"""


@app.command("next", cls=Command)
def next_entry(ctx: typer.Context, month: Month = None, office: Office = None) -> None:
    """取出下一家：卡片上没有原来记的任何东西；在终端里逐项提问，直到 q。

    例：revisit recheck next 2026-11 --by 机关纪委周正
        revisit recheck next --by 李梅 --office 行业协会
    """
    common = common_of(ctx)
    if may_ask(common):
        from revisit_cli.cli.recheck.desk import sit

        sit(ctx, month, office)
        return
    found = entry.next_card(context_of(ctx), month, is_typed=common.by is not None)
    if not isinstance(found, BlindCard):
        if not show_json(ctx, found):
            waits = f"，最早 {minute(found.next_at)} 再打" if found.next_at else ""
            say(f"{found.month} 现在没有要复核的（还剩 {found.left} 家{waits}）")
        return
    hold(found)
    if show_json(ctx, found):
        return
    for line in card_lines(found, columns()):
        say(line)
    tell(f"打完记下：revisit recheck record {found.rank} --answer 打过 --overall 满意 --by 姓名")


@app.command("record", cls=Command)
def record(
    ctx: typer.Context,
    rank: Annotated[int, typer.Argument(metavar="名次", help="第几名，见 revisit recheck list")],
    answer: Annotated[
        str,
        typer.Option("--answer", help="回答：打过、没打过、记不清、不是本企业号码、没打通"),
    ],
    overall: Annotated[
        str | None, typer.Option("--overall", help="总体评价：满意、不满意、没说")
    ] = None,
    pressed: Annotated[
        str | None,
        typer.Option("--pressed", help="有没有人提示怎么评价：没有、有、不愿答；只交机关纪委"),
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", help="怎么提示的，原话；只交机关纪委")
    ] = None,
    month: MonthOption = None,
    office: Office = None,
    at: Annotated[str | None, typer.Option("--at", help="什么时候打的，如 昨天15:00")] = None,
    token: Annotated[int | None, typer.Option("--token", help="领取凭号")] = None,
    as_merged: Annotated[
        str | None, typer.Option("--as", help="抽取以后并入了别家的：现在的名称")
    ] = None,
) -> None:
    """记下一家复核的结果；不改动原来的回访记录。

    例：revisit recheck record 3 --answer 打过 --overall 满意 --by 周正
        revisit recheck record 4 --answer 没打过 --by 周正
    """
    context = context_of(ctx)
    given = EntryRecord(
        rank=rank,
        answer=entry.answer_given(answer),
        overall=None if overall is None else entry.overall_given(overall),
        pressure=None if pressed is None else entry.pressure_given(pressed),
        words=words,
        office=office,
        at=None if at is None else given_moment(context, at),
        token=token,
        as_merged=as_merged,
    )
    outcome = entry.record(context, month, given, is_typed=common_of(ctx).by is not None)
    if not show_json(ctx, outcome):
        say(recorded_line(outcome))
        if not outcome.left:
            say_wrapped(figures.sentence_of(context_of(ctx), outcome.month))


@app.command("list", cls=ListCommand)
def list_entries(ctx: typer.Context, month: Month = None) -> None:
    """列出抽中的和补抽的，办到哪一步；全部办完才列出结果。

    例：revisit recheck list 2026-11
    """
    outcome = entry.list_entries(context_of(ctx), month)
    headings = ("名次", "企业", "回访编号", "状态", "再打", "次数", "复核人", "结果")
    rows = [
        (
            each.rank,
            each.firm,
            each.call,
            ENTRY_STATES[each.state],
            minute(each.next_at)[5:],
            each.tries,
            each.by,
            CLASSES[each.result] if each.result else "",
        )
        for each in outcome.entries
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    show_list(ctx, headings, rows, right=(0, 2, 5), spare=(2, 5))
    say(f"{outcome.month} 期复核：共 {len(rows)} 家，还剩 {outcome.left} 家")
    if outcome.sentence is not None:
        say_wrapped(outcome.sentence)
