"""The help page of a command or group, laid out for Chinese.

Typer's own is English and counts a Chinese character as one column wide.
"""

import inspect
from collections.abc import Sequence
from typing import Any

from typer.core import TyperGroup

from revisit_cli.cli.screen import columns
from revisit_cli.cli.text import ljust, wrap
from revisit_cli.cli.text import width as display_width

WIDTH_AT_MOST = 100


def help_page(command: Any, ctx: Any, panels: Sequence[tuple[str, list[tuple[str, str]]]]) -> str:
    """Return a command's help page; ``panels`` are a group's commands (name, about) by title."""
    width = min(WIDTH_AT_MOST, ctx.terminal_width or columns())
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


def first_sentence(text: str) -> str:
    """Return the first line of a help text without its full stop."""
    return inspect.cleandoc(text).split("\n", 1)[0].rstrip("。")
