"""The tables of a month's page: units, questions, problems, visits, and every firm by unit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.calls.call import ENDS, NOT_SERVED
from revisit_cli.labels.calls.return_list import struck
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.problems.problem import CATEGORIES, HIDDEN_APPROVALS
from revisit_cli.labels.reports import questions as asked
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.leaf import NOUGHT, part
from revisit_cli.labels.reports.page_front import PROBLEMS_AT
from revisit_cli.labels.reports.page_words import HANDED, PROBLEMS_COUNT
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import SIGNATURES
from revisit_cli.records.code import FilingStanding
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import ClockTiming
from revisit_cli.records.reports.facts import MonthFacts, ProblemFact, VisitFact
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.page import (
    NUMBERS,
    Complaints,
    Listed,
    Named,
    Parts,
    QuestionShown,
    Rolled,
    Row,
    SaidRows,
    Trend,
    UnitShown,
)
from revisit_cli.records.reports.paper import Run
from revisit_cli.records.reports.question import Answered, AnswerFact, TagFact
from revisit_cli.records.reports.report import RollLine, RollState, UnitFigures
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

UNIT_AT, FIRMS_AT, PROBLEM_AT, VISIT_AT = "u-{}", "r-{}", "p-{}", "v-{}"
SAID_AT, NUMBERS_AT, TAGGED_AT = "a-{question}-{kind}", "n-{}", "a-hidden_approval"
IS_LATE: frozenset[FilingStanding] = frozenset(("late", "supplement", "missing"))
SATISFIED, DISSATISFIED, NOT_RATED = "满意", "不满意", "未评价"
SAID = "{word}{count}"
OVERDUE = "逾期补报{count}个单位：{units}"
LEAST_RATED = 5
BEFORE = "上期 {said}"
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


SAID_HEAD, OTHER_NUMBERS = "{label}·{word}", "其余{measure}数"
SAID_COUNT, NUMBERS_SHOWN, CONTACTS_COUNT = "{count}件", "{count}个", "{count}次"
RULE = "作出评价、不在本题其他各项之下的。"


def units(told: MonthTold, problems: Mapping[str, Rate]) -> tuple[UnitShown, ...]:
    """Return a row for each unit with firms, in roster order, with its ``problems`` in time."""
    return tuple(
        _unit(place, each, problems.get(each.unit, Rate(0, 0)))
        for place, each in enumerate(told.month.units)
        if each.firms or each.beyond or each.unit in problems
    )


def _unit(place: int, unit: UnitFigures, problems: Rate) -> UnitShown:
    parts = (
        ("good", unit.satisfied), ("bad", unit.dissatisfied), ("none", unit.not_rated),
    )  # fmt: skip
    said = tuple(
        Run(SAID.format(word=word, count=count), "#" + FIRMS_AT.format(place), is_bad)
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
        of=Run(part(rate), "#" + FIRMS_AT.format(place) if rate.of else ""),
        bad_numbers=Run(
            part(bad) + struck(unit.struck_numbers) if bad.n or unit.struck_numbers else NOUGHT,
            "#" + NUMBERS_AT.format(place) if bad.n else "",
        ),
        in_time=Run(part(problems), PROBLEMS_AT) if problems.of else Run(NOUGHT),
    )


def questions(told: MonthTold, said: Iterable[SaidRows]) -> Iterator[QuestionShown]:
    """Yield each question but the overall one with the counts of its answers, and last month's.

    A count is linked to the firms behind it if ``said`` has them. Last comes what the forms have no
    question for, if anybody reported it.
    """
    places: dict[str, dict[str, str]] = {}
    for each in said:
        places.setdefault(each.question, {})[each.kind] = "#" + _said_at(each)
    for question, figures in asked.asked(told.month.questions):
        if not question.is_overall:
            own = places.get(question.code, {})
            yield QuestionShown(
                question.label,
                _parts(question, figures),
                _parts(question, figures.previous),
                _said(question, figures, own) or (Run(words.NONE),),
                _before("　".join(run.text for run in _said(question, figures.previous, {}))),
            )
    tagged = told.month.hidden_approvals
    if tagged.contacts or tagged.previous:
        before = _before(asked.tag_words_before(tagged))
        place = "#" + TAGGED_AT if tagged.contacts else ""
        run = Run(asked.tag_words(tagged), place)
        yield QuestionShown(HIDDEN_APPROVALS, (), (), (run,), before)


def _before(said: str) -> str:
    return BEFORE.format(said=said) if said else ""


def _parts(question: Question, told: Answered) -> Parts:
    """Return a question's bar; empty for numbers, and if a count is withheld."""
    if asked.kept_back(told) or not question.choices:
        return ()
    kinds = {"good": 0, "middling": 0, "bad": 0, "none": 0}
    for each in asked.given(question, told, told):
        kinds[each.kind] += each.count or 0
    return tuple(kinds.items())


def _said(question: Question, told: Answered, places: Mapping[str, str]) -> tuple[Run, ...]:
    counts = (
        Run(
            SAID.format(word=each.word, count=each.count),
            places.get(each.code, ""),
            each.kind == "bad",
        )
        for each in asked.given(question, told, told)
        if each.count
    )
    # Without any answers, as before the first month, nothing is withheld.
    numbers, kept = asked.numbers(question, told), asked.kept_back(told) if told.of else ""
    of_numbers = (at for kind, at in places.items() if kind == NUMBERS or kind.isdecimal())
    first = (Run(numbers, next(of_numbers, "")),) if numbers else ()
    return (*first, *counts, *((Run(kept),) if kept else ()))


