"""The rows behind the figures: each firm under each unit, as often as the figures count it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.month_rows import roll, said_rows
from revisit_cli.policy.reports.questions import kind_of
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form
from tests.policy.reports.test_units import (
    ENDED,
    UNITS,
    Ended,
    _answer,
    _call,
    _facts,
    _reported,
)

CODES = st.sampled_from([None, *form().question("attitude").codes])
NUMBERS_TOLD = st.sampled_from([None, Answer(number=3), Answer(number=9), Answer(text="约三天")])


@pytest.mark.clause("四3")
@given(st.lists(st.tuples(CODES, NUMBERS_TOLD)))
def test_every_answer_has_its_evaluations_and_no_complaint_goes_without_names(
    told: list[tuple[str | None, Answer | None]],
) -> None:
    answers = [
        AnswerFact(firm, "审批科", Answers.of(attitude=code, days=days), id=firm)
        for firm, (code, days) in enumerate(told)
    ]
    for question in (form().question("attitude"), form().question("days")):
        found = list(said_rows(question, answers))
        assert sorted(row.id for each in found for row in each.rows) == list(range(len(told)))
        assert all(each.rows for each in found)
        assert len({each.kind for each in found}) == len(found)
        (*rules,) = [each.kind for each in found if each.is_rule]
        assert len(rules) <= 1
        assert not any(question.asks_on(kind) or kind == "unasked" for kind in rules)
        for each in found:
            said = {kind_of(question, row) for row in each.rows}
            assert said == {each.kind} or (each.kind == "numbers" and not said & {*rules})


@pytest.mark.clause("四3", "R11", "R12", "R25")
@given(
    st.sets(st.tuples(st.sampled_from(UNITS), st.integers(1, 12))),
    st.dictionaries(st.integers(1, 12), st.sampled_from(ENDED)),
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.sampled_from(UNITS)),
        st.sampled_from([None, "satisfied", "dissatisfied"]),
    ),
    st.sets(st.integers(1, 12)),
)
def test_a_unit_has_as_many_lines_as_its_figures_count(
    served: set[tuple[str, int]],
    ended: dict[int, Ended],
    told: dict[tuple[int, str], str | None],
    handed: set[int],
) -> None:
    answers = [_answer(firm, unit, overall) for (firm, unit), overall in told.items()]
    calls = [replace(_call(n, *how), is_carried_in=n in handed) for n, how in ended.items()]
    facts = _facts(sorted(served), calls, answers)
    figures = _reported(facts)
    lines = roll(facts, figures)
    for unit in figures.units:
        states = Counter(each.state for each in lines if each.unit == unit.unit)
        beyond = sum(each.is_beyond for each in lines if each.unit == unit.unit)
        assert (states.total(), beyond) == (unit.firms + unit.beyond, unit.beyond)
        assert states == Counter(
            satisfied=unit.satisfied, dissatisfied=unit.dissatisfied, unrated=unit.unrated,
            unasked=unit.unasked, unreached=unit.unreached, pending=unit.pending,
            carried=unit.carried, not_served=unit.not_served,
        )  # fmt: skip
    numbers = [each.number for each in lines if each.number is not None]
    assert numbers == list(range(1, figures.firms + 1))
    firms = [each.firm for each in lines if each.number is not None]
    assert sorted(firms) == sorted(call.name for call in calls if not call.is_carried_in)


@pytest.mark.clause("R12")
def test_a_firm_that_no_ledger_names_any_more_stands_at_the_end() -> None:
    facts = _facts([("审批科", 1)], [_call(1, "new", None), _call(2, "retry", "busy")], [])
    lines = roll(facts, _reported(facts))
    assert [(each.unit, each.firm, each.outcome, each.number) for each in lines] == [
        ("审批科", "示例1厂", None, 1),
        (None, "示例2厂", "busy", 2),
    ]
