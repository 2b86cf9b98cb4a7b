"""``revisit status``, and what a bare ``revisit`` shows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import columns, say, show_csv, show_json, show_table
from revisit_cli.cli.text import first_few, ljust, safe, within
from revisit_cli.labels.calls.listing import whole_sum_words
from revisit_cli.labels.ledgers.unit import ROSTER_CHANGES, ROSTER_MOVES
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.reports.status import AGENDA, DUTIES, OCCASIONAL, WEEKDAYS
from revisit_cli.labels.text import PENDING, day_or_pending
from revisit_cli.operations.reports import status as operations
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.reports.status import Agenda, DueProblem, Duty, HalfShown, StatusShown
from revisit_cli.rulebook.periods import in_short

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NAMES_AT_MOST = 3
HEADINGS = ("依据", "事项", "期限", "已办", "应办", "超期", "剩余工作日", "下一步")


@app.command(cls=Command)
def status(
    ctx: typer.Context,
    month: Month = None,
    half: Annotated[
        bool, typer.Option("--half", help="看半年：六个月并排；也可写 revisit status 2026-H2")
    ] = False,
) -> None:
    """每天早上看的一页：各项职责的期限、已办、应办、下一步，和今天要办的事。

    例：revisit status
        revisit status 2026-11
        revisit status --half
    """
    context = context_of(ctx)
    if half or (month is not None and "H" in month.upper()):
        shown = operations.show_half(context, month)
        rows = [(each, *_cells(d)) for each, duties in shown.months for d in duties]
        if not show_json(ctx, shown) and not show_csv(ctx, ("月份", *HEADINGS), rows):
            _show_half(shown)
        return
    outcome = operations.show_status(context, month)
    cells = [_cells(duty) for duty in outcome.duties]
    if not show_json(ctx, outcome) and not show_csv(ctx, HEADINGS, cells):
        show(outcome)


def show_bare(ctx: typer.Context) -> None:
    """Show today's state and the next commands; make no file where there is none."""
    context = context_of(ctx)
    if not operations.has_database(context):
        say("还没有数据。可以这样开始：")
        say("  revisit demo                     用示例数据走一遍")
        say("  revisit units import 名册.xlsx   先导入单位名册（可不做）")
        say("  revisit import 台账/*            导入各单位的台账")
        say("全部命令：revisit --help")
        return
    outcome = operations.show_status(context, None)
    show(outcome, is_brief=True)
    steps = operations.next_steps(outcome)
    if steps:
        say("接着做：")
    for step in steps:
        _say(f"  {step}", 4)


def show(outcome: StatusShown, *, is_brief: bool = False) -> None:
    """Say a month's duties and today's agenda; brief leaves out each duty's next command."""
    today = date.fromisoformat(outcome.today)
    say(f"{outcome.today} 周{WEEKDAYS[today.weekday()]}　{outcome.month} 期")
    for duty in outcome.duties:
        if not duty.of and duty.what in OCCASIONAL:
            continue
        _say(_line(duty), 10)
        if duty.what == DUTIES["calls"] and outcome.call_list.is_locked:
            _say(f"{'':10}{whole_sum_words(outcome.call_list)}", 10)
        if duty.what == DUTIES["ledgers"] and outcome.roster_changes:
            _say(f"{'':10}{_roster(outcome.roster_changes)}", 10)
        if duty.next_command and not is_brief:
            _say(f"{'':10}→ {duty.next_command}", 12)
    lines = list(_agenda(outcome))
    if lines:
        say("今天：")
    for line, command in lines:
        _say(f"  {line}", 4)
        if not is_brief:
            _say(f"{'':10}→ {command}", 12)
    for line in _notes(outcome):
        _say(line, 2)


def _say(line: str, hang: int) -> None:
    for each in within(line, columns(), hang):
        say(each)


def _line(duty: Duty) -> str:
    # Nothing to do yet is nothing done: a list that has not come in gets no tick.
    # What was all done, but not all in time, gets none either.
    is_done = 0 < duty.of <= duty.done
    mark = "×" if duty.is_late else "√" if is_done else "·"
    left = ""
    if duty.late_count:
        left = f"　超期 {duty.late_count}"
    elif duty.done < duty.of:
        if duty.is_late:
            left = "　已超期"
        elif duty.workdays_left is not None:
            left = f"　还有 {duty.workdays_left} 个工作日"
    due = f"　{day_or_pending(duty.due)}" if duty.due or duty.is_pending else ""
    count = f"{duty.done}/{duty.of}"
    return f"{mark} {ljust(duty.clause, 8)}{ljust(duty.what, 22)}{count:>11}{due}{left}"


