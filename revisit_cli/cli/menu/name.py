"""Whose name stands on what is put on record: asked once for each login, kept beside its data."""

from revisit_cli.cli.asking.prompt import words
from revisit_cli.cli.context import keep_name, name_known
from revisit_cli.cli.menu.sitting import Sitting
from revisit_cli.cli.screen import say
from revisit_cli.cli.text import safe

ABOUT = "印在您记的每一条上；别人用这台电脑时，按 18 换成他的名字"


def name_asked(sitting: Sitting) -> None:
    """Ask for the clerk's name where nobody ever told it."""
    if not sitting.face.by and not name_known():
        change_name(sitting)


def change_name(sitting: Sitting) -> None:
    """Ask for the clerk's name and keep it."""
    name = words(sitting.ask, "您的姓名（印在您记的每一条上）> ", must=True, about=ABOUT)
    keep_name(name)
    sitting.face.by = None
    say(f"  {safe(name)}")
