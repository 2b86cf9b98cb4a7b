"""``revisit`` itself: which command lives in which module, and what a bare ``revisit`` does."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from revisit_cli import __version__
from revisit_cli.cli.commands import Group
from revisit_cli.cli.context import CommonOptions, at_work, common_of, may_ask
from revisit_cli.cli.ending import end_badly, end_well
from revisit_cli.cli.screen import emit, say, tell
from revisit_cli.errors import ExitCode

_ROOM = "revisit_cli.cli"


class Root(Group):
    """The top group: every command by name, imported when it is called for."""

    late: Mapping[str, tuple[str, str]] = {
        "import": (f"{_ROOM}.ledgers.importing", "导入台账"),
        "status": (f"{_ROOM}.reports.status", "本期办到哪一步，下一步做什么"),
        "calls": (f"{_ROOM}.calls.call", "电话回访：next、record、list、show、lock……"),
        "close": (f"{_ROOM}.reports.closing", "每月一清零"),
        "report": (f"{_ROOM}.reports.report", "报表：month、half、duty、public、unit"),
        "ledgers": (f"{_ROOM}.ledgers.ledger", "台账：list、show、receipt、zero、template……"),
        "firms": (f"{_ROOM}.firms.firm", "企业：list、search、show、similar、merge……"),
        "units": (f"{_ROOM}.ledgers.unit", "单位名册：list、show、add、import、alias……"),
        "sample": (f"{_ROOM}.draws.sample", "抽取：freeze、symposium、verify、show、list……"),
        "recheck": (f"{_ROOM}.recheck.sample", "复核：freeze、draw、next、record、list、verify……"),
        "symposium": (f"{_ROOM}.draws.symposium", "座谈回访：invite、record、show、list、void"),
        "flags": (f"{_ROOM}.visits.flag", "上门回访的理由：add、import、list、drop"),
        "visits": (f"{_ROOM}.visits.visit", "上门回访：list、show、record、sheet"),
        "problems": (f"{_ROOM}.problems.problem", "问题：list、show、add、assign、answer……"),
        "duty": (f"{_ROOM}.discipline.duty", "报送纪律：list、find、confirm、dismiss、open……"),
        "forms": (f"{_ROOM}.rules.form", "打印附表1、2、3"),
        "demo": (f"{_ROOM}.ledgers.demo", "用示例数据演示一个月"),
        "calendar": (f"{_ROOM}.days.calendar", "工作日：show、import、explain、export"),
        "clause": (f"{_ROOM}.rules.clause", "制度条款与解读：list、show"),
        "audit": (f"{_ROOM}.file.audit", "记录簿：log、verify、head、export"),
        "db": (f"{_ROOM}.file.database", "数据文件：path、backup、restore、check"),
        "settings": (f"{_ROOM}.rules.setting", "设定：list、set"),
        "undo": (f"{_ROOM}.file.undo", "撤销自己最近的一项操作，撤销也能再撤销"),
        "help": (f"{_ROOM}.help", "一条命令的说明；打印一页速查表：print"),
    }
    panels: Mapping[str, tuple[str, ...]] = {
        "每天用": ("import", "status", "calls", "report", "close", "undo"),
        "台账、企业与单位": ("ledgers", "firms", "units"),
        "复核": ("recheck",),
        "座谈与上门": ("sample", "symposium", "flags", "visits"),
        "问题与纪律": ("problems", "duty"),
        "其他": ("forms", "demo", "calendar", "clause", "audit", "db", "settings", "help"),
    }

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command, and say how it ended by what became of its acts."""
        with at_work(common_of(ctx)):
            return self._ended(ctx)

    def _ended(self, ctx: typer.Context) -> Any:
        try:
            found = super().invoke(ctx)
        except typer.TyperException:
            raise
        except BaseException as error:
            # Here and not in ``run``: Typer's main would end a broken pipe with 1, a bug's.
            raise typer.Exit(end_badly(common_of(ctx), error)) from error
        common = common_of(ctx)
        if common.show_phones and not common.has_revealed:
            tell("！--phones 没有用到：这里没有要显示的完整电话")
        code = end_well(common)
        if code:
            raise typer.Exit(code)
        return found


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    epilog="退出码：0 完成 · 1 程序错误 · 2 用法不对 · 3 文件有误 · 4 找不到 ·\n"
    "5 制度不允许 · 6 核验不符 · 7 数据文件不可用 · 8 完成但有待改行 ·\n"
    "9 已保存但结果没能写出 · 130 被 Ctrl-C 停下或取消",
)


def _print_version(value: bool) -> None:
    if value:
        import platform

        from revisit_cli.cli.native_parts import parts_line
        from revisit_cli.operations.file.database import schema_version, sqlite_version

        say(f"revisit {__version__}（数据格式 {schema_version()}）")
        say(f"SQLite {sqlite_version()} · Python {platform.python_version()}")
        say(parts_line())
        raise typer.Exit


def _print_completion(shell: str | None) -> None:
    if shell is None:
        return
    from revisit_cli.cli import completion

    if shell not in completion.SHELLS:
        tell(f"× 不认识“{shell}”这种命令行。可用：{'、'.join(completion.SHELLS)}。")
        raise typer.Exit(ExitCode.USAGE)
    emit(f"{completion.script(shell)}\n")
    raise typer.Exit


@app.callback()
def revisit(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本")
    ] = False,
    _completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            callback=_print_completion,
            is_eager=True,
            help="打印按 Tab 补全命令的脚本：bash、zsh、fish、powershell",
        ),
    ] = None,
) -> None:
    """涉企服务对象回访。

    例：revisit
        revisit import 台账/*

    只写 revisit，就在终端里按数字一步步办。全部数据在一个文件里，从不联网。
    """
    ctx.ensure_object(CommonOptions)
    if ctx.invoked_subcommand is None:
        if may_ask(common_of(ctx)):
            from revisit_cli.cli.menu.home import sit

            sit(ctx)
            return
        from revisit_cli.cli.reports.status import show_bare

        show_bare(ctx)
