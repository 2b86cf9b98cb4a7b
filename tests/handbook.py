"""The handbook's month: every block of README and docs/手册.md is what the program prints.

A comment before a block says when it is typed and by whom, what is typed at its questions, and
how many lines of it are shown; a comment with a command and no block runs it unseen::

    <!-- 2026-11-25 15:00 示例员甲 | 前 6 行 | 键入 1, 3 -->

``python -m tests.handbook`` (or ``make golden``) renews the blocks and the picture of the desk.
"""

import builtins
import csv
import html
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer.testing
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from revisit_cli.cli.app import app
from revisit_cli.cli.text import width
from revisit_cli.files.ledgers.demo import write_month

ROOT = Path(__file__).parents[1]
PAPERS = ("README.md", "docs/手册.md")
PICTURE = ROOT / "docs" / "拨打台.svg"
_STEP = re.compile(
    r"<!-- (?P<day>\d{4}-\d\d-\d\d) (?P<hour>\d\d:\d\d) (?P<by>\S+?)"
    r"(?:：(?P<unseen>revisit .*?))?(?: \| 前 (?P<most>\d+) 行)?(?: \| 键入 (?P<typed>.*?))? -->"
    r"(?:\n```console\n(?P<block>.*?)```)?",
    re.DOTALL,
)
# What random salts go into, and the size of a file: another each time.
_RANDOM = re.compile(r"\b[0-9a-f]{16,64}\b|\b[0-9a-f]{4}(?: [0-9a-f]{4}){3,15}\b|[\d,]+(?= 字节)")
_LEFT_OUT = "……"
_COLUMN = 12.2  # of Rich's drawings
_CALLED = (
    "电话号", "结果", "服务态度", "一次性告知", "几天办结", "多头跑", "吃拿卡要", "总体评价",
)  # fmt: skip
_ON_PAPER = {
    "补录.csv": (10, 11, 12, 15, 16, 17, 18),
    "补录_12月.csv": (2, 4, 7, 8, 9, 13, 14, 19, 20, 21, 22, 23),
}
_OF_SEVERAL_UNITS = (7, 8, 9, 13, 14)  # how long it took is said of one unit at a time


class Month:
    """The made-up month, its files and its data file in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_month(folder)

    def run(
        self, line: str, now: str, by: str, typed: Sequence[str] | None = None, term: str = "dumb"
    ) -> str:
        """Return what a typed command prints; ``typed`` answers its questions at a terminal."""
        environment = {
            "REVISIT_DB": str(self.folder / "revisit.db"),
            "REVISIT_NOW": now,
            "REVISIT_BY": by,
            "COLUMNS": "80",
            "LINES": "999",
            "TERM": term,
        }
        with _standing_in(self.folder), _terminal(typed):
            ran = typer.testing.CliRunner().invoke(app, shlex.split(line)[1:], env=environment)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        plain = ran.output.replace(f"{self.folder}/", "").replace(str(self.folder), ".")
        return "\n".join(each.rstrip() for each in plain.splitlines())


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _terminal(typed: Sequence[str] | None) -> Iterator[None]:
    """Let a person sit at the terminal who types these lines; nobody, where there are none."""
    if typed is None:
        yield
        return
    lines = iter(typed)

    def asked(prompt: str = "") -> str:
        line = next(lines, None)
        sys.stdout.write(f"{prompt}{line or ''}\n")
        if line is None:
            raise EOFError
        return line

    stream: Any = typer.testing._NamedTextIOWrapper  # type: ignore[attr-defined,unused-ignore]
    with (
        patch.object(stream, "isatty", lambda _: True, create=True),
        patch.object(builtins, "input", asked),
    ):
        yield


def renewed(month: Month, text: str) -> str:
    """Return a paper with every block as it is printed now, its commands run in their order."""

    def again(found: re.Match[str]) -> str:
        now, by, most = f"{found['day']}T{found['hour']}", found["by"], int(found["most"] or 0)
        typed = None if found["typed"] is None else [*map(str.strip, found["typed"].split(","))]
        if found["unseen"]:
            month.run(found["unseen"], now, by, typed)
        if found["block"] is None:
            return found[0]
        shown: list[str] = []
        for line in re.findall(r"^\$ (.*)$", found["block"], re.MULTILINE):
            printed = month.run(line, now, by, typed).split("\n")
            cut = [*printed[:most], _LEFT_OUT] if 0 < most < len(printed) else printed
            shown += [f"$ {line}", *cut]
        block = "\n".join(filter(None, shown)) + "\n"
        head = found[0].partition("```console\n")[0]
        return f"{head}```console\n{_as_kept(found['block'], block)}```"

    return _STEP.sub(again, text)


def _as_kept(kept: str, made: str) -> str:
    """Return the block that stands, where only what is random differs from it."""
    return kept if _RANDOM.sub("…", kept) == _RANDOM.sub("…", made) else made


def called_through(folder: Path) -> None:
    """Write the paper forms of two days, each keyed into a table: each firm satisfied."""
    for name, calls in _ON_PAPER.items():
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_CALLED)
            for call in calls:
                days = "" if call in _OF_SEVERAL_UNITS else 3
                writer.writerow((call, "接通", "好", "是", days, "否", "没有", "满意"))


def picture(month: Month) -> str:
    """Return the desk as a drawing, from a session of this month."""
    typed = ("1", "1", "3", "1", "", "", "q")
    said = month.run("revisit calls next 2026-11", "2026-11-27T09:40", "王芳", typed, "xterm")
    console = Console(record=True, width=80, file=io.StringIO())
    # Up to the line that says it is saved: the next firm's card is like the first.
    console.print(Text.from_ansi(re.split("(?<=尾号 0000)", said.strip("\n"))[0]))
    plain = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    drawn = console.export_svg(
        title="revisit", theme=DIMMED_MONOKAI, code_format=plain, unique_id="desk"
    )
    return re.sub(r'textLength="[\d.]+"( [^>]*>)([^<]*)(?=</text>)', _as_wide_as_it_looks, drawn)


def _as_wide_as_it_looks(found: re.Match[str]) -> str:
    """Return a text of the drawing in full width: Rich counts a Chinese character as one column."""
    columns = width(html.unescape(found[2]))
    return f'textLength="{columns * _COLUMN:g}"{found[1]}{found[2]}'


def made(folder: Path) -> dict[Path, str]:
    """Return every paper with a block in it, and the picture, as they are to be."""
    papers = {}
    for number, name in enumerate(PAPERS):
        month = Month(folder / str(number))
        called_through(month.folder)
        papers[ROOT / name] = renewed(month, (ROOT / name).read_text("utf-8"))
    drawn = Month(folder / "desk")
    for line in ("units import 单位名册.csv", "import 审批科.xlsx 燃气办.csv"):
        drawn.run(f"revisit {line}", "2026-11-25T15:00", "王芳")
    return {**papers, PICTURE: picture(drawn)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for path, text in made(Path(place)).items():
            path.write_text(text, encoding="utf-8", newline="\n")
