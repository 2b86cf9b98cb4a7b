"""The half-year's figures: six months side by side, and each of their facts counted once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.problems.problem import STOPPED
from revisit_cli.policy.reports import half_front as front
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.disposition import disposition, is_attempted, whole_rates
from revisit_cli.policy.reports.month_rows import ANSWERS, CLASSES, firm_answers
from revisit_cli.policy.reports.problems import in_time_rate, problem_figures_of
from revisit_cli.policy.reports.public import in_confidence, why_withheld
from revisit_cli.policy.reports.questions import question_figures, tag_figures
from revisit_cli.policy.reports.suppression import is_told_by_sum
from revisit_cli.policy.reports.tally import with_confided
from revisit_cli.records.code import VisitReported, Withheld
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import FirmRates, HalfFigures, HalfReported
from revisit_cli.records.reports.question import Answered, Feedback, QuestionFigures
from revisit_cli.records.reports.report import CallFact, MonthFacts, MonthReported, VisitFact
from revisit_cli.records.value import replace
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.rules import Rules

AnsweredKind = TypeVar("AnsweredKind", bound=Answered)
VISITS: tuple[VisitReported, ...] = ("done", "unsigned", "to_do", "carried")


@clause("四3", "三(二)3", "R8")
def half_reported(
    half: str,
    facts: Sequence[MonthFacts],
    months: Sequence[MonthReported],
    symposium: HalfDuty,
    feedback: Feedback,
    feedback_before: Feedback,
    earlier: Sequence[MonthFacts],
    log: LogHead,
    origin: str,
    *,
    now: datetime,
    rules: Rules,
) -> HalfReported:
    """Return a half-year's figures: its months as they are, and beside them its facts.

    The symposium is the half-year's own duty: 「原则上每半年召开1次」. ``earlier`` are the months
    of the half-year before, which the six figures stand beside.
    """
    today = now.date()
    total, then = half_figures(facts, now, rules), half_figures(earlier, now, rules)
    before = front.half_before(
        rules.half_of_month(earlier[0].month),
        earlier,
        then,
        is_cleared=front.is_final(earlier, today, rules),
    )
    is_final = front.is_final(facts, today, rules)
    changed = front.changed_between([each.month for each in (*earlier, *facts)], rules)
    return HalfReported(
        half,
        tuple(months),
        total,
        trend([each.satisfaction for each in months]),
        symposium,
        with_confided(
            guarded(question_figures(feedback.answers, feedback_before.answers), facts),
            feedback.confided,
            feedback_before.confided,
        ),
        tag_figures(feedback.tags, feedback_before.tags),
        log,
        origin,
        as_of=today,
        is_final=is_final,
        figures=front.six_compared(
            (total, front.filed_in_time(facts, today, rules)),
            (then, front.filed_in_time(earlier, today, rules)) if before else None,
            changed,
            is_final=is_final,
        ),
        before=before,
        points=front.points(months),
    )


@clause("三(四)1", "二(二)4")
def guarded(
    questions: Sequence[QuestionFigures], facts: Sequence[MonthFacts]
) -> tuple[QuestionFigures, ...]:
    """Return the questions without what is told in confidence, where its months would follow.

    Nothing of it is told while a month is open, nor once one was corrected; nor where the
    half-year less the months that are published comes to few firms, or to one month.
    """
    confidential = {each.code: each for each in form().confidential}
    why = next((kept for month in facts if (kept := why_withheld(month))), None)
    return tuple(
        _guarded(each, confidential[each.code], facts, why) if each.code in confidential else each
        for each in questions
    )


def _guarded(
    told: QuestionFigures, question: Question, facts: Sequence[MonthFacts], why: Withheld | None
) -> QuestionFigures:
    months = [in_confidence(question, month) for month in facts]
    is_told = any(
        count is not None and is_told_by_sum(count, [month.get(code) for month in months])
        for code, count in told.counts
    )
    if told.previous.of:
        # What its own months were published with is not known here.
        told = replace(told, previous=_kept_back(told.previous, "small"))
    return _kept_back(told, why or "small") if why or is_told else told


def _kept_back(told: AnsweredKind, why: Withheld) -> AnsweredKind:
    return replace(told, counts=tuple((code, None) for code, _ in told.counts), withheld=why)


@clause("R22", "R12", "R17")
def half_figures(facts: Sequence[MonthFacts], now: datetime, rules: Rules) -> HalfFigures:
    """Return the figures of several months: 「半年数的是事实」.

    「半年的N＝各期N之和（户次）」. Each counts as it ended up, carried or not, and a call that
    settled several counts once among the answers. Raises AssertionError where parts and whole
    differ.
    """
    line = _Line(facts)
    cases = line.cases
    ends = [line.end(case) for case in cases]
    classes = Counter(disposition(each) for each in ends)
    rates = whole_rates(classes)
    answers = Counter(line.answers())
    problems = problem_figures_of(facts, now, rules)
    visits, came = _visits(facts)
    answered = _problems_answered(facts)
    entered = [line.end(call) for call in line.entered]
    # One call is carried over for both names of a firm.
    left = {each.id for each in (*ends, *entered) if each.state == "carried" and not each.is_merged}
    figures = HalfFigures(
        firms=len(cases),
        distinct_firms=len({case.firm for case in cases}),
        services=sum(len(each.services) for each in facts),
        late_entries=sum(row.is_late_entry for each in facts for row in each.services),
        coverage=Rate(sum(map(is_attempted, ends)), len(ends)),
        contact_rate=rates["CON1"],
        effective_rate=rates["RR2"],
        satisfaction=Rate(answers["satisfied"], answers["satisfied"] + answers["dissatisfied"]),
        dispositions=tuple((name, classes[name]) for name in CLASSES),
        answers=tuple((name, answers[name]) for name in (*ANSWERS, "settled_later", "merged")),
        problems=problems,
        problems_in_time=in_time_rate(problems),
        visits=visits,
        carried_in=(
            ("calls", Rate(sum(each.state == "done" for each in entered), len(entered))),
            ("visits", came),
            ("problems", answered),
        ),
        carried_out=(
            ("calls", len(left)),
            ("visits", dict(visits)["carried"]),
            ("problems", dict(problems)["carried"]),
        ),
        by_firm=_by_firm(line),
    )
    _check_balance(figures)
    return figures


def _by_firm(line: "_Line") -> FirmRates:
    """Return the rates by different firms, each by all of its calls."""
    ends: dict[int, list[CallFact]] = {}
    said: dict[int, set[str]] = {}
    for case in line.cases:
        ends.setdefault(case.firm, []).append(line.end(case))
        said.setdefault(case.firm, set()).update(line.said(case))
    kinds = {firm: {disposition(each) for each in mine} for firm, mine in ends.items()}
    reached = sum(bool(each & {"I", "P"}) for each in kinds.values())
    gone = sum(each == {"NE"} for each in kinds.values())
    bad = sum("dissatisfied" in each for each in said.values())
    good = sum(each == {"satisfied"} for each in said.values())
    return FirmRates(
        firms=len(ends),
        coverage=Rate(sum(any(map(is_attempted, mine)) for mine in ends.values()), len(ends)),
        effective_rate=Rate(reached, len(ends) - gone),
        satisfaction=Rate(good, good + bad),
    )


class _Line:
    """The calls of several months, and where each of them ended up within them."""

    def __init__(self, facts: Sequence[MonthFacts]) -> None:
        calls = {each.month: calls_counted(each) for each in facts}
        self.by_id = {call.id: call for each in calls.values() for call in each}
        self.told = {
            call.id: answers.get(call.firm)
            for each in facts
            for answers in (firm_answers(each.answers),)
            for call in calls[each.month]
        }
        self.cases = tuple(call for each in calls.values() for call in of_n(each))
        # What came from before the first month.
        self.entered = tuple(
            self.by_id[target]
            for each in facts
            for source, target in each.carried_calls
            if source not in self.by_id and target in self.by_id
        )

    def steps(self, call: CallFact) -> Iterator[CallFact]:
        """Yield a call and those of later months that it was carried to, in order."""
        found: CallFact | None = call
        while found is not None:
            yield found
            found = None if found.target is None else self.by_id.get(found.target)

    def end(self, call: CallFact) -> CallFact:
        """Return the call that a call ended up as; whoever was tried before stays tried."""
        *before, last = self.steps(call)
        tries = [each.last for each in (*before, last) if each.last is not None]
        return replace(last, last=tries[-1] if tries else None)

    def is_merged(self, case: CallFact) -> bool:
        """Whether what a case brought counts under the firm's other name."""
        *_, last = self.steps(case)
        return case.is_twin or last.is_twin

    def said(self, case: CallFact) -> Iterator[str]:
        """Yield the answer that a case brought: that of a later month supersedes.

        None where it counts under the firm's other name.
        """
        if self.is_merged(case):
            return
        told = [self.told[each.id] for each in self.steps(case)]
        yield from [each for each in told if each is not None][-1:]

    def answers(self) -> Iterator[str]:
        """Yield what became of each case's answer; one call that settled several counts once.

        What was said counts under one of a firm's two names: the other is ``merged``.
        """
        settled = {call.id for call in self.cases if call.target not in self.by_id}
        for case in self.cases:
            *_, last = self.steps(case)
            if self.is_merged(case):
                yield "merged"
                continue
            if last.id != case.id and last.id in settled:
                yield "settled_later"
                continue
            settled.add(last.id)
            yield next(self.said(case), "unrated")


