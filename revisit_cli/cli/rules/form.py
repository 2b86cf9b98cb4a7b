"""``revisit forms``: the document's three forms on paper."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, MonthOption
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.screen import say, show_json
from revisit_cli.errors.rules.form import FormUnknown
from revisit_cli.operations.calls import form as form_call
from revisit_cli.operations.ledgers import form as form_ledger
from revisit_cli.operations.visits import form as form_visit
from revisit_cli.records.form import FormsAsked

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# What prints each of the document's forms, by its number.
_WRITERS = {1: form_call.write, 2: form_visit.write, 3: form_ledger.write}


@app.command(cls=Command)
def forms(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="附表号", help="1 电话、2 上门、3 台账")],
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号", help="电话或上门的编号（附表3为单位名），可多个；不写则打印空白表"
        ),
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="本期全部")] = False,
    month: MonthOption = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="写到哪个文件")] = None,
    force: Force = False,
) -> None:
    """打印附表1、2、3：一户一页A4，填好除签字以外的各栏；不写编号则为空白表。

    例：revisit forms 1 --all --month 2026-11 -o 附表1.xlsx
        revisit forms 1 12 15 -o 两户.xlsx
        revisit forms 3 审批科 --month 2026-11
    """
    if number not in _WRITERS:
        raise FormUnknown(number=number)
    asked = FormsAsked(
        tuple(ids or ()),
        month,
        output,
        with_all=show_all,
        shows_phones=common_of(ctx).show_phones,
        force=force,
    )
    outcome = _WRITERS[number](context_of(ctx), asked)
    if not show_json(ctx, outcome):
        say(f"已写出附表{number} {outcome.count} 页到 {outcome.path}")
