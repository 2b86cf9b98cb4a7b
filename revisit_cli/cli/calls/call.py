"""``revisit calls``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.calls.card import attempt_words, card, hold, no_call_due, state_words
from revisit_cli.cli.commands import Command, Group, Month
from revisit_cli.cli.context import context_of, face_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.rules.answers import (
    ABOUT,
    ANSWER,
    DIFFICULTY,
    NOT_GIVEN,
    SUGGESTION,
    WORDS,
    evaluation_lines,
    with_answers,
)
from revisit_cli.cli.screen import columns, say, show_csv, show_json, tell
from revisit_cli.cli.text import first_of, safe, said_moment
from revisit_cli.cli.usage import given_beside, refuse_usage
from revisit_cli.errors.calls.call import FileSaysItAll, OnlyForFile, RecordIncomplete
from revisit_cli.labels.calls.call import NOT_SERVED, OUTCOMES
from revisit_cli.labels.problems.problem import CATEGORIES, problem_name
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.operations.calls import claim
from revisit_cli.records.calls.card import NoCallDue
from revisit_cli.records.value import replace

_CLAIM = "revisit_cli.cli.calls.claim"


class Calls(Group):
    """``calls``, whose heavier or rarer commands are loaded when called for."""

    late: Mapping[str, tuple[str, str]] = {
        "lock": ("revisit_cli.cli.calls.listing", "锁定一期的回访名单，定下分母 N"),
        "unlock": ("revisit_cli.cli.calls.listing", "名单上还没有记录时，解开锁定"),
        "sheet": ("revisit_cli.cli.calls.sheet", "分成几份表，一份一人；或打印拨打卡"),
        "absorb": ("revisit_cli.cli.calls.absorb", "收回分出去的表"),
        "inbound": (_CLAIM, "企业打来的电话：找出这一户，接着记录"),
        "take": (_CLAIM, "接手别人领取的一户"),
        "release": (_CLAIM, "把领取的放回名单：一户、一人的、过期的"),
        "return": ("revisit_cli.cli.calls.return_list", "坏号码退回单位补号，补来的排到最前"),
        "skip": (_CLAIM, "先不拨这一户，写明原因"),
        "drafts": (_CLAIM, "自己没记完、或没记上的草稿"),
        "undo": (_CLAIM, "撤销一户最近的一次记录"),
        "not-served": ("revisit_cli.cli.calls.not_served", "名单有误：单位说从没办过这一户"),
        "agenda": ("revisit_cli.cli.calls.agenda", "今天约好的，按时间先后"),
        "attention": (
            "revisit_cli.cli.calls.attention",
            "负责人名单：过截止、失约、打不通、等补号、称未办理过",
        ),
        "progress": (
            "revisit_cli.cli.calls.progress",
            "进度：按经办人、单位、日期，还剩多少，每天要办多少",
        ),
    }


app = typer.Typer(cls=Calls, rich_markup_mode=None, add_completion=False)

Number = Annotated[int, typer.Argument(metavar="电话号", help="电话的编号，见 calls list")]


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
    """领取下一户；在终端里逐项提问，直到 q。

    例：revisit calls next
        revisit calls next 2026-11 --why
    """
    if may_ask(face_of(ctx)) and not why:
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
    say(card(outcome, columns()))
    say(f"领取凭号 {outcome.token}，{minute(outcome.until)[11:]} 前有效")


@app.command("list", cls=ListCommand)
def list_calls(
    ctx: typer.Context,
    month: Month = None,
    state: Annotated[
        str | None, typer.Option(help="只列：未拨、待再拨、已约定、退回补号、已完成")
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
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """列出一期的电话，或各题的回答。

    例：revisit calls list --state 退回补号
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
        context_of(ctx), month, shows_phones=face_of(ctx).show_phones, state=state
    )
    if show_json(ctx, outcome):
        return
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
    say(f"{outcome.month} 电话回访，名单{'已锁定' if outcome.is_locked else '未锁定'}")
    if rows:
        pairs = zip(rows, outcome.calls, strict=True)
        short = [(*row[:4], first_of(c.phones), *row[5:]) for row, c in pairs]
        show_list(ctx, headings, short, right=(0, 4, 6, 7), spare=(2, 3))
    done = sum(c.state == "done" for c in outcome.calls)
    say(f"共 {len(outcome.calls)} 户：已完成 {done}，未完成 {len(outcome.calls) - done}")
    if not outcome.calls and state is None:
        tell("名单是空的：请先导入台账 revisit import 台账/*")


@app.command("show", cls=Command)
def show_call(ctx: typer.Context, call: Number) -> None:
    """显示一户的事项、联系人和拨打经过。

    例：revisit calls show 12
        revisit calls show 12 --phones
    """
    from revisit_cli.operations.calls import call as operations

    outcome = operations.show_call(context_of(ctx), call, shows_phones=face_of(ctx).show_phones)
    if show_json(ctx, outcome):
        return
    # Every attempt follows, so the card need not tell the last ones.
    say(card(replace(outcome, history=()), columns()))
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


