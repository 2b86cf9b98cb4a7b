"""Asking once more before an act that is hard to take back."""

import typer

from revisit_cli.cli.asking.line import drop_typed_ahead, heard
from revisit_cli.cli.asking.prompt import Back, key
from revisit_cli.cli.context import face_of, may_ask
from revisit_cli.cli.screen import tell
from revisit_cli.errors.command import ConfirmationRequired


def confirm(ctx: typer.Context, word: str, about: str, *, is_sure: bool) -> None:
    """Return when the clerk is sure: said so by --yes, or types ``word`` on a terminal.

    ``about`` is what is about to happen, one sentence. What was typed before it stood on the
    screen is no answer. Raises ConfirmationRequired where nobody can be asked, typer.Abort when
    something else is typed.
    """
    if is_sure:
        return
    if not may_ask(face_of(ctx)):
        raise ConfirmationRequired(about=about, word=word)
    tell(about)
    drop_typed_ahead()
    try:
        said = key(heard, f"写 {word} 才办（直接回车取消）> ", about)
    except (Back, EOFError):
        raise typer.Abort from None
    if said != word.lower():
        raise typer.Abort
