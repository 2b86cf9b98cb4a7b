"""``revisit ledgers``."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group, Month
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.ledgers.words import Mapping, mapping_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import first_few, first_of, safe
from revisit_cli.labels.calls.return_list import count_words
from revisit_cli.labels.ledgers.filing import FILING_STATES, filing_words
from revisit_cli.labels.ledgers.ledger import NOTES, OVERDUE, ROW_STATES, SINCE, newest_words
from revisit_cli.labels.ledgers.receipt import as_workbook
from revisit_cli.labels.text import minute
from revisit_cli.operations.ledgers import cross_check as checking
from revisit_cli.operations.ledgers import ledger, receipt_again
from revisit_cli.operations.ledgers import received as receiving
from revisit_cli.records.ledgers.cross_check import NotFiled
from revisit_cli.records.ledgers.filing import LedgersListed, ShownRow
from revisit_cli.records.value import Json

_PLACES = 20
_ROW_HEADINGS = ("行", "结果", "单位", "时间", "企业", "联系人", "电话", "提示")

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def ledgers() -> None:
    """台账：报送情况、逐行内容、零报告、空表、核对。

    例：revisit ledgers list
        revisit ledgers zero 人事科
    """


@app.command("list", cls=ListCommand)
def list_ledgers(ctx: typer.Context, month: Month = None) -> None:
    """一期的报送情况：谁按时、谁迟报、谁补报、谁零报告、谁还没报。

    例：revisit ledgers list
        revisit ledgers list 2026-11
    """
    outcome = ledger.list_ledgers(context_of(ctx), month)
    headings = ("编号", "单位", "状态", "版本", "收到", "行数", "待改", "坏号", "文件")
    rows: list[tuple[Json, ...]] = [
        (
            f.id,
            f.unit,
            filing_words(f.state, f.file),
            f.version,
            minute(f.received_at),
            f.row_count,
            f.held_count,
            count_words(outcome.numbers_of(f)),
            f.file,
        )
        for f in outcome.filings
    ]
    missing = f"{FILING_STATES['missing']}，已过期" if outcome.is_late else FILING_STATES["missing"]
    rows += [(None, unit, missing, *[None] * 6) for unit in outcome.missing]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    say(f"{outcome.month} 台账{_due(outcome)}")
    if rows:
        show_list(ctx, headings, rows, right=(0, 3, 4, 5, 6, 7), spare=(8,))
    states = Counter({f.unit: f.state for f in outcome.filings}.values())
    told = "，".join(f"{FILING_STATES[state]} {count}" for state, count in states.items())
    units = sum(states.values()) + len(outcome.missing)
    say(
        f"共 {units} 个单位：已报 {sum(states.values())}（{told or '无'}），"
        f"未报 {len(outcome.missing)}"
    )
    if outcome.missing:
        say(f"请催报：{'、'.join(map(safe, outcome.missing))}")
        tell("没有涉企事项的，作零报告：revisit ledgers zero 单位")


def _due(outcome: LedgersListed) -> str:
    if outcome.due_at is None or outcome.remind_on is None:
        return ""
    due, day = outcome.due_at, outcome.remind_on
    return f"（{due.month}月{due.day}日 {due:%H:%M} 前报送，{day.month}月{day.day}日提醒）"


@app.command("show", cls=ListCommand)
def show_ledger(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="文件", help="文件名、报送编号或单位名称")],
    month: Annotated[
        str | None,
        typer.Argument(metavar="月份", help="单位的哪一期，如 2026-11；默认最近报的一期"),
    ] = None,
) -> None:
    """逐行显示一份已导入的台账，或一个单位一期现有的行。

    例：revisit ledgers show 审批科.xlsx
        revisit ledgers show 审批科
        revisit ledgers show 审批科 2026-11
    """
    shows_phones = common_of(ctx).show_phones
    outcome = ledger.show_ledger(context_of(ctx), name, month, shows_phones=shows_phones)
    rows = _rows(outcome.rows)
    if show_json(ctx, outcome) or show_csv(ctx, _ROW_HEADINGS, rows):
        return
    units = {row.unit for row in outcome.rows}
    if rows:
        _show_rows(ctx, rows, outcome.rows, has_units=len(units) > 1)
    words = [row[1] for row in rows]
    known = [*ROW_STATES.values(), *(word for word in SINCE.values() if word in words)]
    counts = "，".join(f"{word} {words.count(word)}" for word in known)
    if newest := newest_words(outcome.filings, outcome.files_named):
        tell(safe(newest))
    unit = f"{safe(units.pop() or '没有单位')}　" if len(units) == 1 else ""
    say(f"{unit}共 {len(rows)} 行：{counts}")
    pairs = zip(rows, outcome.rows, strict=True)
    _show_notes([(str(row[0]), _notes(shown)) for row, shown in pairs if shown.since is None])


def _rows(shown: Sequence[ShownRow]) -> list[tuple[Json, ...]]:
    has_sheets = len({row.sheet for row in shown}) > 1
    return [
        (
            f"{row.sheet}!{row.row}" if has_sheets else row.row,
            ROW_STATES[row.state] if row.since is None else SINCE[row.since],
            row.unit,
            None if row.served_on is None else row.served_on.isoformat(),
            row.firm,
            row.contact,
            "、".join(row.phones),
            "；".join(_notes(row)),
        )
        for row in shown
    ]


def _notes(row: ShownRow) -> list[str]:
    """Return in words what is to be said of a row besides what became of it."""
    return [*([OVERDUE] if row.is_overdue else []), *(NOTES[note] for note in row.notes)]


def _show_rows(
    ctx: typer.Context,
    rows: Sequence[tuple[Json, ...]],
    shown: Sequence[ShownRow],
    *,
    has_units: bool,
) -> None:
    """Print the rows without their notes, and without the unit where there is but one.

    A date or a number broken over two lines is no longer read at a glance.
    """
    kept = [n for n in range(7) if n != 2 or has_units]
    short = [
        [(*row[:6], first_of(each.phones))[n] for n in kept]
        for row, each in zip(rows, shown, strict=True)
    ]
    place = {n: place for place, n in enumerate(kept)}
    show_list(
        ctx,
        [_ROW_HEADINGS[n] for n in kept],
        short,
        right=(place[0], place[3], place[6]),
        spare=(place[5],),
    )


def _show_notes(rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Say each note once, with the rows it stands at: beside each row there is no room for it."""
    places: dict[str, list[str]] = {}
    for place, notes in rows:
        for note in notes:
            places.setdefault(note, []).append(place)
    for note, found in places.items():
        shown = "、".join(map(safe, found[:_PLACES]))
        more = f"……共 {len(found)}" if len(found) > _PLACES else ""
        say(f"  {note}：第 {shown}{more} 行")


