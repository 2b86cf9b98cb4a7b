"""``revisit calls``: what changes a claim, a draft or a record."""

from typing import Annotated

import typer

from revisit_cli.cli.calls.card import card, hold
from revisit_cli.cli.commands import CALL, Command, Group, MonthOption
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import line_columns, say, show_csv, show_json, tell
from revisit_cli.errors.calls.sheet import ReleaseUnclear
from revisit_cli.labels.calls.call import STATES
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls import claim, draft
from revisit_cli.operations.calls import undo as call_undo
from revisit_cli.operations.calls.skip import skip_call

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.command("inbound", cls=Command)
def inbound(
    ctx: typer.Context,
    firm: Annotated[
        str, typer.Argument(metavar="企业", help="企业号、名称一部分、拼音首字母或来电号码")
    ],
    month: MonthOption = None,
) -> None:
    """企业打来的电话：找出这一户，在终端里接着记录。

    例：revisit calls inbound 甲子建筑
        revisit calls inbound 13800000000
    """
    from revisit_cli.operations.calls.search import answer_call

    shown = answer_call(context_of(ctx), month, firm)
    hold(context_of(ctx), shown)
    if show_json(ctx, shown):
        return
    if may_ask(common_of(ctx)):
        from revisit_cli.cli.asking.line import heard
        from revisit_cli.cli.calls.desk import Desk, seated

        Desk(seated(ctx), heard, month, is_inbound=True).sit(shown)
        return
    say(card(shown, line_columns()))
    tell(f"记录：revisit calls record {shown.call.id} --inbound --outcome 接通 --overall 满意")


@app.command("take", cls=Command)
def take(ctx: typer.Context, call: Annotated[int, CALL]) -> None:
    """接手别人正在打的一户；对方再记会被拒，所记原文给他留着。

    例：revisit calls take 12
        revisit calls take 12 --by 李四
    """
    outcome = claim.take_call(context_of(ctx), call)
    if show_json(ctx, outcome):
        return
    before = f"（原由 {outcome.owner} 打）" if outcome.owner else ""
    say(f"第 {outcome.call} 号已由您接手{before}，领取凭号 {outcome.token}")


@app.command("release", cls=Command)
def release(
    ctx: typer.Context,
    call: Annotated[int | None, CALL] = None,
    clerk: Annotated[
        str | None, typer.Option(help="放回这位经办人名下的全部，连同分给他的回访表")
    ] = None,
    expired: Annotated[bool, typer.Option("--expired", help="放回过了时间没动的")] = False,
) -> None:
    """把正在打的放回名单：一户，一人名下的，或过了时间的。

    例：revisit calls release 12
        revisit calls release --clerk 李四
    """
    if sum((call is not None, clerk is not None, expired)) != 1:
        raise ReleaseUnclear
    if call is not None:
        outcome = claim.release_call(context_of(ctx), call)
        if not show_json(ctx, outcome):
            say(f"第 {outcome.call} 号已放回名单")
        return

    if clerk is None:
        freed = claim.release_expired(context_of(ctx))
    else:
        freed = claim.release_clerk(context_of(ctx), clerk)
    if not show_json(ctx, freed):
        sheets = f"，其中 {freed.on_sheets} 户在发出的回访表上" if freed.on_sheets else ""
        say(f"已放回名单 {len(freed.calls)} 户{sheets}")


@app.command("skip", cls=Command)
def skip(
    ctx: typer.Context,
    call: Annotated[int, CALL],
    reason: Annotated[str, typer.Option(help="为什么先不拨")],
    token: Annotated[int | None, typer.Option(help="领取凭号")] = None,
) -> None:
    """先不拨这一户，写明原因；过半小时再排，不算拨打。

    例：revisit calls skip 12 --reason 正在开标
        revisit calls skip 12 --reason 负责人午休
    """
    outcome = skip_call(context_of(ctx), call, reason, token)
    if not show_json(ctx, outcome):
        say(f"第 {outcome.call} 号已跳过，{minute(outcome.until)[5:]} 以后再排")


@app.command("drafts", cls=ListCommand)
def drafts(
    ctx: typer.Context,
    drop: Annotated[int | None, typer.Option(metavar="电话号", help="不要这一份了")] = None,
) -> None:
    """列出自己没记完、或没记上的；没办完的会再次轮到。

    例：revisit calls drafts
        revisit calls drafts --drop 12
    """
    if drop is not None and not draft.drop_draft(context_of(ctx), drop):
        tell(f"第 {drop} 号没有您没记完的")
    outcome = draft.list_drafts(context_of(ctx))
    headings = ("号", "企业", "存于", "已答", "这一户现在", "最近由")
    rows = [
        (each.call, each.firm, minute(each.saved_at), each.count, STATES[each.state], each.last_by)
        for each in outcome.drafts
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows, right=(0, 3))
    say(f"没记完的 {len(rows)} 份")
    if rows:
        tell(f"接着记：revisit calls next；不要了：revisit calls drafts --drop {rows[0][0]}")


@app.command("undo", cls=Command)
def undo(
    ctx: typer.Context,
    reason: Annotated[str, typer.Option(help="为什么撤销")],
    call: Annotated[
        int | None, typer.Argument(metavar="电话号", help="电话的编号；给了记录号可不写")
    ] = None,
    attempt: Annotated[
        int | None, typer.Option(metavar="记录号", help="只撤销这一条（其后没有别的记录时）")
    ] = None,
) -> None:
    """撤销一户最近的一次记录；原记录留存，划掉显示。

    例：revisit calls undo 12 --reason 记错了户
        revisit calls undo --attempt 1042 --reason 误记
    """
    outcome = call_undo.undo_call(context_of(ctx), call, reason, attempt)
    if not show_json(ctx, outcome):
        say(f"第 {outcome.call} 号的记录 #{outcome.attempt} 已撤销，{STATES[outcome.state]}")
