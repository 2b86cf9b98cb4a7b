"""What stands behind one figure of a month's report."""

from revisit_cli.labels.reports import trace as trace_words
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading
from revisit_cli.operations.recheck.figures import sources_of
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import Target
from revisit_cli.policy.file.audit import time_flags
from revisit_cli.policy.reports.trace import explained
from revisit_cli.policy.reports.trace_rows import TraceSource
from revisit_cli.records.context import Context
from revisit_cli.records.reports.trace import FigureExplained
from revisit_cli.records.value import replace
from revisit_cli.store.file import audit_times
from revisit_cli.store.ledgers.term import undated


def explain_month(context: Context, month: str | None, key: str, target: Target) -> FigureExplained:
    """Return what stands behind one figure of a month; its rows as a workbook where asked.

    Raises MonthUnreadable, FigureUnknown, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    found = explained(trace_month(context, month), key)
    found = replace(found, words=trace_words.words(found))
    if target.path is not None:
        from revisit_cli.files.workbooks.book import write_list

        headings, rows = trace_words.table(found)
        write_list(target.path, trace_words.TITLE, headings, rows, context.now, force=target.force)
    return found


def trace_month(context: Context, month: str | None) -> TraceSource:
    """Return what all figures of a month are traced on. Raises MonthUnreadable."""
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = month_or_at_hand(context, source.rules, month)
        facts, figures = source.month(wanted)
        page = source.told(facts, figures)
        return TraceSource(
            facts=facts,
            before=source.feedback_before(wanted, source.rules.period(wanted).last_on),
            page=page,
            document={**page.as_json(), "file": None},
            rechecks=sources_of(database, wanted, source.rules),
            undated=undated(database, wanted),
            odd=tuple(time_flags(audit_times.facts(database, wanted))),
            now=context.now,
            rules=source.rules,
        )