@app.command("receipt", cls=Command)
def receipt(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="文件", help="文件名，或报送编号")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪里，默认 原名_回执.xlsx")
    ] = None,
    force: Force = False,
) -> None:
    """回执丢了，按现在的情况再写一份；后来已更正或撤下的行不再列出。

    例：revisit ledgers receipt 审批科.xlsx
        revisit ledgers receipt 12 -o 审批科_回执.xlsx
    """
    outcome = receipt_again.write_again(context_of(ctx), name, output, force=force)
    if show_json(ctx, outcome):
        return
    say(safe(outcome.path))
    if newest := newest_words(outcome.filings, outcome.files_named):
        tell(safe(newest))
    left = f"，另有 {outcome.left_out} 行后来已更正或撤下" if outcome.left_out else ""
    tell(
        f"收下 {outcome.accepted} 行（{outcome.noted} 行有提示），重复 {outcome.duplicate}，"
        f"待改 {outcome.held}{left}"
    )
    form = as_workbook(outcome.file, is_short=True)
    tell(f"表上有完整电话，已记下。改好寄回后，再导入即可{form}")


@app.command("zero", cls=Command)
def zero(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="单位名称、简称或编号")],
    month: Month = None,
    accept_gone: Annotated[
        bool, typer.Option("--accept-gone", help="本期报过的台账整份报错，一并撤下")
    ] = False,
) -> None:
    """作零报告：本期没有涉企事项。

    例：revisit ledgers zero 人事科 2026-11
        revisit ledgers zero 人事科 2026-11 --accept-gone
    """
    outcome = ledger.report_zero(context_of(ctx), unit, month, accepts_gone=accept_gone)
    if show_json(ctx, outcome):
        return
    filing = outcome.filing
    if outcome.is_unchanged:
        say(f"{safe(filing.unit)} {filing.month} 已作过零报告，没有变化")
        return
    say(f"{safe(filing.unit)} {filing.month} 已作{filing_words(filing.state, None)}")
    if off := outcome.withdrawal.rows:
        tell(f"撤下报过的 {len(off)} 行，{len(outcome.withdrawal.calls)} 户不再回访")