def _said_at(said: SaidRows) -> str:
    return SAID_AT.format(question=said.question, kind=said.kind)


def answered(said: Iterable[SaidRows]) -> Iterator[Named]:
    """Yield the firms behind each count of answers, except answers that nearly all gave."""
    for each in said:
        question = form().question(each.question)
        is_number = each.kind == NUMBERS
        other = OTHER_NUMBERS.format(measure=question.measure)
        word = other if is_number else asked.word(question, each.kind)
        yield Named(
            _said_at(each),
            SAID_HEAD.format(label=question.label, word=word),
            SAID_COUNT.format(count=len(each.rows)),
            ()
            if each.is_rule
            else tuple((row.firm_name, _beside(question, row, is_number)) for row in each.rows),
            RULE if each.is_rule else "",
        )


def tagged(facts: Sequence[TagFact]) -> Iterator[Named]:
    """Yield the firms, one for each contact, that reported what the forms have no question for."""
    if facts:
        rows = tuple((each.firm_name or NOUGHT, each.unit or NO_UNIT) for each in facts)
        count = CONTACTS_COUNT.format(count=len(facts))
        yield Named(TAGGED_AT, HIDDEN_APPROVALS, count, rows)


def _beside(question: Question, row: AnswerFact, is_number: bool) -> str:
    """Return the remark on a firm: the unit that its answer is about, and its number."""
    answer = row.answers.answer(question.code)
    if not is_number or answer is None:
        return row.unit
    return f"{row.unit}　{asked.word(question, str(answer.number))}"


def bad_numbers(
    told: MonthTold, numbers: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[Named]:
    """Yield the firms of each unit with a bad telephone number, and the number."""
    for place, each in enumerate(told.month.units):
        rows = tuple(numbers.get(each.unit, ()))
        if rows:
            count = NUMBERS_SHOWN.format(count=len(rows))
            yield Named(NUMBERS_AT.format(place), each.unit, count, rows)


def complaints(told: MonthTold) -> Complaints | None:
    """Return the units with complaints, each linked to its row."""
    places = {each.unit: place for place, each in enumerate(told.month.units)}
    units = [each.unit for each in told.month.units if each.firms or each.beyond]
    table = asked.complained(told.month.questions, units)
    if table is None:
        return None
    heads = [
        "#" + SAID_AT.format(question=question.code, kind=choice.code)
        for question, _ in asked.asked(told.month.questions)
        for choice in asked.complaints(question)
    ]
    rows = tuple(
        Row(
            "",
            (
                Run(str(unit), "#" + UNIT_AT.format(places[str(unit)])),
                *(
                    Run(str(cell), "" if cell == NOUGHT else head)
                    for cell, head in zip(cells, heads, strict=True)
                ),
            ),
        )
        for unit, *cells in table.rows
    )
    return Complaints(table.title, table.headings, rows, table.remark)


def problems(facts: MonthFacts, timings: Mapping[int, tuple[ClockTiming, ...]]) -> tuple[Row, ...]:
    """Return the month's problems, those carried in included, by due day."""
    return tuple(
        Row(
            PROBLEM_AT.format(each.id),
            (
                Run(each.text),
                Run(CATEGORIES[each.category]),
                Run(each.firm or NOUGHT),
                Run(each.unit or NOUGHT),
                _handled(each, timings.get(each.id, ())),
                Run(w.day_of(each.due_on, facts.month)),
            ),
        )
        for each in (*facts.problems, *facts.carried_problems)
    )


def problems_caption(facts: MonthFacts) -> str:
    """Return the caption of problems: how many, and how many from another month."""
    handed = len(facts.carried_problems)
    count = len(facts.problems) + handed
    return (HANDED if handed else PROBLEMS_COUNT).format(count=count, handed=handed)


def _handled(problem: ProblemFact, clocks: tuple[ClockTiming, ...]) -> Run:
    said = (words.PROBLEM_STATES[problem.state], *w.kept(clocks))
    return Run("，".join(said), is_bad=any(clock.timing == "late" for clock in clocks))


def unhappy(lines: Iterable[RollLine]) -> tuple[Row, ...]:
    """Return the dissatisfied firms, each with its unit."""
    return tuple(
        Row(
            "",
            (
                Run(line.firm),
                Run(
                    "，".join(
                        filter(None, (line.unit or NOUGHT, BEYOND if line.is_beyond else None))
                    )
                ),
            ),
        )
        for line in lines
        if line.state == "dissatisfied"
    )


def visits(facts: MonthFacts) -> tuple[Row, ...]:
    """Return the month's visits, those carried in included: reasons, state, due day."""
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
    """Yield every firm under each unit that served it, with remarks on unusual cases only."""
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
    """Return the chart of a rate over months; there is no rate below five."""
    tenths = tuple(_rated(each) for each in rates)
    told = "；".join(
        f"{month} {w.percent(each)}"
        for month, each in zip(months, tenths, strict=True)
        if each is not None
    )
    of = tuple("" if each is None or not each.of else part(each) for each in rates)
    last = NOUGHT if tenths[-1] is None else w.percent(tenths[-1])
    return Trend(name, tenths, of, last, told or words.NONE)


def _rated(rate: Rate | None) -> int | None:
    return rate.tenths if rate is not None and rate.of >= LEAST_RATED else None
