"""A half-year's report: six months side by side, on screen, as workbook and page."""

from revisit_cli.labels.reports import half as half_words
from revisit_cli.labels.reports import half_words as half_text
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import (
    Target,
    check,
    writer,
    written,
)
from revisit_cli.policy.days.cycle import half_given
from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.policy.reports.half import half_reported
from revisit_cli.records.context import Context
from revisit_cli.records.reports.report import ReportShown
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store.draws import symposium as symposium_store


def report_half(context: Context, half: str | None, target: Target) -> ReportShown:
    """Return a half-year's figures, six months side by side, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    given = None if half is None else half_given(half)
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = given or source.rules.half_at_hand(context.today)
        months = source.rules.months_of_half(wanted)
        found = [source.month(month, months[-1]) for month in months]
        figures = half_reported(
            wanted,
            [facts for facts, _ in found],
            [figures for _, figures in found],
            duty_of_half(source.rules.half(wanted), symposium_store.load(database, months)),
            *source.feedback(months),
            [source.standing(month_before(month, len(months))) for month in months],
            source.log,
            source.origin,
            now=context.now,
            rules=source.rules,
        )
    figures = replace(figures, words=half_text.paragraphs(figures))
    periods = tuple(source.rules.period(month) for month in months)
    paper = half_words.paper(figures, periods, source.settings.bureau)
    return written(figures, paper, target, writer(context, paper))
