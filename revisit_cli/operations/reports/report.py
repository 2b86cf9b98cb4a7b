"""Reports: of a month, a half-year, filings, to publish, to a unit; on screen, book and page."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from revisit_cli.files.reports.document import check_docx, write_document
from revisit_cli.files.reports.month import write_month
from revisit_cli.files.reports.page import write_month_page
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.reports import duty as duty_words
from revisit_cli.labels.reports import half as half_words
from revisit_cli.labels.reports import half_words as half_text
from revisit_cli.labels.reports import month as month_words
from revisit_cli.labels.reports import month_page, states, words
from revisit_cli.labels.reports import public as public_words
from revisit_cli.labels.reports import trace as trace_words
from revisit_cli.labels.reports import unit as unit_words
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.act import reading, rules_of
from revisit_cli.operations.calls import return_list
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import choice
from revisit_cli.operations.recheck.figures import grounds_of, printed_by
from revisit_cli.operations.reports.writing import (
    BOOK,
    DOCUMENT,
    KINDS,
    Target,
    check,
    ending,
    writer,
    written,
)
from revisit_cli.policy.days.cycle import half_given
from revisit_cli.policy.draws.symposium import duty_of_half
from revisit_cli.policy.file.audit import time_flags
from revisit_cli.policy.reports import front, steps
from revisit_cli.policy.reports.burn_down import calls_left, even_pace
from revisit_cli.policy.reports.duty import duty_reported
from revisit_cli.policy.reports.half import half_reported
from revisit_cli.policy.reports.month import reported
from revisit_cli.policy.reports.month_rows import roll
from revisit_cli.policy.reports.problems import first_timings
from revisit_cli.policy.reports.public import public_reported
from revisit_cli.policy.reports.tally import confided
from revisit_cli.policy.reports.trace import explained
from revisit_cli.policy.reports.trace_rows import Ground
from revisit_cli.policy.reports.unit import unit_reported
from revisit_cli.policy.reports.units import unit_ranks
from revisit_cli.policy.rules.setting import settings_of
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.reports.book import BookFacts
from revisit_cli.records.reports.front import MonthStood, MonthTold
from revisit_cli.records.reports.question import AnswerFact, Asked, Confided
from revisit_cli.records.reports.report import MonthFacts, MonthReported, ReportShown
from revisit_cli.records.reports.trace import FigureExplained
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.discipline import duty as duty_store
from revisit_cli.store.draws import symposium as symposium_store
from revisit_cli.store.file import audit, audit_times
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import unit as unit_store
from revisit_cli.store.ledgers.term import undated, undated_count
from revisit_cli.store.reports import closing as closing_store
from revisit_cli.store.reports import report as store
from revisit_cli.store.reports import tally as tally_store
from revisit_cli.store.rules import setting as setting_store

MONTHS_SHOWN = 12


def report_month(
    context: Context, month: str | None, target: Target, *, is_ranked: bool = False
) -> ReportShown:
    """Return a month's figures, written where asked; ``is_ranked`` puts its units in order.

    All files are of one moment. Raises MonthUnreadable, DocxMissing, TargetKindUnknown,
    TargetExists or TargetNotWritable.
    """
    check(target, (*KINDS, DOCUMENT))
    if any(ending(path) == DOCUMENT for path in target.paths):
        check_docx()
    with reading(context) as database:
        ground = _Ground(context, database)
        wanted = month_or_at_hand(context, ground.rules, month)
        facts, figures = ground.month(wanted)
        told = ground.told(facts, figures)
        behind = ground.behind(facts, told, is_ranked=is_ranked)
    cycle = ground.rules.period(wanted)
    paper = month_words.paper(facts, told, behind, cycle, ground.settings.bureau)

    def write(path: Path) -> None:
        if ending(path) == BOOK:
            write_month(path, paper, context.now)
        elif ending(path) == DOCUMENT:
            write_document(path, paper, context.now)
        else:
            bureau, rows = ground.settings.bureau, roll(facts, told.month)
            page = month_page.page(
                facts, told, rows, behind.timings, behind.history, cycle=cycle, bureau=bureau
            )
            write_month_page(path, page)

    return written(told, paper, target, write)


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


def trace_month(context: Context, month: str | None) -> Ground:
    """Return what all figures of a month are traced on. Raises MonthUnreadable."""
    with reading(context) as database:
        ground = _Ground(context, database)
        return ground.traced(month_or_at_hand(context, ground.rules, month))


def report_half(context: Context, half: str | None, target: Target) -> ReportShown:
    """Return a half-year's figures, six months side by side, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    given = None if half is None else half_given(half)
    with reading(context) as database:
        ground = _Ground(context, database)
        wanted = given or ground.rules.half_at_hand(context.today)
        months = ground.rules.months_of_half(wanted)
        found = [ground.month(month, months[-1]) for month in months]
        figures = half_reported(
            wanted,
            [facts for facts, _ in found],
            [figures for _, figures in found],
            duty_of_half(ground.rules.half(wanted), symposium_store.load(database, months)),
            *ground.asked(months),
            [ground.standing(month_before(month, len(months))) for month in months],
            ground.log,
            ground.origin,
            now=context.now,
            rules=ground.rules,
        )
    figures = replace(figures, words=half_text.paragraphs(figures))
    paper = half_words.paper(figures, ground.settings.bureau)
    return written(figures, paper, target, writer(context, paper))


