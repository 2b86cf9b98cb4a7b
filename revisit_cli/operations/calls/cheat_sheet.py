"""Printing the cheat sheet."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.files.calls.cheat_sheet import write
from revisit_cli.labels.calls.cheat_sheet import FILE_NAME
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.records.calls.cheat_sheet import CheatSheetPrinted, CommandGroup
from revisit_cli.records.context import Context
from revisit_cli.rulebook import loader


def print_sheet(
    context: Context,
    path: str | None,
    groups: Sequence[CommandGroup],
    codes: str,
    *,
    force: bool,
) -> CheatSheetPrinted:
    """Write the cheat sheet of these commands; ``path`` None is a file named here.

    Raises TargetExists, TargetKindUnknown or TargetNotWritable.
    """
    given = Path(path or FILE_NAME)
    rules = loader.rules()
    if Path(context.database).exists():
        with reading(context) as database:
            rules = rules_of(database)
    cycle = rules.period(rules.month_at_hand(context.today))
    write(given, cycle, groups, codes, force=force)
    return CheatSheetPrinted(str(given), sum(len(group.commands) for group in groups))