def _roster(changes: Sequence[RosterChange]) -> str:
    """Return whom the roster was changed for once the month ran, as reports name them."""
    told = [f"{safe(each.unit)} {ROSTER_MOVES[each.change]}" for each in changes]
    return f"{ROSTER_CHANGES} {len(changes)} 处：{first_few(told, NAMES_AT_MOST)}"


def _agenda(outcome: StatusShown) -> Iterator[tuple[str, str]]:
    agenda = outcome.agenda
    for name, word, promised in (
        ("broken", "失约待补", agenda.broken),
        ("appointments", "今天约定", agenda.appointments),
    ):
        if promised:
            told = "、".join(f"{each.at[11:16]} {safe(each.firm)}" for each in promised[:1])
            more = f" 等 {len(promised)} 户" if len(promised) > 1 else ""
            yield f"{word} {len(promised)} 户：{told}{more}", AGENDA[name]
    if agenda.returned:
        yield f"退回单位补号码 {agenda.returned} 户", AGENDA["returned"]
    yield from _problems(agenda)
    if agenda.held:
        held = AGENDA["held"].format(month=outcome.month)
        yield f"台账待改、还没有收下的 {agenda.held} 行：请单位按回执改正后再导入", held
    if agenda.to_propose:
        find = AGENDA["to_propose"].format(month=outcome.month)
        yield f"迟报、未报还没有列为待核实的 {agenda.to_propose} 个单位", find
    if agenda.suspicions:
        yield f"报送纪律待核实 {agenda.suspicions} 件", AGENDA["suspicions"]
    for name, word, left in (
        ("visits_left", "未上门的 {} 户", agenda.visits_left),
        ("causes_left", "已答复、待倒查办结的问题 {} 件", agenda.causes_left),
    ):
        if left is not None:
            command = AGENDA[name].format(month=left.month)
            yield f"此前各期（{left.month} 起）{word.format(left.count)}", command


def _problems(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Yield the problems that are due, and those whose day no notice loaded decides."""
    if agenda.problems:
        command = AGENDA["problems"].format(problem=agenda.problems[0].problem)
        told = _named(agenda.problems)
        yield f"2个工作日内到期或已超期的问题 {len(agenda.problems)} 件：{told}", command
    if agenda.pending:
        told = _named(agenda.pending)
        yield f"期限{PENDING}的问题 {len(agenda.pending)} 件：{told}", AGENDA["pending"]


def _named(problems: Sequence[DueProblem]) -> str:
    told = [
        problem_name(each.problem) + (f"（{each.due[5:]}）" if each.due else "")
        for each in problems
    ]
    return first_few(told, NAMES_AT_MOST)


def _notes(outcome: StatusShown) -> Iterator[str]:
    if outcome.known_until is None:
        yield "今年的放假安排尚未载入：revisit calendar import 通知.csv"
    elif outcome.holidays_end_on is not None:
        year = outcome.known_until + 1
        days = f"{outcome.holidays_end_on} 起的{outcome.answer_workdays}个工作日"
        yield f"！{year} 年放假安排未载入，{days}算不出。"
        yield "  通知公布后：revisit calendar import 通知.csv"
    else:
        yield f"放假安排已知至 {outcome.known_until} 年"
    if not outcome.agenda.has_seal_key:
        yield "！公钥尚未设置，廉洁反映只限制查阅、未封存：revisit duty key new -o 纪委私钥"


def _cells(duty: Duty) -> tuple[str | int | None, ...]:
    late = f"超期 {duty.late_count or ''}".strip() if duty.is_late else ""
    return (
        duty.clause,
        duty.what,
        duty.due,
        duty.done,
        duty.of,
        late,
        duty.workdays_left,
        duty.next_command,
    )


def _show_half(shown: HalfShown) -> None:
    months = [month for month, _ in shown.months]
    say(f"{shown.half}　六个月并排：已办/应办，* 超期")
    rows = []
    for each in zip(*(duties for _, duties in shown.months), strict=True):
        if any(duty.of for duty in each):
            rows.append((each[0].clause, each[0].what, *map(_brief, each)))
    headings = ("依据", "事项", *map(in_short, months))
    show_table(headings, rows, right=tuple(range(2, 8)))
    _say(_line(shown.symposium), 10)
    if shown.symposium.next_command:
        _say(f"{'':10}→ {shown.symposium.next_command}", 12)


def _brief(duty: Duty) -> str:
    if not duty.of:
        return "-"
    return f"{duty.done}/{duty.of}" + ("*" if duty.is_late else "")
