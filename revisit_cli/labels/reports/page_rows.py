"""The tables of a month's page: units, questions, problems, visits, and every firm by unit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.calls.call import ENDS, NOT_SERVED
from revisit_cli.labels.calls.return_list import struck
from revisit_cli.labels.ledgers.ledger import FILING_STATES
from revisit_cli.labels.problems.problem import CATEGORIES, TIMINGS
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.page_front import FRACTION, NOTHING, PROBLEMS_AT
from revisit_cli.labels.reports.page_words import HANDED, PROBLEMS_COUNT
from revisit_cli.labels.reports.questions import asked, word
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import SIGNATURES
from revisit_cli.records.code import FilingStanding, Timing
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.page import (
    Listed,
    Parts,
    QuestionShown,
    Rolled,
    Row,
    Run,
    Trend,
    UnitShown,
)
from revisit_cli.records.reports.question import Answered, QuestionFigures
from revisit_cli.records.reports.report import (
    MonthFacts,
    ProblemFact,
    RollLine,
    RollState,
    UnitFigures,
    VisitFact,
)
from revisit_cli.rulebook.form import Question

UNIT_AT, FIRMS_AT, PROBLEM_AT, VISIT_AT = "u-{}", "r-{}", "p-{}", "v-{}"
IS_LATE: frozenset[FilingStanding] = frozenset(("late", "supplement", "missing"))
SATISFIED, DISSATISFIED, NOT_RATED = "满意", "不满意", "未评价"
SAID = "{word}{count}"
OVERDUE = "逾期补报{count}个单位：{units}"
LEAST_RATED = 5
DAYS_SAID = "平均{mean:g}天，中位{median:g}天"
DAYS_OF, BEFORE, NOT_LISTED = "{count}件答了天数", "上期 {said}", "其余不足3家，不列"
COMPLAINT, COMPLAINT_REST = "{label}·{word}", "其余{count}个单位三项均无"
COMPLAINTS_NONE = "各单位三项均无反映"
STATES: Mapping[RollState, str] = {
    "satisfied": "",
    "dissatisfied": DISSATISFIED,
    "unrated": "未作总评",
    "unasked": "未问到",
    "unreached": "未访到",
    "pending": "待回访",
    "carried": "结转下期",
    "not_served": NOT_SERVED,
}
IS_BAD: frozenset[RollState] = frozenset(("dissatisfied",))
BEYOND, NO_UNIT = "不在本期台账", "台账已撤下"
FIRMS_COUNT = "{count}家"
EVALUATIONS = "按评价计，共{count}件（一家企业对一个单位为一件）；天数是企业所答"


def units(told: MonthTold, problems: Mapping[str, Rate]) -> tuple[UnitShown, ...]:
    """Return a row for each unit that has firms, in the roster's order; ``problems`` in time."""
    return tuple(
        _unit(place, each, problems.get(each.unit, Rate(0, 0)))
        for place, each in enumerate(told.month.units)
        if each.firms or each.beyond
    )


def _unit(place: int, unit: UnitFigures, problems: Rate) -> UnitShown:
    parts = (
        ("good", unit.satisfied), ("bad", unit.dissatisfied), ("none", unit.not_rated),
    )  # fmt: skip
    said = tuple(
        Run(SAID.format(word=word, count=count), is_bad=is_bad)
        for word, count, is_bad in (
            (DISSATISFIED, unit.dissatisfied, True),
            (NOT_RATED, unit.not_rated, False),
        )
        if count
    )
    rate = unit.satisfaction
    tenths = rate.tenths if rate.of >= LEAST_RATED else None
    bad = unit.bad_numbers
    return UnitShown(
        anchor=UNIT_AT.format(place),
        unit=unit.unit,
        filing=Run(FILING_STATES[unit.filing], is_bad=unit.filing in IS_LATE),
        firms=Run(str(unit.firms + unit.beyond), "#" + FIRMS_AT.format(place)),
        parts=parts,
        said=said,
        rate="" if tenths is None else w.percent(tenths),
        of=FRACTION.format(n=rate.n, of=rate.of) if rate.of else NOTHING,
        bad_numbers=FRACTION.format(n=bad.n, of=bad.of) + struck(unit.struck_numbers)
        if bad.n or unit.struck_numbers
        else NOTHING,
        in_time=Run(FRACTION.format(n=problems.n, of=problems.of), PROBLEMS_AT)
        if problems.of
        else Run(NOTHING),
    )


