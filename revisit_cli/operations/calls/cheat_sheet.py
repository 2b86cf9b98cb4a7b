"""Printing the cheat sheet."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.files.calls.cheat_sheet import write
from revisit_cli.labels.calls.cheat_sheet import FILE_NAME
from revisit_cli.records.calls.cheat_sheet import CheatSheetPrinted, CommandGroup


def print_sheet(
    path: str | None, groups: Sequence[CommandGroup], codes: str, *, force: bool
) -> CheatSheetPrinted:
    """Write the one-page cheat sheet of these commands; ``path`` None is a file named here.

    Raises TargetExists, TargetKindUnknown or TargetNotWritable.
    """
    given = Path(path or FILE_NAME)
    write(given, groups, codes, force=force)
    return CheatSheetPrinted(str(given), sum(len(group.commands) for group in groups))
