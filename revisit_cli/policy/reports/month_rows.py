"""The rows behind a month's own figures, and the firms behind them by unit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from revisit_cli.document import clause
from revisit_cli.labels.firms.masking import masked
from revisit_cli.policy.calls.bad_number import number_rows, verdicts
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.disposition import RATES, disposition, is_attempted
from revisit_cli.policy.reports.questions import UNASKED, answer_rows, gravest, tag_rows
from revisit_cli.policy.reports.units import firms_served, told_of_units
from revisit_cli.records.code import CallEnd, VisitReported
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ServiceFact, VisitFact
from revisit_cli.records.reports.page import NUMBERS, PageFacts, SaidRows
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.reports.report import MonthReported, RollLine, RollState
from revisit_cli.records.reports.task import VisitTask
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

CLASSES = ("I", "P", "R", "NC", "O", "UO", "UH", "NE")
PARTS_OF_N = ("list.", "dispositions.", "answers.")
ANSWERS = ("satisfied", "dissatisfied", "unrated")
STATES: tuple[VisitReported, ...] = ("done", "unsigned", "to_do", "carried")
Rows = dict[str, tuple[VisitFact | VisitTask, ...]]


@clause("R11", "R17")
def firm_answers(answers: Sequence[AnswerFact]) -> dict[int, str]:
    """Return each rated firm's answer on the telephone: dissatisfied with any unit is that.

    「满意率＝满意÷（满意＋不满意）」, 「全局的比率按企业数计」.
    """
    found = gravest(form().overall, (each for each in answers if not each.is_of_visit))
    return {firm: kind for firm, kind in found.items() if kind != UNASKED}


@clause("R12")
def listed_rows(facts: MonthFacts) -> dict[str, tuple[CallFact, ...]]:
    """Return the calls behind each figure of N; a twin's answers count under its other name."""
    calls = calls_counted(facts)
    counted = set(calls)
    listed = of_n(calls)
    told = firm_answers(facts.answers)
    rated = [(call, told.get(call.firm, "unrated")) for call in listed if not call.is_twin]
    classes = [(call, disposition(call)) for call in listed]
    return {
        "firms": listed,
        "list.frozen": tuple(call for call in listed if call.is_listed),
        "list.added": tuple(call for call in listed if not call.is_listed),
        "list.merged": tuple(call for call in listed if call.is_twin),
        "sole_traders": tuple(call for call in listed if call.is_sole_trader),
        "unlisted": tuple(call for call in facts.calls if call not in counted),
        "coverage.n": tuple(call for call in listed if is_attempted(call)),
        "not_done": tuple(call for call in listed if call.state != "done"),
        **{
            f"dispositions.{name}": tuple(call for call, kind in classes if kind == name)
            for name in CLASSES
        },
        **{
            f"answers.{name}": tuple(call for call, kind in rated if kind == name)
            for name in ANSWERS
        },
    }


@clause("三(一)1", "R4")
def service_rows(
    facts: MonthFacts, listed: Sequence[CallFact]
) -> dict[str, tuple[ServiceFact, ...]]:
    """Return the ledger rows behind each figure; of firms of N by 「迟报补录」 alone one each."""
    firms = {call.firm for call in listed}
    by_others = {each.firm for each in facts.services if not each.is_late_entry}
    alone: dict[int, ServiceFact] = {}
    for each in facts.services:
        if each.firm in firms and each.firm not in by_others:
            alone.setdefault(each.firm, each)
    return {
        "services": facts.services,
        "late_entries": tuple(each for each in facts.services if each.is_late_entry),
        "late_entry_firms": tuple(alone.values()),
        "overdue": tuple(each for each in facts.services if each.is_overdue),
    }