@app.command("received", cls=Command)
def received(
    ctx: typer.Context,
    filing: Annotated[
        int, typer.Argument(metavar="编号", help="台账编号，见 revisit ledgers list")
    ],
    at: Annotated[str, typer.Argument(metavar="时间", help="收到的时间，如 2026-11-25T17:30")],
    reason: Annotated[str, typer.Option(help="更正的理由（会记下）")] = "",
) -> None:
    """更正台账收到的时间，按时还是迟报随之重算。

    例：revisit ledgers received 3 2026-11-25T17:30 --reason 25日已寄到邮箱
    """
    outcome = receiving.set_received(context_of(ctx), filing, at, reason)
    if show_json(ctx, outcome):
        return
    told = outcome.filing
    words = filing_words(told.state, told.file)
    what = "没有变化" if outcome.is_unchanged else f"原为 {minute(outcome.before)}"
    came = f"{minute(told.received_at)} 收到，{words}；{what}"
    say(f"{safe(told.unit)} {told.month} 第{told.version}版：{came}")


@app.command("undo", cls=Command)
def undo(
    ctx: typer.Context,
    filing: Annotated[
        int, typer.Argument(metavar="编号", help="台账编号，见 revisit ledgers list")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只说会撤掉什么，不动数据")
    ] = False,
) -> None:
    """撤销一份台账的导入（或零报告）：其中的企业没有打过电话、名单没有定、后来没有更正的才撤。

    例：revisit ledgers undo 3 --dry-run
        revisit ledgers undo 3
    """
    from revisit_cli.cli.file.undo import take_ledger_back

    take_ledger_back(ctx, filing, is_dry_run=dry_run)


@app.command("template", cls=Command)
def template(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="填报单位")],
    month: Month = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到哪里")] = None,
    force: Force = False,
) -> None:
    """写一份空的附表3，寄给单位填报。

    例：revisit ledgers template 审批科
        revisit ledgers template 审批科 2026-11 -o 审批科空表.xlsx
    """
    context = context_of(ctx)
    target = output or Path(f"{unit}_附表3.xlsx")
    made = ledger.make_template(context, unit, month, target, force=force)
    say(safe(str(made)))


@app.command("cross-check", cls=ListCommand)
def cross_check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="其他系统导出的名单")],
    month: Month = None,
    unit: Annotated[
        str | None, typer.Option(help="只核对这个单位；名单里没写单位时，就是它的名单")
    ] = None,
    mapping: Mapping = None,
) -> None:
    """与其他系统的名单核对，找出办过而未报的企业；只作线索，不作结论。

    例：revisit ledgers cross-check 政务平台导出.xlsx
        revisit ledgers cross-check 导出.csv --map 客户=服务对象
    """
    outcome = checking.cross_check(context_of(ctx), file, month, unit, mapping_of(mapping))
    headings = ("线索", "单位", "企业", "提示")
    rows: list[tuple[Json, ...]] = [
        ("未见于台账", each.unit, each.firm, _hint(each)) for each in outcome.not_filed
    ]
    rows += [("只见于台账", u, f, None) for u, f in outcome.not_elsewhere]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows)
    say(
        f"{outcome.month}：两边都有 {outcome.both_count} 户，"
        f"未见于台账 {len(outcome.not_filed)} 户，只见于台账 {len(outcome.not_elsewhere)} 户"
    )
    if outcome.outside_count:
        tell(f"名单里另有 {outcome.outside_count} 行的日期不在本期，未核对")
    if outcome.nameless:
        places = first_few([row for _, row in outcome.nameless])
        tell(f"名单里 {len(outcome.nameless)} 行没有企业名称，未核对（第{places}行）")
    if outcome.ignored:
        # Not to be loaded by every command about ledgers.
        from revisit_cli.cli.ledgers.imported import tell_ignored

        for ignored in outcome.ignored:
            tell_ignored(ignored)
    tell("以上只是线索，须由人核实。")


def _hint(missing: NotFiled) -> str | None:
    if missing.filed_by:
        return f"{'、'.join(missing.filed_by)} 已报"
    return f"相近：{'、'.join(missing.near)}" if missing.near else None
