"""Commands that list: sorted and cut as asked, through a pager on a long screen."""

import os
import shutil
import sys
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperOption

from revisit_cli.cli.commands import Command, kept_option
from revisit_cli.cli.context import CommonOptions, common_of
from revisit_cli.cli.screen import console, table_of, tell, wants_plain
from revisit_cli.cli.selection import arranged
from revisit_cli.records.value import Json

if TYPE_CHECKING:
    from rich.table import Table

# Said above the list: many a less shows no Chinese in its own prompt.
PAGER_KEYS = "空格 下一页  b 上一页  q 退出"
_HEAD_AND_FOOT = 8  # lines that a list takes beside its rows


@cache
def list_options(taken: frozenset[str] = frozenset()) -> Sequence[TyperOption]:
    """Return the options that every list takes, by the names that are not ``taken``.

    An option whose long name is taken is the command's own. Made once: they keep nothing of a run.
    """
    options = (
        (["--sort"], "按哪一列排，前加 - 为倒序（输出 JSON 时写键名）", {"metavar": "列"}),
        (["--limit", "-n"], "最多列多少行", {"type": int, "metavar": "数"}),
        (["--no-pager"], "长清单不分页显示", {"is_flag": True}),
    )
    return tuple(
        kept_option([name for name in names if name not in taken], about, **more)
        for names, about, more in options
        if names[0] not in taken
    )


class ListCommand(Command):
    """A command that lists, with the options of a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name for param in self.params for name in param.opts}
        self.params += list_options(frozenset(own & {"--sort", "--limit", "-n", "--no-pager"}))


def show_list(
    ctx: typer.Context,
    headings: Sequence[str],
    rows: Sequence[Sequence[Json]],
    *,
    right: Sequence[int] = (),
    red: Collection[int] = (),
    spare: Collection[int] = (),
    shown: tuple[Sequence[str], Sequence[Sequence[Json]]] | None = None,
) -> None:
    """Print a list on the screen, arranged as asked; says so where rows were cut off.

    ``right``, ``red`` and ``spare`` are those of :func:`screen.table_of`. ``shown`` are other
    headings and cells to print of the same rows, which are still arranged by their own.
    """
    common = common_of(ctx)
    numbers = arranged(common, headings, rows)
    printed, cells = shown or (headings, rows)
    table = table_of(
        printed,
        [cells[number] for number in numbers],
        right=right,
        red={place for place, number in enumerate(numbers) if number in red},
        spare=spare,
    )
    _print(
        table,
        is_long=len(numbers) + _HEAD_AND_FOOT > shutil.get_terminal_size().lines,
        common=common,
    )
    if len(numbers) < len(rows):
        tell(f"只列了 {len(numbers)} 行，共 {len(rows)} 行（--limit）")


def _print(table: "Table", *, is_long: bool, common: CommonOptions) -> None:
    """Print a table, a long one through ``less`` where a person sits at a terminal that has it.

    In letters of two bytes that are not UTF-8 ``less`` shows their numbers: no pages there.
    """
    screen = console()
    pages = is_long and not common.no_pager and sys.stdout.isatty() and os.name == "posix"
    if not pages or not shutil.which("less") or screen.encoding not in ("utf-8", "utf8"):
        screen.print(table)
        return
    os.environ.setdefault("LESS", "FRX")
    with screen.pager(styles=not wants_plain()):
        screen.print(PAGER_KEYS)
        screen.print(table)
