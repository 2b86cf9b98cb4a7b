"""``revisit report``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.labels import report as words
from revisit_cli.labels.ledger import FILING_STATES
from revisit_cli.operations import report
from revisit_cli.records.rate import Rate
from revisit_cli.records.report import MonthReported

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def reports() -> None:
    """统计报表。

    例：revisit report month 2026-11
        revisit report month 2026-11 -o 月报.xlsx
    """


@app.command("month", cls=Command)
def month(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="月份", help="如 2026-11（默认本期）")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写成工作簿，以 .xlsx 结尾")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """一期的统计：报送、回访、满意率、问题、上门、未完成名单。"""
    context = context_of(ctx)
    if output is None:
        figures = report.report_month(context, month)
    else:
        figures = report.write_month(context, month, output, force=force)
    lines = _lines(figures)
    if show_json(ctx, figures) or show_csv(ctx, words.COLUMNS["summary"], lines):
        return
    if output is not None:
        say(str(output))
        return
    locked = words.LOCKED if figures.is_locked else words.NOT_LOCKED
    say(f"{figures.month} 月报　{locked}")
    show_table(words.COLUMNS["summary"], lines, right=(1, 2, 3))
    if figures.units:
        show_table(words.COLUMNS["units"][:9], _unit_lines(figures), right=(2, 3, 4, 5, 6, 7))
    names = "、".join(
        f"{firm}（{words.CALL_STATES[state]}）" for firm, state in figures.not_done[:10]
    )
    more = f"……等 {len(figures.not_done)} 户" if len(figures.not_done) > 10 else ""
    say(f"未完成 {len(figures.not_done)} 户" + (f"：{names}{more}" if names else ""))
    head = figures.log
    say(words.HEAD_LINE.format(size=head.size, head=head.head, origin=figures.origin))
    tell("写成工作簿：加 -o 月报.xlsx")


def _lines(figures: MonthReported) -> list[tuple[str, int | str, int | str, str]]:
    counts = (
        ("firms", figures.firms),
        ("sole_traders", figures.sole_traders),
        ("unlisted", figures.unlisted),
        ("services", figures.services),
        ("late_entries", figures.late_entries),
    )
    rates = (
        ("coverage", figures.coverage),
        ("contact_rate", figures.contact_rate),
        ("effective_rate", figures.effective_rate),
        ("satisfaction", figures.satisfaction),
    )
    lines: list[tuple[str, int | str, int | str, str]] = [
        (words.LINES[name], count, "", "") for name, count in counts
    ]
    lines += [(words.LINES[name], rate.n, rate.of, _percent(rate)) for name, rate in rates]
    lines.append((words.LINES["unrated"], figures.unrated_firms, "", ""))
    lines += [
        (
            words.INTEGRITY_LINE.format(words.INTEGRITY[answer]),
            words.NOT_LISTED if count is None else count,
            "",
            "",
        )
        for answer, count in figures.integrity
    ]
    lines += [
        (words.PROBLEM_LINE.format(words.PROBLEMS[name]), count, "", "")
        for name, count in figures.problems
    ]
    lines += [
        (words.VISIT_LINE.format(words.VISITS[name]), count, "", "")
        for name, count in figures.visits
    ]
    lines += [
        (words.FILING_LINE.format(FILING_STATES[name]), count, "", "")
        for name, count in figures.filings
    ]
    return lines


def _unit_lines(figures: MonthReported) -> list[tuple[str | int, ...]]:
    return [
        (
            unit.unit,
            FILING_STATES[unit.filing],
            unit.services,
            unit.firms,
            unit.evaluations,
            unit.satisfied,
            unit.dissatisfied,
            unit.unrated,
            _percent(unit.satisfaction),
        )
        for unit in figures.units
    ]


def _percent(rate: Rate) -> str:
    return words.NOT_APPLICABLE if rate.value is None else f"{rate.value:.1%}"
