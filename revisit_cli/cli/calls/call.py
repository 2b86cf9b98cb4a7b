"""``revisit calls``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from revisit_cli.cli.calls.card import attempt_words, card, hold, no_call_due, state_words
from revisit_cli.cli.commands import CALL, Command, Force, Group, Month
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import line_columns, say, show_csv, show_json, tell
from revisit_cli.cli.text import first_of, safe, said_moment
from revisit_cli.cli.usage import refuse_usage
from revisit_cli.labels.calls.call import NOT_SERVED, OUTCOMES
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls import claim
from revisit_cli.records.calls.card import NoCallDue

if TYPE_CHECKING:
    from revisit_cli.records.calls.call import CallsListed

_CLAIM = "revisit_cli.cli.calls.claim"
_RECORD = "revisit_cli.cli.calls.record"


class Calls(Group):
    """``calls``, whose heavier or rarer commands are loaded when called for."""

    late: Mapping[str, tuple[str, str]] = {
        "lock": ("revisit_cli.cli.calls.listing", "定下一期的回访名单和分母 N"),
        "unlock": ("revisit_cli.cli.calls.listing", "名单上还没有记录时，解开名单"),
        "sheet": ("revisit_cli.cli.calls.sheet", "分成几份表，一份一人；或打印拨打卡"),
        "absorb": ("revisit_cli.cli.calls.absorb", "收回分出去的表"),
        "inbound": (_CLAIM, "企业打来的电话：找出这一户，接着记录"),
        "take": (_CLAIM, "接手别人正在打的一户"),
        "release": (_CLAIM, "把正在打的放回名单：一户、一人的、过了时间的"),
        "return": ("revisit_cli.cli.calls.return_list", "坏号码退回单位补号码，补来的排到最前"),
        "skip": (_CLAIM, "先不拨这一户，写明原因"),
        "drafts": (_CLAIM, "自己没记完的，或没记上的"),
        "undo": (_CLAIM, "撤销一户最近的一次记录"),
        "not-served": ("revisit_cli.cli.calls.not_served", "名单有误：单位说从没办过这一户"),
        "agenda": ("revisit_cli.cli.calls.agenda", "今天约好的，按时间先后"),
        "attention": (
            "revisit_cli.cli.calls.attention",
            "负责人名单：过截止、失约、打不通、等补号码、称未办理过",
        ),
        "progress": (
            "revisit_cli.cli.calls.progress",
            "进度：按经办人、单位、日期，还剩多少，每天要办多少",
        ),
        "record": (_RECORD, "记录一次拨打；或从文件（csv、xlsx、jsonl）整批补录"),
        "appoint": (_RECORD, "约定再拨的时间"),
    }


app = typer.Typer(cls=Calls, rich_markup_mode=None, add_completion=False)


@app.callback()
def calls() -> None:
    """电话回访：一户一期一通电话。

    例：revisit calls next
        revisit calls record 12 --outcome 接通 --overall 满意
    """


@app.command("next", cls=Command)
def next_call(
    ctx: typer.Context,
    month: Month = None,
    why: Annotated[bool, typer.Option("--why", help="说明为什么轮到这一户")] = False,
) -> None:
    """取出下一户；在终端里逐项提问，直到 q。

    例：revisit calls next
        revisit calls next 2026-11 --why
    """
    if may_ask(common_of(ctx)) and not why:
        from revisit_cli.cli.asking.line import heard
        from revisit_cli.cli.calls.desk import Desk, seated

        Desk(seated(ctx), heard, month).sit()
        return
    outcome = claim.next_call(context_of(ctx), month)
    if isinstance(outcome, NoCallDue):
        if not show_json(ctx, outcome):
            say(no_call_due(outcome))
        return
    hold(context_of(ctx), outcome)
    if show_json(ctx, outcome):
        return
    say(card(outcome, line_columns()))
    say(f"领取凭号 {outcome.token}，{minute(outcome.until)[11:]} 前有效")


@app.command("list", cls=ListCommand)
def list_calls(
    ctx: typer.Context,
    month: Month = None,
    state: Annotated[
        str | None, typer.Option(help="只列：未拨、待再拨、已约定、等补号码、已完成")
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="列出各题的回答，一户一家单位一行（廉洁一项除外）")
    ] = False,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="问题=回答", help="只列这样回答的，如 多头跑=是，可多次"),
    ] = None,
    dissatisfied: Annotated[bool, typer.Option("--dissatisfied", help="只列不满意的")] = False,
    said: Annotated[
        bool, typer.Option("--said", help="只列提了意见建议、困难问题的，按单位排")
    ] = False,
    unit: Annotated[str | None, typer.Option(help="只列对这个单位的回答")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件.xlsx", help="列回答时写成工作簿"),
    ] = None,
    force: Force = False,
) -> None:
    """列出一期的电话，或各题的回答。

    例：revisit calls list --state 等补号码
        revisit calls list 2026-11 --answers -o 回答.xlsx
        revisit calls list --answer 多头跑=是
    """
    from revisit_cli.operations.calls import call as operations

    if answers or answer or dissatisfied or said or unit is not None:
        if state is not None:
            refuse_usage("列回答时列的是已作出的回答，不能与 --state 同用", ctx.command_path)
        from revisit_cli.cli.calls.answers import show_answers

        asked = operations.AnswersAsked(tuple(answer or ()), unit, dissatisfied, said)
        show_answers(ctx, month, asked, output, force=force)
        return
    if output is not None:
        refuse_usage("-o 写的是各题的回答，要与 --answers 同用", ctx.command_path)
    outcome = operations.list_calls(
        context_of(ctx), month, shows_phones=common_of(ctx).show_phones, state=state
    )
    if not show_json(ctx, outcome):
        _show_calls(ctx, outcome, is_filtered=state is not None)


def _show_calls(ctx: typer.Context, outcome: "CallsListed", *, is_filtered: bool) -> None:
    """Print the calls of a month as a table or as CSV."""
    headings = ("号", "企业", "单位", "联系人", "电话", "状态", "次数", "下次")
    rows = [
        (
            c.id,
            c.firm,
            "、".join(c.units),
            "、".join(who.name for who in c.contacts if who.name),
            "、".join(c.phones),
            state_words(c),
            c.attempts,
            minute(c.next_at),
        )
        for c in outcome.calls
    ]
    if show_csv(ctx, headings, rows):
        return
    say(f"{outcome.month} 电话回访，名单{'已定' if outcome.is_locked else '还没有定'}")
    if rows:
        pairs = zip(rows, outcome.calls, strict=True)
        short = [(*row[:4], first_of(c.phones), *row[5:]) for row, c in pairs]
        show_list(ctx, headings, short, right=(0, 4, 6, 7), spare=(2, 3))
    done = sum(c.state == "done" for c in outcome.calls)
    say(f"共 {len(outcome.calls)} 户：已完成 {done}，未完成 {len(outcome.calls) - done}")
    if not outcome.calls and not is_filtered:
        tell("名单是空的：请先导入台账 revisit import 台账/*")


@app.command("show", cls=Command)
def show_call(ctx: typer.Context, call: Annotated[int, CALL]) -> None:
    """显示一户的事项、联系人和拨打经过。

    例：revisit calls show 12
        revisit calls show 12 --phones
    """
    from revisit_cli.cli.rules.answers import evaluation_lines
    from revisit_cli.labels.problems.problem import CATEGORIES, problem_name
    from revisit_cli.operations.calls import call as operations
    from revisit_cli.records.value import replace

    outcome = operations.show_call(context_of(ctx), call, shows_phones=common_of(ctx).show_phones)
    if show_json(ctx, outcome):
        return
    # Every attempt follows, so the card need not tell the last ones.
    say(card(replace(outcome, history=()), line_columns()))
    for attempt in outcome.history:
        mark = "（已撤销）" if attempt.is_voided else ""
        words = attempt_words(attempt)
        at = said_moment(attempt.at, attempt.entered_at)
        say(f"  {at} {safe(attempt.by)} {OUTCOMES[attempt.outcome]}{words}{mark}")
    for said in outcome.not_served:
        what = f"{safe(said.unit)} {safe(said.leader)}：{safe(said.reason)}"
        say(f"  {minute(said.at)} {NOT_SERVED} {what}")
    for line in (line for each in outcome.evaluations for line in evaluation_lines(each)):
        say(line)
    for told in outcome.said:
        number = f"（{problem_name(told.problem)}）" if told.problem else ""
        say(f"{CATEGORIES[told.kind]}：{safe(told.text)}{number}")