def _visits(facts: Sequence[MonthFacts]) -> tuple[tuple[tuple[str, int], ...], Rate]:
    """Return the counts of the visits the months owe, and how many that came in are done."""
    own = {each.id for month in facts for each in month.visits}
    last = {each.id: each for month in facts for each in (*month.visits, *month.carried_visits)}
    states = Counter(each.state for each in last.values() if each.id in own)
    came = [each for each in last.values() if each.id not in own]
    refused = sum(
        each.state == "done" and each.is_refused for each in last.values() if each.id in own
    )
    counts = (
        ("flagged", len(own)),
        ("dropped", sum(len(month.dropped_visits) for month in facts)),
        ("done", states["done"]),
        ("signed", states["done"] - refused),
        ("refused_signature", refused),
        *((name, states[name]) for name in VISITS[1:]),
    )
    return counts, Rate(_done(came), len(came))


def _problems_answered(facts: Sequence[MonthFacts]) -> Rate:
    """Return how many of the problems that came from before are answered."""
    months = {each.month for each in facts}
    came = {each.id: each for month in facts for each in month.carried_problems}
    states = [each.state for each in came.values() if each.month not in months]
    return Rate(sum(state in STOPPED for state in states), len(states))


def _done(visits: Iterable[VisitFact]) -> int:
    return sum(each.state == "done" for each in visits)


def _check_balance(figures: HalfFigures) -> None:
    problems, visits = dict(figures.problems), dict(figures.visits)
    wholes = (
        ("dispositions", figures.firms, figures.dispositions),
        ("answers", figures.firms, figures.answers),
        ("visits", visits["flagged"], [(name, visits[name]) for name in VISITS]),
        (
            "problems",
            problems["raised"],
            [(name, problems[name]) for name in ("answered", "open", "carried")],
        ),
    )
    wrong = [name for name, whole, parts in wholes if whole != sum(n for _, n in parts)]
    if wrong:
        raise AssertionError(wrong)


@clause("R17")
def trend(rates: Sequence[Rate]) -> tuple[int | None, ...]:
    """Return each rate's change since the last one that had a denominator, in 1/10,000."""
    changes: list[int | None] = []
    before: float | None = None
    for value in (rate.value for rate in rates):
        if value is None or before is None:
            changes.append(None)
        else:
            changes.append(round((value - before) * 10000))
        before = before if value is None else value
    return tuple(changes)
