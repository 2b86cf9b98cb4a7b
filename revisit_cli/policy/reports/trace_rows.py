"""The table of a month's figures that are counted: each key, and the rows behind it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from revisit_cli.policy.calls.bad_number import number_rows, verdicts
from revisit_cli.policy.recheck.figures import recheck_rows
from revisit_cli.policy.reports import trace_told as told
from revisit_cli.policy.reports.burn_down import left_rows
from revisit_cli.policy.reports.count import carried_in_rows, carried_out_rows, filing_rows
from revisit_cli.policy.reports.in_time import call_rows, visit_rows
from revisit_cli.policy.reports.month import corrections_of
from revisit_cli.policy.reports.month_rows import listed_rows, service_rows, visit_state_rows
from revisit_cli.policy.reports.problems import problem_rows
from revisit_cli.policy.reports.questions import answer_rows, kind_of, tag_rows
from revisit_cli.policy.reports.trace_front import front_rows
from revisit_cli.policy.reports.units import LISTED_REASONS, REASONS, unevaluated
from revisit_cli.records.file.audit_shown import TimeFlag
from revisit_cli.records.recheck.source import RecheckSource
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.question import AnswerFact, Feedback
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.reports.trace import FigureRow
from revisit_cli.records.value import Json, Value
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.rules import Rules

Rows = tuple[FigureRow, ...]
# In a key: what bears no name, as the unit of what was told of none.
UNNAMED = "-"


class TraceSource(Value):
    """What a month's figures are traced to: all that they were counted from, and themselves.

    ``page`` has the figures and what the first page tells, ``document`` is what ``--json`` prints
    of them. ``rechecks`` stand by the key they are told under; ``undated`` are the names of units,
    ``odd`` what the times of records show.
    """

    facts: MonthFacts
    before: Feedback
    page: MonthTold
    document: Mapping[str, Json]
    rechecks: tuple[tuple[str, RecheckSource], ...]
    undated: tuple[str, ...]
    odd: tuple[TimeFlag, ...]
    now: datetime
    rules: Rules

    @property
    def figures(self) -> MonthReported:
        """The month's figures."""
        return self.page.month


def rows_of(source: TraceSource) -> dict[str, Rows]:
    """Return the rows behind every figure that is counted, by its key."""
    return dict(_rows(source))


def _rows(source: TraceSource) -> Iterator[tuple[str, Rows]]:
    yield from _of_ledgers(source)
    yield from _of_calls(source)
    yield from _of_visits_and_problems(source)
    yield from _of_units(source.facts)
    yield from _of_questions(source.facts.answers, source.before.answers)
    for key, tags in tag_rows(source.facts.tags, source.before.tags).items():
        shown = told.tagged_firms(tags) if key == "firms" else told.contacts(tags)
        yield f"hidden_approval.{key.replace('..', f'.{UNNAMED}.')}", shown
    for above, recheck in source.rechecks:
        yield from ((f"{above}.{key}", rows) for key, rows in _of_recheck(recheck))
    yield from front_rows(source.facts, source.page, source.rules)
    yield "not_served", told.not_served(source.facts.not_served)
    yield "after_close", told.after_close(source.facts.after_close)
    yield "doubtful_times", told.odd_times(source.odd)
    corrections = corrections_of(source.facts.month, source.facts.corrections, source.rules)
    yield "corrections", told.corrections(corrections)
    yield "log.retractions", told.retractions(source.facts.retractions)


def _of_ledgers(source: TraceSource) -> Iterator[tuple[str, Rows]]:
    facts = source.facts
    for key, services in service_rows(facts, listed_rows(facts)["firms"]).items():
        is_firms = key == "late_entry_firms"
        yield key, told.firms(services) if is_firms else told.services(services)
    ids = dict(facts.filing_ids)
    for state, units in filing_rows(facts).items():
        yield f"filings.{state}", told.units(units, ids, state)
    yield "list.missing", told.units(source.figures.call_list.missing or (), {}, None)
    yield "undated_units", told.units(source.undated, {}, None)
    yield "filings_back_entered", told.units(facts.back_filed, ids, None)
    yield "rule_changes", told.rule_changes(facts.rule_changes)
    yield "roster_changes", told.roster_changes(facts.roster_changes)


def _of_calls(source: TraceSource) -> Iterator[tuple[str, Rows]]:
    facts = source.facts
    for key, calls in listed_rows(facts).items():
        yield key, told.calls(calls)
    if not source.figures.keeps_what_it_printed:
        due = call_rows(facts.month, facts.call_tasks, source.now, source.rules)
        for name, found in due.items():
            yield _in_time("calls", name), told.tasks(found)
        yield "late_calls", told.tasks([each for each in due["late"] if each.month == facts.month])
    cycle = source.rules.period(facts.month)
    for each in source.figures.calls_left:
        yield f"calls_left.{each.on}.left", told.tasks(left_rows(facts, cycle, each.on))


