"""Each figure of a half-year is the sum of its months, and each month's share is the right one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest

from revisit_cli.policy.reports.half_shares import half_shares
from revisit_cli.records.code import CallOutcome, CallReported, ProblemEventKind, ProblemReported
from revisit_cli.records.context import BEIJING
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ProblemFact, VisitFact
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

NOW = datetime(2027, 1, 25, 9, tzinfo=BEIJING)
JULY, AUGUST, SEPTEMBER = "2026-07", "2026-08", "2026-09"


def _call(
    number: int,
    firm: int,
    state: CallReported = "done",
    outcome: CallOutcome | None = "completed",
    *,
    target: int | None = None,
    came: bool = False,
) -> CallFact:
    last = "no_answer" if state == "carried" else outcome
    name = f"示例{firm}厂"
    return CallFact(firm, name, False, not came, state, outcome, last, came, number, target)


def _left(number: int, firm: int, target: int, *, came: bool = False) -> CallFact:
    return _call(number, firm, "carried", None, target=target, came=came)


def _said(*said: tuple[int, str]) -> tuple[AnswerFact, ...]:
    return tuple(AnswerFact(firm, "审批科", Answers.of(overall=told)) for firm, told in said)


def _month(
    month: str,
    calls: Sequence[CallFact] = (),
    answers: tuple[AnswerFact, ...] = (),
    visits: tuple[VisitFact, ...] = (),
    came: tuple[VisitFact, ...] = (),
    carried: tuple[tuple[int, int], ...] = (),
) -> MonthFacts:
    return MonthFacts(
        month, True, tuple(calls), (), (), (), (), visits, answers,
        carried_calls=carried, carried_visits=came,
    )  # fmt: skip


def _shares(*months: MonthFacts) -> dict[str, dict[str, int]]:
    return {key: dict(each) for key, each in half_shares(months, NOW, loader.rules()).items()}


def _hold(told: Mapping[str, Mapping[str, int]], expected: Mapping[str, Mapping[str, int]]) -> None:
    assert {key: {m: n for m, n in told[key].items() if n} for key in expected} == expected


@pytest.mark.clause("R22")
def test_a_case_counts_in_the_month_whose_n_it_is_with_what_came_of_it_later() -> None:
    told = _shares(
        _month(JULY, [_call(1, 1), _left(2, 2, 4), _left(3, 3, 5)], _said((1, "satisfied"))),
        _month(
            AUGUST,
            [_call(4, 2, came=True), _left(5, 3, 6, came=True), _call(7, 1)],
            _said((2, "dissatisfied"), (1, "satisfied")),
        ),
        _month(SEPTEMBER, [_left(6, 3, 9, came=True)]),
    )
    _hold(
        told,
        {
            "firms": {JULY: 3, AUGUST: 1},
            "distinct_firms": {JULY: 3},
            "coverage.n": {JULY: 3, AUGUST: 1},
            "effective_rate.n": {JULY: 2, AUGUST: 1},
            "effective_rate.of": {JULY: 3, AUGUST: 1},
            "dispositions.I": {JULY: 2, AUGUST: 1},
            "dispositions.NC": {JULY: 1},
            "answers.satisfied": {JULY: 1, AUGUST: 1},
            "answers.dissatisfied": {JULY: 1},
            "answers.unrated": {JULY: 1},
            "satisfaction.n": {JULY: 1, AUGUST: 1},
            "satisfaction.of": {JULY: 2, AUGUST: 1},
            # It leaves the last month that had it.
            "carried_out.calls": {SEPTEMBER: 1},
        },
    )


@pytest.mark.clause("R22")
def test_what_counts_once_counts_in_the_first_month_in_which_it_does() -> None:
    told = _shares(
        _month(JULY, [_call(1, 1, "new", None), _call(2, 2)], _said((2, "satisfied"))),
        _month(AUGUST, [_call(3, 1), _call(4, 2), _call(5, 3, "done", "firm_gone")],
               _said((1, "satisfied"), (2, "dissatisfied"))),
        _month(SEPTEMBER, [_call(6, 1), _call(7, 2)], _said((1, "satisfied"), (2, "satisfied"))),
    )  # fmt: skip
    _hold(
        told,
        {
            "distinct_firms": {JULY: 2, AUGUST: 1},
            "by_firm.coverage.n": {JULY: 1, AUGUST: 2},
            "by_firm.coverage.of": {JULY: 2, AUGUST: 1},
            "by_firm.effective_rate.n": {JULY: 1, AUGUST: 1},
            "by_firm.effective_rate.of": {JULY: 2},
            "by_firm.satisfaction.n": {AUGUST: 1},
            "by_firm.satisfaction.of": {AUGUST: 2},
        },
    )


@pytest.mark.clause("R22")
def test_what_came_from_before_counts_where_it_came_to_and_a_visit_where_it_was_owed() -> None:
    def visit(number: int, state: str) -> VisitFact:
        return VisitFact("示例甲厂", state, "2026-12-20", False, number)  # type: ignore[arg-type]

    told = _shares(
        _month(JULY, [_left(1, 1, 2, came=True)], carried=((99, 1),),
               visits=(visit(1, "carried"), visit(2, "done")), came=(visit(8, "carried"),)),
        _month(AUGUST, [_call(2, 1, came=True), _call(3, 2)], carried=((98, 3),),
               came=(visit(1, "done"), visit(8, "done"), visit(9, "to_do"))),
    )  # fmt: skip
    _hold(
        told,
        {
            "firms": {AUGUST: 1},
            "carried_in.calls.of": {JULY: 1, AUGUST: 1},
            "carried_in.calls.n": {JULY: 1, AUGUST: 1},
            "visits.flagged": {JULY: 2},
            "visits.done": {JULY: 2},
            "carried_in.visits.of": {JULY: 1, AUGUST: 1},
            "carried_in.visits.n": {JULY: 1},
        },
    )


@pytest.mark.clause("R22", "四4")
def test_a_problem_that_came_from_before_counts_where_it_came_to() -> None:
    def event(kind: ProblemEventKind, at: str, words: str | None, due: str | None) -> ProblemEvent:
        moment = f"2026-{at}:00+08:00"
        return ProblemEvent(kind, moment, "甲", words, due, moment)

    def problem(number: int, state: ProblemReported, *handed_on: tuple[str, str]) -> ProblemFact:
        events = (
            event("raised", "06-24T10:00", None, "2026-07-01"),
            *(event("carried", at, to, None) for to, at in handed_on),
        )
        return ProblemFact("2026-06", None, None, "other", "慢", state, None, None, events, number)

    june, july = (JULY, "07-22T09:00"), (AUGUST, "08-21T09:00")
    told = _shares(
        replace(
            _month(JULY),
            carried_problems=(problem(1, "carried", june, july), problem(2, "answered", june)),
        ),
        replace(
            _month(AUGUST),
            carried_problems=(problem(1, "answered", june, july), problem(3, "open", july)),
        ),
    )
    _hold(
        told,
        {
            "problems.raised": {},
            "carried_in.problems.of": {JULY: 2, AUGUST: 1},
            "carried_in.problems.n": {JULY: 2},
        },
    )
