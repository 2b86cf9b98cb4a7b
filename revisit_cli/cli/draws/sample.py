"""``revisit sample``: the draw of firms for the symposium."""

from typing import Annotated

import typer

from revisit_cli.cli.asking.line import heard
from revisit_cli.cli.asking.prompt import words
from revisit_cli.cli.commands import Command, DryRun, Force, Group, Seed, SeedFrom
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import next_step, say, show_csv, show_json, show_table, show_whole, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.errors.draws.sample import StrataUnknown
from revisit_cli.labels.draws.sample import FAULTS, WITH_SEED, nth, state
from revisit_cli.labels.text import minute
from revisit_cli.operations.draws import sample
from revisit_cli.operations.draws.sample import DrawRequest
from revisit_cli.operations.file import audit
from revisit_cli.records.draws.sample import FirmsDrawn, PoolFrozen, RankedFirm, Redone

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

RESERVES_SHOWN = 10
HALF = typer.Option("--half", help="半年，如 2026-H2；默认本半年")
MONTH = typer.Option("--month", help="只从一个月的名单中抽，如 2026-11")
SIZE = typer.Option("--size", help="抽取家数，默认按设定")
DRAW = typer.Argument(metavar="抽取号", help="抽取号，见 revisit sample list；默认最近一次")


@app.callback()
def samples() -> None:
    """座谈企业随机抽取：局营商办封名单，机关纪委给出种子，任何人可重算。

    例：revisit sample freeze
        revisit sample symposium --seed 4172 --seed-from 机关纪委张三
    """


@app.command("freeze", cls=Command)
def freeze(
    ctx: typer.Context,
    half: Annotated[str | None, HALF] = None,
    month: Annotated[str | None, MONTH] = None,
    size: Annotated[int | None, SIZE] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="再次封名单的理由")] = None,
    strata: Annotated[
        str | None, typer.Option("--strata", help="分层，只能按单位：各单位按户数分席位")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """封名单：在种子产生之前定下名单、家数和席位，写入记录簿。

    例：revisit sample freeze --dry-run
        revisit sample freeze --half 2026-H2 --size 12 --strata 单位
    """
    if strata not in (None, "unit", "单位"):
        raise StrataUnknown(strata=strata)
    context = context_of(ctx)
    request = DrawRequest(half, month, size, reason, by_unit=strata is not None)
    outcome = sample.freeze(context, request, is_dry_run=dry_run)
    if show_json(ctx, outcome):
        return
    for line in _frozen_lines(outcome):
        say(line)
    if dry_run:
        tell("以上是预演，什么也没有写入")
        return
    head = audit.show_head(context).head
    say(f"记录簿 {head.size} 条　核对码 {head.head}（请抄在纸上）")
    next_step(ctx, "请机关纪委给出种子，再运行 revisit sample symposium --seed 种子")


@app.command("symposium", cls=Command)
def symposium(
    ctx: typer.Context,
    seed: Seed,
    size: Annotated[int | None, SIZE] = None,
    half: Annotated[str | None, HALF] = None,
    month: Annotated[str | None, MONTH] = None,
    seed_from: SeedFrom = None,
) -> None:
    """抽取座谈企业；还没有封名单的，先封好并说明。

    例：revisit sample symposium --seed 3714 --seed-from 机关纪委
        revisit sample symposium --seed 3714 --month 2026-11
    """
    context = context_of(ctx)
    request = DrawRequest(half, month, size)
    if seed_from is None and may_ask(common_of(ctx)):
        seed_from = words(heard, "种子由谁给出（回车：不注明）> ", must=False)
    seed_from = (seed_from or "").strip() or None
    frozen = sample.freeze_first(context, request, seed)
    if frozen is not None:
        tell(f"还没有封名单，现在先封（抽取表上注明：{WITH_SEED}）：")
        for line in _frozen_lines(frozen):
            tell(f"  {line}")
    outcome = sample.draw(context, request, seed, seed_from)
    if show_json(ctx, outcome) or show_csv(ctx, _HEADINGS, _rows(outcome.ranks)):
        return
    _show(outcome)
    head = audit.show_head(context).head
    say(f"记录簿 {head.size} 条　核对码 {head.head}（请抄在纸上）")
    if outcome.seed_from is None:
        tell("种子提供人：未注明。抽取表上留有签名的地方")
    next_step(ctx, "revisit sample export -o 文件夹，打印抽取表签字")


@app.command("show", cls=Command)
def show(
    ctx: typer.Context,
    draw: Annotated[int | None, DRAW] = None,
    show_all: Annotated[bool, typer.Option("--all", help="列出全部递补企业")] = False,
) -> None:
    """显示一次抽取：入选企业、递补名次、谢绝情况。

    例：revisit sample show
        revisit sample show 2 --json
    """
    outcome = sample.show(context_of(ctx), draw)
    if show_json(ctx, outcome) or show_csv(ctx, _HEADINGS, _rows(outcome.ranks)):
        return
    _show(outcome, show_all=show_all)


@app.command("list", cls=ListCommand)
def list_draws(ctx: typer.Context) -> None:
    """列出封过的名单和抽取。

    例：revisit sample list
    """
    outcome = sample.list_draws(context_of(ctx))
    headings = ("名单号", "抽取号", "范围", "名单家数", "抽取家数", "第几次", "封名单时间", "理由")
    rows = [
        (
            each.freeze,
            each.draw,
            each.scope.name,
            each.pool.count,
            each.size,
            each.nth_draw,
            minute(each.frozen_at),
            each.reason,
        )
        for each in outcome.freezes
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        show_list(ctx, headings, rows, right=(0, 1, 3, 4, 5))
    drawn = sum(each.draw is not None for each in outcome.freezes)
    hint = "" if rows else "。封名单：revisit sample freeze"
    say(f"共封名单 {len(rows)} 次，抽取 {drawn} 次{hint}")


@app.command("verify", cls=Command)
def verify(ctx: typer.Context, draw: Annotated[int | None, DRAW] = None) -> None:
    """按封好的名单和种子重算名次，与留存的结果、记录簿核对；不符的退出码为6。

    例：revisit sample verify
        revisit sample verify 2
    """
    outcome = sample.verify(context_of(ctx), draw)
    show_verified(ctx, outcome, f"{outcome.draw} 号抽取，{outcome.ranked_count} 家名次重算一致")


@app.command("decline", cls=Command)
def decline(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="[抽取号] 企业", help="企业编号、名称或名称的一部分")
    ],
    reason: Annotated[str, typer.Option("--reason", help="谢绝或缺席的理由")],
) -> None:
    """记下一家受邀企业谢绝或缺席，按名次请下一家候补。

    例：revisit sample decline 甲子建筑 --reason 负责人出差
        revisit sample decline 2 甲子建筑 --reason 未到会
    """
    number, firm = _draw_and_firm(words)
    outcome = sample.decline(context_of(ctx), number, firm, reason)
    if show_json(ctx, outcome):
        return
    gone, invited = outcome.declined.rank, outcome.invited
    say(f"已记：第 {gone.rank} 名 {safe(gone.label)} 谢绝")
    if invited is None:
        tell("候补已全部用完，没有可递补的企业。")
    else:
        say(f"递补：第 {invited.rank.rank} 名 {safe(invited.rank.label)}，请发出邀请")


