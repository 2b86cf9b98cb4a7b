"""What one unit is told of a month, on screen and as a letter."""

from revisit_cli.labels.reports import unit as unit_words
from revisit_cli.operations.calls import return_list
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import (
    Target,
    check,
    writer,
    written,
)
from revisit_cli.policy.reports.unit import unit_reported
from revisit_cli.records.context import Context
from revisit_cli.records.reports.report import ReportShown
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import unit as unit_store


def report_unit(context: Context, unit: str, month: str | None, target: Target) -> ReportShown:
    """Return what one unit is told of a month, as a letter where asked.

    Raises UnitNotFound, UnitNotClear, MonthUnreadable, TargetKindUnknown, TargetExists or
    TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = month_or_at_hand(context, source.rules, month)
        cycle = source.rules.period(wanted)
        chosen = lookup.unit(database, unit)
        name = unit_store.name_then(database, chosen.id, cycle.last_on)
        filings = filing_store.of_month(database, cycle)
        returned = return_list.returned(database, source.rules, wanted).of_unit(chosen.name)
        figures = unit_reported(
            name,
            *source.month(wanted),
            [each for each in filings if each.unit == name],
            [(chosen.name, each) for each in returned],
            now=context.now,
            rules=source.rules,
        )
    paper = unit_words.paper(figures, cycle, source.settings)
    return written(figures, paper, target, writer(context, paper))
