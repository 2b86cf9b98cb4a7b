"""Asking once more before an act that cannot be taken back by typing another command."""

import sys

import typer

from revisit_cli.cli.context import face_of, may_ask
from revisit_cli.cli.screen import tell
from revisit_cli.errors.command import ConfirmationRequired


def confirm(ctx: typer.Context, word: str, about: str, *, is_sure: bool) -> None:
    """Return when the clerk is sure: said so by --yes, or types ``word`` on a terminal.

    ``about`` is what is about to happen, one sentence. Raises ConfirmationRequired where nobody
    can be asked, typer.Abort when something else is typed.
    """
    if is_sure:
        return
    if not may_ask(face_of(ctx)):
        raise ConfirmationRequired(about=about, word=word)
    tell(about)
    sys.stderr.write(f"确认请输入“{word}”（直接回车取消）：")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != word:
        raise typer.Abort
