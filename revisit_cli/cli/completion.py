"""Shell completion: commands, options, months, outcomes, units and open numbers.

Never of a firm's name: completed, it would lie in the shell's history. The shell asks through
``_REVISIT_COMPLETE``.
"""

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import typer

ASKS = "_REVISIT_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
# What the data file tells of, by the name that a page gives an argument, or by an option.
_NUMBERS = {"电话号": "call", "问题号": "problem", "上门号": "visit", "存疑号": "doubt"}
_ARGUMENTS = {"月份": "month", "单位": "unit", **_NUMBERS}
_OPTIONS = {"--month": "month", "--since": "month", "--unit": "unit", "--drop": "call"}
_OUTCOME = "--outcome"


def prepare() -> None:
    """Let Typer answer the shell, when it is the shell that asks; else load nothing."""
    if is_asked():
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def is_asked() -> bool:
    """Tell whether it is the shell that asks."""
    return ASKS in os.environ


def script(shell: str) -> str:
    """Return the lines that switch completion on in a shell, one of SHELLS."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    return get_completion_script(prog_name="revisit", complete_var=ASKS, shell=shell)


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
    from revisit_cli.cli.context import database_path, face_of
    from revisit_cli.operations.file.offers import offered

    return offered(database_path(face_of(ctx)), kind, begun)


def _outcomes(_: typer.Context, begun: str) -> Iterable[str]:
    """Return the outcomes in the words they are shown by; by their codes where those are begun."""
    from revisit_cli.labels.calls.call import OUTCOMES

    words = OUTCOMES.keys() if begun[:1].isascii() and begun else OUTCOMES.values()
    return [each for each in words if each.startswith(begun)]
