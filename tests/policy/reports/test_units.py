"""Each unit's line: every firm it served is evaluated, or is told why not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.month import reported
from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.policy.reports.units import unit_figures
from revisit_cli.records.code import CallOutcome, CallReported
from revisit_cli.records.context import BEIJING
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ServiceFact
from revisit_cli.records.reports.question import AnswerFact, Feedback
from revisit_cli.records.reports.report import MonthReported, UnitFigures
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

UNITS = ("审批科", "燃气办")
Ended = tuple[CallReported, CallOutcome | None]
ENDED: tuple[Ended, ...] = (
    ("new", None), ("retry", "no_answer"), ("done", "completed"), ("done", "partial"),
    ("done", "refused_hard"), ("done", "exhausted"), ("carried", None), ("carried", "busy"),
)  # fmt: skip


def _service(unit: str, firm: int) -> ServiceFact:
    return ServiceFact(unit, firm, f"示例{firm}厂", "", False)


def _call(firm: int, state: CallReported, last: CallOutcome | None) -> CallFact:
    outcome = last if state == "done" else None
    return CallFact(firm, f"示例{firm}厂", False, True, state, outcome, last)


def _answer(firm: int, unit: str, overall: str | None, *, on_visit: bool = False) -> AnswerFact:
    return AnswerFact(firm, unit, Answers.of(overall=overall), on_visit)


def _facts(
    served: list[tuple[str, int]], calls: list[CallFact], answers: list[AnswerFact]
) -> MonthFacts:
    services = tuple(_service(*each) for each in served)
    return MonthFacts(
        "2026-11", True, tuple(calls), services, (), (), (), (), answers=tuple(answers)
    )


@pytest.mark.clause("R11", "R25")
@pytest.mark.parametrize(
    ("ended", "answer", "reason"),
    [
        (("done", "completed"), ("审批科", "satisfied"), None),
        (("done", "completed"), ("审批科", "dissatisfied"), None),
        (("done", "partial"), ("审批科", None), "unrated"),
        # Called for another unit: this one's ledger came later.
        (("done", "completed"), ("燃气办", "satisfied"), "unasked"),
        (("done", "partial"), None, "unasked"),
        (("done", "refused_hard"), None, "unreached"),
        (("done", "firm_gone"), None, "unreached"),
        (("retry", "no_answer"), None, "pending"),
        (("new", None), None, "pending"),
        (None, None, "pending"),
        (("carried", "no_answer"), None, "carried"),
    ],
)
def test_a_firm_without_an_answer_about_a_unit_is_told_with_the_reason(
    ended: Ended | None, answer: tuple[str, str | None] | None, reason: str | None
) -> None:
    calls = [] if ended is None else [_call(1, *ended)]
    answers = [] if answer is None else [_answer(1, *answer)]
    figures = _reported(_facts([("审批科", 1)], calls, answers))
    (line,) = (each for each in figures.units if each.unit == "审批科")
    parts = ("unrated", "unasked", "unreached", "pending", "carried")
    assert {name: getattr(line, name) for name in parts} == {
        name: int(name == reason) for name in parts
    }
    listed = [("示例1厂", "审批科", reason)] if reason in parts[:3] else []
    assert [each for each in figures.unevaluated if each[1] == "审批科"] == listed


def _reported(facts: MonthFacts) -> MonthReported:
    return reported(
        facts, LogHead(1, "0" * 20), "x", before=Feedback(), rules=loader.rules(),
        now=datetime(2026, 12, 8, 9, tzinfo=BEIJING),
    )  # fmt: skip


@pytest.mark.clause("R11", "R17")
@given(
    st.sets(st.tuples(st.sampled_from(UNITS), st.integers(1, 12))),
    st.dictionaries(st.integers(1, 12), st.sampled_from(ENDED)),
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.sampled_from(UNITS), st.booleans()),
        st.sampled_from([None, "satisfied", "dissatisfied"]),
    ),
)
def test_the_firms_of_a_unit_are_the_sum_of_what_became_of_them(
    served: set[tuple[str, int]],
    ended: dict[int, Ended],
    told: dict[tuple[int, str, bool], str | None],
) -> None:
    answers = [
        _answer(firm, unit, overall, on_visit=on_visit)
        for (firm, unit, on_visit), overall in told.items()
    ]
    calls = [_call(firm, *how) for firm, how in ended.items()]
    for unit in _reported(_facts(sorted(served), calls, answers)).units:
        firms = {firm for its, firm in served if its == unit.unit}
        rated = {f for (f, its, v), overall in told.items() if its == unit.unit and not v}
        good = sum(
            overall == "satisfied"
            for (_, its, v), overall in told.items()
            if its == unit.unit and not v
        )
        assert (unit.firms, unit.evaluations, unit.beyond) == (
            len(firms), len(rated), len(rated - firms),
        )  # fmt: skip
        assert unit.satisfied == good
        assert unit.firms + unit.beyond == unit.satisfied + unit.dissatisfied + unit.not_rated
        assert unit.visited == sum(its == unit.unit and v for _, its, v in told)


@pytest.mark.clause("四3")
def test_a_line_that_does_not_balance_stops_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(*given: object) -> tuple[UnitFigures, ...]:
        return tuple(replace(each, pending=0) for each in unit_figures(*given))  # type: ignore[arg-type]

    monkeypatch.setattr("revisit_cli.policy.reports.month.unit_figures", forgetful)
    with pytest.raises(AssertionError, match="审批科"):
        _reported(_facts([("审批科", 1)], [_call(1, "new", None)], []))


@pytest.mark.clause("四3")
def test_a_question_that_lost_an_evaluation_stops_the_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(facts: Sequence[AnswerFact], *others: Any) -> object:
        return question_figures(facts[1:], *others)

    monkeypatch.setattr("revisit_cli.policy.reports.month.question_figures", forgetful)
    answers = [_answer(firm, "审批科", "satisfied") for firm in (1, 2)]
    calls = [_call(firm, "done", "completed") for firm in (1, 2)]
    with pytest.raises(AssertionError, match="attitude"):
        _reported(_facts([("审批科", 1), ("审批科", 2)], calls, answers))


@pytest.mark.clause("R26", "四3")
def test_units_stand_in_the_rosters_order_whoever_filed_and_whoever_was_told_of() -> None:
    """One that filed nothing, and is spoken of, stands where the roster has it."""
    served = [("燃气办", 1), ("审批科", 2)]
    facts = replace(
        _facts(served, [_call(3, "done", "completed")], [_answer(3, "质安站", "satisfied")]),
        missing=("质安站", "房管中心"),
        roster=("审批科", "质安站", "房管中心", "燃气办"),
    )
    assert tuple(each.unit for each in _reported(facts).units) == facts.roster
    answers = [_answer(1, "燃气办", "satisfied"), _answer(2, "审批科", "satisfied")]
    before = [_answer(4, "质安站", "satisfied")]
    for each in question_figures(answers, before, facts.roster):
        assert [unit.unit for unit in each.units] == ["审批科", "质安站", "燃气办"]
