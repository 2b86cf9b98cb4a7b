"""A month's report: its figures, and on the screen or in files all that is told of them."""

from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import DOCUMENT, KINDS, Target, check, ending, written
from revisit_cli.records.context import Context
from revisit_cli.records.reports.report import ReportShown


def report_month(
    context: Context, month: str | None, target: Target, *, is_ranked: bool = False
) -> ReportShown:
    """Return a month's figures, written where asked; ``is_ranked`` puts its units in order.

    All files are of one moment. Raises MonthUnreadable, DocxMissing, TargetKindUnknown,
    TargetExists or TargetNotWritable.
    """
    check(target, (*KINDS, DOCUMENT))
    if any(ending(path) == DOCUMENT for path in target.paths):
        from revisit_cli.files.reports.document import check_docx

        check_docx()
    with reading(context) as database:
        source = ReportSource(context, database)
        wanted = month_or_at_hand(context, source.rules, month)
        facts, figures = source.month(wanted)
        told = source.told(facts, figures)
        if not target.is_laid_out:
            return ReportShown(told, None, None)
        from revisit_cli.operations.reports.month_paper import MonthPaper, behind

        more = behind(source, facts, told, is_ranked=is_ranked)
    laid_out = MonthPaper(source, facts, told, more)
    return written(told, laid_out.paper, target, laid_out.write)
