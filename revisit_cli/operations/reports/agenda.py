"""The day's appointments as a paper to call by."""

from revisit_cli.labels.reports.agenda import paper
from revisit_cli.operations.calls.attention import agenda_of
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import Target, check, writer, written
from revisit_cli.records.calls.agenda import AgendaListed
from revisit_cli.records.context import Context
from revisit_cli.records.value import replace


def write_agenda(context: Context, target: Target, *, is_whole: bool) -> AgendaListed:
    """Return what was promised until today's end, or ever, written where asked.

    Raises TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        agenda = agenda_of(context, database, is_whole=is_whole)
        source = ReportSource(context, database)
    leaf = paper(agenda, source.log, source.origin, source.settings.bureau, is_whole=is_whole)
    return replace(agenda, file=written(agenda, leaf, target, writer(context, leaf)).file)