@app.command("record", cls=Command)
@with_answers
def record(
    ctx: typer.Context,
    call: Annotated[
        int | None, typer.Argument(metavar="电话号", help="电话的编号，见 calls list")
    ] = None,
    outcome: Annotated[str | None, typer.Option(help="结果，如 接通、无人接听、拒访")] = None,
    unit: Annotated[
        str | None,
        typer.Option(help="只记对这个单位的评价"),
    ] = None,
    given: Mapping[str, str | None] = NOT_GIVEN,
    answer: Annotated[list[str] | None, ANSWER] = None,
    words: Annotated[list[str] | None, WORDS] = None,
    suggestion: Annotated[str | None, SUGGESTION] = None,
    difficulty: Annotated[str | None, DIFFICULTY] = None,
    about: Annotated[list[str] | None, ABOUT] = None,
    respondent: Annotated[str | None, typer.Option(help="被访人姓名")] = None,
    phone: Annotated[str | None, typer.Option(help="所拨的号码")] = None,
    at: Annotated[str | None, typer.Option(help="通话时间，如 昨天 15:30")] = None,
    callback: Annotated[str | None, typer.Option(help="再拨的时间，如 周五上午")] = None,
    callback_with: Annotated[str | None, typer.Option("--with", help="和谁约的")] = None,
    callback_by: Annotated[str | None, typer.Option("--kept-by", help="约定由谁来拨")] = None,
    party: Annotated[
        str | None,
        typer.Option(help="约定的对方：企业的人、别人代接"),
    ] = None,
    new_phone: Annotated[str | None, typer.Option(help="问到的别的号码")] = None,
    is_inbound: Annotated[bool, typer.Option("--inbound", help="企业打来的")] = False,
    no_problem: Annotated[bool, typer.Option("--no-problem", help="意见和困难不立项")] = False,
    token: Annotated[int | None, typer.Option(help="领取凭号")] = None,
    evidence: Annotated[str | None, typer.Option(help="注销的依据")] = None,
    second_person: Annotated[str | None, typer.Option(help="共同认定的第二人")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="标签，如 隐性审批")] = None,
    from_file: Annotated[
        str | None,
        typer.Option("--from", metavar="文件", help="从文件补录；- 为标准输入"),
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="--from 时跳过不能记的行")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="--from 时只看结果")] = False,
) -> None:
    """记录一次拨打；或从文件（csv、xlsx、jsonl）整批补录，一行一次，全对才记。

    例：revisit calls record 12 --outcome 接通 --overall 满意
        revisit calls record 12 --outcome 约定再拨 --callback 周五上午 --with 王工
        revisit calls record --from 补录.xlsx
    """
    if from_file is not None:
        from revisit_cli.cli.calls.batch import key_in

        if beside := given_beside(ctx, "from_file", "skip_bad", "dry_run"):
            raise FileSaysItAll(given=LISTED.join(beside))
        key_in(ctx, from_file, skips_bad=skip_bad, is_dry_run=dry_run)
        return
    if skip_bad or dry_run:
        names = (("--skip-bad", skip_bad), ("--dry-run", dry_run))
        raise OnlyForFile(given=LISTED.join(name for name, is_given in names if is_given))
    if call is None or outcome is None:
        raise RecordIncomplete
    # What only a record needs is loaded here: calls next is what a clerk waits for.
    from revisit_cli.cli.calls.options import record_options, show_recorded, tell_missing
    from revisit_cli.operations.calls import record as call_record

    context = context_of(ctx)
    made = record_options(
        context,
        call,
        outcome,
        unit=unit,
        given=given,
        answers=answer or [],
        words=words or [],
        suggestion=suggestion,
        difficulty=difficulty,
        about=about or [],
        respondent=respondent,
        phone=phone,
        at=at,
        callback=callback,
        callback_with=callback_with,
        callback_by=callback_by,
        callback_party=party,
        new_phone=new_phone,
        is_inbound=is_inbound,
        opens_problem=not no_problem,
        token=token,
        evidence=evidence,
        second_person=second_person,
        tags=tag or [],
    )
    told = call_record.record_call(context, made)
    if show_json(ctx, told):
        tell_missing(told)
    else:
        show_recorded(told)


@app.command("appoint", cls=Command)
def appoint(
    ctx: typer.Context,
    call: Number,
    when: Annotated[
        str, typer.Argument(metavar="时间", help="如 15:30、明天9点、周五上午、12-03 10:00")
    ],
    person: Annotated[str | None, typer.Option("--with", help="和谁约的")] = None,
    keeper: Annotated[
        str | None, typer.Option("--kept-by", help="由谁来拨（默认谁都可以）")
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(help="约定的对方：企业的人、别人代接"),
    ] = None,
) -> None:
    """约定再拨的时间。

    例：revisit calls appoint 12 明天9点 --with 王工
        revisit calls appoint 12 周五上午 --kept-by 李四
    """
    from revisit_cli.cli.calls.options import record_options, show_recorded
    from revisit_cli.operations.calls import record as call_record

    context = context_of(ctx)
    made = record_options(
        context,
        call,
        "appointment",
        callback=when,
        callback_with=person,
        callback_by=keeper,
        callback_party=party,
    )
    told = call_record.record_call(context, made)
    if not show_json(ctx, told):
        show_recorded(told)
