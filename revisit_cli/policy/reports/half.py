"""The half-year's figures: six months side by side, and each of their facts counted once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.reports import front
from revisit_cli.policy.reports.half_shares import Shares, filing_shares, half_shares, told_shares
from revisit_cli.policy.reports.month_rows import STATES
from revisit_cli.policy.reports.problems import in_time_rate
from revisit_cli.policy.reports.public import in_confidence, why_withheld
from revisit_cli.policy.reports.questions import question_figures, tag_figures
from revisit_cli.policy.reports.suppression import is_told_by_sum
from revisit_cli.policy.reports.tally import with_confided
from revisit_cli.records.code import FigureCode, Withheld
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import Figure, RuleChange
from revisit_cli.records.reports.half import (
    FirmRates,
    HalfBefore,
    HalfFigures,
    HalfPoint,
    HalfReported,
    HalfShare,
)
from revisit_cli.records.reports.question import (
    Answered,
    Confided,
    Feedback,
    QuestionFigures,
    TagFigures,
)
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import replace
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.rules import Rules

AnsweredKind = TypeVar("AnsweredKind", bound=Answered)
CARRIED = ("calls", "visits", "problems")


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
    shares = half_shares(facts, now, rules) | filing_shares(facts, today, rules)
    earlier_shares = half_shares(earlier, now, rules) | filing_shares(earlier, today, rules)
    total, then = half_figures(shares), half_figures(earlier_shares)
    before = _half_before(
        rules.half_of_month(earlier[0].month),
        earlier,
        then,
        is_cleared=_is_final(earlier, today, rules),
    )
    is_final = _is_final(facts, today, rules)
    changed = _changed_between([each.month for each in (*earlier, *facts)], rules)
    questions = question_figures(feedback.answers, feedback_before.answers, facts[0].roster)
    tags = tag_figures(feedback.tags, feedback_before.tags, facts[0].roster)
    told = told_shares(shares, facts, months)
    _check_answers(questions, tags, told)
    return HalfReported(
        half,
        tuple(months),
        total,
        trend([each.satisfaction for each in months]),
        symposium,
        confided(questions, feedback.confided, feedback_before.confided, facts, months),
        tags,
        log,
        origin,
        as_of=today,
        is_final=is_final,
        figures=_six_compared(
            (total, _filed(shares)),
            (then, _filed(earlier_shares)) if before else None,
            changed,
            is_final=is_final,
        ),
        before=before,
        points=_points(months),
        shares=told,
    )


@clause("四3", "R22")
def _six_of_half(total: HalfFigures, filed: Rate) -> dict[FigureCode, Rate]:
    """Return the rates of the document's duties, in its order, each fact counted once."""
    visits = dict(total.visits)
    return {
        "filings": filed,
        "coverage": total.coverage,
        "effective": total.effective_rate,
        "satisfaction": total.satisfaction,
        "problems": total.problems_in_time,
        "visits": Rate(visits["done"], visits["flagged"]),
    }


@clause("四3")
def _points(months: Sequence[MonthReported]) -> tuple[HalfPoint, ...]:
    """Return each month's six figures; ledgers that are not due yet have no rate."""
    return tuple(HalfPoint(each.month, each.firms, tuple(_six(each).items())) for each in months)


def _six(month: MonthReported) -> dict[FigureCode, Rate]:
    found = front.six(month)
    # Of a month that nobody filed for there is nothing to draw: it lies ahead, or before the first.
    is_begun = found["filings"].n or month.firms
    return found if is_begun else {**found, "filings": Rate(0, 0)}


def _is_anything(facts: MonthFacts) -> bool:
    """Whether a month has anything to count."""
    return bool(facts.calls or facts.filings or facts.problems or facts.visits)


@clause("R15", "R22")
def _is_final(facts: Sequence[MonthFacts], today: date, rules: Rules) -> bool:
    """Whether nothing that the half-year counts is still to come: all its months are cleared."""
    return rules.period(facts[-1].month).last_on < today and all(
        each.certificate_format is not None for each in facts if _is_anything(each)
    )


@clause("四3", "R26")
def _half_before(
    half: str, facts: Sequence[MonthFacts], total: HalfFigures, *, is_cleared: bool
) -> HalfBefore | None:
    """Return what there is to say of the half-year before as such; None where it had nothing."""
    if not any(map(_is_anything, facts)):
        return None
    return HalfBefore(half, total.firms, total.distinct_firms, is_cleared)


@clause("R26")
def _changed_between(months: Sequence[str], rules: Rules) -> tuple[RuleChange, ...]:
    """Return the rules that not all of some months share, by when they came: 「按月生效」."""
    first = rules.of(months[0])
    found = {
        each.rule: each for month in months for each in front.rules_changed(rules.of(month), first)
    }
    return tuple(found.values())


@clause("四3", "R26")
def _six_compared(
    now: tuple[HalfFigures, Rate],
    then: tuple[HalfFigures, Rate] | None,
    changed: Sequence[RuleChange],
    *,
    is_final: bool,
) -> tuple[Figure, ...]:
    """Return the six figures, each with the filings' rate, beside those of the half-year before."""
    before = {} if then is None else _six_of_half(*then)
    return front.compared(_six_of_half(*now), before, changed, is_final=is_final)


