"""Groups and commands that speak Chinese, load late, and carry the options every command has.

Typer's own help and refusals are English and count a Chinese character as one column wide, so the
pages are laid out here; its parsing is used as it is.
"""

import importlib
import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from revisit_cli.cli.context import Face
from revisit_cli.cli.screen import tell
from revisit_cli.cli.text import ljust, wrap
from revisit_cli.cli.text import width as display_width
from revisit_cli.errors import ExitCode, RevisitError

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
WIDTH_AT_MOST = 100


def _keep(ctx: typer.Context, param: typer.CallbackParam, value: object) -> object:
    if value is not None and value is not False and param.name is not None:
        setattr(ctx.ensure_object(Face), param.name, value)
    return value


def kept_option(names: list[str], about: str, **kwargs: Any) -> TyperOption:
    """Return an option of the face: it goes to :class:`Face` and not to the command.

    ``kwargs`` are Typer's own; a text is taken unless they say otherwise.
    """
    is_flag = bool(kwargs.get("is_flag"))
    return TyperOption(
        param_decls=names,
        help=about,
        expose_value=False,
        callback=_keep,
        **{"type": bool if is_flag else str, "default": False if is_flag else None, **kwargs},
    )


def global_options() -> list[TyperOption]:
    """Return fresh copies of the options that every command takes."""
    return [
        kept_option(["--db"], "数据文件（也可用环境变量 REVISIT_DB）"),
        kept_option(["--by"], "经办人姓名（也可用 REVISIT_BY；默认登录名）"),
        kept_option(["--json"], "输出一份 JSON", is_flag=True),
        kept_option(["--nl"], "输出 JSON，清单每项一行", is_flag=True),
        kept_option(["--csv"], "清单输出 CSV", is_flag=True),
        kept_option(["--phones", "show_phones"], "显示完整电话（留痕）", is_flag=True),
        kept_option(["--correct", "correction"], "更正已清零月份的理由（留痕）"),
        kept_option(["--no-input"], "从不提问；要问才能办的事就拒绝", is_flag=True),
        kept_option(["--i-am-alone", "is_alone"], "数据在共享盘上而确知只有自己在用", is_flag=True),
    ]


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

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the help page."""
        formatter.write(_page(self, ctx, ()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a whole program, as :meth:`Group.main` does."""
        return run(super().main, *args, **kwargs)


class Group(TyperGroup):
    """A group of commands; ``late`` names modules that are imported when their command is."""

    late: Mapping[str, tuple[str, str]] = {}
    panels: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["rich_markup_mode"] = None
        settings = dict(kwargs.get("context_settings") or {})
        kwargs["context_settings"] = {**settings, **HELP_NAMES}
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Return the names of all commands, imported or not."""
        return [*self.late, *(name for name in self.commands if name not in self.late)]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Return the command of that name, importing its module now."""
        if cmd_name in self.late and cmd_name not in self.commands:
            module = importlib.import_module(self.late[cmd_name][0])
            command: Any = typer.main.get_command(module.app)
            # One module may hold several of a group's commands.
            command = getattr(command, "commands", {}).get(cmd_name, command)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return super().get_command(ctx, cmd_name)

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
        for name, command in self.commands.items():
            if name not in rows and not command.hidden:
                rows[name] = first_sentence(command.help or "")
        panels = []
        for title, names in (self.panels or {"命令": tuple(rows)}).items():
            panels.append((title, [(name, rows[name]) for name in names if name in rows]))
        formatter.write(_page(self, ctx, panels))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a whole program: every refusal told in Chinese, with its exit code."""
        return run(super().main, *args, **kwargs)


def run(main: Any, *args: Any, **kwargs: Any) -> Any:
    """Call Typer's main and turn refusals into sentences on stderr; a bug stays loud."""
    kwargs["standalone_mode"] = False
    kwargs["prog_name"] = "revisit"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(*args, **kwargs)
    except RevisitError as refusal:
        tell(f"× {refusal}")
        code = refusal.exit_code
    except typer.Abort:
        tell("已取消，未作任何改动。")
        code = 130
    except typer.TyperException as error:
        code = _usage_refused(error)
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed":
            raise
        tell("× 输入里有不是文字的字节，未作任何改动。请重新输入，或把终端编码改为 UTF-8。")
        code = ExitCode.USAGE
    sys.exit(int(code) if isinstance(code, int) else ExitCode.DONE)


