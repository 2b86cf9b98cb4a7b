"""The report on filings and findings, unit by unit."""

from revisit_cli.labels.reports import duty as duty_words
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import (
    Target,
    check,
    writer,
    written,
)
from revisit_cli.policy.reports.duty import duty_reported
from revisit_cli.records.context import Context
from revisit_cli.records.reports.report import ReportShown
from revisit_cli.records.value import replace
from revisit_cli.store.discipline import duty as duty_store
from revisit_cli.store.ledgers import unit as unit_store
from revisit_cli.store.ledgers.term import undated_count
from revisit_cli.store.reports.duty import unit_filings


def report_duty(context: Context, month: str | None, target: Target) -> ReportShown:
    """Return a month's filings and findings, unit by unit, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = month_or_at_hand(context, source.rules, month)
        named_on = source.rules.period(wanted).last_on
        # Every unit by the name it bore then, as in the month's report.
        units = {
            unit_store.name_then(database, number, named_on): number
            for number in duty_store.units(database).values()
        }
        names = {number: name for name, number in units.items()}
        figures = duty_reported(
            wanted,
            unit_filings(database, wanted, named_on),
            tuple(
                replace(each, unit_name=names.get(each.unit, each.unit_name))
                for each in duty_store.findings(database, wanted)
            ),
            {name: duty_store.confirmed_in(database, number) for name, number in units.items()},
            source.log,
            source.origin,
            numbers=source.rules.of(wanted),
            undated_units=undated_count(database, wanted),
            roster_changes=source.roster_changes(wanted, named_on),
            back_filed=source.back_filed(wanted, named_on),
        )
    paper = duty_words.paper(figures, source.rules.period(wanted), source.settings.bureau)
    return written(figures, paper, target, writer(context, paper))
