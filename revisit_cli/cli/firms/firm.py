"""``revisit firms``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, DryRun, Group, Yes
from revisit_cli.cli.confirm import confirm, sure
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.firms.card import people_of, show_card, show_whole
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import safe, safe_name
from revisit_cli.labels.firms.firm import (
    AGAINST,
    FOR,
    LEFT,
    LEFT_OTHERWISE,
    STAYS,
    TABLES,
    TRACES,
)
from revisit_cli.labels.text import tried
from revisit_cli.operations.firms import erasure as firm_erasure
from revisit_cli.operations.firms import firm
from revisit_cli.operations.firms import likeness as firm_likeness
from revisit_cli.operations.firms import merge as firm_merge
from revisit_cli.records.firms.erasure import FirmErased
from revisit_cli.records.firms.firm import FirmLine
from revisit_cli.records.firms.likeness import FirmsCompared, LikePair
from revisit_cli.records.firms.merge import FirmSplit

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

_LEFT_SHOWN = 20  # texts of others that still name an erased firm's people

Named = Annotated[str, typer.Argument(metavar="企业", help="企业名称、名称的一部分或编号")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="最多多少家")]
HEADINGS = ("编号", "企业", "单位", "事项", "回访", "信用代码")
RIGHT = (0, 3, 4)


@app.callback()
def firms() -> None:
    """企业：清单、查找、一户的全部往来；相似名称的合并与拆分。

    例：revisit firms search hzjs
        revisit firms show 华中建设
    """


def _row(line: FirmLine) -> tuple[str | int | None, ...]:
    return (
        line.id,
        line.name,
        "、".join(line.units),
        line.service_count,
        line.call_count,
        line.credit_code,
    )


@app.command("list", cls=ListCommand)
def list_firms(ctx: typer.Context, limit: Limit = None) -> None:
    """列出全部企业。

    例：revisit firms list --limit 20
        revisit firms list --csv
    """
    outcome = firm.list_firms(context_of(ctx), limit)
    rows = [_row(each) for each in outcome.firms]
    if show_json(ctx, outcome) or show_csv(ctx, HEADINGS, rows):
        return
    if not rows:
        say("还没有企业：导入台账后自动登记（revisit import）")
        return
    show_list(ctx, HEADINGS, rows, right=RIGHT)
    more = f"，列出 {len(rows)} 家" if len(rows) < outcome.total else ""
    say(f"共 {outcome.total} 家{more}")


@app.command("search", cls=ListCommand)
def search_firms(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(metavar="文字", help="名称的一部分、拼音首字母、电话里的数字或信用代码"),
    ],
    limit: Limit = 20,
) -> None:
    """查找企业：名称的任一部分、拼音首字母（华中建设 = hzjs）、电话里的几位数字。

    例：revisit firms search 华中
        revisit firms search hzjs
        revisit firms search 5678
    """
    outcome = firm.search_firms(
        context_of(ctx), text, limit, shows_phones=common_of(ctx).show_phones
    )
    headings = ("编号", "企业", "曾用名、别名", "单位", "联系人")
    rows = [
        (
            each.id,
            each.name,
            "、".join(each.other_names),
            "、".join(each.units),
            people_of(each.contacts),
        )
        for each in outcome.firms
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if not rows:
        say(f"没有找到“{safe_name(text)}”。可用名称的一部分、拼音首字母，或电话里至少三位数字。")
        return
    show_list(ctx, headings, rows, right=(0,))
    more = "，余下的加 --limit 再看" if len(rows) < outcome.total else ""
    say(f"找到 {outcome.total} 家{more}")
    if len(rows) == 1:
        tell(f"全部往来：revisit firms show {rows[0][0]}")


@app.command("show", cls=Command)
def show_firm(
    ctx: typer.Context,
    name: Named,
    whole: Annotated[bool, typer.Option("--all", help="事项、电话全部逐行列出")] = False,
) -> None:
    """显示一户企业：名称、联系人，一期一行的事项、回访、评价、上门、问题，以及抽取。

    例：revisit firms show 华中建设
        revisit firms show 华中建设 --all
        revisit firms show 12 --json
    """
    outcome = firm.show_firm(context_of(ctx), name, shows_phones=common_of(ctx).show_phones)
    if show_json(ctx, outcome):
        return
    (show_whole if whole else show_card)(outcome)


@app.command("similar", cls=Command)
def compare_firms(
    ctx: typer.Context,
    least: Annotated[
        int, typer.Option("--min", min=1, max=100, help="名称相似到多少才列出（1至100）")
    ] = 85,
    limit: Limit = 50,
) -> None:
    """列出可能是同一家的企业，不同之处标【】；只作提示，合并与否由人定。

    例：revisit firms similar
        revisit firms similar --min 95 --csv
    """
    outcome = firm_likeness.compare_firms(context_of(ctx), least, limit)
    headings = ("相似", "编号", "企业", "编号", "企业", "依据", "不同")
    rows = [
        (
            pair.score,
            pair.one.id,
            pair.marked[0],
            pair.other.id,
            pair.marked[1],
            "；".join(FOR[word] for word in pair.speaks_for),
            "；".join(AGAINST[word] for word in pair.speaks_against),
        )
        for pair in outcome.pairs
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    for pair in outcome.pairs:
        _show_pair(pair)
    _show_compared(outcome)


def _show_pair(pair: LikePair) -> None:
    told = [FOR[word] for word in pair.speaks_for]
    told += [f"但{AGAINST[word]}" for word in pair.speaks_against]
    say(f"相似 {pair.score}  {'；'.join(told)}".rstrip())
    for known, text in zip((pair.one, pair.other), pair.marked, strict=True):
        say(f"  {known.id:>6}  {safe(text)}")


def _show_compared(outcome: FirmsCompared) -> None:
    for known in outcome.several_codes:
        codes = "、".join(sorted(known.codes))
        say(f"一户有多个信用代码  {known.id} {safe(known.name)}：{codes}")
    if outcome.told_apart:
        tell(f"已认定不是一家的 {outcome.told_apart} 对不再列出")
    if not outcome.pairs:
        say("没有名称相近的企业")
        return
    more = f"，列出 {len(outcome.pairs)} 对" if len(outcome.pairs) < outcome.total else ""
    say(f"共 {outcome.total} 对{more}")
    tell("只是提示。核实是同一家的：revisit firms merge 并入的编号 留下的编号")
    tell("核实不是一家的：revisit firms apart 编号 编号，以后不再列出")


@app.command("apart", cls=Command)
def tell_apart(
    ctx: typer.Context,
    name: Named,
    other: Annotated[str, typer.Argument(metavar="另一家", help="另一家企业的名称或编号")],
    reason: Annotated[str, typer.Option(help="理由")] = "核实为两家",
) -> None:
    """认定两户名称相近的企业不是一家，similar 不再列出；以后仍可合并。

    例：revisit firms apart 31 12
        revisit firms apart 华中建设公司 华中建设有限公司 --reason 法人不同
    """
    outcome = firm_likeness.tell_apart(context_of(ctx), name, other, reason)
    if not show_json(ctx, outcome):
        say(
            f"{outcome.firm} {safe(outcome.name)} 与 "
            f"{outcome.other} {safe(outcome.other_name)} 不是一家"
        )


@app.command("merge", cls=Command)
def merge_firms(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="企业", help="并入别家的企业：名称或编号")],
    into: Annotated[str, typer.Argument(metavar="并入", help="留下的企业：名称或编号")],
    reason: Annotated[str, typer.Option(help="理由，如 电话核实")] = "同一家企业",
    yes: Yes = False,
    is_dry_run: DryRun = False,
) -> None:
    """把同一家企业的两个名称合为一户，以后两个名称都归它；可拆回。

    例：revisit firms merge 华中建设公司 华中建设有限公司 --reason 电话核实
        revisit firms merge 31 12 --dry-run
    """
    context = context_of(ctx)
    if not is_dry_run and not yes and may_ask(common_of(ctx)):
        _ask_unlike(ctx, name, into, reason)
    outcome = firm_merge.merge_firms(context, name, into, reason, is_dry_run=is_dry_run)
    if show_json(ctx, outcome):
        return
    say(
        f"{tried(is_dry_run)}{outcome.firm} {safe(outcome.name)} "
        f"并入 {outcome.into} {safe(outcome.into_name)}"
    )
    for month in outcome.months:
        if month.stays is not None:
            say(f"  {month.month}  {STAYS[month.stays]}")
            continue
        gone = f"，{month.withdrawn} 号电话撤下" if month.withdrawn is not None else ""
        twin = f"，{month.twin} 号与另一名称合并，N 不变" if month.twin is not None else ""
        say(f"  {month.month}  归入 {len(month.moves)} 条{gone}{twin}")
    if not is_dry_run:
        tell(f"撤销：revisit firms split {outcome.firm}")


def _ask_unlike(ctx: typer.Context, name: str, into: str, reason: str) -> None:
    """Ask once more where two firms are merged that nothing says are one."""
    context = context_of(ctx)
    if not firm_likeness.may_be_one(context, name, into):
        tried = firm_merge.merge_firms(context, name, into, reason, is_dry_run=True)
        both = f"“{safe(tried.name)}”和“{safe(tried.into_name)}”"
        sure(ctx, f"{both}名称不像，或编号、字号不同。", is_sure=False)


@app.command("split", cls=Command)
def split_firm(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="企业", help="并入过的企业：名称或编号")],
    reason: Annotated[str, typer.Option(help="理由")] = "不是同一家企业",
    is_dry_run: DryRun = False,
) -> None:
    """把并入的企业拆出来，恢复合并前的样子。

    例：revisit firms split 华中建设公司 --reason 核实为两家
        revisit firms split 31 --dry-run
    """
    _show_split(ctx, firm_merge.split_firm(context_of(ctx), name, reason, is_dry_run=is_dry_run))


@app.command("undo", cls=Command)
def undo_merge(
    ctx: typer.Context,
    reason: Annotated[str, typer.Option(help="理由")] = "误并",
    is_dry_run: DryRun = False,
) -> None:
    """撤销最近一次合并。

    例：revisit firms undo --dry-run
        revisit firms undo --reason 误并
    """
    _show_split(ctx, firm_merge.undo_merge(context_of(ctx), reason, is_dry_run=is_dry_run))


def _show_split(ctx: typer.Context, outcome: FirmSplit) -> None:
    if show_json(ctx, outcome):
        return
    say(
        f"{tried(outcome.is_dry_run)}{outcome.firm} {safe(outcome.name)} "
        f"从 {outcome.kept} {safe(outcome.kept_name)} 拆出"
    )
    say(f"  恢复 {outcome.restored} 条")
    if outcome.followed:
        say(f"  合并后以此名称报来的 {outcome.followed} 条随之拆出")
    if outcome.new_calls:
        say(f"  新增 {outcome.new_calls} 通待打")
    if outcome.stayed:
        say(f"  {outcome.stayed} 条所在月份已清零，保持原样")
    if not outcome.is_dry_run:
        tell(f"再合并：revisit firms merge {outcome.firm} {outcome.kept}")


@app.command("erase", cls=Command)
def erase_firm(
    ctx: typer.Context,
    name: Named,
    reason: Annotated[str, typer.Option(help="理由，如 企业书面要求")],
    yes: Yes = False,
    is_dry_run: DryRun = False,
) -> None:
    """清除一户企业的联系人姓名和电话，不能恢复；次数、月份、评价和记录簿保留。

    例：revisit firms erase 华中建设 --reason 企业书面要求
        revisit firms erase 12 --reason 企业书面要求 --dry-run
    """
    context = context_of(ctx)
    tried = firm_erasure.erase_firm(context, name, reason, is_dry_run=True)
    if is_dry_run:
        _show_erased(ctx, tried)
        return
    confirm(ctx, str(tried.firm), f"{_erasing(tried)}，不能恢复。", is_sure=yes)
    _show_erased(ctx, firm_erasure.erase_firm(context, name, reason))


def _erasing(outcome: FirmErased) -> str:
    told = "、".join(f"{TABLES[table]} {count}" for table, count in outcome.rows)
    return f"清除 {outcome.firm} {safe(outcome.name)} 的姓名和电话：{told or '没有可清除的'}"


def _tell_left(outcome: FirmErased) -> None:
    """Tell where its people's names and numbers still stand, each with the way out."""
    if outcome.left:
        tell(f"还有 {len(outcome.left)} 处不是这家企业的记录，没有清除：")
    for each in outcome.left[:_LEFT_SHOWN]:
        whose, way = (text.format(id=each.id, table=each.table) for text in _whose(each.table))
        what = "和".join(TRACES[trace] for trace in each.traces)
        tell(f"  {whose}（{each.table} 第 {each.id} 行 {each.column}）里有{what}　{way}")
    if len(outcome.left) > _LEFT_SHOWN:
        tell(f"  ……其余见 --json 的 left，共 {len(outcome.left)} 处")


def _whose(table: str) -> tuple[str, str]:
    return LEFT.get(table, LEFT_OTHERWISE)


def _show_erased(ctx: typer.Context, outcome: FirmErased) -> None:
    if show_json(ctx, outcome):
        return
    say(f"{tried(outcome.is_dry_run)}{_erasing(outcome)}")
    if outcome.open_calls:
        tell(f"注意：还有 {outcome.open_calls} 通电话没有打，将无号可拨")
    if outcome.shared:
        tell(f"注意：另有 {outcome.shared} 户登记了同一号码，未清除")
    _tell_left(outcome)
    tell("以前的备份、寄来的台账、回执和导出的表里仍有，请一并处理")