def questions(told: MonthTold) -> Iterator[QuestionShown]:
    """Yield each question with the counts of its answers, and last month's; the overall one not."""
    for question, figures in asked(told.month.questions):
        if question.is_overall:
            continue
        if question.kind == "days":
            before = _days(figures.previous)
            yield QuestionShown(
                question.label, (), (), tuple(map(Run, _days(figures))),
                BEFORE.format(said="，".join(before)) if before else "",
            )  # fmt: skip
            continue
        before_said = "　".join(run.text for run in _said(question, figures.previous))
        yield QuestionShown(
            question.label,
            _parts(question, figures),
            _parts(question, figures.previous),
            _said(question, figures) or (Run(words.NONE),),
            BEFORE.format(said=before_said) if figures.previous.of else "",
        )


def _days(told: Answered) -> tuple[str, ...]:
    if told.mean is None or told.median is None:
        return ()
    count = sum(count or 0 for code, count in told.counts if code.isdecimal())
    mean = DAYS_SAID.format(mean=told.mean, median=told.median)
    return (mean, DAYS_OF.format(count=count))


def _parts(question: Question, told: Answered) -> Parts:
    """Return a question's bar; none where a count is kept back."""
    if told.withheld:
        return ()
    kinds = {"good": 0, "middling": 0, "bad": 0, "none": 0}
    for code, count in told.counts:
        kinds[_kind(question, code)] += count or 0
    return tuple(kinds.items())


def _kind(question: Question, code: str) -> str:
    choice = question.choice(code)
    if choice is None:
        return "none"
    if choice.asks_on:
        return "bad"
    if choice.is_fine:
        return "good"
    return "middling" if choice.accuses_nobody else "none"


def _said(question: Question, told: Answered) -> tuple[Run, ...]:
    found = [
        Run(f"{word(question, code)} {count}", is_bad=_kind(question, code) == "bad")
        for code, count in told.counts
        if count
    ]
    if any(count is None for _, count in told.counts):
        found.append(Run(NOT_LISTED))
    return tuple(found)


def complaint_headings(told: MonthTold) -> tuple[str, ...]:
    """Return a heading for each answer that complains of a unit."""
    return tuple(
        COMPLAINT.format(label=question.label, word=choice)
        for question, _, _, choice in _complaints(told.month.questions)
    )


def complaints(told: MonthTold) -> tuple[Row, ...]:
    """Return a row for each unit that somebody complained of: how often, of how many."""
    kinds = list(_complaints(told.month.questions))
    rows = []
    for place, unit in enumerate(told.month.units):
        cells, any_there = [Run(unit.unit, "#" + UNIT_AT.format(place))], False
        for _, figures, code, _ in kinds:
            found = next((each for each in figures.units if each.unit == unit.unit), None)
            count = dict(found.counts).get(code) if found else None
            of = found.of - (dict(found.counts)["unasked"] or 0) if found else 0
            cells.append(Run(FRACTION.format(n=count, of=of) if count else NOTHING))
            any_there = any_there or bool(count)
        if any_there:
            rows.append(Row("", tuple(cells)))
    return tuple(rows)


def complaint_note(told: MonthTold, rows: Sequence[Row]) -> str:
    """Return how many units nobody complained of."""
    rest = sum(bool(each.evaluations) for each in told.month.units) - len(rows)
    if not rows:
        return COMPLAINTS_NONE
    return COMPLAINT_REST.format(count=rest) if rest > 0 else ""


def _complaints(
    figures: Sequence[QuestionFigures],
) -> Iterator[tuple[Question, QuestionFigures, str, str]]:
    for question, each in asked(figures):
        if question.is_confidential or question.is_overall:
            continue
        for choice in question.choices:
            if choice.asks_on:
                yield question, each, choice.code, choice.word


