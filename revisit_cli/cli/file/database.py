"""``revisit db``."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group, Yes
from revisit_cli.cli.confirm import confirm
from revisit_cli.cli.context import context_of
from revisit_cli.cli.file.faults import end_on, tell_faults
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.native_parts import lacks_parts, parts_line
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.file.database import NOTES
from revisit_cli.operations.file import database
from revisit_cli.operations.file import query as file_query

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def db() -> None:
    """数据文件：全部数据在这一个文件里。

    例：revisit db backup
        revisit db backup -o U盘/备份.db
        revisit db check
    """


@app.command("path", cls=Command)
def path(ctx: typer.Context) -> None:
    """显示数据文件在哪里。

    例：revisit db path
    """
    outcome = database.locate(context_of(ctx))
    if not show_json(ctx, outcome):
        say(outcome.path)


@app.command("backup", cls=Command)
def backup(
    ctx: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件或文件夹", help="默认存到数据文件旁的 backups"),
    ] = None,
    force: Force = False,
) -> None:
    """备份：某一时刻的完整数据，别人正在写也不影响。

    不写 -o 时存到数据文件旁的 backups 文件夹，留最近 7 天、12 个月的各一份。

    例：revisit db backup
        revisit db backup -o D:/备份
    """
    outcome = database.back_up(context_of(ctx), output, force=force)
    if show_json(ctx, outcome):
        return
    say(outcome.file)
    tell(
        f"已备份 {outcome.size:,} 字节；记录簿 {outcome.log.size} 条，核对码 {outcome.log.head}"
        + (f"；清理旧备份 {len(outcome.removed)} 份" if outcome.removed else "")
    )
    if outcome.not_logged is not None:
        tell(f"备份已写好，但没有记入记录簿：{safe(outcome.not_logged)}")


@app.command("restore", cls=Command)
def restore(
    ctx: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="备份文件", help="revisit db backup 写下的文件")
    ],
    yes: Yes = False,
) -> None:
    """用备份恢复数据：先核验备份，现有的文件改名留存，恢复后记入记录簿。

    例：revisit db restore backups/revisit-20261126-090000.db
    """
    context = context_of(ctx)
    word = Path(context.database).name
    confirm(ctx, word, f"将用备份替换 {word}；现有的文件改名留存。", is_sure=yes)
    outcome = database.restore(context, source)
    if show_json(ctx, outcome):
        return
    say(f"已恢复：记录簿 {outcome.after.size} 条，核对码 {outcome.after.head}")
    if outcome.before is not None:
        say(f"恢复前：记录簿 {outcome.before.size} 条，核对码 {outcome.before.head}")
    if outcome.kept_aside is not None:
        say(f"恢复前的文件留存为 {safe(outcome.kept_aside)}")


@app.command("check", cls=Command)
def check(
    ctx: typer.Context,
    strict: Annotated[
        bool, typer.Option("--strict", help="连同须人留意的事项一起列出（清零前、每月一次）")
    ] = False,
) -> None:
    """检查数据文件是否完好：没有问题就不出声；缺本机组件的说一声。

    查存储结构、各表之间的引用、保护规则、记录簿与每一行的校验值、签字扫描件、文件权限、
    未完成的备份、放假安排。

    例：revisit db check
        revisit db check --strict
    """
    outcome = database.check(context_of(ctx))
    if not show_json(ctx, outcome):
        tell_faults(outcome.faults)
        if strict:
            for note in outcome.notes:
                say(f"· {NOTES[note.what].format(text=note.text)}")
            say(f"· {parts_line()}")
        elif lacks_parts():
            tell(parts_line())
        if not outcome.is_ok:
            tell(f"共 {len(outcome.faults)} 处。请保留数据文件原样。")
    end_on(outcome.faults)


@app.command("share", cls=Command)
def share(
    ctx: typer.Context,
    group: Annotated[str | None, typer.Option(help="给哪个组共用（Linux 的组）")] = None,
    withdraw: Annotated[bool, typer.Option(help="收回：只有本人可读写")] = False,
) -> None:
    """几个人在一台电脑上共用数据，各用自己的登录名：文件、文件夹、附带的文件、备份都给一个组。

    例：revisit db share --group 回访组
        revisit db share --withdraw
    """
    outcome = database.share(context_of(ctx), group, takes_back=withdraw)
    if show_json(ctx, outcome):
        return
    to = f"给“{safe(group)}”组共用" if group is not None else "收回，只有本人可读写"
    say(f"已{to}：{'、'.join(map(safe, outcome.given))}")
    if outcome.taken_over:
        tell(f"原是别人存的，已换成您名下的同样一份：{'、'.join(map(safe, outcome.taken_over))}")


@app.command("query", cls=ListCommand)
def query(
    ctx: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="一条 select 语句")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件.xlsx", help="写成工作簿"),
    ] = None,
    force: Force = False,
) -> None:
    """用 SQL 查询脱敏的视图：只读，看不到别的。

    视图：v_firms 企业，v_services 台账各行，v_calls 电话，v_answers 评价（廉洁一项除外），
    v_problems 问题（不含原文），v_visits 上门。各视图凭企业编号 firm 相连。
    每张视图有哪些列：revisit db query "select * from v_calls limit 1"

    例：revisit db query "select unit, count(*) from v_services group by unit"
        revisit db query "select * from v_calls" --csv
    """
    outcome = file_query.ask(context_of(ctx), sql, output, force=force)
    if output is not None:
        say(str(output))
    elif not show_json(ctx, outcome) and not show_csv(ctx, outcome.columns, outcome.rows):
        show_list(ctx, outcome.columns, outcome.rows)
        tell(f"共 {len(outcome.rows)} 行")
