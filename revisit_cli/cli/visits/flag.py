"""``revisit flags``: reasons for visits."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group, Month, MonthOption
from revisit_cli.cli.context import context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.once import month_of
from revisit_cli.cli.screen import reveal, say, show_csv, show_json, show_table, tell, tell_hidden
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.labels.text import by_day, tried
from revisit_cli.labels.visits.flag import FLAG_STATES, NOTES, REASONS, STATES
from revisit_cli.operations.visits import flag
from revisit_cli.records.visits.flag import FlagAdded, FlagsImported

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def flags() -> None:
    """列入上门回访的理由：投诉件、信访件、超期办结、反映难办、差评、重点项目。

    例：revisit flags add 甲子建筑 --reason 投诉件 --case 12345-0081
        revisit flags import 差评.xlsx --reason 差评
    """


@app.command("add", cls=Command)
def add(
    ctx: typer.Context,
    firm: Annotated[str, typer.Argument(metavar="企业", help="编号、名称或名称的一部分")],
    reason: Annotated[
        str,
        typer.Option("--reason", help="投诉件、信访件、超期办结、反映难办、差评、重点项目"),
    ],
    source: Annotated[
        str | None, typer.Option("--case", "--source", metavar="编号", help="来源编号")
    ] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", help="依据")] = None,
    verified_on: Annotated[
        str | None, typer.Option("--verified-on", help="查实日期；投诉件、信访件查实了才列入上门")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="涉及的单位")] = None,
    month: MonthOption = None,
) -> None:
    """把一家企业列入上门回访；投诉、信访的企业不在台账里的也可以列入（写全名）。

    例：revisit flags add 甲子建筑 --reason 反映难办 --evidence 图纸退了三次
        revisit flags add 甲子建筑 --reason 投诉件 --verified-on 11-20
    """
    outcome = flag.add(
        context_of(ctx),
        firm,
        reason,
        source=source,
        evidence=evidence,
        verified_on=verified_on,
        unit=unit,
        month=month,
    )
    if not show_json(ctx, outcome):
        _show_added(outcome)


def _show_added(added: FlagAdded) -> None:
    word = REASONS[added.reason]
    undo = f"撤下：revisit flags drop {added.flag} --reason 理由"
    if added.notes == ("unverified",):
        done = "已登记" if added.is_new else "早已登记，未重复"
        say(f"{safe(added.firm_name)}：{done}（{word}），{added.month} 期，待查实")
        tell(f"注意：{NOTES['unverified']}")
        tell(f"查实后：revisit flags verify {added.flag} --verified-on 查实日期　{undo}")
        return
    done = "已列入" if added.is_new else "早已列入，未重复"
    say(
        f"{safe(added.firm_name)}：{done}上门回访（{word}），{added.month} 期，"
        f"{by_day(added.due_on, '完成')}"
    )
    for note in added.notes:
        tell(f"注意：{NOTES[note]}")
    if "visited_for" in added.notes:
        tell(f"{undo}　查看：revisit visits show {added.visit}")
        return
    tell(f"{undo}　上门后：revisit visits record {added.visit}")


@app.command("import", cls=Command)
def import_flags(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="写有企业名称的表，格式不限")],
    reason: Annotated[str | None, typer.Option("--reason", help="表里没有写理由时用这个")] = None,
    month: MonthOption = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="列=字段", help="说明某列是什么，可多次"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只看会怎样收下，不写入")
    ] = False,
) -> None:
    """从表格导入须上门的企业；每一行不是收下，就是重复，就是待改并说明原因。

    例：revisit flags import 12345投诉.xlsx --month 2026-11 --dry-run
        revisit flags import 重点项目.xlsx --reason 重点项目
        revisit flags import 信访.xls --map 被反映企业=企业名称
    """
    outcome = flag.import_flags(
        context_of(ctx),
        file,
        reason=reason,
        month=month,
        mapping=mapping or (),
        is_dry_run=dry_run,
    )
    headings = ("表", "行", "企业", "理由", "结果", "说明")
    rows = [
        (
            each.read.sheet,
            each.read.row,
            each.read.firm,
            each.read.reason and REASONS[each.read.reason],
            STATES[each.state],
            "；".join(NOTES[note] for note in each.notes),
        )
        for each in outcome.rows
    ]
    if not show_json(ctx, outcome) and not show_csv(ctx, headings, rows):
        noted = [row for row, each in zip(rows, outcome.rows, strict=True) if each.notes]
        if noted:
            show_table(headings, noted, right=(1,))
        _tell_sum(outcome)
        tell_hidden(outcome.hidden)
    if outcome.count("held"):
        raise typer.Exit(ExitCode.SOME_HELD)


def _tell_sum(imported: FlagsImported) -> None:
    say(
        f"{tried(imported.is_dry_run)}{safe(imported.file)}：读 {len(imported.rows)} 行，"
        f"收下 {imported.count('accepted')}，重复 {imported.count('duplicate')}，"
        f"待改 {imported.count('held')}（{imported.month} 期）"
    )
    waiting = sum("unverified" in each.notes for each in imported.rows if each.flag)
    if waiting:
        tell(f"其中 {waiting} 条待查实，暂不列入：revisit flags verify 号 --verified-on 查实日期")


@app.command("verify", cls=Command)
def verify(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="号", help="上门理由的号，见 revisit flags list")
    ],
    on: Annotated[str, typer.Option("--verified-on", "--on", help="哪天查实的，如 11-24、昨天")],
    evidence: Annotated[str | None, typer.Option("--evidence", help="查实的依据")] = None,
) -> None:
    """记下投诉件、信访件已查实：从此列入上门回访。

    例：revisit flags verify 3 --verified-on 昨天 --evidence 信访科核查意见
    """
    outcome = flag.verify(context_of(ctx), number, on, evidence)
    if show_json(ctx, outcome):
        return
    say(
        f"{safe(outcome.firm_name)}：{REASONS[outcome.reason]}已于 {outcome.verified_on} 查实，"
        f"列入上门回访，{outcome.month} 期，{by_day(outcome.due_on, '完成')}"
    )
    for note in outcome.notes:
        tell(f"注意：{NOTES[note]}")
    if "visited_for" not in outcome.notes:
        tell(f"上门后：revisit visits record {outcome.visit}")


@app.command("list", cls=ListCommand)
def list_flags(
    ctx: typer.Context,
    month: Month = None,
    month_option: MonthOption = None,
    show_all: Annotated[bool, typer.Option("--all", help="连撤下的一起列")] = False,
) -> None:
    """列出列入上门回访的企业和理由。

    例：revisit flags list
        revisit flags list 2026-11 --csv
    """
    outcome = flag.list_flags(context_of(ctx), month_of(month, month_option), with_dropped=show_all)
    reveal(context_of(ctx), "flags list", (each.firm_name for each in outcome.flags))
    # The screen takes the first columns; a list as CSV has them all.
    headings: tuple[str, ...] = ("号", "企业", "理由", "状态", "查实日期", "单位")
    headings = (*headings, "撤下理由") if show_all else headings
    shown = len(headings)
    headings = (*headings, "来源", "依据")
    rows = [
        (
            each.id,
            each.firm_name,
            REASONS[each.reason],
            FLAG_STATES[each.state],
            each.verified_on,
            each.unit,
            *([each.drop_reason] if show_all else []),
            each.source,
            each.evidence,
        )
        for each in outcome.flags
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings[:shown], [row[:shown] for row in rows], right=(0, 4))
    firms = len({each.firm for each in outcome.flags if each.state == "counts"})
    waiting = sum(each.state == "pending" for each in outcome.flags)
    waits = f"；待查实 {waiting} 条，暂不列入" if waiting else ""
    hint = "" if rows else "。列入：revisit flags add 企业 --reason 理由"
    say(f"{outcome.month} 期共 {len(rows)} 条，须上门 {firms} 家企业{waits}{hint}")


@app.command("drop", cls=Command)
def drop(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="号", help="上门理由的号，见 revisit flags list")
    ],
    reason: Annotated[str, typer.Option("--reason", help="撤下的理由")],
) -> None:
    """撤下一条上门理由，写明理由，会记下。

    例：revisit flags drop 3 --reason 查实不是本局事项
    """
    outcome = flag.drop(context_of(ctx), number, reason)
    if show_json(ctx, outcome):
        return
    word = REASONS[outcome.flag.reason]
    say(f"已撤下 {outcome.flag.id} 号：{safe(outcome.flag.firm_name)}（{word}）")
    if outcome.is_visit_left:
        tell("这家企业还有别的理由，仍须上门。")
