"""The report that is published."""

from revisit_cli.labels.reports import public as public_words
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import (
    Target,
    check,
    writer,
    written,
)
from revisit_cli.policy.reports.public import public_reported
from revisit_cli.records.context import Context
from revisit_cli.records.reports.report import ReportShown


def report_public(context: Context, month: str | None, target: Target) -> ReportShown:
    """Return a month's figures to publish, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = month_or_at_hand(context, source.rules, month)
        figures = public_reported(*source.month(wanted))
    settings, cycle = source.settings, source.rules.period(wanted)
    paper = public_words.paper(figures, cycle, settings.bureau, settings.office_name, context.today)
    return written(figures, paper, target, writer(context, paper))
