"""The help page of a command or group, laid out for Chinese.

Typer's own is English and counts a Chinese character as one column wide.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from typer.core import TyperGroup

from revisit_cli.cli.screen import columns
from revisit_cli.cli.spelling import name_of, names_shown
from revisit_cli.cli.text import flow, ljust, wrap
from revisit_cli.cli.text import width as display_width
from revisit_cli.pattern import pattern

WIDTH_AT_MOST = 100
LINES_AT_MOST = 23  # and one for what is typed next
_BRACKETS = pattern("（[^（）]*）")
GENERAL = "各命令都有的选项"


def help_page(command: Any, ctx: Any, panels: Sequence[tuple[str, list[tuple[str, str]]]]) -> str:
    """Return a command's help page; ``panels`` are a group's commands (name, about) by title.

    A page that would leave a screen of 24 lines has its definitions run on, one after the other,
    and where that does not do, without what stands in brackets.
    """
    width = min(WIDTH_AT_MOST, ctx.terminal_width or columns())
    for laid_out in (definitions, _run_on, _packed):
        page = _page(command, ctx, panels, width, laid_out)
        if page.count("\n") <= LINES_AT_MOST:
            break
    return page


def _page(
    command: Any,
    ctx: Any,
    panels: Sequence[tuple[str, list[tuple[str, str]]]],
    width: int,
    laid_out: Callable[[Sequence[tuple[str, str]], int], list[str]],
) -> str:
    is_close, is_packed = laid_out is not definitions, laid_out is _packed
    gap = [] if is_close else [""]
    lines = [f"用法：{' '.join([ctx.command_path, *_usage(command)])}", ""]
    about = inspect.cleandoc(command.help or "").split("\n")
    for paragraph in filter(None, about) if is_close else about:
        # A mark that ends a sentence may stand beyond the width; an example has none.
        lines += wrap(paragraph, width - (2 if "revisit " in paragraph else 4), "  ")
    if is_close and ctx.parent is not None:
        lines.append("")
    arguments, options, general = _params(command, ctx)
    if is_packed:
        # What a group's commands do in full stands on the group's own page.
        panels = [(title, [(n, a.partition("：")[0]) for n, a in rows]) for title, rows in panels]
    for title, rows in (*panels, ("参数", arguments), ("选项", options)):
        if rows and is_packed:
            lines += _packed([(f"{title}：{rows[0][0]}", rows[0][1]), *rows[1:]], width)
        elif rows:
            lines += [*gap, f"{title}：", *laid_out(rows, width)]
    if general:
        names = "" if is_packed else f"：{' '.join(general)}"
        lines += [*gap, *wrap(f"{GENERAL}{names}（说明：revisit help 选项）", width - 2, "")]
    epilog = inspect.cleandoc(command.epilog or "")
    if epilog:
        lines += [*gap, *epilog.split("\n")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


Rows = list[tuple[str, str]]


def _params(command: Any, ctx: Any) -> tuple[Rows, Rows, list[str]]:
    """Return a command's arguments, its own options, and the names of those that all have."""
    arguments, options, general = [], [], []
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            if getattr(param, "help", None):
                arguments.append((param.human_readable_name, param.help))
        elif getattr(param, "is_general", False) or "--help" in param.opts:
            general.append(name_of(param))
        elif not getattr(param, "hidden", False):
            options.append((_option_name(param), _option_about(param)))
    return arguments, options, general


def _run_on(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Set definitions one after the other, each kept in one piece where a line holds it."""
    phrases = [f"{name}　{about}；" for name, about in rows]
    return [f"  {line}" for line in flow(phrases, width - 3)]


def _packed(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Set definitions in one text without what stands in brackets."""
    named = ((name.removesuffix(f" {_ANY_PLACE}"), about) for name, about in rows)
    told = "；".join(f"{name} {_BRACKETS.sub('', about)}" for name, about in named)
    return wrap(told, width - 3, "")


def option_lines(params: Sequence[Any], width: int) -> list[str]:
    """Return what options do, a definition each."""
    return definitions([(_option_name(each), _option_about(each)) for each in params], width)


def _usage(command: Any) -> list[str]:
    pieces = []
    for param in command.params:
        if param.param_type_name == "argument":
            name = param.human_readable_name + ("…" if param.nargs == -1 else "")
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append("命令")
    return [*pieces, "[选项]"]


_ANY_PLACE = "文字"
_PLACE_OF = {"int": "数", "int range": "数", "integer": "数", "path": "文件", "choice": "值"}
# What stands for the value of an option of that name, where the option itself says nothing better.
_NAMED_PLACES = {
    "文件": "--db --output --scan",
    "月份": "--month",
    "半年": "--half",
    "单位": "--unit",
    "姓名": "--by --chair --clerk --contact --decided-by --deputy --kept-by --leader --observer "
    "--participant --respondent --second-person --signed-by --talker --whom --with --witness",
    "理由": "--correct --reason",
    "日期": "--on --verified-on",
    "时间": "--at --callback --received",
    "电话": "--new-phone --phone",
    "企业": "--absent --present",
}
_PLACE_BY_NAME = {name: place for place, names in _NAMED_PLACES.items() for name in names.split()}


def _option_name(param: Any) -> str:
    given = names_shown(param)
    names = ", ".join(given)
    if param.is_flag or "--help" in param.opts:
        return names
    place = _PLACE_BY_NAME.get(given[-1]) or _PLACE_OF.get(param.type.name, _ANY_PLACE)
    return f"{names} {param.metavar or place}"


def _option_about(param: Any) -> str:
    if "--help" in param.opts:
        return "显示这页说明"
    about = param.help or ""
    choices = getattr(param.type, "choices", None)
    if choices:
        about += f"（{'、'.join(str(c) for c in choices)}）"
    return about


def definitions(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return definitions, each beside what it explains, its own lines below one another."""
    column = min(max(display_width(name) for name, _ in rows), 26)
    lines = []
    for name, about in rows:
        first, *rest = wrap(about, width - column - 6, "") or [""]
        if display_width(name) > column:
            lines += [f"  {name}", f"{'':{column + 4}}{first}"]
        else:
            lines.append(f"  {ljust(name, column)}  {first}")
        lines += [f"{'':{column + 4}}{line}" for line in rest]
    return lines


def first_sentence(text: str) -> str:
    """Return the first line of a help text without its full stop."""
    return inspect.cleandoc(text).split("\n", 1)[0].rstrip("。")
