"""What every report is counted on, loaded at one moment."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache

from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.recheck.figures import sentence
from revisit_cli.labels.reports import front_words, states
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.ledgers.back_filed import filed_by_word
from revisit_cli.operations.ledgers.roster_change import changed_late
from revisit_cli.operations.reading import rules_of, settings_of
from revisit_cli.operations.rules.rule_change import changed_late as changed_late_rules
from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.policy.file.audit import time_flags
from revisit_cli.policy.reports import front, steps
from revisit_cli.policy.reports.burn_down import calls_left
from revisit_cli.policy.reports.month import reported
from revisit_cli.policy.reports.tally import confided
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.book import FormRow
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthStood, MonthTold
from revisit_cli.records.reports.question import AnswerFact, Confided, Feedback
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import changed, replace
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store import correction as correction_store
from revisit_cli.store import log as audit_log
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.draws import symposium as symposium_store
from revisit_cli.store.file import audit_times
from revisit_cli.store.file.database import Database
from revisit_cli.store.reports import count as count_store
from revisit_cli.store.reports import feedback as feedback_store
from revisit_cli.store.reports import report as store
from revisit_cli.store.reports import status as status_store
from revisit_cli.store.reports import tally as tally_store


class ReportSource:
    """What every report is counted on: the settings, and the log's head as it is now."""

    def __init__(self, context: Context, database: Database) -> None:
        self.context, self.database = context, database
        self.settings = settings_of(database)
        self.rules = rules_of(database)
        self.calendar = calendar_store.load(database)
        self.log: LogHead = audit_log.head(database)
        first = audit_log.first(database)
        self.origin: str = json.loads(first.body)["facts"]["origin"] if first else ""

    def month(self, month: str, named_in: str | None = None) -> tuple[MonthFacts, MonthReported]:
        """Return a month's facts and its figures.

        Units bear the names of that month, or of ``named_in``.
        """
        named_on = self.rules.period(named_in or month).last_on
        odd = {(f.table, f.row) for f in time_flags(audit_times.facts(self.database, month))}
        facts = replace(store.load(self.database, month, named_on), doubtful_times=len(odd))
        facts = replace(
            facts,
            confided=self._confided(month, facts.answers),
            roster_changes=self.roster_changes(month, named_on),
            back_filed=self.back_filed(month, named_on),
            rule_changes=changed_late_rules(self.database, self.rules.period(month)),
        )
        before = self.feedback_before(month, named_on)
        figures = reported(
            facts,
            self.log,
            self.origin,
            before=before,
            now=self.context.now,
            rules=self.rules,
        )
        own, *later = self._rechecks(month)
        left = calls_left(facts, self.rules.period(month), self.calendar, self.context.now)
        return facts, replace(figures, recheck=own, later_rechecks=tuple(later), calls_left=left)

    def _rechecks(self, month: str) -> tuple[RecheckFigures, ...]:
        """Return what a month prints of re-checks: its own first, then those made too late."""
        if not status_store.has_recheck(self.database):
            none = RecheckFigures("none", month)
            return (replace(none, sentence=sentence(none)),)
        # A sixth of what the report would load, for a bureau that calls nobody again.
        from revisit_cli.operations.recheck.figures import printed_by

        return printed_by(self.database, month, self.rules)

    def roster_changes(self, month: str, named_on: date) -> tuple[RosterChange, ...]:
        """Return who was taken off a month's roster once it ran, or put on it after its day."""
        return changed_late(self.database, self.rules.period(month), named_on, self.calendar)

    def back_filed(self, month: str, named_on: date) -> tuple[str, ...]:
        """Return the units whose ledgers came in time as was said once their day was over."""
        return filed_by_word(self.database, self.rules.period(month), named_on, self.calendar)

    def told(self, facts: MonthFacts, figures: MonthReported) -> MonthTold:
        """Return a month with all that its first page tells."""
        database, rules, month = self.database, self.rules, facts.month
        then = self.stood(month_before(month))
        closed_at = correction_store.closed_at(database, month)
        days = front.month_days(month, closed_at, self.context.now, self.calendar, rules)
        half = rules.half_of_month(month)
        sessions = symposium_store.load(database, rules.months_of_half(half))
        was_cleared = correction_store.closed_at(database, month_before(month)) is not None
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
        return replace(told, states=states.states(told), words=front_words.paragraphs(told))

    def stood(self, month: str) -> MonthStood | None:
        """Return what a later month is compared with; None of one that had nothing."""
        named_on = self.rules.period(month).last_on
        facts = count_store.stood(self.database, month, named_on)
        return front.stood(facts, self.context.now, self.rules)

    def standing(self, month: str) -> MonthFacts:
        """Return a month's facts without its services: what a later time is compared with."""
        named_on = self.rules.period(month).last_on
        answers = feedback_store.feedback(self.database, (month,), named_on).answers
        return replace(
            store.standing(self.database, month, named_on),
            answers=answers,
            confided=self._confided(month, answers),
        )

    def form_rows(self, month: str) -> tuple[FormRow, ...]:
        """Return a month's rows as 附表3 prints them, phones masked."""
        rows = store.form_rows(self.database, month, self.rules.period(month).last_on)
        # Many rows are of one firm, and it has one number.
        return tuple(changed(FormRow, rows, "phone", cache(_masked)))

    def feedback(self, months: Sequence[str]) -> tuple[Feedback, Feedback]:
        """Return what firms told of units in some months, and in as many before them."""
        named_on = self.rules.period(months[-1]).last_on
        earlier = [month_before(month, len(months)) for month in months]
        half = self.rules.half_of_month(months[0])
        return (
            self._of_half(feedback_store.feedback(self.database, months, named_on), half),
            self._of_half(feedback_store.feedback(self.database, earlier, named_on), None),
        )

    def feedback_before(self, month: str, named_on: date) -> Feedback:
        """Return what firms told of units in the month before a month."""
        earlier = month_before(month)
        found = feedback_store.feedback(self.database, (earlier,), named_on)
        return replace(found, confided=self._confided(earlier, found.answers))

    def _confided(self, month: str, answers: Sequence[AnswerFact]) -> Confided:
        """Return what a month may print of the answers given in confidence."""
        return confided(
            answers,
            tally_store.newest(self.database, month, None, self.context.today),
            is_cleared=correction_store.closed_at(self.database, month) is not None,
            is_corrected=month in store.corrected(self.database),
        )

    def _of_half(self, found: Feedback, half: str | None) -> Feedback:
        """Return the same of a half-year, whose months say whether they are cleared."""
        tally = half and tally_store.newest(self.database, half, None, self.context.today)
        told = confided(found.answers, tally or None, is_cleared=True, is_corrected=False)
        return replace(found, confided=told)


def _masked(phones: str) -> str:
    return LISTED.join(masked(phone) for phone in json.loads(phones))
