"""``revisit close``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Yes
from revisit_cli.cli.confirm import confirm
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.screen import columns, say, show_json, tell
from revisit_cli.cli.text import safe, wrap
from revisit_cli.labels.reports import closing as words
from revisit_cli.labels.text import minute
from revisit_cli.operations.recheck import sample
from revisit_cli.operations.reports import closing as operations
from revisit_cli.records.context import Context
from revisit_cli.records.reports.closing import Certificate, MonthClosed
from revisit_cli.records.value import replace

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def close(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="月份", help="如 2026-11")],
    carry: Annotated[
        list[str] | None,
        typer.Option(
            "--carry", metavar="事项", help="转到下月：call:12、visit:5、problem:3，可多次"
        ),
    ] = None,
    accepted_by: Annotated[
        str | None, typer.Option("--decided-by", "--accepted-by", help="谁同意转到下月")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="清零单写到哪里，以 .xlsx 结尾")
    ] = None,
    certificate: Annotated[
        bool, typer.Option("--certificate", help="只重印已清零月份的清零单")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只查有什么未了，不清零")
    ] = False,
    yes: Yes = False,
    force: Force = False,
) -> None:
    """每月一清零：逐项核对，未了的列出来；不删除任何记录。

    例：revisit close 2026-11 -o 清零单.xlsx
        revisit close 2026-11 --carry call:12 --decided-by 张局长
        revisit close 2026-11 --certificate -o 清零单.xlsx
    """
    context = context_of(ctx)
    if certificate:
        shown = operations.show_certificate(context, month, output, force=force)
        if not show_json(ctx, shown):
            _show(shown.certificate, shown.file)
        return
    clearing = operations.Clearing(month, tuple(carry or ()), accepted_by, is_dry_run=dry_run)
    is_asked = not dry_run and not yes and may_ask(common_of(ctx))
    if is_asked:
        # Whatever stands in the way is told before anybody is asked to be sure.
        trial = replace(clearing, is_dry_run=True)
        told = operations.close_month(context, trial, output, force=force).certificate
        _show(told, None)
        _tell_unchecked(context, told, is_in_time=True)
        confirm(ctx, told.month, words.ABOUT.format(month=told.month), is_sure=False)
    outcome = operations.close_month(context, clearing, output, force=force)
    if not show_json(ctx, outcome):
        is_in_time = dry_run and not common_of(ctx).is_at_menu
        _show_closed(context, outcome, is_asked=is_asked, is_in_time=is_in_time)


def _show_closed(
    context: Context, closed: MonthClosed, *, is_asked: bool, is_in_time: bool
) -> None:
    certificate = closed.certificate
    if is_asked:
        # The figures stand just above; what is new is the log's head, and the file.
        say(words.CLOSED.format(month=certificate.month))
        _show_end(certificate, closed.file)
    else:
        _show(certificate, closed.file)
        # At the menu it was asked about, where anything can be done about it.
        _tell_unchecked(context, certificate, is_in_time=is_in_time)
    if closed.is_dry_run:
        tell(words.DRY)
    elif closed.file is None:
        tell(words.PRINT.format(month=certificate.month))


def _tell_unchecked(context: Context, told: Certificate, *, is_in_time: bool) -> None:
    """Tell how a re-check that can be drawn still is drawn first; else that none was made."""
    state = sample.still_to_draw(context, told.month) if is_in_time else None
    if state is not None:
        tell(words.RECHECK_FIRST[state].format(month=told.month))
    elif told.recheck == words.NOT_RECHECKED:
        tell(words.RECHECK_NEVER)


def _show(told: Certificate, file: str | None) -> None:
    say(f"{told.month} 期　清零于 {minute(told.closed_at)}　经办 {safe(told.by)}")
    say(f"  {'　'.join(words.listed(told))}　{words.HASH} {told.list_sha256[:20]}……")
    for name, tally in told.tallies.items():
        say(f"  {words.sections(told)[name]}：{words.balance(tally.parts, tally.total, name)}")
    if told.missing:
        say(f"  {words.MISSING}：{safe(words.COMMA.join(told.missing))}")
    for label, count in (
        (words.HELD_ROWS, told.held_count),
        (words.UNDECIDED, told.undecided_count),
    ):
        if count:
            say(f"  {label}：{count}")
    if told.recheck is not None:
        for line in wrap(f"  {safe(told.recheck)}", columns() - 1, ""):
            say(line)
    for each in told.carried:
        subject = words.SUBJECT.format(kind=words.KINDS[each.kind], subject=each.subject)
        said = f"{subject} {each.name}（{words.state_of(each)}）→ {each.to}，{each.accepted_by}同意"
        say(f"  {words.CARRIED}：{safe(said)}")
    _show_end(told, file)


def _show_end(told: Certificate, file: str | None) -> None:
    if told.log is not None:
        say("  " + words.LOG.format(size=told.log.size, head=told.log.head))
    if file is not None:
        say(file)
