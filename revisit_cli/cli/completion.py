"""Shell completion: of commands and options only, never of a firm's name.

A completed name would lie in the shell's history. The shell asks through ``_REVISIT_COMPLETE``.
"""

import os

ASKS = "_REVISIT_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")


def prepare() -> None:
    """Let Typer answer the shell, when it is the shell that asks; else load nothing."""
    if ASKS in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def script(shell: str) -> str:
    """Return the lines that switch completion on in a shell, one of SHELLS."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    return get_completion_script(prog_name="revisit", complete_var=ASKS, shell=shell)
