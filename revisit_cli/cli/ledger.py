"""``revisit ledgers``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of, face_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import moment, safe
from revisit_cli.labels.ledger import FILING_STATES, NOTES, ROW_STATES
from revisit_cli.operations import ledger

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Month = Annotated[str | None, typer.Argument(metavar="月份", help="如 2026-11（默认本期）")]


@app.callback()
def ledgers() -> None:
    """台账：报送情况、逐行内容、零报告、空表、核对。

    例：revisit ledgers list
        revisit ledgers zero 人事科
    """


@app.command("list", cls=Command)
def list_ledgers(ctx: typer.Context, month: Month = None) -> None:
    """列出一期各单位的报送，和未报的单位。"""
    outcome = ledger.list_ledgers(context_of(ctx), month)
    headings = ("编号", "单位", "版本", "状态", "收到", "行数", "文件")
    rows = [
        (
            f.id,
            f.unit,
            f.version,
            FILING_STATES[f.state],
            moment(f.received_at),
            f.row_count,
            f.file,
        )
        for f in outcome.filings
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    say(f"{outcome.month} 台账")
    if rows:
        show_table(headings, rows, right=(0, 2, 5))
    units = len({f.unit for f in outcome.filings})
    say(f"已报 {units} 个单位（{len(rows)} 份），未报 {len(outcome.missing)} 个")
    if outcome.missing:
        say(f"未报：{'、'.join(map(safe, outcome.missing))}")


@app.command("show", cls=Command)
def show_ledger(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="文件", help="文件名，或导入编号")],
) -> None:
    """逐行显示一份已导入的台账。"""
    outcome = ledger.show_ledger(context_of(ctx), name, shows_phones=face_of(ctx).show_phones)
    headings = ("行", "结果", "单位", "时间", "企业", "联系人", "电话", "提示")
    rows = [
        (
            f"{row.sheet}!{row.row}" if row.sheet else row.row,
            ROW_STATES[row.state],
            row.unit,
            None if row.served_on is None else row.served_on.isoformat(),
            row.firm,
            row.contact,
            "、".join(row.phones),
            "；".join(NOTES[note] for note in row.notes),
        )
        for row in outcome.rows
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows)
    states = [row.state for row in outcome.rows]
    counts = "，".join(f"{word} {states.count(state)}" for state, word in ROW_STATES.items())
    say(f"共 {len(rows)} 行：{counts}")


@app.command("zero", cls=Command)
def zero(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="单位名称、简称或编号")],
    month: Month = None,
) -> None:
    """作零报告：本期没有涉企事项。"""
    outcome = ledger.report_zero(context_of(ctx), unit, month)
    if not show_json(ctx, outcome):
        state = FILING_STATES[outcome.filing.state]
        say(f"{safe(outcome.filing.unit)} {outcome.filing.month} 零报告，{state}")


@app.command("template", cls=Command)
def template(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="填报单位")],
    month: Month = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到哪里")] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """写一份空的附表3，寄给单位填报。"""
    context = context_of(ctx)
    target = output or Path(f"{unit}_附表3.xlsx")
    made = ledger.make_template(context, unit, month, target, overwrites=force)
    say(str(made))


@app.command("cross-check", cls=Command)
def cross_check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="其他系统导出的名单")],
    month: Month = None,
    unit: Annotated[str | None, typer.Option(help="只核对这个单位")] = None,
) -> None:
    """与其他系统的名单核对，找出办过而未报的企业；只作线索，不作结论。"""
    outcome = ledger.cross_check(context_of(ctx), file, month, unit)
    headings = ("线索", "单位", "企业")
    rows = [("未见于台账", u, f) for u, f in outcome.only_elsewhere]
    rows += [("只见于台账", u, f) for u, f in outcome.only_filed]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows)
    say(
        f"{outcome.month}：两边都有 {outcome.both_count} 户，"
        f"未见于台账 {len(outcome.only_elsewhere)} 户，只见于台账 {len(outcome.only_filed)} 户"
    )
    tell("以上只是线索，须由人核实。")
