"""Asking once more before an act that is hard to take back."""

import typer

from revisit_cli.cli.asking.line import drop_typed_ahead, heard
from revisit_cli.cli.asking.prompt import key, yes
from revisit_cli.cli.asking.trail import Back
from revisit_cli.cli.context import common_of, may_ask
from revisit_cli.cli.screen import tell
from revisit_cli.errors.command import ConfirmationRequired


def sure(ctx: typer.Context, about: str, *, is_sure: bool) -> None:
    """Return when the clerk keys ``1`` on a terminal; elsewhere the command was meant as typed.

    For acts that another command takes back, though not without work. Raises typer.Abort.
    """
    if is_sure or not may_ask(common_of(ctx)):
        return
    tell(about)
    drop_typed_ahead()
    try:
        if not yes(heard, "1 办  （回车：不办）> ", about):
            raise typer.Abort
    except (Back, EOFError):
        raise typer.Abort from None


def confirm(ctx: typer.Context, word: str, about: str, *, is_sure: bool) -> None:
    """Return when the clerk is sure: said so by --yes, or types ``word`` on a terminal.

    ``about`` is what is about to happen, one sentence. What was typed before it stood on the
    screen is no answer. Raises ConfirmationRequired where nobody can be asked, typer.Abort when
    something else is typed.
    """
    if is_sure:
        return
    if not may_ask(common_of(ctx)):
        raise ConfirmationRequired(about=about, word=word)
    tell(about)
    drop_typed_ahead()
    try:
        said = key(heard, f"写 {word} 才办（直接回车取消）> ", about)
    except (Back, EOFError):
        raise typer.Abort from None
    if said != word.lower():
        raise typer.Abort
