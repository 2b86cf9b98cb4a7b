"""Groups and commands that speak Chinese, load late, and carry the options every command has.

Typer's parsing is used as it is; its help and its refusals are said anew by ``cli.help_page`` and
``cli.usage``.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.models import CommandInfo

from revisit_cli.cli import completion
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.context import ASKED, CommonOptions, check_outputs, name_months
from revisit_cli.cli.ending import end_lost, end_well
from revisit_cli.cli.help_page import first_sentence, help_page
from revisit_cli.cli.once import hold_across_levels, hold_to_one
from revisit_cli.cli.screen import tell
from revisit_cli.cli.spelling import names_shown
from revisit_cli.cli.streams import failure_of
from revisit_cli.cli.usage import refuse_usage, tell_usage
from revisit_cli.errors import ExitCode, RevisitError

HELP_NAMES = {"help_option_names": ["-h", "--help"]}

# The month that many commands take, one by one or all.
Month = Annotated[str | None, typer.Argument(metavar="月份", help="如 2026-11（默认本期）")]
AnyMonth = Annotated[str | None, typer.Argument(metavar="月份", help="如 2026-11（默认全部）")]
MonthOption = Annotated[str | None, typer.Option("--month", help="哪一期，如 2026-11；默认本期")]
# Arguments and options that several commands have.
CALL = typer.Argument(metavar="电话号", help="电话的编号，见 revisit calls list")
DecidedBy = Annotated[str | None, typer.Option("--decided-by", help="作出决定的人")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="只看结果，不写入")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Seed = Annotated[str, typer.Option("--seed", help="种子：机关纪委当场给出的一串字")]
SeedFrom = Annotated[str | None, typer.Option("--seed-from", help="种子由谁给出")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问（供脚本用）")]


def _keep(ctx: typer.Context, param: typer.CallbackParam, value: object) -> object:
    if value is not None and value is not False and param.name is not None:
        hold_across_levels(ctx, param, value)
        setattr(ctx.ensure_object(CommonOptions), param.name, value)
    return value


def kept_option(names: list[str], about: str, **kwargs: Any) -> TyperOption:
    """Return an option that all commands have: it goes to :class:`CommonOptions`.

    ``kwargs`` are Typer's own; a text is taken unless they say otherwise.
    """
    is_flag = bool(kwargs.get("is_flag"))
    option = TyperOption(
        param_decls=names,
        help=about,
        expose_value=False,
        callback=_keep,
        **{"type": bool if is_flag else str, "default": False if is_flag else None, **kwargs},
    )
    # Pages name what every command has in one line, and say where it is explained.
    option.is_general = True  # type: ignore[attr-defined]
    return option


@cache
def global_options() -> Sequence[TyperOption]:
    """Return the options that every command takes: made once, they keep nothing of a run."""
    return (
        kept_option(["--db"], "数据文件（也可用环境变量 REVISIT_DB）"),
        kept_option(["--by"], "经办人姓名（也可用 REVISIT_BY；默认登录名）"),
        kept_option(["--json"], "输出一份 JSON", is_flag=True),
        kept_option(["--nl"], "输出 JSON，清单每项一行", is_flag=True),
        kept_option(["--csv"], "清单输出 CSV", is_flag=True),
        kept_option(["--phones", "show_phones"], "显示完整电话（会记下谁看过）", is_flag=True),
        kept_option(["--correct", "correction"], "更正已清零月份的理由（会记下）"),
        kept_option(["--no-input"], "从不提问；要问才能办的事就拒绝", is_flag=True),
        kept_option(["--no-color"], "不用颜色和粗体（也可用环境变量 NO_COLOR）", is_flag=True),
        kept_option(["--i-am-alone", "is_alone"], "数据在共享盘上而确知只有自己在用", is_flag=True),
    )


class Command(TyperCommand):
    """One command, with the global options and a Chinese help page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["rich_markup_mode"] = None
        kwargs["context_settings"] = {**(kwargs.get("context_settings") or {}), **HELP_NAMES}
        super().__init__(*args, **kwargs)
        for param in self.params:
            if hasattr(param.type, "readable"):
                # What reads a file refuses it by name, and goes on with the others.
                param.type.readable = False
        self.params = [*self.params, *global_options()]

    def make_parser(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Make the parser, which takes one value where one is meant."""
        return hold_to_one(super().make_parser(ctx), ctx)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse a command line; what it lacks is asked for at a terminal, elsewhere named."""
        # Kept before parsing, which takes the words away one by one.
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as refused:
            if type(refused).__name__ != "MissingParameter":
                raise
            from revisit_cli.cli.asking.missing import asked_for, lacking

            with leaving(ctx):
                whole = asked_for(self, ctx, typed)
            if whole is None:
                refused.lacks = lacking(self, ctx, typed)  # type: ignore[attr-defined]
                raise
            return super().parse_args(ctx, whole)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; a refusal that says what it lacked is asked about at a terminal."""
        name_months(ctx)
        check_outputs(ctx)
        while True:
            try:
                with leaving(ctx):
                    found = super().invoke(ctx)
            except typer.Exit as ended:
                if ended.exit_code in (ExitCode.DONE, ExitCode.SOME_HELD):
                    _tell_line(ctx)
                raise
            except RevisitError as refusal:
                # What was saved in part would be saved again by going on.
                acts = ctx.ensure_object(CommonOptions).savings
                if not refusal.asks or any(each.fate != "not_saved" for each in acts):
                    raise
                from revisit_cli.cli.asking.missing import ask_further

                with leaving(ctx):
                    is_told = ask_further(ctx, refusal)
                if not is_told:
                    raise
                continue
            _tell_line(ctx)
            return found

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the help page."""
        formatter.write(help_page(self, ctx, ()))

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Complete an option by the names that people are shown."""
        shown = {name for param in self.get_params(ctx) for name in names_shown(param)}
        found = super().shell_complete(ctx, incomplete)
        return [each for each in found if each.value in shown]

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a whole program, as :meth:`Group.main` does."""
        return run(super().main, *args, **kwargs)


@contextmanager
def leaving(ctx: typer.Context) -> Iterator[None]:
    """Leave where a command's first question is gone back over; at the menu one stood before it."""
    try:
        yield
    except Back:
        if ctx.ensure_object(CommonOptions).is_at_menu:
            raise
        raise Stopped from None


def _tell_line(ctx: typer.Context) -> None:
    if ctx.meta.get(ASKED):
        from revisit_cli.cli.asking.line_told import tell_line

        tell_line(ctx)


class Group(TyperGroup):
    """A group of commands, each made when it is called for.

    ``late`` names modules that are imported then, ``own`` what the group's own module declares.
    """

    late: Mapping[str, tuple[str, str]] = {}
    own: Mapping[str, CommandInfo] = {}
    panels: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["rich_markup_mode"] = None
        settings = dict(kwargs.get("context_settings") or {})
        kwargs["context_settings"] = {**settings, **HELP_NAMES}
        super().__init__(*args, **kwargs)
        # What every command has may stand before its name as well as behind it.
        self.params = [*self.params, *global_options()]

    def make_parser(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Make the parser, which takes one value where one is meant."""
        return hold_to_one(super().make_parser(ctx), ctx)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Return the names of all commands, imported or not."""
        return list(dict.fromkeys([*self.late, *self.own, *self.commands]))

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Return the command of that name, importing its module now."""
        if cmd_name not in self.commands:
            if cmd_name in self.late:
                module = importlib.import_module(self.late[cmd_name][0])
                self.commands[cmd_name] = _built(module.app, cmd_name)
            elif cmd_name in self.own:
                self.commands[cmd_name] = _command(self.own[cmd_name])
        found: Any = super().get_command(ctx, cmd_name)
        if found is not None and completion.is_asked():
            completion.complete(found, f"{ctx.command_path} {cmd_name}")
        return found

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the command, or refuse with the nearest names."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), cutoff=0.5)
            hint = f"您是不是要：{'、'.join(near)}？" if near else ""
            refuse_usage(f"没有“{name}”这个命令。{hint}", ctx.command_path)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the help page, listing late commands without importing them."""
        rows = {name: about for name, (_, about) in self.late.items()}
        for name in self.list_commands(ctx):
            command = None if name in rows else self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows[name] = first_sentence(command.help or "")
        panels = []
        for title, names in (self.panels or {"命令": tuple(rows)}).items():
            panels.append((title, [(name, rows[name]) for name in names if name in rows]))
        formatter.write(help_page(self, ctx, panels))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the command's name; a group without one shows its page."""
        is_bare = not args and not self.invoke_without_command and not ctx.resilient_parsing
        return super().parse_args(ctx, ["--help"] if is_bare else args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a whole program: every refusal told in Chinese, with its exit code."""
        return run(super().main, *args, **kwargs)


def _built(app: typer.Typer, name: str) -> Any:
    """Return what an app is called for: one of its commands, or a group that makes them later.

    A module may hold several of a group's commands, or a single one under any name.
    """
    own = {
        info.name or typer.main.get_command_name(info.callback.__name__): info
        for info in app.registered_commands
        if info.callback is not None
    }
    found: Any
    if name not in own and (app.registered_callback or app.registered_groups):
        bare = copy(app)
        bare.registered_commands = []
        found = typer.main.get_group(bare)
        found.own = own
    else:
        found = _command(own.get(name) or next(iter(own.values())))
    found.name = name
    return found


def _command(info: CommandInfo) -> Any:
    return typer.main.get_command_from_info(
        info, pretty_exceptions_short=False, rich_markup_mode=None
    )


def run(main: Any, *args: Any, **kwargs: Any) -> Any:
    """Call Typer's main and turn refusals into sentences on stderr; a bug stays loud.

    What is refused here was refused before any command ran: a command's own end is told by
    ``cli.ending``.
    """
    kwargs["standalone_mode"] = False
    kwargs["prog_name"] = "revisit"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(*args, **kwargs)
        # A help page, too, may have nowhere to go.
        code = end_well(CommonOptions(), int(code or 0))
    except RevisitError as refusal:
        tell(f"× {refusal}")
        code = refusal.exit_code
    except typer.TyperException as error:
        code = tell_usage(error)
    except OSError as lost:
        if failure_of(sys.stdout) is None:
            raise
        code = end_lost(CommonOptions(), lost)
    sys.exit(code)
