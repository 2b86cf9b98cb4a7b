"""What is said of a bug: where it is, never what was typed or stored.

An exception's message, and the values around it, may hold names and numbers; so only its type and
its places in the code are told. REVISIT_DEBUG=1 tells all, for use on made-up data.
"""

import hashlib
import os
import traceback
from pathlib import Path

import typer

from revisit_cli.cli.context import clock_told, notes_folder
from revisit_cli.cli.screen import tell
from revisit_cli.errors import ExitCode, PartMissing
from revisit_cli.program import missing_part

_HOUSE = Path(__file__).parents[1]
NUMBER_LENGTH = 6
LOG_NAME = "revisit-errors.log"


def report(bug: Exception) -> int:
    """Say on stderr that the program has failed, with a number and places; return the exit code.

    The same bug has the same number on every machine. A log keeps the same lines with the moment.
    Where a part of the program is missing, that is said first.
    """
    if isinstance(bug, typer.Abort) and isinstance(bug.__cause__, Exception):
        bug = bug.__cause__  # Typer takes it for the end of all input.
    if os.environ.get("REVISIT_DEBUG"):
        traceback.print_exception(bug)
        return ExitCode.BUG
    lines = _lines(bug)
    number = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:NUMBER_LENGTH].upper()
    part = missing_part(bug)
    if part is None:
        tell(f"× 程序出错，错误编号 {number}。")
    else:
        tell(f"× {PartMissing(part=part)}错误编号 {number}。")
    for line in getattr(bug, "__notes__", ()):  # What stands in the data file: cli.ending.
        tell(f"  {line}")
    tell("  请把下面几行（不含任何企业或个人信息）交给维护的人：")
    for line in lines:
        tell(f"  {line}")
    kept = _keep(number, lines)
    if kept is not None:
        tell(f"  同样的几行也记在 {kept}")
    return ExitCode.BUG


def _keep(number: str, lines: list[str]) -> Path | None:
    """Add what was told to the log of errors and return where it lies, None where nothing can."""
    try:
        path = notes_folder() / LOG_NAME
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as log:
            log.write("\n".join([f"{clock_told()} {number}", *lines, ""]))
    except (OSError, ImportError):  # no place, or no part that knows of one
        return None
    return path


def _lines(bug: BaseException) -> list[str]:
    """Return the types and places of an exception and of those it came from, newest first."""
    lines: list[str] = []
    found: BaseException | None = bug
    while found is not None:
        name = f"{type(found).__module__}.{type(found).__qualname__}".removeprefix("builtins.")
        # The name of a module is ours or a library's, never anything that was typed.
        lines.append(f"{name}: {found.name}" if isinstance(found, ImportError) else name)
        for frame in traceback.extract_tb(found.__traceback__):
            path = Path(frame.filename)
            if path.is_relative_to(_HOUSE):
                lines.append(f"  {path.relative_to(_HOUSE).as_posix()}:{frame.lineno} {frame.name}")
        found = found.__cause__ or found.__context__
    return lines
