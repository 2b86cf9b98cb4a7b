"""What a command shows: one JSON document, a CSV list, or Chinese on the screen."""

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO, cast

import typer

from revisit_cli.cli.context import CommonOptions, common_at_work, common_of
from revisit_cli.cli.selection import arranged, fitting, kept_whole
from revisit_cli.cli.text import (
    draws_ambiguous_wide,
    in_its_letters,
    is_ambiguous,
    masked_text,
    safe,
    width,
    within,
    wrap,
)
from revisit_cli.labels.firms.masking import numbers_in
from revisit_cli.plain import brief, escaped, plain_lines, safe_lines
from revisit_cli.records.context import Context
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Json, list_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

CELL_AT_MOST = 1_000  # characters that a list shows of one cell; --csv and --json have all
_HANG = 2  # blanks before what goes on from the line above
NARROWEST = 24  # characters: room for a number and part of a firm's name
MOST_READ = 100  # columns: a longer line loses the eye on its way back
# To Rich a sign of ambiguous width is narrow: this stands behind it for its other half.
_WIDE = "\ue000"
_RED, _BOLD, _PLAIN = _COLOURS = ("\x1b[31m", "\x1b[1m", "\x1b[0m")
_STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def show_json(ctx: typer.Context, outcome: Outcome) -> bool:
    """Print the outcome's JSON document when --json or --nl was given; say whether one was.

    --nl prints a list's items a line each, for programs that read a stream; what is no list is
    one line either way.
    """
    common = common_of(ctx)
    if not common.is_for_programs:
        return False
    documents = map(_masked, _documents(common, outcome))
    emit("".join(f"{escaped(json.dumps(each, ensure_ascii=False))}\n" for each in documents))
    return True


def _documents(common: CommonOptions, outcome: Outcome) -> Sequence[Json]:
    """Return what to print: the document, its list arranged; with --nl the list's items.

    Which list that is the outcome declares, and the columns of a list without rows too.
    """
    document: Json = outcome.as_json()
    declared = list_of(type(outcome))
    if declared is None or not isinstance(document, dict):
        return [document]
    name, keys = declared
    items = document.get(name)
    if not isinstance(items, list):
        raise TypeError(name)
    keys = keys or outcome.list_keys
    if not keys:
        keys = tuple(dict.fromkeys(key for each in items if isinstance(each, dict) for key in each))
    rows = [[each.get(key) for key in keys] if isinstance(each, dict) else [] for each in items]
    items = [items[number] for number in arranged(common, keys, rows)]
    return items if common.nl else [{**document, name: items}]


def show_whole(phones: Iterable[str]) -> None:
    """Let the running command show these numbers whole: of a card that is held, or our own."""
    for phone in phones:
        told = (found.digits for found in numbers_in(phone))
        common_at_work().whole_numbers.update((phone.partition("-")[0], *told))


def reveal(context: Context, command: str, firms: Iterable[str | None]) -> None:
    """Show the numbers in what is told of these firms, by name, if --phones asks for it.

    The log is told first.
    """
    if common_at_work().show_phones:
        from revisit_cli.operations.firms.phone import note_cells_shown

        note_cells_shown(context, command, firms)


# Where files lie, and what draws are redone by: programs take these texts at their word.
_EXACT = frozenset({"file", "files", "folder", "output", "path", "receipt", "seed"})


def _masked(told: Json, key: str = "") -> Json:
    """Return a document as the running command may show it, but for what must be exact."""
    if isinstance(told, str):
        return told if key in _EXACT else masked_text(told)
    if isinstance(told, list):
        return [_masked(each, key) for each in told]
    if isinstance(told, dict):
        return {name: _masked(each, name) for name, each in told.items()}
    return told


def show_csv(ctx: typer.Context, headings: Sequence[str], rows: Sequence[Sequence[Json]]) -> bool:
    """Print a list as CSV when --csv was given; say whether it was.

    UTF-8 with BOM for Excel, and a quote before anything a spreadsheet would take for a formula.
    """
    common = common_of(ctx)
    if not common.csv:
        return False
    import csv
    import io

    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file, lineterminator="\n")
    # A query names its columns as it likes.
    writer.writerow(map(_inert, headings))
    for number in arranged(common, headings, rows):
        writer.writerow([_inert(cell) for cell in rows[number]])
    emit(file.getvalue())
    return True