@clause("三(一)2", "R24")
def visit_state_rows(
    facts: MonthFacts, in_time: Mapping[str, tuple[VisitTask, ...]] | None, now: datetime
) -> Rows:
    """Return a month's visits by what came of them: 「拒签的计入已上门，不计入签章」.

    ``in_time`` are those behind the counts of visits made in time, None of a month cleared before
    they were counted.
    """
    states: Rows = {
        kind: tuple(each for each in facts.visits if each.state == kind) for kind in STATES
    }
    if in_time is None:
        late = tuple(
            each
            for each in facts.visits
            if each.state in ("unsigned", "to_do")
            and each.due_on is not None
            and each.due_on < now.date().isoformat()
        )
        return {"flagged": facts.visits, **states, "late": late}
    firsts = {each.firm: each for each in reversed(facts.visits)}
    done = [each for each in facts.visits if each.state == "done"]
    return {
        "flagged": facts.visits,
        "dropped": facts.dropped_visits,
        "owed_again": tuple(each for each in facts.visits if each is not firsts[each.firm]),
        "done": states.pop("done"),
        "signed": tuple(each for each in done if not each.is_refused),
        "refused_signature": tuple(each for each in done if each.is_refused),
        **states,
        **{name: rows for name, rows in in_time.items() if name not in ("own", "in_time")},
    }


@clause("四3")
def page_facts(facts: MonthFacts, figures: MonthReported) -> PageFacts:
    """Return the rows that the figures of a month's page lead to."""
    names = {call.id: call.name for call in facts.calls}
    numbers = number_rows(facts.numbers, verdicts(facts.rung), lambda each: each.unit_name)
    return PageFacts(
        roll=roll(facts, figures),
        said=tuple(
            chain.from_iterable(
                said_rows(each, facts.answers) for each in form().open_ones if not each.is_overall
            )
        ),
        bad_numbers={
            unit: tuple((names.get(each.call, ""), masked(each.phone)) for each in found.bad)
            for unit, found in numbers.items()
        },
        listed={
            key: tuple(call.name for call in rows)
            for key, rows in listed_rows(facts).items()
            if key.startswith(PARTS_OF_N)
        },
        shares={name: (above, below) for name, (above, below, _) in RATES.items()},
        tagged=tag_rows(facts.tags, ())["contacts"],
    )


def said_rows(question: Question, answers: Sequence[AnswerFact]) -> Iterator[SaidRows]:
    """Yield the evaluations behind each answer that was given to a question, complaints named.

    The rule is what states that nothing was wrong, else the most frequent of what complains of
    nobody.
    """
    rows = {kind: told for kind, told in answer_rows(question, answers).items() if told}
    harmless = [kind for kind in rows if not question.asks_on(kind) and kind != UNASKED]
    rule = question.fine if question.fine in rows else None
    if rule is None:
        rule = max(harmless, key=lambda kind: len(rows[kind]), default=None)
    others = [kind for kind in rows if kind.isdecimal() and kind != rule]
    if others:
        rows[NUMBERS] = tuple(chain.from_iterable(rows.pop(kind) for kind in others))
    for kind in sorted(rows, key=lambda kind: (kind != rule, kind != NUMBERS)):
        yield SaidRows(question.code, kind, rows[kind], kind == rule)


@clause("四3", "R11", "R12", "R25")
def roll(facts: MonthFacts, figures: MonthReported) -> tuple[RollLine, ...]:
    """Return every firm of the month by unit, units in the roster's order: 「企业×单位」.

    A unit's lines are those that its figures count. At the end come the firms of N that no unit's
    ledger names any more.
    """
    calls = {call.firm: call for call in facts.calls}
    names = {each.firm: each.firm_name for each in facts.services}
    names |= {firm: call.name for firm, call in calls.items()}
    counted = {call.firm for call in of_n(calls_counted(facts))}
    on_ledgers = firms_served(facts)
    told = told_of_units(facts)
    numbers: dict[int, int] = {}

    def line(unit: str | None, firm: int, state: RollState, *, is_beyond: bool) -> RollLine:
        number = None
        if firm in counted and firm not in numbers:
            number = numbers[firm] = len(numbers) + 1
        outcome = _outcome(calls.get(firm))
        return RollLine(unit, names.get(firm, ""), state, outcome, number, is_beyond)

    lines = [
        line(unit.unit, firm, state, is_beyond=(firm, its) not in on_ledgers)
        for unit in figures.units
        for (firm, its), state in told.items()
        if its == unit.unit
    ]
    rest = [firm for firm in calls if firm in counted and firm not in numbers]
    return (*lines, *(line(None, firm, "unasked", is_beyond=False) for firm in rest))


def _outcome(call: CallFact | None) -> CallEnd | None:
    return None if call is None else call.outcome or call.last
