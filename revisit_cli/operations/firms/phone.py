"""Showing full telephone numbers, which the log is told of."""

from revisit_cli.operations.act import writing
from revisit_cli.records.context import Context
from revisit_cli.records.firms.phone import PhonesShown


def note_phones_shown(context: Context, command: str, firm_count: int) -> PhonesShown:
    """Tell the log that ``command`` is about to show full numbers of so many firms."""
    with writing(context) as act:
        return act.tell(PhonesShown(command, firm_count))