def _inert(cell: Json) -> str:
    text = "" if cell is None else str(cell)
    if not isinstance(cell, str):
        return text
    text = masked_text(text)
    # A lone CR would end the row: the csv module of Python 3.11 puts no quotes around it.
    lines = plain_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    is_live = text[:1] in ("\t", "\r") or lines.lstrip()[:1] in _STARTS_FORMULA
    return f"'{lines}" if is_live else lines


def emit(text: str) -> None:
    """Write to stdout what a program reads: always UTF-8, line ends as they are.

    The screen's encoding and the system's line ends are for :func:`say`. Half a surrogate pair,
    as a file's name may hold one, is written as JSON writes it.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


def _shown(text: str) -> str:
    """Return lines as they go to a terminal: nothing that it obeys but our own colours.

    Numbers are masked in a line as they are in each text of it: a line may be made of anything.
    """
    text = "\n".join(map(masked_text, text.split("\n")))
    if not _has_colour():
        return safe_lines(text)
    parts = re.split(f"({'|'.join(map(re.escape, _COLOURS))})", text)
    return "".join(part if part in _COLOURS else safe_lines(part) for part in parts)


_IS_SILENT: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def silence(*, is_silent: bool) -> Iterator[None]:
    """Say and tell nothing within, as long as nobody breaks it: it was all on the screen before."""
    before = _IS_SILENT.set(is_silent)
    try:
        yield
    finally:
        _IS_SILENT.reset(before)


def break_silence() -> None:
    """Say and tell again what there is, within whatever silence there was."""
    _IS_SILENT.set(False)


def say(text: str = "") -> None:
    """Print one line of result to stdout, for a person."""
    if _IS_SILENT.get():
        return
    sys.stdout.write(f"{_fitted(_shown(text), sys.stdout)}\n")


def say_wrapped(text: str) -> None:
    """Print a sentence to stdout, made safe, in as many lines as the screen needs."""
    for line in wrap(safe(text), columns() - 1, ""):
        say(line)


def tell(text: str) -> None:
    """Print one line of progress, note or advice to stderr.

    What was said before comes out first, also where both streams go down one pipe.
    """
    if _IS_SILENT.get():
        return
    sys.stdout.flush()
    sys.stderr.write(f"{_fitted(_shown(text), sys.stderr)}\n")


def tell_to_copy(about: str, line: str) -> None:
    """Tell a line that is there to be copied: never broken, below what it is where it is long."""
    sys.stdout.flush()
    told = _shown(f"{about}{line}")
    if is_window(sys.stderr) and width(told) > columns():
        told = f"{about}\n{in_its_letters(_shown(line))}"
    sys.stderr.write(f"{told}\n")


def _fitted(text: str, stream: TextIO) -> str:
    """Return lines as they fit the window of a terminal, which would break them anywhere.

    What goes into a pipe or a file keeps its lines: programs look for them.
    """
    if not is_window(stream):
        return text
    room = columns()
    return "\n".join(
        line
        for each in in_its_letters(text).split("\n")
        for line in within(each, room, len(each) - len(each.lstrip(" ")) + _HANG)
    )


def is_window(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal's window."""
    return stream.isatty()


def next_step(ctx: typer.Context, text: str) -> None:
    """Say which command comes next to whoever types commands; the menu has a number for it."""
    if not common_of(ctx).is_at_menu:
        tell(f"下一步：{text}")


def line_columns() -> int:
    """Return how wide a line is that a person reads: as the window, but no wider than one reads."""
    return min(columns(), MOST_READ)


def columns() -> int:
    """Return how wide the screen is: COLUMNS, else the terminal's own, else 80.

    What is no width (0, a word) is as if unset. On a screen narrower than NARROWEST the terminal
    breaks the lines itself.
    """
    return max(NARROWEST, shutil.get_terminal_size().columns)


