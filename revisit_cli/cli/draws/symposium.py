"""``revisit symposium``: the meeting itself."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import reveal, say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.draws.symposium import (
    ABSENT,
    EXTRA,
    NOTES,
    PRESENT,
    RESERVE,
    ROLES,
    meeting_words,
)
from revisit_cli.labels.problems.problem import problem_names
from revisit_cli.labels.text import minute
from revisit_cli.operations.draws import invitation, symposium
from revisit_cli.operations.draws.symposium import Meeting

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


NUMBER = typer.Argument(metavar="座谈号", help="见 revisit symposium list")


@app.callback()
def symposia() -> None:
    """座谈回访：每半年一次，由局主要领导或分管领导主持。

    例：revisit symposium invite -o 邀请名单.xlsx
        revisit symposium record --on 昨天 --chair 王局 --role chief --present 3
    """


@app.command("record", cls=Command)
def record(
    ctx: typer.Context,
    held_on: Annotated[str, typer.Option("--on", "--held-on", help="召开日期，如 11-24、昨天")],
    chair: Annotated[str, typer.Option("--chair", help="主持人")],
    role: Annotated[str, typer.Option("--role", help="主要领导 或 分管领导")],
    place: Annotated[str | None, typer.Option("--place", help="地点")] = None,
    present: Annotated[
        list[str] | None, typer.Option("--present", help="到会企业，可多次；“全部”指全体受邀企业")
    ] = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="缺席企业，可多次")] = None,
    minutes: Annotated[str | None, typer.Option("--minutes", help="座谈记录，或 @文件名")] = None,
    problems: Annotated[
        list[str] | None,
        typer.Option("--problem", metavar="企业=内容", help="企业反映的问题，可多次"),
    ] = None,
    suggestions: Annotated[
        list[str] | None,
        typer.Option("--suggestion", metavar="企业=内容", help="企业的建议，可多次"),
    ] = None,
    half: Annotated[str | None, typer.Option("--half", help="算哪个半年的，默认按召开日期")] = None,
    draw: Annotated[
        int | None, typer.Option("--draw", help="企业出自哪次抽取，默认该半年最近一次")
    ] = None,
    special: Annotated[bool, typer.Option("--special", help="特殊情况加开")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="加开的理由")] = None,
) -> None:
    """记录一次座谈会：主持、到会、记录、提出的问题。

    例：revisit symposium record --on 昨天 --chair 张三 --role 局长 --present 3
        revisit symposium record --on 11-24 --chair 李四 --role 副局长 --present 5
    """
    meeting = Meeting(
        held_on=held_on,
        chair=chair,
        role=role,
        place=place,
        half=half,
        draw=draw,
        is_special=special,
        special_reason=reason,
        present=tuple(present or ()),
        absent=tuple(absent or ()),
        minutes=minutes,
        problems=tuple(problems or ()),
        suggestions=tuple(suggestions or ()),
    )
    outcome = symposium.record(context_of(ctx), meeting)
    if show_json(ctx, outcome):
        return
    held = outcome.symposium
    extra = EXTRA if held.is_special else ""
    say(
        f"已保存 {held.id} 号座谈会{extra}：{held.held_on}，{held.half}，"
        f"到会 {held.present_count} 家，缺席 {held.absent_count} 家"
    )
    if outcome.problems:
        told = problem_names(outcome.problems)
        say(f"记成问题：{told}，{outcome.answer_workdays}个工作日内处理或答复")
    for note in outcome.notes:
        note_words = NOTES[note].format(least=outcome.least, most=outcome.most)
        tell(f"注意：{note_words}")


@app.command("invite", cls=Command)
def invite(
    ctx: typer.Context,
    draw: Annotated[
        int | None, typer.Argument(metavar="抽取号", help="见 revisit sample list；默认最近一次")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help="座谈时间，如 周五 9:00")] = None,
    place: Annotated[str | None, typer.Option("--place", help="座谈地点")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写成邀请名单（签到表），以 .xlsx 结尾")
    ] = None,
    force: Force = False,
) -> None:
    """列出抽取后受邀的企业，打印邀请名单；有谢绝的，记下后按名次递补。

    例：revisit symposium invite --at 周五9:00 --place 三楼会议室 -o 邀请名单.xlsx
        revisit symposium invite --phones
    """
    outcome = invitation.invite(
        context_of(ctx),
        draw,
        at=at,
        place=place,
        path=output,
        shows_phones=common_of(ctx).show_phones,
        force=force,
    )
    headings = ("名次", "企业", "联系人", "电话", "列入邀请时间")
    rows = [
        (
            f"{each.rank}{RESERVE if each.is_reserve else ''}",
            each.name,
            each.person,
            each.phone,
            minute(each.invited_at),
        )
        for each in outcome.invited
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    show_table(headings, rows, right=(0,))
    say(f"{safe(meeting_words(outcome))}　受邀 {len(rows)} 家")
    if outcome.path:
        say(f"已写出邀请名单到 {outcome.path}")
    tell(f"谢绝的：revisit sample decline {outcome.draw} 企业 --reason 理由")


@app.command("show", cls=Command)
def show(ctx: typer.Context, number: Annotated[int, NUMBER]) -> None:
    """显示一次座谈会：主持、到会与缺席、记录、提出的问题。

    例：revisit symposium show 1
    """
    outcome = symposium.show(context_of(ctx), number)
    reveal(context_of(ctx), "symposium show", (firm for firm, _ in outcome.attendance))
    if show_json(ctx, outcome):
        return
    held = outcome.symposium
    extra = EXTRA if held.is_special else ""
    say(f"{held.id} 号座谈会{extra}　{held.held_on}　{held.half}")
    pairs = (
        ("主持", f"{held.chair}（{ROLES[held.chair_role]}）"),
        ("地点", held.place),
        ("加开理由", held.special_reason),
        (
            "抽取",
            None if held.draw is None else f"{held.draw} 号（revisit sample show {held.draw}）",
        ),
    )
    for name, value in pairs:
        if value:
            say(f"{name}：{safe(value)}")
    for came, word in ((True, PRESENT), (False, ABSENT)):
        firms = [safe(firm) for firm, is_present in outcome.attendance if is_present is came]
        say(f"{word} {len(firms)} 家" + (f"：{'、'.join(firms)}" if firms else ""))
    if outcome.minutes:
        say("记录：")
        for line in outcome.minutes.splitlines():
            say(f"  {safe(line)}")
    if outcome.problems:
        say("问题：" + problem_names(outcome.problems))


@app.command("void", cls=Command)
def void(
    ctx: typer.Context,
    number: Annotated[int, NUMBER],
    reason: Annotated[str, typer.Option("--reason", help="作废的理由")],
) -> None:
    """作废一次座谈记录，写明理由；提出的问题仍在册。

    例：revisit symposium void 1 --reason 记录重复
    """
    outcome = symposium.void(context_of(ctx), number, reason)
    if not show_json(ctx, outcome):
        say(f"已作废 {number} 号座谈记录，不再计入 {outcome.half}。提出的问题仍在册。")


@app.command("list", cls=ListCommand)
def list_symposia(ctx: typer.Context) -> None:
    """列出座谈会，和本半年是否已召开。

    例：revisit symposium list
    """
    outcome = symposium.list_symposia(context_of(ctx))
    headings = ("号", "日期", "半年", "主持", "职务", "到会", "缺席", "问题")
    rows = [
        (
            each.id,
            each.held_on.isoformat(),
            each.half + (EXTRA if each.is_special else ""),
            each.chair,
            ROLES[each.chair_role],
            each.present_count,
            each.absent_count,
            each.problem_count,
        )
        for each in outcome.symposia
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows, right=(0, 5, 6, 7))
    duty = outcome.duty
    late = "（半年过后才开，算迟开）" if duty.is_late else ""
    late = "（半年过后才录入，补记）" if duty.is_back_entered else late
    few = "，不足制度规定的家数" if duty.is_few else ""
    state = f"还没有召开，{duty.due_on} 前须召开1次（要先抽取，且有抽到的企业到会）"
    if duty.is_done:
        state = f"已召开{late}，到会 {duty.present_count} 家{few}"
    say(f"共 {len(rows)} 次；{duty.half} {state}")
