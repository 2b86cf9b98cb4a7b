"""A month laid out: what it tells besides its figures, its paper, and the files of each kind."""

from pathlib import Path

from revisit_cli.labels.reports.month import paper
from revisit_cli.operations.reports.source import ReportSource
from revisit_cli.operations.reports.writing import BOOK, DOCUMENT, ending
from revisit_cli.policy.reports import front, steps
from revisit_cli.policy.reports.burn_down import even_pace
from revisit_cli.policy.reports.month_rows import page_facts
from revisit_cli.policy.reports.problems import as_handed_on, clock_timings
from revisit_cli.policy.reports.units import unit_ranks
from revisit_cli.records.reports.book import BookFacts
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.rulebook.periods import month_before

MONTHS_SHOWN = 12


def behind(
    source: ReportSource, facts: MonthFacts, told: MonthTold, *, is_ranked: bool
) -> BookFacts:
    """Return what a month tells besides its figures: with the eleven months before it."""
    months = [month_before(facts.month, back) for back in range(MONTHS_SHOWN - 1, 0, -1)]
    earlier = {each: source.stood(each) for each in months}
    history = {each: then.rates if then else None for each, then in earlier.items()}
    timings = clock_timings(facts, source.context.now, source.rules)
    return BookFacts(
        timings=timings,
        units_in_time=steps.units_in_time(facts, timings),
        pace=even_pace(told.month.calls_left),
        ranks=unit_ranks(told.month.units) if is_ranked else None,
        history=history | {facts.month: front.six(told.month)},
        services=source.form_rows(facts.month),
    )


class MonthPaper:
    """A month's paper, and what writes it as a workbook, a page or a document."""

    def __init__(
        self, source: ReportSource, facts: MonthFacts, told: MonthTold, more: BookFacts
    ) -> None:
        self.facts, self.told, self.more = as_handed_on(facts), told, more
        self.now, self.bureau = source.context.now, source.settings.bureau
        self.cycle = source.rules.period(facts.month)
        self.paper = paper(self.facts, told, more, self.cycle, self.bureau)

    def write(self, path: Path) -> None:
        """Write the file of the kind that its ending says. Raises TargetNotWritable."""
        if ending(path) == BOOK:
            from revisit_cli.files.reports.month import write_month

            write_month(path, self.paper, self.now)
        elif ending(path) == DOCUMENT:
            from revisit_cli.files.reports.document import write_document

            write_document(path, self.paper, self.now)
        else:
            self._write_page(path)

    def _write_page(self, path: Path) -> None:
        from revisit_cli.files.reports.page import write_month_page
        from revisit_cli.labels.reports.month_page import page

        leads = page_facts(self.facts, self.told.month)
        told = page(self.facts, self.told, leads, self.more, cycle=self.cycle, bureau=self.bureau)
        write_month_page(path, told)
