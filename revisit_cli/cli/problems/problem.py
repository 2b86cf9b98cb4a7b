"""``revisit problems``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import AnyMonth, Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import next_step, reveal, say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe, said_moment
from revisit_cli.errors.problems.problem import MoveWordsEmpty, TransferTargetRequired
from revisit_cli.labels.problems.problem import (
    ASSIGNED,
    CATEGORIES,
    DECIDED,
    DECIDED_WHY,
    EVENTS,
    NO_WORD,
    NOTES,
    RECEIPT,
    RESULT,
    SOURCES,
    STATES,
    TARGET,
    problem_name,
    verdict_words,
)
from revisit_cli.labels.text import LISTED, by_day, day_or_pending, minute, tried
from revisit_cli.operations.days.moment import given_day
from revisit_cli.operations.problems import problem as operations
from revisit_cli.records.problems.problem import Move, ProblemsListed

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Number = Annotated[str, typer.Argument(metavar="问题号", help="如 12 或 P-0012")]
Words = Annotated[str, typer.Option("--words", help="写明情况")]
At = Annotated[
    str | None, typer.Option("--at", help="实际办理时间，如 11-30 10:00、昨天下午（默认现在）")
]


@app.callback()
def problems() -> None:
    """问题：限期内处理或答复。

    例：revisit problems list --late
        revisit problems answer 12 --words 已电话答复企业
    """


@app.command("list", cls=ListCommand)
def list_problems(
    ctx: typer.Context,
    month: AnyMonth = None,
    late: Annotated[bool, typer.Option("--late", help="只列超期的")] = False,
    unit: Annotated[str | None, typer.Option(help="只列这个单位的")] = None,
    state: Annotated[str | None, typer.Option(help="只列：未办、已交办、已移交……")] = None,
) -> None:
    """按期限列出问题。

    例：revisit problems list --late
        revisit problems list 2026-11 --sort 单位
    """
    outcome = operations.list_problems(
        context_of(ctx), month, only_late=late, unit=unit, state=state
    )
    reveal(context_of(ctx), "problems list", (p.firm for p in outcome.problems))
    headings = ("号", "期限", "状态", "企业", "单位", "类别", "来源", "内容", "判定")
    rows = [
        (
            problem_name(p.id),
            day_or_pending(p.due) + ("（超期）" if p.is_late else ""),
            STATES[p.state],
            p.firm,
            p.unit,
            CATEGORIES[p.category],
            SOURCES[p.source],
            p.text,
            LISTED.join(verdict_words(p)),
        )
        for p in outcome.problems
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        _show(ctx, outcome)
    overdue = sum(p.is_late for p in outcome.problems)
    say(f"共 {len(rows)} 件，超期 {overdue} 件" if rows else "没有符合条件的问题")


def _show(ctx: typer.Context, outcome: ProblemsListed) -> None:
    """Print the columns that fit a screen; --csv has them all."""
    rows = [
        (
            problem_name(p.id),
            day_or_pending(p.due),
            LISTED.join(verdict_words(p)).replace(" ", ""),
            STATES[p.state],
            p.firm,
            p.unit,
            p.text,
        )
        for p in outcome.problems
    ]
    late = {number for number, p in enumerate(outcome.problems) if p.is_late}
    headings = ("号", "期限", "判定", "状态", "企业", "单位", "内容")
    show_list(ctx, headings, rows, right=(0, 1), red=late)


@app.command("show", cls=Command)
def show_problem(ctx: typer.Context, number: Number) -> None:
    """显示一件问题的全部经过。

    例：revisit problems show 12
    """
    outcome = operations.show_problem(context_of(ctx), number)
    reveal(context_of(ctx), "problems show", [outcome.problem.firm])
    if show_json(ctx, outcome):
        return
    found = outcome.problem
    due = f"期限 {day_or_pending(found.due)}"
    head = (problem_name(found.id), STATES[found.state], due, *verdict_words(found))
    say("　".join(head))
    about = (found.month + " 期", found.firm, found.unit, CATEGORIES[found.category])
    say("  " + "　".join(safe(each) for each in (*about, SOURCES[found.source]) if each))
    say(f"  {safe(found.text)}")
    for name, value in (
        ("专班", found.team),
        ("牵头", found.leader),
        ("倒查原因", found.cause),
        ("停止计时", minute(found.stopped_at)),
        ("转到", found.carried_to),
    ):
        if value:
            say(f"  {name}：{safe(value)}")
    for event in outcome.events:
        words = f"：{safe(event.words)}" if event.words else ""
        moves_due = event.due and event.kind != "raised"
        due = f"（期限改为 {event.due}）" if moves_due else ""
        at = said_moment(event.at, event.entered_at)
        say(f"  {at} {safe(event.by)} {EVENTS[event.kind]}{words}{due}")
    say(f"期限怎样算出：revisit calendar explain {problem_name(found.id)}")


@app.command("add", cls=Command)
def add(
    ctx: typer.Context,
    words: Annotated[str, typer.Option("--words", "--text", help="问题内容")],
    firm: Annotated[
        str | None, typer.Argument(metavar="企业", help="哪户企业反映的（可不写）")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", "--category", help="类别：意见建议、困难问题、其他")
    ] = "difficulty",
    unit: Annotated[str | None, typer.Option(help="涉及哪个单位")] = None,
    on: Annotated[str | None, typer.Option(help="哪天反映的，从次日起算（默认今天）")] = None,
    month: Annotated[str | None, typer.Option(help="归入哪一期（默认本期）")] = None,
) -> None:
    """登记一件问题（电话、上门、座谈里提的会自动记）。

    例：revisit problems add 甲子建筑 --words 竣工验收排队太久 --unit 质安站
        revisit problems add 甲子建筑 --words 窗口午间无人 --on 昨天
    """
    told = operations.ProblemTyped(firm, words, kind, unit, on, month)
    added = operations.add_problem(context_of(ctx), told)
    if not show_json(ctx, added):
        stood = "" if added.is_new else "同一天已登记过同样的一件，没有再立："
        say(f"{stood}记成问题 {problem_name(added.problem)}，{by_day(added.due, '处理或答复')}")
        next_step(ctx, f"revisit problems assign {added.problem} --team 专班 --leader 领导")


@app.command("assign", cls=Command)
def assign(
    ctx: typer.Context,
    number: Number,
    team: Annotated[str, typer.Option(help="处理问题的专班")],
    leader: Annotated[str, typer.Option(help="牵头的分管领导")],
) -> None:
    """组建专班，交办。

    例：revisit problems assign 12 --team 验收提速专班 --leader 李四
    """
    words = ASSIGNED.format(team=_filled(team), leader=_filled(leader))
    _move(ctx, number, Move("assigned", words, team=team, leader=leader))


@app.command("handle", cls=Command)
def handle(ctx: typer.Context, number: Number, words: Words, at: At = None) -> None:
    """已处理，停止计时。

    例：revisit problems handle 12 --words 已增加验收场次
    """
    _move(ctx, number, Move("handled", _filled(words), at=at))


@app.command("answer", cls=Command)
def answer(ctx: typer.Context, number: Number, words: Words, at: At = None) -> None:
    """已答复企业，停止计时。

    例：revisit problems answer 12 --words 已电话答复企业
    """
    _move(ctx, number, Move("answered", _filled(words), at=at))


@app.command("transfer", cls=Command)
def transfer(
    ctx: typer.Context,
    number: Number,
    to: Annotated[str | None, typer.Option(help="移交给哪个部门")] = None,
    receipt: Annotated[str | None, typer.Option(help="对方回执的文号或经手人")] = None,
    result: Annotated[
        str | None, typer.Option("--outcome", help="对方办理的结果（移交以后补记）")
    ] = None,
) -> None:
    """移交相关部门；答复企业后才停止计时。

    例：revisit problems transfer 12 --to 市政务数据局 --receipt 收2026-18号
        revisit problems transfer 12 --outcome 接口已修复
    """
    told = [(TARGET, to), (RECEIPT, receipt), (RESULT, result)]
    parts = [form.format(text=_filled(text)) for form, text in told if text is not None]
    if not parts:
        raise TransferTargetRequired
    _move(ctx, number, Move("receipt" if to is None else "transferred", "；".join(parts)))


@app.command("extend", cls=Command)
def extend(
    ctx: typer.Context,
    number: Number,
    to: Annotated[
        str,
        typer.Option("--until", "--to", metavar="日期", help="延到哪一天，如 2026-12-10、12-10"),
    ],
    decided_by: Annotated[
        str | None, typer.Option("--decided-by", "--by-name", help="谁作的决定（默认经办人）")
    ] = None,
    words: Annotated[str | None, typer.Option("--words", help="写明情况")] = None,
) -> None:
    """延期：另作决定，注明日期和决定人。

    例：revisit problems extend 12 --until 12-10 --decided-by 张三 --words 等批复
    """
    context = context_of(ctx)
    name = context.by if decided_by is None else _filled(decided_by)
    said = (
        DECIDED.format(name=name) if words is None else DECIDED_WHY.format(name=name, words=words)
    )
    _move(ctx, number, Move("extended", said, to=given_day(context, to, "future")))


@app.command("close", cls=Command)
def close(
    ctx: typer.Context,
    number: Number,
    cause: Annotated[str | None, typer.Option(help="倒查分析的原因")] = None,
    words: Annotated[str | None, typer.Option(help="企业意见")] = None,
    reason: Annotated[str | None, typer.Option(help="没有企业意见的理由")] = None,
) -> None:
    """办结：须有倒查分析，和企业意见或没有意见的理由。

    例：revisit problems close 12 --cause 人手不足 --words 企业表示满意
        revisit problems close 12 --cause 人手不足 --reason 企业已注销，无法征求
    """
    if words is None and reason is not None and reason.strip():
        words = NO_WORD.format(reason=reason)
    _move(ctx, number, Move("closed", words, cause=cause))


@app.command("reopen", cls=Command)
def reopen(ctx: typer.Context, number: Number, words: Words) -> None:
    """重新打开：期限重新起算。

    例：revisit problems reopen 12 --words 企业反映又出现
    """
    _move(ctx, number, Move("reopened", _filled(words)))


@app.command("recompute", cls=Command)
def recompute(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="只看会怎样改，不写入")] = False,
) -> None:
    """重算未了问题的期限：放假安排改了以后用，列出原期限和新期限。

    例：revisit problems recompute --dry-run
        revisit problems recompute
    """
    outcome = operations.recount_problems(context_of(ctx), is_dry_run=dry_run)
    headings = ("号", "原期限", "新期限")
    rows = [
        (problem_name(each.problem), day_or_pending(each.old), each.new.isoformat())
        for each in outcome.recounts
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows)
    kind = tried(outcome.is_dry_run)
    say(f"{kind}共改动 {len(rows)} 件" if rows else f"{kind}期限都没有变")


def _filled(words: str | None) -> str:
    if words is None or not words.strip():
        raise MoveWordsEmpty
    return words.strip()


def _move(ctx: typer.Context, number: str, move: Move) -> None:
    moved = operations.move_problem(context_of(ctx), number, move)
    if not show_json(ctx, moved):
        state = STATES[moved.state]
        due = day_or_pending(moved.due)
        say(f"{problem_name(moved.problem)} {EVENTS[moved.kind]}：{state}，期限 {due}")
    for note in moved.notes:
        tell(f"注意：{NOTES[note]}")