def report_duty(context: Context, month: str | None, target: Target) -> ReportShown:
    """Return a month's filings and findings, unit by unit, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        ground = _Ground(context, database)
        wanted = month_or_at_hand(context, ground.rules, month)
        units = duty_store.units(database)
        figures = duty_reported(
            wanted,
            store.unit_filings(database, wanted),
            duty_store.findings(database, wanted),
            {name: duty_store.confirmed_in(database, number) for name, number in units.items()},
            ground.log,
            ground.origin,
            numbers=ground.rules.of(wanted),
            undated_units=undated_count(database, wanted),
        )
    paper = duty_words.paper(figures, ground.rules.period(wanted), ground.settings.bureau)
    return written(figures, paper, target, writer(context, paper))


def report_public(context: Context, month: str | None, target: Target) -> ReportShown:
    """Return a month's figures to publish, written where asked.

    Raises MonthUnreadable, TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        ground = _Ground(context, database)
        wanted = month_or_at_hand(context, ground.rules, month)
        figures = public_reported(*ground.month(wanted))
    settings, cycle = ground.settings, ground.rules.period(wanted)
    paper = public_words.paper(figures, cycle, settings.bureau, settings.office_name, context.today)
    return written(figures, paper, target, writer(context, paper))


def report_unit(context: Context, unit: str, month: str | None, target: Target) -> ReportShown:
    """Return what one unit is told of a month, as a letter where asked.

    Raises UnitNotFound, UnitNotClear, MonthUnreadable, TargetKindUnknown, TargetExists or
    TargetNotWritable.
    """
    check(target)
    with reading(context) as database:
        ground = _Ground(context, database)
        wanted = month_or_at_hand(context, ground.rules, month)
        cycle = ground.rules.period(wanted)
        chosen = choice.unit(database, unit)
        name = unit_store.name_then(database, chosen.id, cycle.last_on)
        filings = [Filing(**dict(row)) for row in filing_store.of_month(database, cycle)]
        returned = return_list.returned(database, ground.rules, wanted).of_unit(chosen.name)
        figures = unit_reported(
            name,
            *ground.month(wanted),
            [each for each in filings if each.unit == name],
            [(chosen.name, each) for each in returned],
            now=context.now,
            rules=ground.rules,
        )
    paper = unit_words.paper(figures, cycle, ground.settings)
    return written(figures, paper, target, writer(context, paper))


