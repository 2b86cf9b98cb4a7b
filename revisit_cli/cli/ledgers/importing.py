"""``revisit import``."""

import dataclasses
import gc
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, DryRun
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.ledgers.file_bar import FileBar
from revisit_cli.cli.ledgers.imported import SHOWN, tell_one
from revisit_cli.cli.ledgers.words import Mapping, mapping_of, month_of
from revisit_cli.cli.screen import next_step, say, show_json, tell
from revisit_cli.cli.text import first_few, safe, safe_name
from revisit_cli.errors import ExitCode
from revisit_cli.operations.days.moment import given_moment
from revisit_cli.operations.ledgers.workbook import reading
from revisit_cli.records.context import Context
from revisit_cli.records.ledgers.importing import (
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
    dry_run: DryRun = False,
    mapping: Mapping = None,
    sheet: Annotated[
        list[str] | None, typer.Option(help="只读这张工作表（隐藏的也读），可写多次")
    ] = None,
    accept_gone: Annotated[
        bool, typer.Option("--accept-gone", help="更正后的文件里没有的行予以撤下")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="确是整份更换：改动或撤下过半的行也照办")
    ] = False,
    each_firm: Annotated[
        bool, typer.Option("--each-firm", help="建设、施工等单位各一列的，每家企业各算一行")
    ] = False,
    new_units: Annotated[
        bool, typer.Option("--new-units", help="名册上没有的单位予以登记")
    ] = False,
) -> None:
    """导入台账，逐行收下、重复或待改，有问题的行写成回执。

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
        mapping=mapping_of(mapping),
        sheets=tuple(sheet or ()),
        is_dry_run=dry_run,
        accepts_gone=accept_gone,
        adds_units=new_units,
        replaces_most=replace,
        each_firm=each_firm,
    )
    outcome, asking = _imported(context, files, options)
    if asking and not dry_run and _is_meant(ctx, asking):
        again, _ = _imported(context, asking, dataclasses.replace(options, replaces_most=True))
        outcome = LedgersImported(
            (*outcome.files, *again.files),
            (*(each for each in outcome.refused if not each.asks), *again.refused),
            is_dry_run=False,
        )
    _tell_idle(outcome, options)
    if not show_json(ctx, outcome):
        _show_total(ctx, outcome)
    if outcome.refused:
        raise typer.Exit(_code_of(outcome))
    if any(each.held or each.leaves_ledger for each in outcome.files):
        raise typer.Exit(ExitCode.SOME_HELD)


def _tell_idle(outcome: LedgersImported, options: ImportOptions) -> None:
    """Tell of what was allowed and no file needed: once, for all files together."""
    gone = [w.rows or w.called or w.locked for e in outcome.files if (w := e.withdrawal)]
    if outcome.files and options.accepts_gone and not any(gone):
        tell("注意：--accept-gone 没有起作用：没有能撤下的行（已清零月份的要写 --correct 理由）")
    if outcome.files and options.adds_units and not any(e.new_units for e in outcome.files):
        tell("注意：--new-units 没有起作用：没有新登记的单位")


def _imported(
    context: Context, files: Sequence[Path], options: ImportOptions
) -> tuple[LedgersImported, list[Path]]:
    """Import files, telling of each; return with them those that ask whether they replace."""
    asking: list[Path] = []
    with reading(files) as read, FileBar(len(files)) as bar:
        # Loaded while the reader starts: each takes as long as the other.
        from revisit_cli.operations.ledgers import importing as ledger_import

        done = 0

        def told(one: LedgerImported | FileRefused) -> None:
            nonlocal done
            if isinstance(one, FileRefused) and one.asks:
                asking.append(files[done])
            done += 1
            with bar.aside():
                tell_one(one)
            bar.at(done, files[done].name if done < len(files) else "")

        bar.at(0, files[0].name)
        try:
            return ledger_import.import_files(context, files, read, options, told), asking
        except BaseException:
            # Which of them are saved is told with the end of the command.
            _tell_left(files, done, context, is_dry_run=options.is_dry_run)
            raise


def _is_meant(ctx: typer.Context, files: Sequence[Path]) -> bool:
    """Ask at a terminal whether files are to replace most of what is in force."""
    if not may_ask(common_of(ctx)):
        return False
    names = "、".join(safe(file.name) for file in files)
    try:
        # Loaded here: few imports ask anything.
        from revisit_cli.cli.confirm import confirm

        confirm(ctx, "更换", f"{names} 是要整份更换现行的一版吗？", is_sure=False)
    except typer.Abort:
        return False
    return True


def _code_of(outcome: LedgersImported) -> int:
    """Return what the refusal of some files ends with; where it was the data file's fault, that."""
    codes = [each.exit_code for each in outcome.refused]
    if ExitCode.BAD_DATABASE in codes:
        return ExitCode.BAD_DATABASE
    return ExitCode.BAD_INPUT if outcome.files else codes[0]


def _tell_again(outcome: LedgersImported) -> None:
    if outcome.refused:
        tell(f"未能读入：{'、'.join(safe_name(each.file) for each in outcome.refused)}")
    held = [f"{safe(each.file)} {each.held} 行" for each in outcome.files if each.held]
    if held:
        tell(f"有待改行：{'、'.join(held)}")


def _tell_left(files: Sequence[Path], done: int, context: Context, *, is_dry_run: bool) -> None:
    """Name the files that had not been read in when the command was stopped.

    The one under way may be saved: what became of its act says so.
    """
    saved = {
        outcome.file
        for each in context.savings
        for outcome in each.outcomes
        if each.fate != "not_saved" and isinstance(outcome, LedgerImported)
    }
    left = [each.name for each in files[done:] if each.name not in saved]
    names = first_few(list(map(safe, left)), SHOWN)
    kept = "预演，什么也没有写入" if is_dry_run else "再运行一次即接着导入，不会重复"
    tell(
        f"已停下：读完 {len(files) - len(left)} 份，其余 {len(left)} 份没有读入"
        + (f"（{names}）；{kept}" if left else f"；{kept}")
    )


def _received(context: Context, text: str | None) -> datetime | None:
    return None if text is None else given_moment(context, text, "past")


def _show_total(ctx: typer.Context, outcome: LedgersImported) -> None:
    files = outcome.files
    read = sum(each.read for each in files)
    accepted = sum(each.accepted for each in files)
    duplicate = sum(each.duplicate for each in files)
    held = sum(each.held for each in files)
    firms = sum(each.new_firms for each in files)
    refused = f"，{len(outcome.refused)} 份未能读入" if outcome.refused else ""
    say(
        f"{len(files)} 份文件{refused}；共 {read} 行 = 收下 {accepted} + 重复 {duplicate} "
        f"+ 待改 {held}；新增企业 {firms} 户"
    )
    if len(files) + len(outcome.refused) > SHOWN:  # Their own lines have left the screen by now.
        _tell_again(outcome)
    if accepted:
        next_step(ctx, "revisit status 看全局，revisit calls next 开始回访")
    if outcome.is_dry_run:
        tell("以上是预演，什么也没有写入")