@app.command("export", cls=Command)
def export(
    ctx: typer.Context,
    draw: Annotated[int | None, DRAW] = None,
    folder: Annotated[
        str | None, typer.Option("--output", "-o", help="写到哪个文件夹，默认 draw-抽取号")
    ] = None,
    force: Force = False,
) -> None:
    """写出抽取表（签字用）、名单、种子和复核脚本。

    例：revisit sample export -o 抽取存档
    """
    outcome = sample.export(context_of(ctx), draw, folder, force=force)
    if not show_json(ctx, outcome):
        say(f"已写出 {outcome.draw} 号抽取到 {outcome.folder}：{'、'.join(outcome.files)}")
        tell(f"复核：sh {outcome.folder}/verify.sh")


def _draw_and_firm(words: list[str]) -> tuple[int | None, str]:
    if len(words) > 1 and words[0].isdecimal():
        return int(words[0]), " ".join(words[1:])
    return None, " ".join(words)


_HEADINGS = ("名次", "企业", "结果", "校验值")


def _rows(ranks: tuple[RankedFirm, ...]) -> list[tuple[int, str, str, str]]:
    return [(each.rank.rank, each.rank.label, state(each), each.rank.hash) for each in ranks]


def _frozen_lines(frozen: PoolFrozen) -> list[str]:
    lines = [
        f"{frozen.freeze} 号名单已封　{frozen.scope.name}　{nth(frozen.nth_draw)}",
        f"名单 {frozen.pool.count} 家　抽取 {frozen.size} 家",
        f"名单核对码（SHA-256）{frozen.pool.sha256}",
    ]
    if frozen.reason:
        lines.append(f"理由：{safe(frozen.reason)}")
    if frozen.pool.strata:
        seats = "、".join(f"{safe(each.unit)}{each.seats}" for each in frozen.pool.strata)
        lines.append(f"席位：{seats}")
    return [*lines, *_short(frozen)]


def _short(frozen: PoolFrozen) -> list[str]:
    if not frozen.is_all_invited:
        return []
    few = f"不足{frozen.least}家，在抽取表上注明；" if frozen.is_below_ten else ""
    return [f"{few}名单不多于抽取家数，不必抽取，全部邀请（解读R10）"]


def _show(outcome: FirmsDrawn, *, show_all: bool = False) -> None:
    frozen = outcome.frozen
    show_whole([outcome.seed])
    say(f"{outcome.draw} 号抽取　{frozen.scope.name}　{nth(frozen.nth_draw)}　{outcome.algorithm}")
    given = f"（{safe(outcome.seed_from)}给出）" if outcome.seed_from else "（种子提供人：未注明）"
    say(f"种子 {safe(outcome.seed)}{given}　抽取时间 {minute(outcome.drawn_at)}")
    say(f"名单 {frozen.pool.count} 家　SHA-256 {frozen.pool.sha256}")
    for line in _short(frozen):
        say(line)
    reserves = outcome.reserves if show_all else outcome.reserves[:RESERVES_SHOWN]
    shown = (*outcome.selected, *reserves)
    rows = [(each.rank.rank, each.rank.label, state(each), each.rank.hash[:12]) for each in shown]
    show_table(_HEADINGS, rows, right=(0,))
    hidden = len(outcome.reserves) - len(reserves)
    more = f"，其中 {hidden} 家未列出（--all 全列）" if hidden else ""
    say(f"入选 {len(outcome.selected)} 家，候补 {len(outcome.reserves)} 家{more}")


def show_verified(ctx: typer.Context, outcome: Redone, told: str) -> None:
    """Show each place that differs, or ``told`` where none does; end with exit 6 where one does."""
    if not show_json(ctx, outcome):
        for fault in outcome.faults:
            place = f"第{fault.rank}名：" if fault.rank else ""
            tell(f"× {place}{FAULTS[fault.what]}")
        if outcome.is_ok:
            say(f"核验相符：{told}")
            say(f"名单核对码 {outcome.pool_sha256}")
        else:
            tell(f"核验不符，共 {len(outcome.faults)} 处。请保留数据文件原样，报机关纪委。")
    if not outcome.is_ok:
        raise typer.Exit(ExitCode.NOT_VERIFIED)