class _Ground:
    """What every report is counted on: the settings, and the log's head as it is now."""

    def __init__(self, context: Context, database: Database) -> None:
        self.context, self.database = context, database
        self.settings = settings_of(setting_store.load(database))
        self.rules = rules_of(database)
        self.calendar = calendar_store.load(database)
        self.log: LogHead = audit.head(database)
        first = audit.first(database)
        self.origin: str = json.loads(first.body)["facts"]["origin"] if first else ""

    def month(self, month: str, named_in: str | None = None) -> tuple[MonthFacts, MonthReported]:
        """Return a month's facts, phones masked, and its figures.

        Units bear the names of that month, or of ``named_in``.
        """
        named_on = self.rules.period(named_in or month).last_on
        odd = {(f.table, f.row) for f in time_flags(audit_times.facts(self.database, month))}
        facts = replace(
            _masked(store.load(self.database, month, named_on)), doubtful_times=len(odd)
        )
        facts = replace(facts, confided=self._confided(month, facts.answers))
        before = self._asked_before(month, named_on)
        figures = reported(
            facts,
            self.log,
            self.origin,
            before=before,
            now=self.context.now,
            rank_from=self.settings.rank_from_evaluations,
            rules=self.rules,
        )
        own, *later = printed_by(self.database, month, self.rules)
        left = calls_left(facts, self.rules.period(month), self.calendar, self.context.now)
        return facts, replace(figures, recheck=own, later_rechecks=tuple(later), calls_left=left)

    def traced(self, month: str) -> Ground:
        """Return what a month's figures are traced on."""
        facts, figures = self.month(month)
        page = self.told(facts, figures)
        named_on = self.rules.period(month).last_on
        return Ground(
            facts=facts,
            before=self._asked_before(month, named_on),
            page=page,
            document={**page.as_json(), "file": None},
            rechecks=grounds_of(self.database, month, self.rules),
            undated=undated(self.database, month),
            odd=tuple(time_flags(audit_times.facts(self.database, month))),
            now=self.context.now,
            rank_from=self.settings.rank_from_evaluations,
            rules=self.rules,
        )

    def told(self, facts: MonthFacts, figures: MonthReported) -> MonthTold:
        """Return a month with all that its first page tells."""
        database, rules, month = self.database, self.rules, facts.month
        then = self.stood(month_before(month))
        closed_at = closing_store.closed_at(database, month)
        days = front.month_days(month, closed_at, self.context.now, self.calendar, rules)
        half = rules.half_of_month(month)
        sessions = symposium_store.load(database, rules.months_of_half(half))
        was_cleared = closing_store.closed_at(database, month_before(month)) is not None
        before = front.month_before(figures, then, rules, is_cleared=was_cleared)
        is_final = front.is_final(figures, days)
        changed = before.rules if before else ()
        undone = front.undone(facts, figures)
        told = MonthTold(
            month=figures,
            days=days,
            before=before,
            figures=front.six_figures(figures, then, changed, is_final=is_final),
            undone=undone,
            left=front.left(figures, undone),
            problem_parts=steps.problem_parts(facts, days, rules),
            steps=steps.next_steps(
                facts, days, duty_of_half(rules.half(half), sessions), self.calendar, rules
            ),
            state_codes=front.states(figures, days),
        )
        return replace(told, states=states.states(told), words=words.paragraphs(told))

    def behind(self, facts: MonthFacts, told: MonthTold, *, is_ranked: bool) -> BookFacts:
        """Return what a month tells besides its figures: with the eleven months before it."""
        months = [month_before(facts.month, back) for back in range(MONTHS_SHOWN - 1, 0, -1)]
        earlier = {each: self.stood(each) for each in months}
        history = {each: then.rates if then else None for each, then in earlier.items()}
        timings = first_timings(facts, self.context.now, self.rules)
        return BookFacts(
            timings=timings,
            units_in_time=steps.units_in_time(facts, timings),
            pace=even_pace(told.month.calls_left),
            ranks=unit_ranks(told.month.units) if is_ranked else None,
            history=history | {facts.month: front.six(told.month)},
        )

    def stood(self, month: str) -> MonthStood | None:
        """Return what a later month is compared with; None of one that had nothing."""
        named_on = self.rules.period(month).last_on
        facts = store.stood(self.database, month, named_on)
        return front.stood(facts, self.context.now, self.rules)

    def standing(self, month: str) -> MonthFacts:
        """Return a month's facts without its services: what a later time is compared with."""
        named_on = self.rules.period(month).last_on
        answers = store.asked(self.database, (month,), named_on).answers
        return replace(
            store.standing(self.database, month, named_on),
            answers=answers,
            confided=self._confided(month, answers),
        )

    def asked(self, months: Sequence[str]) -> tuple[Asked, Asked]:
        """Return what firms told of units in some months, and in as many before them."""
        named_on = self.rules.period(months[-1]).last_on
        earlier = [month_before(month, len(months)) for month in months]
        half = self.rules.half_of_month(months[0])
        return (
            self._of_half(store.asked(self.database, months, named_on), half),
            self._of_half(store.asked(self.database, earlier, named_on), None),
        )

    def _asked_before(self, month: str, named_on: date) -> Asked:
        earlier = month_before(month)
        found = store.asked(self.database, (earlier,), named_on)
        return replace(found, confided=self._confided(earlier, found.answers))

    def _confided(self, month: str, answers: Sequence[AnswerFact]) -> Confided:
        """Return what a month may print of the answers given in confidence."""
        return confided(
            answers,
            tally_store.newest(self.database, month, None, self.context.today),
            is_cleared=closing_store.closed_at(self.database, month) is not None,
            is_corrected=month in store.corrected(self.database),
        )

    def _of_half(self, found: Asked, half: str | None) -> Asked:
        """Return the same of a half-year, whose months say whether they are cleared."""
        tally = half and tally_store.newest(self.database, half, None, self.context.today)
        told = confided(found.answers, tally or None, is_cleared=True, is_corrected=False)
        return replace(found, confided=told)


def _masked(facts: MonthFacts) -> MonthFacts:
    services = tuple(
        replace(each, phone=LISTED.join(masked(phone) for phone in json.loads(each.phone)))
        for each in facts.services
    )
    return replace(facts, services=services)
