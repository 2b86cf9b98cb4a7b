"""``revisit report``."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group, Month
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.listing import ListCommand
from revisit_cli.cli.screen import columns as screen_columns
from revisit_cli.cli.screen import say, show_csv, show_json, show_table, tell
from revisit_cli.cli.text import safe, width, wrap
from revisit_cli.cli.usage import refuse_usage
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.report import is_count
from revisit_cli.operations.reports.writing import Target
from revisit_cli.records.context import Context
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import MonthBook
from revisit_cli.records.reports.paper import Cell, Leaf, Table
from revisit_cli.records.reports.report import ReportShown
from revisit_cli.records.value import replace

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

ROWS_AT_MOST, WIDTH = 45, 78
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", help="写成文件：.xlsx 工作簿，.html 网页；可写几次"),
]
MonthOutputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", help="写成文件：.xlsx 工作簿，.html 网页，.docx 文稿；可写几次"),
]


@app.callback()
def reports() -> None:
    """统计报表。

    例：revisit report month 2026-11
        revisit report month 2026-11 -o 月报.xlsx
    """


@app.command("month", cls=ListCommand)
def month(
    ctx: typer.Context,
    month: Month = None,
    explain: Annotated[
        str | None,
        typer.Option(metavar="键", help="列出一个数的出处：--json 里的键，如 dispositions.I"),
    ] = None,
    rank: Annotated[
        bool, typer.Option("--rank", help="各单位按满意率排名；评价不足的不排")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="列出全部各表；不写的只列两屏以内的")
    ] = False,
    output: MonthOutputs = None,
    force: Force = False,
) -> None:
    """一期的统计：报送、回访、满意率、问题、上门、未完成名单；每个数都能列出处。

    例：revisit report month 2026-11
        revisit report month 2026-11 -o 月报.html
        revisit report month 2026-11 --explain units.审批科.dissatisfied
    """
    if explain is not None:
        from revisit_cli.cli.reports.trace import show_figure

        show_figure(ctx, month, explain, _one(ctx, output, force))
        return
    common = common_of(ctx)
    if common.sort or common.limit:
        refuse_usage("--sort 和 --limit 只用于 --explain 列出的行", ctx.command_path)
    from revisit_cli.operations.reports.month import report_month

    make = partial(report_month, is_ranked=rank)
    _show(ctx, make, month, _targets(output, force), "月报", in_short=not everything)


@app.command("half", cls=Command)
def half(
    ctx: typer.Context,
    half: Annotated[
        str | None, typer.Argument(metavar="半年", help="如 2026-H2（默认本半年）")
    ] = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """半年的统计：六期并排、合计、走势、座谈。

    例：revisit report half
        revisit report half 2026-H2 -o 半年报.xlsx
    """
    from revisit_cli.operations.reports.half import report_half

    _show(ctx, report_half, half, _targets(output, force), "半年报")


@app.command("duty", cls=Command)
def duty(
    ctx: typer.Context, month: Month = None, output: Outputs = None, force: Force = False
) -> None:
    """各单位的报送与认定：待核实的只列件数，已认定的逐件列；只供机关纪委和局领导。

    例：revisit report duty 2026-11
        revisit report duty 2026-11 -o 报送纪律.xlsx
    """
    from revisit_cli.operations.reports.duty import report_duty

    _show(ctx, report_duty, month, _targets(output, force), "报送纪律")


@app.command("public", cls=Command)
def public(
    ctx: typer.Context, month: Month = None, output: Outputs = None, force: Force = False
) -> None:
    """可公布的统计：没有企业，没有个人；廉洁、隐性审批和各单位的数不足3家的不列。

    例：revisit report public 2026-11
        revisit report public 2026-11 -o 公布.html
    """
    from revisit_cli.operations.reports.public import report_public

    _show(ctx, report_public, month, _targets(output, force), "公布")


@app.command("unit", cls=Command)
def unit(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="名称的一部分、别名或编号")],
    month: Month = None,
    output: Outputs = None,
    force: Force = False,
) -> None:
    """一个单位的告知单：它的报送和数字、要补的号码、要答复的问题和期限；.xlsx 是一页信，带回执。

    例：revisit report unit 审批科 2026-11
        revisit report unit 审批科 -o 审批科告知单.xlsx
    """

    from revisit_cli.operations.reports.unit import report_unit

    def make(context: Context, wanted: str | None, target: Target) -> ReportShown:
        return report_unit(context, unit, wanted, target)

    _show(ctx, make, month, _targets(output, force), "告知单")


def _targets(output: list[Path] | None, force: bool) -> Target:
    """Return the files that a report is written to, each once; none is left out in silence."""
    return Target(tuple(dict.fromkeys(output or ())), force)


def _one(ctx: typer.Context, output: list[Path] | None, force: bool) -> Target:
    """Return the one file that rows are written to."""
    if output and len(output) > 1:
        refuse_usage("--explain 的行只能写成一个文件", ctx.command_path)
    return _targets(output, force)


def _show(
    ctx: typer.Context,
    make: Callable[[Context, str | None, Target], ReportShown],
    wanted: str | None,
    target: Target,
    name: str,
    *,
    in_short: bool = False,
) -> None:
    is_shown = not common_of(ctx).is_for_programs
    shown = make(context_of(ctx), wanted, replace(target, is_shown=is_shown))
    paper = shown.paper
    if show_json(ctx, shown) or paper is None:
        return
    first, *rest = paper.tables
    leaf = paper if isinstance(paper, Leaf) else None
    listed = leaf.flat if leaf and leaf.flat else first
    if show_csv(ctx, listed.headings, _texts(listed)):
        return
    if shown.files:
        for file in shown.files:
            say(file)
        return
    if isinstance(paper, MonthBook):
        _show_month(paper, in_short=in_short)
        return
    say(f"{safe(paper.title)}　{paper.period}　{paper.remark}".rstrip())
    for head, text in paper.words:
        for line in wrap(f"{head}{safe(text)}", WIDTH, ""):
            say(line)
    for table in (first, *rest, *(leaf.aside if leaf else ())):
        if not table.is_annex and table.title != words.NOTES_SHEET:
            _show_table(table, is_first=table is first)
    say(paper.line)
    example = f"{name}_{paper.period.split()[0].partition('（')[0]}"
    tell(f"写成文件：加 -o {example}.xlsx 或 -o {example}.html")


def _show_month(book: MonthBook, *, in_short: bool) -> None:
    """Show a month in short, or with all its tables, the readings left to the files."""
    from revisit_cli.cli.reports.month import show_month

    show_month(book, in_short=in_short)
    if not in_short:
        sheets = [table for sheet in book.sheets for table in sheet.tables]
        for table in (*sheets, *book.annex.tables):
            if table.title != words.NOTES_SHEET:
                _show_table(table, is_first=False)
    more = "全部各表：加 --all；" if in_short else ""
    tell(f"{more}写成文件：加 -o 月报.xlsx、-o 月报.html 或 -o 月报.docx")


def _show_table(table: Table, *, is_first: bool) -> None:
    columns = range(len(table.headings)) if table.on_screen is None else table.on_screen
    if not columns or (not is_first and not table.rows):
        return
    say()
    # Of a list, which is numbered: heads of groups, sums and lines of figures are none of it.
    count = sum(isinstance(row[0], int) for row in table.rows)
    say(f"{table.title}（{count}）" if count and not is_first else table.title)
    # Heads of groups stand over all columns: on the screen in the widest of them.
    rows = [
        row if len(row) == len(table.headings) else _spread(row, table)
        for row in table.rows
        if not (is_first and _is_void(row))
    ]
    headings = [table.headings[column].replace("\n", "") for column in columns]
    cells = [[row[column] for column in columns] for row in rows]
    half = len(headings) // 2
    if headings[:half] == headings[half:] and _widest(cells) > screen_columns():
        # Two lists side by side go one below the other: no figure without its name.
        headings, cells = headings[:half], [r[:half] for r in cells] + [r[half:] for r in cells]
    right = [place for place in range(1, len(headings)) if _is_of_numbers(cells, place)]
    show_table(
        headings, [list(map(words.cell_text, row)) for row in cells[:ROWS_AT_MOST]], right=right
    )
    if len(rows) > ROWS_AT_MOST:
        say(f"……其余 {len(rows) - ROWS_AT_MOST} 行见文件")
    for line in wrap(table.remark, WIDTH, "") if table.remark else ():
        say(line)


def _is_of_numbers(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether a column holds numbers, and nothing else."""
    cells = [row[place] for row in rows if row[place] not in (None, "")]
    return bool(cells) and all(isinstance(each, int | Rate) or is_count(each) for each in cells)


def _widest(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many characters a table takes, its columns three apart."""
    columns = zip(*rows, strict=True)
    return sum(3 + max(width(words.cell_text(cell)) for cell in column) for column in columns)


def _spread(row: Sequence[Cell], table: Table) -> Sequence[Cell]:
    """Return a row that is shorter than the headings, its last cell in the widest column left."""
    *own, last = row
    rest: list[Cell] = [""] * (len(table.headings) - len(own))
    widths = table.widths[len(own) :]
    rest[widths.index(max(widths))] = last
    return (*own, *rest)


def _is_void(row: Sequence[Cell]) -> bool:
    """Whether a line of a group of lines has nothing to tell: left to the file."""
    return words.GROUP in str(row[0]) and row[1] == 0 and not row[2]


def _texts(table: Table) -> list[list[str]]:
    return [[words.cell_text(cell) for cell in row] for row in table.rows]