def end_quietly() -> NoReturn:
    """End with exit 0 when the reader (head, a pager) has had enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(ExitCode.DONE)


def refuse_usage(sentence: str, command_path: str) -> NoReturn:
    """End with exit 2, the sentence and the way to the help page."""
    tell(f"× {sentence}")
    tell(f"  用法见：{command_path} --help")
    raise typer.Exit(ExitCode.USAGE)


def first_sentence(text: str) -> str:
    """Return the first line of a help text without its full stop."""
    return inspect.cleandoc(text).split("\n", 1)[0].rstrip("。")


def _usage_refused(error: Any) -> int:
    kind = type(error).__name__
    ctx = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        tell(error.ctx.get_help())
        return ExitCode.USAGE
    param = getattr(error, "param", None)
    name = _param_name(param)
    if kind == "MissingParameter":
        sentence = f"缺少{name}。"
    elif kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        hint = f"相近的有：{'、'.join(sorted(near))}。" if near else ""
        sentence = f"没有“{error.option_name}”这个选项。{hint}"
    elif kind == "BadParameter" and param is not None:
        sentence = f"{name} 的值不对。{_expected(param)}"
    elif kind == "BadOptionUsage":
        sentence = f"选项 {getattr(error, 'option_name', '')} 用法不对：少了值，或多了值。"
    elif "unexpected extra argument" in error.message:
        sentence = f"多出了参数：{error.message.partition('(s) (')[2].removesuffix(')')}"
    elif "Missing command" in error.message:
        sentence = "请写明要做什么。"
    else:
        sentence = f"命令写法不对：{error.message}"
    tell(f"× {sentence}")
    if ctx is not None:
        tell(f"  用法见：{ctx.command_path} --help")
    return int(getattr(error, "exit_code", ExitCode.USAGE))


def _param_name(param: Any) -> str:
    if param is None:
        return "参数"
    if param.param_type_name == "option":
        return f"选项 {max(param.opts, key=len)}"
    return f"参数 {param.human_readable_name}"


def _expected(param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if choices:
        return f"可用的值：{'、'.join(str(c) for c in choices)}。"
    kinds = {
        "int": "应为整数",
        "integer": "应为整数",
        "int range": "应为范围内的整数",
        "float": "应为数",
    }
    expected = kinds.get(param.type.name, "请检查写法")
    low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if low is not None and high is not None:
        expected = f"应为 {low} 至 {high} 的整数"
    return f"{expected}。"


def _page(command: Any, ctx: Any, panels: Sequence[tuple[str, list[tuple[str, str]]]]) -> str:
    width = min(WIDTH_AT_MOST, ctx.terminal_width or _terminal_width())
    lines = [f"用法：{' '.join([ctx.command_path, *_usage(command)])}", ""]
    for paragraph in inspect.cleandoc(command.help or "").split("\n"):
        lines += wrap(paragraph, width - 2, "  ")
    arguments, options = [], []
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            if getattr(param, "help", None):
                arguments.append((param.human_readable_name, param.help))
        elif not getattr(param, "hidden", False):
            options.append((_option_name(param), _option_about(param)))
    sections = [*panels, ("参数", arguments), ("选项", options)]
    for title, rows in sections:
        if rows:
            lines += ["", f"{title}："]
            lines += _definitions(rows, width)
    epilog = inspect.cleandoc(command.epilog or "")
    if epilog:
        lines += ["", *epilog.split("\n")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _usage(command: Any) -> list[str]:
    pieces = []
    for param in command.params:
        if param.param_type_name == "argument":
            name = param.human_readable_name + ("…" if param.nargs == -1 else "")
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append("命令")
    return [*pieces, "[选项]"]


_PLACE_OF = {"int": "数", "int range": "数", "integer": "数", "path": "文件", "choice": "值"}
# What stands for the value of an option of that name, where the option itself says nothing better.
_NAMED_PLACES = {
    "文件": "--db --output --scan",
    "月份": "--month",
    "半年": "--half",
    "单位": "--unit",
    "姓名": "--by --by-name --chair --clerk --contact --decided-by --deputy --kept-by --lead "
    "--leader --observer --participant --respondent --second-person --signed-by --talker --whom "
    "--with --witness",
    "理由": "--correct --reason",
    "日期": "--held-on --on --verified-on",
    "时间": "--at --callback --received",
    "电话": "--new-phone --phone",
    "企业": "--absent --present",
}
_PLACE_BY_NAME = {name: place for place, names in _NAMED_PLACES.items() for name in names.split()}


def _option_name(param: Any) -> str:
    # Sorted: the parser keeps the names of --help in a set, in an order of its own each time.
    given = sorted([*param.opts, *param.secondary_opts], key=lambda name: (len(name), name))
    names = ", ".join(given)
    if param.is_flag or "--help" in param.opts:
        return names
    place = _PLACE_BY_NAME.get(given[-1]) or _PLACE_OF.get(param.type.name, "文字")
    return f"{names} {param.metavar or place}"


def _option_about(param: Any) -> str:
    if "--help" in param.opts:
        return "显示这页说明"
    about = param.help or ""
    choices = getattr(param.type, "choices", None)
    if choices:
        about += f"（{'、'.join(str(c) for c in choices)}）"
    return about


def _definitions(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    column = min(max(display_width(name) for name, _ in rows), 26)
    lines = []
    for name, about in rows:
        first, *rest = wrap(about, width - column - 4, "") or [""]
        if display_width(name) > column:
            lines += [f"  {name}", f"{'':{column + 4}}{first}"]
        else:
            lines.append(f"  {ljust(name, column)}  {first}")
        lines += [f"{'':{column + 4}}{line}" for line in rest]
    return lines
