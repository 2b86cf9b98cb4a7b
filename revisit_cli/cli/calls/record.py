"""``revisit calls record`` and ``appoint``."""

from collections.abc import Mapping
from typing import Annotated

import typer

from revisit_cli.cli.calls.options import record_options, show_recorded, tell_missing
from revisit_cli.cli.commands import CALL, Command
from revisit_cli.cli.context import context_of
from revisit_cli.cli.rules.answers import (
    ABOUT,
    ANSWER,
    DIFFICULTY,
    NOT_GIVEN,
    SUGGESTION,
    TAG,
    WORDS,
    with_answers,
)
from revisit_cli.cli.screen import show_json
from revisit_cli.cli.usage import given_beside
from revisit_cli.errors.calls.call import FileSaysItAll, OnlyForFile, RecordIncomplete
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.calls import record as call_record

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("record", cls=Command)
@with_answers
def record(
    ctx: typer.Context,
    call: Annotated[int | None, CALL] = None,
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
    no_problem: Annotated[bool, typer.Option("--no-problem", help="不记成问题")] = False,
    token: Annotated[int | None, typer.Option(help="领取凭号")] = None,
    evidence: Annotated[str | None, typer.Option(help="注销的依据")] = None,
    second_person: Annotated[str | None, typer.Option(help="共同认定的第二人")] = None,
    tag: Annotated[list[str] | None, TAG] = None,
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
    call: Annotated[int, CALL],
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
