"""``revisit symposium``: the meeting itself."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.labels.symposium import EXTRA, NOTES, ROLES
from revisit_cli.operations import symposium
from revisit_cli.operations.symposium import Meeting

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def symposia() -> None:
    """座谈回访：每半年一次，由局主要领导或分管领导主持。

    例：revisit symposium record --held-on 2026-11-24 --chair 王局 --role 主要领导
        revisit symposium list
    """


@app.command("record", cls=Command)
def record(
    ctx: typer.Context,
    held_on: Annotated[str, typer.Option("--held-on", help="召开日期")],
    chair: Annotated[str, typer.Option("--chair", help="主持人")],
    role: Annotated[str, typer.Option("--role", help="主要领导(chief) 或 分管领导(deputy)")],
    place: Annotated[str | None, typer.Option("--place", help="地点")] = None,
    present: Annotated[
        list[str] | None, typer.Option("--present", help="到会企业，可多次；“全部”指全体受邀企业")
    ] = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="缺席企业，可多次")] = None,
    minutes: Annotated[str | None, typer.Option("--minutes", help="座谈记录，或 @文件名")] = None,
    problems: Annotated[
        list[str] | None, typer.Option("--problem", help="企业反映的问题：企业=内容，可多次")
    ] = None,
    suggestions: Annotated[
        list[str] | None, typer.Option("--suggestion", help="企业的建议：企业=内容，可多次")
    ] = None,
    half: Annotated[str | None, typer.Option("--half", help="算哪个半年的，默认按召开日期")] = None,
    draw: Annotated[
        int | None, typer.Option("--draw", help="企业出自哪次抽取，默认该半年最近一次")
    ] = None,
    special: Annotated[bool, typer.Option("--special", help="特殊情况加开")] = False,
) -> None:
    """记录一次座谈会：主持、到会、记录、提出的问题。"""
    meeting = Meeting(
        held_on=held_on,
        chair=chair,
        role=role,
        place=place,
        half=half,
        draw=draw,
        is_special=special,
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
        told = "、".join(str(each) for each in outcome.problems)
        say(f"已立项：{told} 号问题，5个工作日内处理或答复")
    for note in outcome.notes:
        tell(f"注意：{NOTES[note]}")


@app.command("list", cls=Command)
def list_symposia(ctx: typer.Context) -> None:
    """列出座谈会，和本半年是否已召开。"""
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
        show_table(headings, rows, right=(0, 5, 6, 7))
    duty = outcome.duty
    state = "已召开" if duty.is_done else f"还没有召开，{duty.due_on} 前须召开1次"
    say(f"共 {len(rows)} 次；{duty.half} {state}")
