"""``revisit recheck``: the sample of the re-check; calling it again loads when called for."""

from collections.abc import Mapping
from typing import Annotated

import typer

from revisit_cli.cli.asking.line import heard
from revisit_cli.cli.asking.prompt import words as words_of
from revisit_cli.cli.commands import Command, DryRun, Force, Group, Month, Seed, SeedFrom
from revisit_cli.cli.context import common_of, context_of, may_ask
from revisit_cli.cli.draws.sample import show_verified
from revisit_cli.cli.screen import next_step, say, show_csv, show_json, show_table, show_whole, tell
from revisit_cli.cli.text import safe, wrap
from revisit_cli.labels.recheck import sample as words
from revisit_cli.labels.text import minute
from revisit_cli.operations.file import audit
from revisit_cli.operations.recheck import sample
from revisit_cli.records.recheck.sample import RankedCall, RecheckDrawn

RANKS_SHOWN = 10
WIDTH = 78
_ENTRY = "revisit_cli.cli.recheck.entry"
_DOUBT = "revisit_cli.cli.recheck.doubt"
_SHEET = "revisit_cli.cli.recheck.sheet"


class Recheck(Group):
    """``recheck``, whose other commands are loaded when called for."""

    late: Mapping[str, tuple[str, str]] = {
        "next": (_ENTRY, "取出下一家，在终端里逐项提问"),
        "record": (_ENTRY, "记下一家复核的结果"),
        "list": (_ENTRY, "抽中的和补抽的，办到哪一步"),
        "sheet": (_SHEET, "给没有程序的复核人各写一份表"),
        "absorb": (_SHEET, "收回复核表"),
        "doubts": (_DOUBT, "企业说的与记录不符的"),
        "confirm": (_DOUBT, "认定一件存疑：那一通作废，重新回访"),
        "dismiss": (_DOUBT, "排除一件存疑或信号"),
        "signals": (_DOUBT, "只供机关纪委的线索，每次都会记下谁看过"),
    }


app = typer.Typer(cls=Recheck, rich_markup_mode=None, add_completion=False)


@app.callback()
def recheck() -> None:
    """复核：由没有记过的人不看原记录再打一次，看记录可不可信。

    例：revisit recheck freeze 2026-11
        revisit recheck draw 2026-11 --seed 3714 --seed-from 机关纪委张三
        revisit recheck next 2026-11 --by 机关纪委李四
    """


@app.command("freeze", cls=Command)
def freeze(
    ctx: typer.Context,
    month: Month = None,
    size: Annotated[
        int | None, typer.Option("--size", help="抽多少通，不少于规则要的；默认按规则")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="再次封名单的理由")] = None,
    dry_run: DryRun = False,
) -> None:
    """封复核名单：种子产生之前，定下已完成的回访和抽多少通。

    例：revisit recheck freeze 2026-11 --dry-run
        revisit recheck freeze 2026-11 --size 60
    """
    context = context_of(ctx)
    frozen = sample.freeze(context, month, size=size, reason=reason, is_dry_run=dry_run)
    if show_json(ctx, frozen):
        return
    for line in words.frozen_lines(frozen):
        say(safe(line))
    if dry_run:
        tell("以上是预演，什么也没有写入")
        return
    _say_head(ctx)
    next_step(ctx, f"请机关纪委给出种子，再运行 revisit recheck draw {frozen.month} --seed 种子")


@app.command("draw", cls=Command)
def draw(
    ctx: typer.Context,
    seed: Seed,
    month: Month = None,
    seed_from: SeedFrom = None,
) -> None:
    """按机关纪委的种子排出名次，封一次名单只抽一次。

    例：revisit recheck draw 2026-11 --seed 3714 --seed-from 机关纪委张三
    """
    if seed_from is None and may_ask(common_of(ctx)):
        seed_from = words_of(heard, "种子由谁给出（不注明就回车）> ", must=False)
    drawn = sample.draw(context_of(ctx), month, seed, seed_from)
    if show_json(ctx, drawn) or show_csv(ctx, _HEADINGS, _rows(drawn.ranks)):
        return
    _show(drawn)
    _say_head(ctx)
    month = drawn.frozen.month
    next_step(
        ctx, f"revisit recheck export {month}，印抽取表签字；复核：revisit recheck next {month}"
    )


@app.command("show", cls=Command)
def show(
    ctx: typer.Context,
    month: Month = None,
    show_all: Annotated[bool, typer.Option("--all", help="列出全部名次")] = False,
) -> None:
    """显示一期复核的抽取：名单、种子、名次。

    例：revisit recheck show 2026-11
    """
    drawn, sentence = sample.show(context_of(ctx), month)
    if not show_json(ctx, drawn) and not show_csv(ctx, _HEADINGS, _rows(drawn.ranks)):
        _show(drawn, show_all=show_all)
        for line in wrap(safe(sentence), WIDTH, ""):
            say(line)


@app.command("verify", cls=Command)
def verify(ctx: typer.Context, month: Month = None) -> None:
    """按封好的名单和种子重算名次，与留存的结果、记录簿核对；不符的退出码为6。

    例：revisit recheck verify 2026-11
    """
    outcome = sample.verify(context_of(ctx), month)
    show_verified(ctx, outcome, f"{outcome.month} 期复核，{outcome.ranked_count} 通名次重算一致")


@app.command("export", cls=Command)
def export(
    ctx: typer.Context,
    month: Month = None,
    folder: Annotated[
        str | None, typer.Option("--output", "-o", help="写到哪个文件夹，默认 recheck-月份-次数")
    ] = None,
    force: Force = False,
) -> None:
    """写出抽取表（签字用）、名单、种子和复核脚本。

    例：revisit recheck export 2026-11 -o 复核存档
    """
    outcome = sample.export(context_of(ctx), month, folder, force=force)
    if not show_json(ctx, outcome):
        say(f"已写出复核抽取到 {safe(outcome.folder)}：{'、'.join(outcome.files)}")
        tell(f"重算：sh {safe(outcome.folder)}/verify.sh")


_HEADINGS = ("名次", "企业", "回访编号", "结果", "校验值")


def _rows(ranks: tuple[RankedCall, ...]) -> list[tuple[int, str, int, str, str]]:
    return [
        (
            each.rank.rank,
            each.rank.label,
            each.call,
            words.state(is_selected=each.rank.is_selected),
            each.rank.hash,
        )
        for each in ranks
    ]


def _say_head(ctx: typer.Context) -> None:
    head = audit.show_head(context_of(ctx)).head
    say(f"记录簿 {head.size} 条　核对码 {head.head}（请抄在纸上）")


def _show(drawn: RecheckDrawn, *, show_all: bool = False) -> None:
    for line in words.frozen_lines(drawn.frozen):
        say(safe(line))
    show_whole([drawn.seed])
    given = drawn.seed_from or words.SEED_FROM_UNKNOWN
    say(f"种子 {safe(drawn.seed)}　提供人 {safe(given)}　抽取 {minute(drawn.drawn_at)}")
    shown = drawn.ranks if show_all else drawn.ranks[: len(drawn.selected) + RANKS_SHOWN]
    rows = [(*row[:4], row[4][:12]) for row in _rows(shown)]
    show_table(_HEADINGS, rows, right=(0, 2))
    hidden = len(drawn.ranks) - len(shown)
    more = f"，其中 {hidden} 通未列出（--all 全列）" if hidden else ""
    say(
        f"抽中 {len(drawn.selected)} 通，补抽备用 {len(drawn.ranks) - len(drawn.selected)} 通{more}"
    )