def emphasised(text: str) -> str:
    """Return a text in red on a terminal that has colour; a word of it says as much."""
    return f"{_RED}{text}{_PLAIN}" if _has_colour() else text


def bold(text: str) -> str:
    """Return a text that stands out on a terminal that can do so; elsewhere as it is.

    Never the only sign of anything: NO_COLOR, TERM=dumb, a pipe and a file get the plain text.
    """
    return f"{_BOLD}{text}{_PLAIN}" if _has_colour() else text


def _has_colour() -> bool:
    can = sys.stdout.isatty() and os.environ.get("TERM") not in (None, "", "dumb")
    return can and not wants_plain()


def wants_plain() -> bool:
    """Whether the screen is to stay without colours: asked for by --no-color or NO_COLOR."""
    return common_at_work().no_color or bool(os.environ.get("NO_COLOR"))


class _Unmarked:
    """A console on which the marks that made wide signs wide to Rich are gone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.replace(_WIDE, ""))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def console(*, stderr: bool = False) -> "Console":
    """Return the screen as Rich draws on it; nothing in a text is markup there.

    It is told its size: Rich takes COLUMNS=0 at its word and shows nothing.
    """
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            # Rich would end with 1, which is a bug's.
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    return Screen(
        file=cast(TextIO, _Unmarked(stream)) if draws_ambiguous_wide() else None,
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        safe_box=True,
        no_color=wants_plain() or None,
        width=columns(),
        height=shutil.get_terminal_size().lines,
    )


def show_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[Json]],
    *,
    right: Sequence[int] = (),
) -> None:
    """Print a table on the screen, all text made harmless; ``right`` aligns those columns."""
    console().print(table_of(headings, rows, right=right))


def table_of(
    headings: Sequence[str],
    rows: Sequence[Sequence[Json]],
    *,
    right: Sequence[int] = (),
    red: Collection[int] = (),
    spare: Collection[int] = (),
) -> "Table":
    """Return a table to be printed, all text made harmless; ``right`` aligns those columns.

    ``red`` numbers the rows that are late; a word in the row says so too, for those who see none.
    ``spare`` are the columns that a narrow screen goes without, so that names and numbers stay in
    one piece; where columns are left out, a line below names them.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    headings = [_cell(each) for each in headings]
    lines = [["" if cell is None else _cell(str(cell)) for cell in row] for row in rows]
    widest = [max(map(cell_len, column)) for column in zip(headings, *lines, strict=True)]
    room = columns()
    whole = kept_whole(right, widest, room)
    shown = fitting(headings, widest, whole, spare, room)
    absent = "、".join(name for n, name in enumerate(headings) if n not in shown)
    table: Table = Table(
        box=box.ASCII if is_ascii_only() else box.SIMPLE_HEAD,
        pad_edge=False,
        caption=Text(f"窗口窄，未列：{absent}（--csv 全列）", "") if absent else None,
        caption_justify="left",
    )
    for number in shown:
        table.add_column(
            Text(headings[number]),
            justify="right" if number in right else "left",
            no_wrap=number in whole,
            overflow="fold",
        )
    for number, line in enumerate(lines):
        cells = (Text(line[place]) for place in shown)
        table.add_row(*cells, style="red" if number in red else None)
    return table


def _cell(text: str) -> str:
    shown = brief(safe(text), CELL_AT_MOST)
    if not draws_ambiguous_wide():
        return shown
    return "".join(f"{each}{_WIDE}" if is_ambiguous(each) else each for each in shown)


def is_ascii_only() -> bool:
    """Whether box lines are to be drawn in ASCII: asked for, or where others would be wide."""
    if os.environ.get("REVISIT_ASCII") or draws_ambiguous_wide():
        return True
    return os.name == "nt" and not os.environ.get("WT_SESSION")


def tell_hidden(hidden: Sequence[tuple[str, int]]) -> None:
    """Tell which sheets were not read because they are hidden."""
    for name, filled in hidden:
        tell(
            f"  工作表“{safe(name)}”是隐藏的，没有读（有内容的 {filled} 行）；要记的，取消隐藏再来"
        )
