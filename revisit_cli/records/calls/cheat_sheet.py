"""The one-page cheat sheet: what stands on it, and that it was written."""

from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value


class CommandGroup(Value):
    """Commands that belong together: a title, then each command with a few words about it."""

    title: str
    commands: tuple[tuple[str, str], ...]


class CheatSheetPrinted(Outcome):
    """The cheat sheet was written to a workbook: where, and how many commands it lists."""

    path: str
    count: int


class HelpShown(Outcome):
    """One page of help, as it stands on the screen."""

    page: str
