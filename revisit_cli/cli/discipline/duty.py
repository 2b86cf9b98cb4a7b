"""``revisit duty``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import AnyMonth, Command, DecidedBy, Group, Month
from revisit_cli.cli.context import context_of
from revisit_cli.cli.discipline.key import app as keys
from revisit_cli.cli.discipline.key import passphrase_for
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import reveal, say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.discipline.duty import (
    KINDS,
    SEALED,
    STATES,
    TALKED,
    TALKERS,
    about,
    basis,
    talk,
)
from revisit_cli.labels.reports.questions import word
from revisit_cli.labels.text import minute
from revisit_cli.operations.discipline import duty as operations
from revisit_cli.records.discipline.duty import (
    Confidence,
    ConfidenceOpened,
    Finding,
    FindingDecided,
)
from revisit_cli.rulebook.loader import form

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)
app.add_typer(keys, name="key")

Number = Annotated[int, typer.Argument(metavar="编号", help="revisit duty list 里的号")]
HEADINGS = ("号", "周期", "单位", "类别", "依据", "状态", "约谈")


@app.callback()
def duty() -> None:
    """报送纪律：程序只列待核实的，由具名的人认定。

    例：revisit duty find 2026-11
        revisit duty confirm 3 --evidence 催报两次未报 --decided-by 纪委甲
    """


def _rows(findings: tuple[Finding, ...]) -> list[tuple[str | int | None, ...]]:
    return [
        (
            each.id,
            each.month,
            each.unit_name,
            KINDS[each.kind],
            basis(each.kind, each.subject, each.detail),
            STATES[each.state] + (f"（{each.decided_by}）" if each.decided_by else ""),
            _talk(each),
        )
        for each in findings
    ]


def _talk(finding: Finding) -> str | None:
    if finding.escalation is None:
        return None
    if finding.admonished_on is not None:
        return TALKED.format(
            day=finding.admonished_on, by=finding.admonished_by, whom=finding.admonished
        )
    return talk(TALKERS[finding.escalation], *operations.whom_to_talk_to(finding))


def _say_talks(findings: tuple[Finding, ...]) -> None:
    """Say who is to be talked to still: a narrow screen has no column for it."""
    for each in findings:
        if each.escalation is not None and each.admonished_on is None:
            say(f"{each.id} 号{_talk(each)}")


@app.command("list", cls=ListCommand)
def list_findings(
    ctx: typer.Context,
    month: AnyMonth = None,
    state: Annotated[str | None, typer.Option(help="只列：待核实、已认定、不成立")] = None,
    kind: Annotated[str | None, typer.Option(help="只列一类（类别：迟报、未报、瞒报……）")] = None,
) -> None:
    """列出待核实的和已认定的。

    例：revisit duty list
        revisit duty list 2026-11 --state 待核实
    """
    outcome = operations.list_findings(context_of(ctx), month, state, kind)
    rows = _rows(outcome.findings)
    if show_json(ctx, outcome) or show_csv(ctx, HEADINGS, rows):
        return
    if rows:
        show_list(ctx, HEADINGS, rows, right=(0,), spare=(1, 6))
    _say_talks(outcome.findings)
    left = sum(each.state == "suspected" for each in outcome.findings)
    say(f"共 {len(rows)} 条，待定 {left} 条" if rows else "没有待核实的。查找：revisit duty find")


@app.command("find", cls=Command)
def find(
    ctx: typer.Context,
    month: Month = None,
    other: Annotated[
        Path | None,
        typer.Option("--cross-check", metavar="文件", help="与其他系统的导出比对，查未报的企业"),
    ] = None,
) -> None:
    """从事实中查找待核实的：迟报、未报、瞒报、称未办理过、空号过多。

    例：revisit duty find
        revisit duty find 2026-11 --cross-check 办件导出.xlsx
    """
    outcome = operations.find_findings(context_of(ctx), month, other)
    rows = _rows(outcome.findings)
    if show_json(ctx, outcome) or show_csv(ctx, HEADINGS, rows):
        return
    if rows:
        show_table(HEADINGS[:1] + HEADINGS[2:6], [row[:1] + row[2:6] for row in rows], right=(0,))
    say(f"{outcome.month} 期：新列待核实 {len(outcome.new)} 条，共 {len(rows)} 条")
    if outcome.new:
        tell("是否成立由人认定：revisit duty confirm 号，或 revisit duty dismiss 号")


@app.command("report", cls=Command)
def report(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="被反映的单位")],
    words: Annotated[str, typer.Option("--words", help="反映的情况，只供机关纪委查阅")],
    month: Annotated[str | None, typer.Option(help="如 2026-11（默认本期）")] = None,
    call: Annotated[int | None, typer.Option(help="在哪次电话里反映的，回访编号")] = None,
    another: Annotated[bool, typer.Option("--another", help="是另一家企业反映的")] = False,
) -> None:
    """登记企业反映：被私下要求或威胁给好评。

    例：revisit duty report 燃气办 --call 12 --words 要求当面点五星
    """
    outcome = operations.report_praise(
        context_of(ctx), unit, words, month, call, is_another=another
    )
    if not show_json(ctx, outcome):
        say(f"已列为待核实 {outcome.finding} 号；内容只供机关纪委查阅（revisit duty open）")


@app.command("confirm", cls=Command)
def confirm(
    ctx: typer.Context,
    number: Number,
    evidence: Annotated[str | None, typer.Option(help="认定的依据")] = None,
    decided_by: DecidedBy = None,
) -> None:
    """认定：须有依据和具名的人。

    例：revisit duty confirm 3 --evidence 收件登记 --decided-by 张三
    """
    _show(
        ctx,
        operations.decide_finding(
            context_of(ctx), number, is_confirmed=True, decided_by=decided_by, grounds=evidence
        ),
    )


@app.command("dismiss", cls=Command)
def dismiss(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[str | None, typer.Option(help="不成立的理由")] = None,
    decided_by: DecidedBy = None,
) -> None:
    """不予认定：须有理由和具名的人。

    例：revisit duty dismiss 3 --reason 系统故障，有证明 --decided-by 张三
    """
    _show(
        ctx,
        operations.decide_finding(
            context_of(ctx), number, is_confirmed=False, decided_by=decided_by, grounds=reason
        ),
    )


@app.command("admonish", cls=Command)
def admonish(
    ctx: typer.Context,
    number: Number,
    held_on: Annotated[str, typer.Option("--on", "--held-on", help="哪天约谈的，如 11-30、昨天")],
    talker: Annotated[str, typer.Option("--talker", help="约谈人：机关纪委或局党组指定的人")],
    whom: Annotated[str, typer.Option("--whom", help="被约谈人")],
) -> None:
    """记录约谈：认定以后，谁、哪天、约谈了谁。

    例：revisit duty admonish 3 --on 昨天 --talker 机关纪委甲 --whom 燃气办乙
    """
    outcome = operations.admonish(
        context_of(ctx), number, held_on=held_on, held_by=talker, whom=whom
    )
    if not show_json(ctx, outcome):
        told = TALKED.format(day=outcome.held_on, by=safe(outcome.held_by), whom=safe(outcome.whom))
        say(f"已记录 {number} 号（{safe(outcome.unit)}）的约谈：{told}")


@app.command("changes", cls=ListCommand)
def changes(
    ctx: typer.Context,
    month: AnyMonth = None,
) -> None:
    """列出由不满意改为满意的评价，供机关纪委每月核对。

    例：revisit duty changes 2026-11
    """
    outcome = operations.list_changes(context_of(ctx), month)
    headings = ("周期", "企业", "单位", "电话/上门", "原评价", "改动", "现评价")
    rows = [
        (
            each.month,
            each.firm,
            each.unit,
            f"电话 {each.call} 号" if each.call is not None else f"上门 {each.visit} 号",
            f"{minute(each.first_at)} {each.first_by} 不满意",
            f"{minute(each.voided_at)} {each.voided_by or ''} {each.reason or ''}".rstrip(),
            f"{minute(each.now_at)} {each.now_by} 满意",
        )
        for each in outcome.changes
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows)
    say(f"共 {len(rows)} 件由不满意改为满意" if rows else "没有由不满意改为满意的评价")


@app.command("open", cls=Command)
def open_confidence(
    ctx: typer.Context,
    month: AnyMonth = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="文件", help="机关纪委的私钥文件，打开封存的内容"),
    ] = None,
) -> None:
    """查阅企业的廉洁反映和认定依据：只供机关纪委，每次都会记下谁看过。带私钥的一并计数，报表印的就是这个数。

    例：revisit duty open 2026-11 --key 纪委私钥.json
    """
    passphrase = None if key is None else passphrase_for(key)
    outcome = operations.open_confidence(context_of(ctx), month, key, passphrase)
    reveal(context_of(ctx), "duty open", (each.firm for each in outcome.confidences))
    headings = ("号", "时间", "周期", "企业", "单位", "内容")
    rows = [
        (
            each.id,
            minute(each.at),
            each.month,
            each.firm,
            about(each.unit, each.doubt, is_recheck=each.is_recheck),
            _said_shown(each),
        )
        for each in outcome.confidences
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        if rows:
            show_table(headings, rows)
        _show_opened(outcome)


def _show_opened(outcome: ConfidenceOpened) -> None:
    """Print what was opened besides the words: grounds of decisions, counts, and what is wrong."""
    question = form().confidential[0]
    for number, text in outcome.evidence:
        say(f"{number} 号的依据：{safe(text or SEALED)}")
    words, grounds = len(outcome.confidences), len(outcome.evidence)
    say(f"共 {words} 条反映，{grounds} 条依据" if words or grounds else "没有反映")
    for each in outcome.tallies:
        parts = "、".join(f"{word(question, code)} {count}" for code, count in each.counts)
        whose = f"　{safe(each.unit)}" if each.unit else ""
        say(f"{each.period}{whose}：{each.firms} 户，{parts}（{each.shown_from} 起印入报表）")
    for period in outcome.uncounted:
        tell(f"！{period} 有封存的回答这把私钥打不开，没有计数；报表仍印“未启封”")
    for number in outcome.altered:
        tell(f"！{number} 号被绕过程序改动过，不算数。全部不符之处：revisit audit verify")
    tell("这次查阅已记入记录簿")


def _show(ctx: typer.Context, outcome: FindingDecided) -> None:
    if show_json(ctx, outcome):
        return
    say(f"{outcome.finding} 号：{STATES[outcome.state]}")
    if outcome.escalation is not None:
        found = operations.find_finding(context_of(ctx), outcome.finding)
        say(f"12 个月内第 {outcome.nth} 次，{_talk(found)}")
        tell(f"约谈后：revisit duty admonish {outcome.finding} --on 日期 --talker 谁 --whom 谁")


def _said_shown(each: Confidence) -> str:
    """Return what a firm said in confidence: its answer, and its words."""
    if each.words is None:
        return SEALED
    question = form().confidential[0]
    answer = "" if each.answer is None else word(question, each.answer)
    return "　".join(text for text in (answer, each.words) if text)