@clause("三(四)1", "二(二)4")
def confided(
    questions: Sequence[QuestionFigures],
    now: Confided,
    before: Confided,
    facts: Sequence[MonthFacts],
    months: Sequence[MonthReported],
) -> tuple[QuestionFigures, ...]:
    """Return the questions without what is told in confidence, where its months would follow.

    Nothing of it is told while a month is open, nor once one was corrected; nor where the
    half-year less the months that are published, or as their own reports print them, comes to few
    firms, or to one month. Of sealed answers the committee says when they are counted: they are
    held against the months' own reports alone.
    """
    confidential = {each.code: each for each in form().confidential}
    is_of_committee = now.tally is not None or now.withheld is not None
    public_facts = () if is_of_committee else facts
    why = next((kept for month in public_facts if (kept := why_withheld(month))), None)

    def guarded(told: QuestionFigures) -> QuestionFigures:
        question = confidential.get(told.code)
        if question is None:
            return told
        published = [in_confidence(question, month) for month in public_facts]
        return _guarded(told, (published, _reported(question, months)), why)

    return tuple(map(guarded, with_confided(questions, now, before)))


def _reported(
    question: Question, months: Sequence[MonthReported]
) -> list[Mapping[str, int | None]]:
    """Return each month's counts of a question as its own report prints them.

    Where nobody answered the report says so, whatever else it keeps back.
    """
    return [
        dict(each.counts) if each.of else dict.fromkeys(dict(each.counts), 0)
        for month in months
        for each in month.questions
        if each.code == question.code
    ]


def _guarded(
    told: QuestionFigures,
    printed: Sequence[Sequence[Mapping[str, int | None]]],
    why: Withheld | None,
) -> QuestionFigures:
    is_told = any(
        count is not None and is_told_by_sum(count, [month.get(code) for month in months])
        for months in printed
        for code, count in told.counts
    )
    if told.previous.of:
        # What its own months were published with is not known here.
        told = replace(told, previous=_kept_back(told.previous, "small"))
    return _kept_back(told, why or "small") if why or is_told else told


def _kept_back(told: AnsweredKind, why: Withheld) -> AnsweredKind:
    return replace(told, counts=tuple((code, None) for code, _ in told.counts), withheld=why)


@clause("R22", "R12", "R17")
def half_figures(shares: Shares) -> HalfFigures:
    """Return the figures of several months: 「半年数的是事实」, each the sum of its months' shares.

    「半年的N＝各期N之和（户次）」. Each counts as it ended up, carried or not, and a call that
    settled several counts once among the answers. Raises AssertionError where parts and whole
    differ.
    """
    counts = {key: each.total() for key, each in shares.items()}

    def rate(name: str) -> Rate:
        return Rate(counts[f"{name}.n"], counts[f"{name}.of"])

    def group(name: str) -> tuple[tuple[str, int], ...]:
        above = f"{name}."
        return tuple((key[len(above) :], n) for key, n in counts.items() if key.startswith(above))

    problems, visits = group("problems"), group("visits")
    figures = HalfFigures(
        firms=counts["firms"],
        distinct_firms=counts["distinct_firms"],
        services=counts["services"],
        late_entries=counts["late_entries"],
        coverage=rate("coverage"),
        contact_rate=rate("contact_rate"),
        effective_rate=rate("effective_rate"),
        satisfaction=rate("satisfaction"),
        dispositions=group("dispositions"),
        answers=group("answers"),
        problems=problems,
        problems_in_time=in_time_rate(problems),
        visits=visits,
        carried_in=tuple((kind, rate(f"carried_in.{kind}")) for kind in CARRIED),
        carried_out=(
            ("calls", counts["carried_out.calls"]),
            ("visits", counts["visits.carried"]),
            ("problems", counts["problems.carried"]),
        ),
        by_firm=FirmRates(
            firms=counts["distinct_firms"],
            coverage=rate("by_firm.coverage"),
            effective_rate=rate("by_firm.effective_rate"),
            satisfaction=rate("by_firm.satisfaction"),
        ),
    )
    _check_balance(figures)
    return figures


def _check_balance(figures: HalfFigures) -> None:
    problems, visits = dict(figures.problems), dict(figures.visits)
    wholes = (
        ("dispositions", figures.firms, figures.dispositions),
        ("answers", figures.firms, figures.answers),
        ("visits", visits["flagged"], [(name, visits[name]) for name in STATES]),
        (
            "problems",
            problems["raised"],
            [(name, problems[name]) for name in ("answered", "open", "carried")],
        ),
    )
    wrong = [name for name, whole, parts in wholes if whole != sum(n for _, n in parts)]
    if wrong:
        raise AssertionError(wrong)


def _check_answers(
    questions: Sequence[QuestionFigures], tags: TagFigures, shares: Sequence[HalfShare]
) -> None:
    """Hold what firms answered in the half-year to what they did in its months."""
    told = {each.key: each.total for each in shares}
    whole = {"hidden_approval.contacts": tags.contacts, "hidden_approval.firms": tags.firms}
    for each in questions:
        counts = each.counts if each.by == "evaluations" else ()
        whole |= {f"questions.{each.code}.{code}": count or 0 for code, count in counts}
    wrong = [key for key, count in whole.items() if told.get(key, 0) != count]
    if wrong:
        raise AssertionError(wrong)


def _filed(shares: Shares) -> Rate:
    return Rate(shares["filings.n"].total(), shares["filings.of"].total())


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
