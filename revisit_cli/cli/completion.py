"""Shell completion: commands, options, months, outcomes, units and open numbers.

Never of a firm's name: completed, it would lie in the shell's history. The shell asks through
``_REVISIT_COMPLETE``.
"""

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import typer

ASKS = "_REVISIT_COMPLETE"
POWERSHELL = "powershell"
SHELLS = ("bash", "zsh", "fish", POWERSHELL)
# PowerShell reads what a program prints in the console's code page, which lacks rarer characters.
_READ, _DONE = "    revisit | ForEach-Object {\n", "    }\n"
_READ_AS_UTF8 = f"""\
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
{_READ}"""
_READ_AS_BEFORE = f"{_DONE}    [Console]::OutputEncoding = $encoding\n"
# What the data file tells of, by the name that a page gives an argument, or by an option.
_NUMBERS = {"电话号": "call", "问题号": "problem", "上门号": "visit", "存疑号": "doubt"}
_ARGUMENTS = {"月份": "month", "单位": "unit", **_NUMBERS}
_OPTIONS = {"--month": "month", "--since": "month", "--unit": "unit", "--drop": "call"}
_OUTCOME = "--outcome"


def prepare() -> None:
    """Let Typer answer the shell, when it is the shell that asks; else load nothing."""
    if not is_asked():
        return
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    if os.environ[ASKS] == f"complete_{POWERSHELL}":
        _prepare_for_powershell()


def _prepare_for_powershell() -> None:
    """Answer in the encoding that the script reads, to a line quoted as PowerShell quotes."""
    import io

    from typer._click.shell_completion import add_completion_class
    from typer._completion_classes import PowerShellComplete

    class OfWindows(PowerShellComplete):
        """Takes a backslash for what it is there, and a word that a quote has begun without it."""

        def get_completion_args(self) -> tuple[list[str], str]:
            words = _words(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
            begun = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
            return (words[1:-1] if begun else words[1:]), begun.lstrip("'\"")

    add_completion_class(OfWindows, POWERSHELL)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _words(line: str) -> list[str]:
    """Return the words of a line of PowerShell, the last of which may still lack its quote."""
    import shlex

    words = shlex.shlex(line, posix=True)
    words.whitespace_split, words.escape, words.commenters = True, "", ""
    found = []
    try:
        for word in words:
            found.append(word)
    except ValueError:
        found.append(words.token)
    return found


def is_asked() -> bool:
    """Tell whether it is the shell that asks."""
    # PowerShell 7.5 leaves the variable behind, empty.
    return bool(os.environ.get(ASKS))


def script(shell: str) -> str:
    """Return the lines that switch completion on in a shell, one of SHELLS."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    told: str = get_completion_script(prog_name="revisit", complete_var=ASKS, shell=shell)
    if shell == POWERSHELL:
        told = told.replace(_READ, _READ_AS_UTF8).replace(_DONE, _READ_AS_BEFORE)
    return told


def complete(command: Any, path: str) -> None:
    """Let the arguments and options of a command offer what they may be; ``path`` names it."""
    for param in command.params:
        offer = _offer_of(param, path)
        if offer is not None:
            param.shell_complete = partial(_completed, offer)


def _offer_of(param: Any, path: str) -> Callable[[typer.Context, str], Iterable[str]] | None:
    if _OUTCOME in param.opts:
        return _outcomes
    if param.param_type_name == "argument":
        kind = _ARGUMENTS.get(param.metavar)
        if path.split()[-2:-1] == ["duty"] and param.metavar == "编号":
            kind = "finding"
    else:
        kind = next((_OPTIONS[each] for each in param.opts if each in _OPTIONS), None)
    return None if kind is None else partial(_known, kind)


def _completed(
    offer: Callable[[typer.Context, str], Iterable[str]], ctx: typer.Context, incomplete: str
) -> list[Any]:
    from typer.core import CompletionItem  # type: ignore[attr-defined]

    return [CompletionItem(each) for each in offer(ctx, incomplete)]


def _known(kind: str, ctx: typer.Context, begun: str) -> Iterable[str]:
    from revisit_cli.cli.context import common_of, database_path
    from revisit_cli.operations.file.completion import offered

    return offered(database_path(common_of(ctx)), kind, begun)


def _outcomes(_: typer.Context, begun: str) -> Iterable[str]:
    """Return the outcomes in the words they are shown by; by their codes where those are begun."""
    from revisit_cli.labels.calls.call import OUTCOMES

    words = OUTCOMES.keys() if begun[:1].isascii() and begun else OUTCOMES.values()
    return [each for each in words if each.startswith(begun)]
