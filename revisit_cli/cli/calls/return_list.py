"""``revisit calls return``: bad numbers to their units, other numbers from there."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.errors.calls.call import ReturnIncomplete
from revisit_cli.labels.calls.call import STATES
from revisit_cli.labels.calls.entry import place
from revisit_cli.labels.calls.return_list import NO_NUMBER, ROW_STATES, WRONGS, count_words
from revisit_cli.labels.text import LISTED, rows_counted
from revisit_cli.operations.calls import return_list as call_return
from revisit_cli.records.calls.return_list import (
    PhonesReturned,
    ReturnedFirm,
    ReturnsListed,
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def return_call(
    ctx: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="电话号", help="电话的编号；--list 时为月份，默认本期")
    ] = None,
    phone: Annotated[
        str | None, typer.Option("--new-phone", "--phone", help="单位补来的号码")
    ] = None,
    contact: Annotated[str, typer.Option(help="联系人")] = "",
    lists: Annotated[
        bool, typer.Option("--list", help="列出号码打不通、要单位补号码的企业，按单位")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="--list 时写到哪个文件夹，一个单位一份")
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from", metavar="文件", help="收回单位填好的补号码的表")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="--from 时只看结果")] = False,
    force: Force = False,
) -> None:
    """号码有误或停机的退回单位补号码；补来的号码登记后，这一户排到最前。

    例：revisit calls return --list 2026-11 -o 补号码
        revisit calls return --from 补号码/补号码_2026-11_审批科.xlsx
        revisit calls return 12 --new-phone 0376-6000000
    """
    context = context_of(ctx)
    if from_file is not None:
        _show_taken(ctx, call_return.take_numbers(context, from_file, which, is_dry_run=dry_run))
        return
    if lists:
        listed = call_return.list_returns(context, which, folder=output, force=force)
        _show_listed(ctx, listed)
        return
    if which is None or phone is None or not which.isdecimal():
        raise ReturnIncomplete
    outcome = call_return.correct_phone(context, int(which), phone, contact)
    if not show_json(ctx, outcome):
        say(f"第 {outcome.call} 号已登记新号码，排到最前")


def _show_listed(ctx: typer.Context, listed: ReturnsListed) -> None:
    headings = ("号", "企业", "单位", "状态", "问题")
    rows = [
        (each.call, each.firm, "、".join(each.units), STATES[each.state], _wrong(each))
        for each in listed.firms
    ]
    if show_json(ctx, listed) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_table(headings, rows, right=(0,))
    for unit, path in listed.files:
        say(f"{safe(unit)}　{len(listed.of_unit(unit))} 户　{path}")
    told = [f"{safe(unit)} {count_words(listed.numbers[unit])}" for unit in listed.units_with_bad]
    if told:
        say(f"坏号码（一个号码计一次）：{LISTED.join(told)}")
    say(f"{listed.month} 要补号码的共 {len(rows)} 户，{len(listed.units)} 个单位")
    if rows and not listed.files:
        tell("写成一个单位一份的表：加 -o 文件夹；填好交回后 revisit calls return --from 文件")


def _wrong(firm: ReturnedFirm) -> str:
    numbers = [f"{phone} {WRONGS[state]}" for _, phone, state in firm.numbers]
    return "；".join(numbers) or NO_NUMBER


def _show_taken(ctx: typer.Context, taken: PhonesReturned) -> None:
    if not show_json(ctx, taken):
        for row in taken.rows:
            if row.state == "held":
                tell(f"  {place(row.file, row.sheet, row.row, row.cell)}：{safe(row.what or '')}")
        counts = {word: taken.count(state) for state, word in ROW_STATES.items()}
        say(f"{taken.file}：{rows_counted(counts, is_dry_run=taken.is_dry_run)}")
        if taken.count("entered"):
            tell("登记了新号码的企业排到最前：revisit calls next")
    if taken.count("held"):
        raise typer.Exit(ExitCode.SOME_HELD)
