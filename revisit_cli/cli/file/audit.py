"""``revisit audit``."""

from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.file.faults import end_on, flag_line, tell_faults
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.act import act_words
from revisit_cli.labels.file.audit import KINDS
from revisit_cli.labels.text import day_and_minute, minute
from revisit_cli.operations.discipline import log as log_search
from revisit_cli.operations.file import audit

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def log_commands() -> None:
    """记录簿：只增不改，逐条相连，可凭纸上的核对码核对。

    例：revisit audit verify
        revisit audit verify --size 120 --head 3f9c0a1b2c3d4e5f6071
    """


@app.command("log", cls=ListCommand)
def log(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="最近多少条")] = 20,
    first: Annotated[
        str | None, typer.Option("--since", metavar="时间", help="只看从哪天起的，如 昨天、12-01")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="编号", help="只看与它有关的：回访号、P-0012、企业、单位"),
    ] = None,
) -> None:
    """列出记录簿里最近的各条；写了 --by 姓名 的，只列他办的。

    例：revisit audit log
        revisit audit log --about P-0012
        revisit audit log --since 昨天 --by 王芳 --csv
    """
    by = common_of(ctx).by
    outcome = log_search.list_events(context_of(ctx), limit, since=first, by=by, about=about)
    headings = ("序号", "时间", "经办人", "事项", "要点")
    rows, lines = [], []
    for event in outcome.events:
        told = event.as_json()
        at, by, kind = (str(told.get(key) or "") for key in ("at", "by", "kind"))
        words = act_words(kind, event.facts, outcome.beside)
        rows.append((event.seq, minute(at), by, KINDS.get(kind, kind), words))
        lines.append((event.seq, f"{day_and_minute(at, outcome.year)} {by} {words}"))
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    show_list(ctx, headings, rows, right=(0,), shown=(("序号", "何时、何人、办了什么"), lines))
    say(f"列出 {len(rows)} 条；记录簿共 {outcome.head.size} 条，核对码 {outcome.head.head}")


@app.command("export", cls=Command)
def export(
    ctx: typer.Context,
    folder: Annotated[str, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹")],
    force: Force = False,
) -> None:
    """写出整本记录簿、核验脚本和说明，交给外人只用 sha256sum 核对；里面没有电话和原话。

    例：revisit audit export -o 记录簿存档
    """
    outcome = log_search.export(context_of(ctx), folder, force=force)
    if not show_json(ctx, outcome):
        say(f"已写出记录簿 {outcome.head.size} 条到 {safe(folder)}：{'、'.join(outcome.files)}")
        say(f"核对码 {outcome.head.head}")
        tell(f"重算：sh {safe(folder)}/verify.sh {outcome.head.size} {outcome.head.head}")


@app.command("head", cls=Command)
def head(ctx: typer.Context) -> None:
    """显示记录簿条数和核对码，抄在纸上备查。

    例：revisit audit head
    """
    outcome = audit.show_head(context_of(ctx))
    if not show_json(ctx, outcome):
        head = outcome.head
        say(f"记录簿 {head.size} 条　核对码 {head.head}　来源 {outcome.origin or '—'}")


@app.command("verify", cls=Command)
def verify(
    ctx: typer.Context,
    size: Annotated[
        int | None, typer.Option("--size", min=1, help="纸上的记录簿条数，与 --head 一起写")
    ] = None,
    paper: Annotated[
        str | None, typer.Option("--head", help="纸上的20位核对码，与 --size 一起写")
    ] = None,
    times: Annotated[bool, typer.Option("--times", help="逐条列出时间存疑之处")] = False,
) -> None:
    """核验记录簿和存储结构是否完整、数据表与记录簿是否一致、与纸上的核对码是否相符。

    倒填、补录、清零后录入的记录另计为时间存疑，不影响核验结果。

    例：revisit audit verify
        revisit audit verify --size 120 --head 3f9c0a1b2c3d4e5f6071
    """
    outcome = audit.verify(context_of(ctx), size, paper)
    if not show_json(ctx, outcome):
        tell_faults(outcome.faults)
        if outcome.is_ok:
            say(f"核验相符：记录簿 {outcome.head.size} 条，核对码 {outcome.head.head}")
        else:
            tell(f"核验不符，共 {len(outcome.faults)} 处。请保留数据文件原样，报机关纪委。")
        for flag in outcome.time_flags if times else ():
            say(f"· {flag_line(flag)}")
        if outcome.given_clocks and times:
            say(f"· 记录簿中 {outcome.given_clocks} 条的时间是给定的（REVISIT_NOW）")
        if outcome.time_flags and not times:
            tell(f"时间存疑 {len(outcome.time_flags)} 处：加 --times 逐条列出")
    end_on(outcome.faults)