def _of_visits_and_problems(source: TraceSource) -> Iterator[tuple[str, Rows]]:
    facts, now, rules = source.facts, source.now, source.rules
    made = None
    if not source.figures.keeps_what_it_printed:
        made = visit_rows(facts.month, facts.visit_tasks, now, rules)
        for name in ("own", "in_time"):
            yield _in_time("visits", name), told.visits(made[name])
    for name, visits in visit_state_rows(facts, made, now).items():
        yield f"visits.{name}", told.visits(visits)
    for name, problems in problem_rows(facts, now, rules).items():
        yield f"problems.{name}", told.problems(problems)
    for key, came in carried_in_rows(facts).items():
        yield f"carried_in.{key}", told.any_of(came)
    for key, went in carried_out_rows(facts).items():
        yield f"carried_out.{key}", told.any_of(went)


def _in_time(kind: str, name: str) -> str:
    part = {"own": "in_time.of", "in_time": "in_time.n"}.get(name, name)
    return f"{kind}.{part}"


def _of_units(facts: MonthFacts) -> Iterator[tuple[str, Rows]]:
    ids = {call.name: call.firm for call in facts.calls}
    ids |= {each.firm_name: each.firm for each in facts.services}
    ids |= {each.firm_name: each.firm for each in facts.answers}
    pairs = unevaluated(facts)
    yield (
        "unevaluated",
        told.unevaluated([each for each in pairs if each[2] in LISTED_REASONS], ids),
    )
    numbers = number_rows(facts.numbers, verdicts(facts.rung), lambda each: each.unit_name)
    units = [*(unit for unit, _ in facts.filings), *facts.missing]
    units += [*(each.unit for each in facts.services), *(each.unit for each in facts.answers)]
    for unit in dict.fromkeys(units):
        found = dict(_of_unit(facts, unit))
        for reason in REASONS:
            lines = [each for each in pairs if each[1:] == (unit, reason)]
            found[reason] = told.unevaluated(lines, ids)
        given = numbers.get(unit)
        found["bad_numbers.of"] = told.numbers(given.given if given else (), unit)
        found["bad_numbers.n"] = told.numbers(given.bad if given else (), unit)
        found["struck_numbers"] = told.numbers(given.struck if given else (), unit)
        yield from ((f"units.{unit}.{name}", rows) for name, rows in found.items())


def _of_unit(facts: MonthFacts, unit: str) -> Iterator[tuple[str, Rows]]:
    """Yield what one unit served, and what firms said of it."""
    served = [each for each in facts.services if each.unit == unit]
    firsts = {each.firm: each for each in reversed(served)}
    yield "services", told.services(served)
    yield "firms", told.firms(firsts.values())
    yield "late_entries", told.services([each for each in served if each.is_late_entry])
    yield "overdue", told.services([each for each in served if each.is_overdue])
    answers = [each for each in facts.answers if each.unit == unit]
    said = [each for each in answers if not each.is_of_visit]
    yield "beyond", told.evaluations([each for each in said if each.firm not in firsts])
    yield "evaluations", told.evaluations(said)
    yield "visited", told.evaluations([each for each in answers if each.is_of_visit])
    overall = form().overall
    for kind in overall.codes:
        of_kind = [each for each in said if kind_of(overall, each) == kind]
        yield kind, told.evaluations(of_kind, kind)


def _of_questions(
    now: tuple[AnswerFact, ...], before: tuple[AnswerFact, ...]
) -> Iterator[tuple[str, Rows]]:
    units = dict.fromkeys(each.unit for each in (*now, *before))
    for question in form().open_ones:
        for place, among in (("", now), ("previous.", before)):
            above = f"questions.{question.code}."
            parts = [(f"{above}{place}", list(among))]
            parts += [
                (f"{above}units.{unit}.{place}", [each for each in among if each.unit == unit])
                for unit in units
            ]
            for key, facts in parts:
                yield f"{key}of", told.evaluations(facts)
                for kind, rows in answer_rows(question, facts).items():
                    yield f"{key}counts.{kind}", told.evaluations(rows, kind)


def _of_recheck(source: RecheckSource) -> Iterator[tuple[str, Rows]]:
    yield "doubtful", told.doubts(source.doubts)
    yield "pool", told.pooled(source.pool)
    yield "not_in_pool", told.completed(source.later)
    if source.facts is None or source.facts.drawn_at is None:
        for name in ("drawn", "answered", "unreached", "waiting", "not_as_recorded"):
            yield name, ()
    else:
        for name, rows in recheck_rows(source.facts).items():
            yield name, told.rechecks(rows)
    for each in source.earlier:
        before = {} if each.drawn_at is None else recheck_rows(each)
        for name in ("answered", "not_as_recorded"):
            yield f"earlier.{each.nth}.{name}", told.rechecks(before.get(name, ()))
