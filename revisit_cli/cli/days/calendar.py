"""``revisit calendar``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import emit, say, show_csv, show_json, tell
from revisit_cli.cli.text import ljust, safe
from revisit_cli.errors.days.calendar import DayToCountUnreadable
from revisit_cli.labels.days.calendar import COUNTS, MAKE_UP, OFF, UNANNOUNCED, WEEKDAYS, WHYS
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.operations.days import calendar as operations
from revisit_cli.records.days.calendar_shown import DayLine, DaysExplained
from revisit_cli.rulebook.periods import month_parts

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)
_CELL = 7


@app.callback()
def calendar() -> None:
    """工作日：按国务院放假调休安排推算。

    例：revisit calendar show 2026-10
        revisit calendar explain 2026-09-30 --days 5
    """


@app.command("show", cls=Command)
def show(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="月份", help="如 2026-10（默认本月）")
    ] = None,
) -> None:
    """一个月的上班、放假和各项截止日。

    例：revisit calendar show
        revisit calendar show 2026-10
    """
    outcome = operations.show_month(context_of(ctx), month)
    headings = ("日期", "是否上班", "缘由", "截止事项")
    rows = [
        (each.on.isoformat(), COUNTS[each.counts], each.why, "；".join(each.marks))
        for each in outcome.days
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    year, number = month_parts(outcome.month)
    say(f"{year}年{number}月")
    say("".join(ljust(f" {name}", _CELL) for name in WEEKDAYS).rstrip())
    cells = [" " * _CELL] * outcome.days[0].on.weekday()
    cells += [ljust(_cell(each), _CELL) for each in outcome.days]
    for start in range(0, len(cells), 7):
        say("".join(cells[start : start + 7]).rstrip())
    for day in outcome.days:
        for mark in day.marks:
            say(f"* {day.on.month}月{day.on.day}日　{mark}")
    say(f"{OFF} 放假　{MAKE_UP} 周末上班　* 有截止事项　共 {outcome.workday_count} 个工作日")
    if any(each.counts is None for each in outcome.days):
        say(f"{UNANNOUNCED} {WHYS['unannounced']}，不计在内")


def _cell(day: DayLine) -> str:
    mark = {"make_up": MAKE_UP, "holiday": OFF, "unannounced": UNANNOUNCED}.get(day.kind, "")
    return f"{day.on.day:>2}{'*' if day.marks else ' '}{mark}"


@app.command("explain", cls=Command)
def explain(
    ctx: typer.Context,
    day: Annotated[
        str | None,
        typer.Argument(metavar="日期或问题号", help="从哪天的次日起算，或问题号如 P-0012"),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=250, help="几个工作日（默认 5）")
    ] = None,
    problem: Annotated[
        str | None, typer.Option(hidden=True, help="问题号：写在命令后面即可")
    ] = None,
) -> None:
    """逐日说明期限怎样算出。

    例：revisit calendar explain 2026-09-24
        revisit calendar explain P-0012
    """
    wanted = f"P-{problem.upper().removeprefix('P-')}" if problem else day
    if wanted is None:
        raise DayToCountUnreadable(text="")
    outcome = operations.explain_days(context_of(ctx), wanted, days)
    headings = ("日期", "星期", "是否计入", "缘由")
    rows = [
        (
            each.on.isoformat(),
            WEEKDAYS[each.on.weekday()],
            COUNTS[each.counts],
            each.why,
        )
        for each in outcome.days
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        _show_days(outcome)


def _show_days(outcome: DaysExplained) -> None:
    if outcome.problem is not None:
        say(f"问题 {problem_name(outcome.problem)}，{outcome.start} 回访，从次日起算")
    else:
        say(f"{outcome.start} 的次日起算")
    count = 0
    for each in outcome.days:
        count += bool(each.counts)
        number = f"第 {count} 个" if each.counts else "不计"
        weekday = WEEKDAYS[each.on.weekday()]
        say(f"  {each.on} 星期{weekday}　{ljust(number, 8)}{each.why}")
    say(f"第 {count} 个工作日是 {outcome.end}，当天下班前为止")
    if outcome.calendar not in (None, outcome.calendar_now):
        say(f"在册的期限按 {outcome.calendar} 推算，现在的放假安排是 {outcome.calendar_now}")
    if outcome.is_extended:
        say(f"已另作决定延至 {outcome.stored}")
    elif outcome.stored is not None and outcome.stored != outcome.end.isoformat():
        say(f"在册的期限是 {outcome.stored}；按现在的放假安排重算：revisit problems recompute")


@app.command("import", cls=Command)
def import_notice(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="CSV 或 JSON")],
) -> None:
    """载入放假安排：CSV（日期,是否上班,名称）或公开日历的 JSON。

    例：revisit calendar import 2027年放假安排.csv
    """
    outcome = operations.import_notice(context_of(ctx), file)
    if show_json(ctx, outcome):
        return
    years = "、".join(str(year) for year in outcome.years)
    known = f"，{years} 年从此可以推算工作日" if years else ""
    say(
        f"{safe(outcome.file)}：放假 {outcome.rest_count} 天，"
        f"上班 {outcome.work_count} 天，改动 {outcome.changed_count} 天{known}"
    )
    if outcome.counted_problems or outcome.counted_visits:
        say(
            f"期限待定的已推算：问题 {outcome.counted_problems} 件，"
            f"上门 {outcome.counted_visits} 次"
        )
    if outcome.problem_count:
        say(f"有 {outcome.problem_count} 件问题的期限会变，重算：revisit problems recompute")


@app.command("export", cls=Command)
def export(
    ctx: typer.Context,
    month: Month = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪个文件，以 .ics 结尾")
    ] = None,
    force: Force = False,
) -> None:
    """把本期各项截止日写成日历文件（iCalendar），供其他日历订阅。

    例：revisit calendar export -o 截止日.ics
    """
    to_file = None if output is None or str(output) == "-" else output
    outcome = operations.export_deadlines(context_of(ctx), month, to_file, force=force)
    headings = ("日期", "事项")
    rows = [(each.on.isoformat(), each.title) for each in outcome.deadlines]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if to_file is None:
        emit(outcome.text)
        return
    say(f"{to_file}：{len(rows)} 个截止日")
    tell("日历软件里选“导入”或“订阅”这个文件")
