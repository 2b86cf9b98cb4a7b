"""``revisit units``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.ledgers.words import month_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import next_step, say, show_csv, show_json, tell
from revisit_cli.cli.text import first_few, safe
from revisit_cli.labels.ledgers.filing import filing_words
from revisit_cli.labels.ledgers.ledger import FIELD_WORDS
from revisit_cli.labels.ledgers.unit import KINDS, ROSTER_SKIPPED, months_owed
from revisit_cli.labels.text import minute
from revisit_cli.operations.days.moment import given_day
from revisit_cli.operations.ledgers import unit
from revisit_cli.records.ledgers.unit import RosterSkipped, UnitDetails, Waiting

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

Kind = Annotated[str | None, typer.Option(help="类别：局属单位、机关科室")]
Leader = Annotated[str | None, typer.Option(help="主要负责人")]
Deputy = Annotated[str | None, typer.Option(help="分管负责人")]
Contact = Annotated[str | None, typer.Option(help="报送联系人")]
Since = Annotated[
    str | None, typer.Option(help="自哪个月起应报台账，如 2026-11（默认登记时的当前月份）")
]
Named = Annotated[str, typer.Argument(metavar="单位", help="单位名称、简称或编号")]


@app.callback()
def units() -> None:
    """单位名册。

    例：revisit units list
        revisit units import 名册.xlsx
    """


@app.command("list", cls=ListCommand)
def list_units(ctx: typer.Context) -> None:
    """列出全部单位。

    例：revisit units list
        revisit units list --csv
    """
    outcome = unit.list_units(context_of(ctx))
    headings = ("编号", "单位", "类别", "名册", "应报月份", "主要负责人", "分管负责人")
    rows = [
        (
            u.id,
            u.name,
            KINDS[u.kind],
            "在册" if u.is_on_roster else "",
            months_owed(u),
            u.leader,
            u.deputy,
        )
        for u in outcome.units
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows, right=(0,))
    say(f"共 {len(rows)} 个单位" if rows else "还没有单位：导入台账或名册后自动登记")


@app.command("show", cls=Command)
def show_unit(ctx: typer.Context, name: Named) -> None:
    """显示一个单位：负责人、其他名称、记住的列、历次报送。

    例：revisit units show 质安站
        revisit units show 3 --json
    """
    outcome = unit.show_unit(context_of(ctx), name)
    if show_json(ctx, outcome):
        return
    found = outcome.unit
    listed = "，在册" if found.is_on_roster else ""
    say(f"{found.id} {safe(found.name)}（{KINDS[found.kind]}{listed}）")
    say(f"  应报月份 {months_owed(found)}")
    for word, person in (
        ("主要负责人", found.leader),
        ("分管负责人", found.deputy),
        ("联系人", found.contact),
    ):
        if person:
            say(f"  {word} {safe(person)}")
    for alias, day in outcome.aliases:
        say(f"  又名 {safe(alias)}" + (f"（至 {day}）" if day else ""))
    for heading, field in outcome.columns:
        say(f"  列“{safe(heading)}”作“{FIELD_WORDS[field]}”")
    for filing in outcome.filings:
        state = filing_words(filing.state, filing.file)
        say(
            f"  {filing.month} 第{filing.version}版 {state} {minute(filing.received_at)} "
            f"{filing.row_count} 行"
        )


@app.command("add", cls=Command)
def add_unit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称", help="单位名称")],
    kind: Kind = None,
    leader: Leader = None,
    deputy: Deputy = None,
    contact: Contact = None,
    alias: Annotated[list[str] | None, typer.Option(help="简称或别名，可写多次")] = None,
    since: Since = None,
) -> None:
    """登记一个单位；此前各月不算它未报。

    例：revisit units add 市质量安全监督站 --alias 质安站
        revisit units add 人事科 --kind 机关科室 --leader 张三
    """
    details = UnitDetails(kind, leader, deputy, contact, since=month_of(since))
    outcome = unit.add_unit(context_of(ctx), name, details, alias or ())
    if show_json(ctx, outcome):
        return
    also = f"，又名 {'、'.join(map(safe, outcome.aliases))}" if outcome.aliases else ""
    owed = months_owed(outcome.unit)
    say(f"已登记 {safe(outcome.unit.name)}（{KINDS[outcome.unit.kind]}，应报月份 {owed}）{also}")
    _tell_waiting(outcome.waiting)


@app.command("alias", cls=Command)
def alias_unit(
    ctx: typer.Context,
    name: Named,
    aliases: Annotated[list[str], typer.Argument(metavar="简称", help="简称或别名，可写多个")],
) -> None:
    """登记单位的简称、别名，台账里写哪一个都认得。

    例：revisit units alias 市质量安全监督站 质安站 质监站
        revisit units alias 3 质安站
    """
    outcome = unit.alias_unit(context_of(ctx), name, aliases)
    if show_json(ctx, outcome):
        return
    say(f"{safe(outcome.unit.name)} 又名 {'、'.join(map(safe, outcome.aliases))}")
    _tell_waiting(outcome.waiting)


@app.command("set", cls=Command)
def set_unit(
    ctx: typer.Context,
    name: Named,
    kind: Kind = None,
    leader: Leader = None,
    deputy: Deputy = None,
    contact: Contact = None,
    is_on_roster: Annotated[
        bool | None, typer.Option("--roster/--no-roster", help="在册（每月应报台账）或不再应报")
    ] = None,
    since: Since = None,
    until: Annotated[
        str | None, typer.Option(help="应报到哪个月为止，含该月（不再应报时，默认当前月份）")
    ] = None,
) -> None:
    """修改单位的类别、负责人、联系人、是否在册、应报的月份。

    例：revisit units set 质安站 --leader 张三 --deputy 李四
        revisit units set 燃气办 --no-roster --until 2026-11
    """
    details = UnitDetails(
        kind, leader, deputy, contact, is_on_roster, month_of(since), month_of(until)
    )
    outcome = unit.set_unit(context_of(ctx), name, details)
    if not show_json(ctx, outcome):
        listed = "，在册" if outcome.unit.is_on_roster else ""
        owed = months_owed(outcome.unit)
        kind_said = KINDS[outcome.unit.kind]
        say(f"已改 {safe(outcome.unit.name)}（{kind_said}{listed}，应报月份 {owed}）")


@app.command("import", cls=Command)
def import_units(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="名册（单位名称、类别、负责人、简称）")
    ],
    since: Since = None,
) -> None:
    """导入单位名册；此后名册上没有的单位，其台账行待改。

    例：revisit units import 名册.xlsx
        revisit units import 单位名册.csv --json
    """
    outcome = unit.import_units(context_of(ctx), file, month_of(since))
    if show_json(ctx, outcome):
        return
    say(f"名册已导入：新登记 {outcome.added} 个，原有 {outcome.known} 个")
    for alias, bearer in outcome.taken_aliases:
        tell(f"  简称“{safe(alias)}”已属于 {safe(bearer)}，未改")
    for reason, words in ROSTER_SKIPPED.items():
        _tell_skipped([each for each in outcome.skipped if each.reason == reason], words)
    if outcome.absent:
        tell(f"  名册上没有的已知单位：{'、'.join(map(safe, outcome.absent))}")
    _tell_waiting(outcome.waiting)
    if not outcome.waiting:
        next_step(ctx, "revisit import 台账/*")


def _tell_skipped(rows: Sequence[RosterSkipped], words: str) -> None:
    """Tell which rows of a roster's sheets were not taken, and why."""
    for sheet in dict.fromkeys(each.sheet for each in rows):
        numbers = [each.row for each in rows if each.sheet == sheet]
        tell(f"  {safe(sheet)}第{first_few(numbers)}行：{words}")


def _tell_waiting(waiting: tuple[Waiting, ...]) -> None:
    for each in waiting:
        tell(f"  {safe(each.file)} 有 {each.row_count} 行可以收下了，请再导入一次：revisit import")


@app.command("rename", cls=Command)
def rename_unit(
    ctx: typer.Context,
    name: Named,
    new: Annotated[str, typer.Argument(metavar="新名称", help="新的名称")],
    on: Annotated[str | None, typer.Option("--on", help="更名日期，如 2026-11-01、今天")] = None,
) -> None:
    """单位更名，旧名仍可识别；更名以前各期的台账清单、附表3 和月报仍写旧名。

    例：revisit units rename 质安站 市质量安全中心
        revisit units rename 质安站 市质量安全中心 --on 2026-11-01
    """
    context = context_of(ctx)
    day = None if on is None else given_day(context, on).isoformat()
    outcome = unit.rename_unit(context, name, new, day)
    if not show_json(ctx, outcome):
        say(f"{safe(outcome.old)} 自 {outcome.renamed_on} 起更名为 {safe(outcome.new)}")
