"""The month's figures, each rate with its denominator."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time

from revisit_cli.document import clause
from revisit_cli.labels.problems.problem import HIDDEN_APPROVAL
from revisit_cli.policy.calls.call import TABLE
from revisit_cli.policy.problems.problem import counted_on
from revisit_cli.policy.reports.disposition import whole_rates
from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.policy.rules.confidence import suppressed
from revisit_cli.records.code import FilingStanding, FilingState, VisitReported
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.reports.report import (
    CallFact,
    Correction,
    EvaluationFact,
    MonthFacts,
    MonthReported,
    ProblemFact,
    UnitFigures,
)
from revisit_cli.rulebook.periods import first_day, month_after
from revisit_cli.rulebook.rules import Rules

INTEGRITY = ("no", "yes", "declined", "unasked")
CLASSES = ("I", "P", "R", "NC", "O", "UO", "UH", "NE")
ANSWERS = ("satisfied", "dissatisfied", "unrated")
_ANSWERED = ("handled", "answered", "closed")


@clause("四3", "二(一)", "R4", "R12", "R13", "R15")
def reported(
    facts: MonthFacts,
    log: LogHead,
    origin: str,
    *,
    before: Sequence[AnswerFact] = (),
    today: date,
    rank_from: int,
    rules: Rules,
) -> MonthReported:
    """Return a month's figures: 「每月一统计」.

    「回访率的分母是冻结名单上的企业数N」; firms that came after the freeze, and those carried over
    from a month before, are counted apart, and before the freeze N is everyone so far. Late
    entries stand on a line of their own. ``before`` are the answers of the month before. Raises
    AssertionError where parts and whole differ.
    """
    own = [call for call in facts.calls if not call.is_carried_in]
    listed = [call for call in own if call.is_listed or not facts.is_locked]
    classes = Counter(disposition(call) for call in listed)
    size = len(listed)
    aapor = whole_rates(classes)
    told = firm_answers(facts.evaluations)
    rated = Counter(told.get(call.firm, "unrated") for call in listed)
    figures = MonthReported(
        month=facts.month,
        is_locked=facts.is_locked,
        firms=size,
        sole_traders=sum(call.is_sole_trader for call in listed),
        unlisted=len(own) - size,
        services=len(facts.services),
        late_entries=sum(service.is_late_entry for service in facts.services),
        coverage=Rate(sum(call.last is not None for call in listed), size),
        contact_rate=aapor["CON1"],
        effective_rate=aapor["RR2"],
        aapor=tuple(aapor.items()),
        satisfaction=Rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        unrated_firms=rated["unrated"],
        dispositions=tuple((name, classes[name]) for name in CLASSES),
        answers=tuple((name, rated[name]) for name in ANSWERS),
        filings=_filings(facts),
        units=_units(facts, rank_from),
        not_done=tuple((call.name, call.state) for call in listed if call.state != "done"),
        problems=_problems(facts.problems, today, rules.of(facts.month).closing_time),
        visits=_visits(facts, today),
        integrity=_integrity(facts),
        hidden_approvals=sum(is_hidden_approval(each.tags) for each in facts.problems),
        carried_in=_carried_in(facts),
        carried_out=_carried_out(facts),
        corrections=corrections_of(facts.month, facts.corrections, rules),
        doubtful_times=facts.doubtful_times,
        questions=question_figures(facts.answers, before),
        log=log,
        origin=origin,
    )
    check_balance(figures, done=sum(call.state == "done" for call in listed))
    return figures


@clause("四3")
def check_balance(figures: MonthReported, *, done: int) -> None:
    """Hold every whole to the sum of its parts. Raises AssertionError naming what differs."""
    problems, visits = dict(figures.problems), dict(figures.visits)
    wholes = (
        ("dispositions", figures.firms, [count for _, count in figures.dispositions]),
        ("answers", figures.firms, [count for _, count in figures.answers]),
        ("not_done", figures.firms, [done, len(figures.not_done)]),
        ("problems", problems["raised"], [problems[n] for n in ("answered", "open", "carried")]),
        (
            "visits",
            visits["flagged"],
            [visits[n] for n in ("done", "unsigned", "to_do", "carried")],
        ),
        *(
            (unit.unit, unit.evaluations, [unit.satisfied, unit.dissatisfied, unit.unrated])
            for unit in figures.units
        ),
    )
    wrong = [name for name, whole, parts in wholes if whole != sum(parts)]
    if wrong:
        raise AssertionError(wrong)


@clause("二(二)3")
def is_hidden_approval(tags: Sequence[str]) -> bool:
    """Whether a problem's tags tell of 「体外循环 隐性审批」 or of 「乱设前置条件和环节」.

    The forms have no field for it; a tag on a suggestion makes it countable.
    """
    return any(word in tag for tag in tags for word in HIDDEN_APPROVAL)


@clause("四3", "R15")
def corrections_of(
    month: str, corrections: Sequence[Correction], rules: Rules
) -> tuple[Correction, ...]:
    """Return the corrections that a month's report tells of: those made to it, and since then.

    A correction to an earlier month shows once more, in the report of the month that was at hand
    when it was made, or of the next month where that was the corrected one itself.
    """
    return tuple(
        each
        for each in corrections
        if month in (each.month, _told_in(each.month, date.fromisoformat(each.at[:10]), rules))
    )


def _told_in(month: str, on: date, rules: Rules) -> str:
    told = (rules.month_at_hand(on), month_after(month))
    return max(told, key=first_day)


@clause("R12")
def disposition(call: CallFact) -> str:
    """Return a call's AAPOR class; a firm not yet attempted is of unknown eligibility (UH).

    With e = 1 every listed firm so stays in the denominator.
    """
    outcome = call.outcome or call.last
    return "UH" if outcome is None else TABLE[outcome].aapor


@clause("R11", "R17")
def firm_answers(evaluations: Sequence[EvaluationFact]) -> dict[int, str]:
    """Return each rated firm's answer: dissatisfied with any unit is dissatisfied.

    「满意率＝满意÷（满意＋不满意）」, 「全局的比率按企业数计」.
    """
    answers: dict[int, str] = {}
    for each in evaluations:
        if each.overall is not None and answers.get(each.firm) != "dissatisfied":
            answers[each.firm] = each.overall
    return answers


@clause("三(四)1", "二(二)4")
def _integrity(facts: MonthFacts) -> tuple[tuple[str, int | None], ...]:
    """Return how often each answer on integrity was given; None where few would give them away."""
    counts = dict(facts.integrity)
    shown = suppressed([counts.get(answer, 0) for answer in INTEGRITY])
    return tuple(zip(INTEGRITY, shown, strict=True))


@clause("R15")
def _carried_in(facts: MonthFacts) -> tuple[tuple[str, Rate], ...]:
    """Return how many of each kind came from months before, and how many of them are done."""
    calls = [call.state for call in facts.calls if call.is_carried_in]
    visits, problems = facts.carried_visits, facts.carried_problems
    answered = sum(state in _ANSWERED for state in problems)
    return (
        ("calls", Rate(calls.count("done"), len(calls))),
        ("visits", Rate(visits.count("done"), len(visits))),
        ("problems", Rate(answered, len(problems))),
    )


@clause("R15")
def _carried_out(facts: MonthFacts) -> tuple[tuple[str, int], ...]:
    """Return how many of each kind the month handed on when it was cleared."""
    visits = [*(each.state for each in facts.visits), *facts.carried_visits]
    problems = [*(each.state for each in facts.problems), *facts.carried_problems]
    return (
        ("calls", sum(call.state == "carried" for call in facts.calls)),
        ("visits", visits.count("carried")),
        ("problems", problems.count("carried")),
    )


def _filings(facts: MonthFacts) -> tuple[tuple[str, int], ...]:
    counts = Counter(dict(facts.filings).values())
    kinds: tuple[FilingState, ...] = ("on_time", "late", "supplement", "zero")
    return (*((kind, counts[kind]) for kind in kinds), ("missing", len(facts.missing)))


@clause("R11", "R17")
def _units(facts: MonthFacts, rank_from: int) -> tuple[UnitFigures, ...]:
    """Return a line for each unit: 「单位的比率按评价数计」, 「评价不足5件的单位不排名」."""
    states: dict[str, FilingStanding] = {}
    states.update(facts.filings)
    states.update((unit, "missing") for unit in facts.missing)
    bad = {call.firm for call in facts.calls if disposition(call) == "UO"}
    served: dict[str, set[int]] = {}
    counts: Counter[str] = Counter()
    for service in facts.services:
        served.setdefault(service.unit, set()).add(service.firm)
        counts[service.unit] += 1
    lines = []
    for unit in dict.fromkeys([*states, *served]):
        told = Counter(each.overall for each in facts.evaluations if each.unit == unit)
        rated = told["satisfied"] + told["dissatisfied"]
        firms = served.get(unit, set())
        lines.append(
            UnitFigures(
                unit=unit,
                filing=states.get(unit, "missing"),
                services=counts[unit],
                firms=len(firms),
                evaluations=told.total(),
                satisfied=told["satisfied"],
                dissatisfied=told["dissatisfied"],
                unrated=told[None],
                satisfaction=Rate(told["satisfied"], rated),
                is_ranked=rated >= rank_from,
                bad_numbers=Rate(len(firms & bad), len(firms)),
            )
        )
    return tuple(lines)


def _problems(
    problems: Sequence[ProblemFact], today: date, closing_time: time
) -> tuple[tuple[str, int], ...]:
    answered = [each for each in problems if each.state in _ANSWERED]
    in_time = sum(_is_in_time(each, closing_time) for each in answered)
    carried = sum(each.state == "carried" for each in problems)
    # What was carried over is late, or not, in the month that answers for it.
    running = [each for each in problems if each.state not in (*_ANSWERED, "carried")]
    late = sum(each.due_on < today.isoformat() for each in running)
    return (
        ("raised", len(problems)),
        ("answered", len(answered)),
        ("in_time", in_time),
        ("open", len(running)),
        ("carried", carried),
        ("late", late + len(answered) - in_time),
    )


def _is_in_time(problem: ProblemFact, closing_time: time) -> bool:
    if problem.stopped_at is None:
        return True
    day = counted_on(datetime.fromisoformat(problem.stopped_at), closing_time)
    return day.isoformat() <= problem.due_on


def _visits(facts: MonthFacts, today: date) -> tuple[tuple[str, int], ...]:
    states = Counter(each.state for each in facts.visits)
    late = sum(
        each.state in ("unsigned", "to_do") and each.due_on < today.isoformat()
        for each in facts.visits
    )
    kinds: tuple[VisitReported, ...] = ("done", "unsigned", "to_do", "carried")
    return (
        ("flagged", len(facts.visits)),
        *((kind, states[kind]) for kind in kinds),
        ("late", late),
    )
