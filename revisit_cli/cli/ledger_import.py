"""``revisit import``."""

import gc
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command
from revisit_cli.cli.context import context_of
from revisit_cli.cli.ledger_words import month_of
from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.errors.ledger import MappingUnreadable
from revisit_cli.labels.ledger import FIELD_WORDS, FILING_STATES, IGNORED, NOTES
from revisit_cli.operations import ledger_import
from revisit_cli.operations.day_words import given_moment
from revisit_cli.records.context import Context
from revisit_cli.records.filing import (
    FileRefused,
    ImportOptions,
    LedgerImported,
    LedgersImported,
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def import_ledgers(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="台账文件，可以有多个")],
    unit: Annotated[str | None, typer.Option(help="填报单位（表中没有时）")] = None,
    month: Annotated[str | None, typer.Option(help="月份，如 2026-11（默认看表题和日期）")] = None,
    received: Annotated[
        str | None, typer.Option(help="收到的时间，如 2026-11-25T17:30、昨天 17:30")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="只看结果，不写入")] = False,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="列=字段", help="说明某列是什么")
    ] = None,
    sheet: Annotated[list[str] | None, typer.Option(help="要读的隐藏工作表")] = None,
    accept_gone: Annotated[
        bool, typer.Option("--accept-gone", help="更正后的文件里没有的行予以撤下")
    ] = False,
    new_units: Annotated[
        bool, typer.Option("--new-units", help="名册上没有的单位予以登记")
    ] = False,
) -> None:
    """导入台账，逐行收下、重复或暂存，有问题的行写成回执。

    例：revisit import 台账/*
        revisit import 审批科.xlsx --month 2026-11 --dry-run
    """
    # A hundred thousand rows hold no circles; looking for them again and again is a third of the
    # time.
    gc.disable()
    context = context_of(ctx)
    options = ImportOptions(
        unit=unit,
        month=month_of(month),
        received_at=_received(context, received),
        mapping=tuple(_pair(text) for text in mapping or ()),
        sheets=tuple(sheet or ()),
        is_dry_run=dry_run,
        accepts_gone=accept_gone,
        adds_units=new_units,
    )
    outcome = ledger_import.import_files(context, files, options, _tell_one)
    if not show_json(ctx, outcome):
        _show_total(outcome)
    if outcome.refused:
        raise typer.Exit(outcome.refused[0].exit_code if not outcome.files else ExitCode.BAD_INPUT)
    if any(each.held for each in outcome.files):
        raise typer.Exit(ExitCode.SOME_HELD)


def _pair(text: str) -> tuple[str, str]:
    column, mark, field = text.partition("=")
    if not mark:
        raise MappingUnreadable(text=text, fields="、".join(FIELD_WORDS.values()))
    return column, field


def _received(context: Context, text: str | None) -> datetime | None:
    return None if text is None else given_moment(context, text)


def _tell_one(outcome: LedgerImported | FileRefused) -> None:
    if isinstance(outcome, FileRefused):
        tell(f"× {safe(outcome.why)}")
        return
    name = safe(outcome.file)
    if outcome.is_unchanged:
        tell(f"= {name}：已导入过，0 行新增")
        return
    tell(
        f"√ {name}：读 {outcome.read} 行，收下 {outcome.accepted}，"
        f"重复 {outcome.duplicate}，暂存 {outcome.held}"
    )
    for filing in outcome.filings:
        state = FILING_STATES[filing.state]
        tell(f"  {safe(filing.unit)} {filing.month} 第{filing.version}版 {state}")
    if outcome.new_units:
        tell(f"  新登记单位：{'、'.join(map(safe, outcome.new_units))}")
    if outcome.comparison:
        c = outcome.comparison
        tell(f"  与上一版相比：新增 {c.new}，变更 {c.changed}，相同 {c.same}，消失 {c.gone}")
    _tell_rows(outcome)
    for ignored in outcome.ignored:
        tell(f"  工作表“{safe(ignored.sheet)}”：{IGNORED[ignored.reason]}")
    for text, near in outcome.near_units:
        hint = f"，相近的有：{'、'.join(near)}" if near else ""
        tell(f"  单位“{safe(text)}”不在名册上{hint}")
    if outcome.near_units:
        tell(
            "  登记后再导入一次即收下：revisit units add 新单位，或 units alias 单位 简称；"
            "全部登记为新单位：加 --new-units"
        )
    if outcome.receipt:
        tell(f"  回执：{outcome.receipt}")


def _tell_rows(outcome: LedgerImported) -> None:
    held = [row for row in outcome.rows if row.state == "held"]
    for row in held[:10]:
        words = "；".join(NOTES[note] for note in row.notes)
        tell(f"  {safe(row.read.sheet)}第{row.read.row}行：{words}")
    if len(held) > 10:
        tell(f"  ……另有 {len(held) - 10} 行暂存，见回执")


def _show_total(outcome: LedgersImported) -> None:
    files = outcome.files
    read = sum(each.read for each in files)
    accepted = sum(each.accepted for each in files)
    duplicate = sum(each.duplicate for each in files)
    held = sum(each.held for each in files)
    firms = sum(each.new_firms for each in files)
    refused = f"，{len(outcome.refused)} 份未能读入" if outcome.refused else ""
    kind = "预演，未写入：" if outcome.is_dry_run else ""
    say(
        f"{kind}{len(files)} 份文件{refused}；共 {read} 行 = 收下 {accepted} + 重复 {duplicate} "
        f"+ 暂存 {held}；新增企业 {firms} 户"
    )
    if accepted and not outcome.is_dry_run:
        tell("下一步：revisit status 看全局，revisit calls next 开始回访")