def problems(facts: MonthFacts, timings: Mapping[int, Timing]) -> tuple[Row, ...]:
    """Return the month's problems and those it was handed, by the day they are due."""
    return tuple(
        Row(
            PROBLEM_AT.format(each.id),
            (
                Run(each.text),
                Run(CATEGORIES[each.category]),
                Run(each.firm or NOTHING),
                Run(each.unit or NOTHING),
                _handled(each, timings.get(each.id)),
                Run(w.day_of(each.due_on, facts.month)),
            ),
        )
        for each in (*facts.problems, *facts.carried_problems)
    )


def problems_caption(facts: MonthFacts) -> str:
    """Return how many problems are listed, and how many of them another month raised."""
    handed = len(facts.carried_problems)
    count = len(facts.problems) + handed
    return (HANDED if handed else PROBLEMS_COUNT).format(count=count, handed=handed)


def _handled(problem: ProblemFact, timing: Timing | None) -> Run:
    state = words.PROBLEM_STATES[problem.state]
    if timing is None:
        return Run(state)
    return Run(f"{state}，{TIMINGS[timing]}", is_bad=timing == "late")


def unhappy(lines: Iterable[RollLine]) -> tuple[Row, ...]:
    """Return the firms that were dissatisfied, each with the unit."""
    return tuple(
        Row("", (Run(line.firm), Run(line.unit or NOTHING)))
        for line in lines
        if line.state == "dissatisfied"
    )


def visits(facts: MonthFacts) -> tuple[Row, ...]:
    """Return the month's visits and those it was handed: why, how far, until when."""
    return tuple(
        Row(
            VISIT_AT.format(each.id),
            (
                Run(each.firm),
                Run(LISTED.join(REASONS[reason] for reason in each.reasons)),
                _visited(each),
                Run(w.day_of(each.due_on, facts.month)),
            ),
        )
        for each in (*facts.visits, *facts.carried_visits)
    )


def _visited(visit: VisitFact) -> Run:
    if visit.is_refused:
        return Run(SIGNATURES["refused"])
    return Run(words.VISIT_STATES[visit.state], is_bad=visit.state in ("to_do", "carried"))


def rolled(told: MonthTold, lines: Sequence[RollLine]) -> Iterator[Rolled]:
    """Yield every firm under each unit that served it; only what is out of the way is said."""
    places = {each.unit: place for place, each in enumerate(told.month.units)}
    for unit in dict.fromkeys(line.unit for line in lines):
        own = [line for line in lines if line.unit == unit]
        place = "x" if unit is None else str(places[unit])
        firms = tuple(Listed(line.number, line.firm, _out_of_the_way(line)) for line in own)
        count = FIRMS_COUNT.format(count=len(own))
        yield Rolled(FIRMS_AT.format(place), unit or NO_UNIT, count, firms)


def _out_of_the_way(line: RollLine) -> Run:
    told = STATES[line.state]
    if line.state in ("unreached", "pending", "carried") and line.outcome is not None:
        told = ENDS[line.outcome]
    if line.is_beyond:
        told = "，".join(filter(None, (told, BEYOND)))
    return Run(told, is_bad=line.state in IS_BAD)


def trend(name: str, rates: Sequence[Rate | None], months: Sequence[str]) -> Trend:
    """Return a measure over some months; of fewer than five it has no rate."""
    tenths = tuple(_rated(each) for each in rates)
    told = "；".join(
        f"{month} {w.percent(each)}"
        for month, each in zip(months, tenths, strict=True)
        if each is not None
    )
    of = tuple(
        "" if each is None or not each.of else FRACTION.format(n=each.n, of=each.of)
        for each in rates
    )
    last = NOTHING if tenths[-1] is None else w.percent(tenths[-1])
    return Trend(name, tenths, of, last, told or words.NONE)


def _rated(rate: Rate | None) -> int | None:
    return rate.tenths if rate is not None and rate.of >= LEAST_RATED else None
