"""The counts of the forms' questions: by firm and unit, in confidence by firm."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.questions import (
    UNASKED,
    gravest,
    question_figures,
    tag_figures,
)
from revisit_cli.records.reports.question import AnswerFact, QuestionFigures, TagFact
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.loader import form

UNITS = ("审批科", "燃气办", "质安站")


def _days(number: int) -> Answer:
    return Answer(number=number)


def _said(code: str) -> st.SearchStrategy[Answer | None]:
    question = form().question(code)
    if question.choices:
        return st.sampled_from([None, *(Answer(each) for each in question.codes)])
    return st.one_of(
        st.none(), st.integers(0, 60).map(_days), st.just(Answer(text="记不得")),
    )  # fmt: skip


FACTS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.sampled_from(UNITS)),
    st.fixed_dictionaries({each.code: _said(each.code) for each in form().of_units}),
).map(
    lambda found: [
        AnswerFact(firm, unit, Answers.of((), **said)) for (firm, unit), said in found.items()
    ]
)


def _by_code(facts: list[AnswerFact], before: list[AnswerFact]) -> dict[str, QuestionFigures]:
    return {each.code: each for each in question_figures(facts, before)}


@pytest.mark.clause("四3", "附表1", "R11")
@given(FACTS, FACTS)
def test_every_evaluation_is_in_one_answer_of_the_whole_and_of_its_unit(
    facts: list[AnswerFact], before: list[AnswerFact]
) -> None:
    for question in form().open_ones:
        found = _by_code(facts, before)[question.code]
        assert found.of == len(facts) == sum(count or 0 for _, count in found.counts)
        assert found.previous.of == len(before) == sum(n or 0 for _, n in found.previous.counts)
        told: Counter[str] = Counter()
        for unit in found.units:
            mine = [each for each in facts if each.unit == unit.unit]
            assert unit.of == len(mine)
            assert unit.previous.of == sum(each.unit == unit.unit for each in before)
            told.update({code: count for code, count in unit.counts if count})
        assert told == Counter({code: count for code, count in found.counts if count})


@pytest.mark.clause("四3")
@given(FACTS)
def test_days_are_averaged_over_those_who_told_a_number(facts: list[AnswerFact]) -> None:
    found = _by_code(facts, [])
    given = [each.answers.answer("days") for each in facts]
    days = sorted(each.number for each in given if each is not None and each.number is not None)
    if not days:
        assert (found["days"].mean, found["days"].median) == (None, None)
    else:
        assert found["days"].mean == pytest.approx(
            float(Fraction(sum(days), len(days))), abs=0.0051
        )
        middle = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        assert found["days"].median == middle
    assert all(each.mean is None for code, each in found.items() if code != "days")


@pytest.mark.clause("二(二)4", "三(四)1", "R25")
@given(FACTS)
def test_what_is_told_in_confidence_counts_each_firm_once_and_no_small_cell(
    facts: list[AnswerFact],
) -> None:
    found = _by_code(facts, [])["integrity"]
    firms = {each.firm for each in facts}
    said = {each.firm for each in facts if each.answers.code("integrity") == "yes"}
    assert (found.by, found.of) == ("firms", len(firms))
    assert dict(found.counts)["yes"] in (None, len(said))
    assert all(count is None or count == 0 or count >= 3 for _, count in found.counts)
    assert all(count is None for unit in found.units for _, count in unit.counts)


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("question", "codes", "expected"),
    [
        ("overall", ("satisfied", "dissatisfied", None), "dissatisfied"),
        ("overall", ("satisfied", None), "satisfied"),
        ("attitude", ("good", "fair"), "fair"),
        ("attitude", ("good", "poor", "fair"), "poor"),
        ("one_time_notice", ("yes", "unclear"), "yes"),
        ("extra_trips", ("no", "yes"), "yes"),
        ("extra_trips", ("na", None), "na"),
        ("integrity", ("no", "declined"), "declined"),
        ("integrity", ("declined", "yes", "no"), "yes"),
        ("integrity", (None, None), UNASKED),
    ],
)
def test_of_answers_about_several_units_the_gravest_is_the_firms(
    question: str, codes: tuple[str | None, ...], expected: str
) -> None:
    for order in (codes, codes[::-1]):
        facts = [
            AnswerFact(1, f"第{number}科", Answers.of((), **{question: code}))
            for number, code in enumerate(order)
        ]
        assert gravest(form().question(question), facts) == {1: expected}


@pytest.mark.clause("二(二)3")
def test_the_tag_counts_once_a_contact() -> None:
    def tag(contact: str, firm: int | None, unit: str | None, *tags: str) -> TagFact:
        return TagFact(firm, unit, contact, tags)

    facts = [
        tag("call:1", 1, "审批科", "隐性审批"),
        tag("call:1", 1, "燃气办", "体外循环"),
        tag("call:2", 2, None, "增设前置条件"),
        tag("visit:2", 2, "审批科", "隐性审批", "其他"),
        tag("call:3", 3, "审批科", "停车"),
    ]
    found = tag_figures(facts, [facts[0], facts[4]])
    assert (found.contacts, found.firms, found.previous) == (3, 2, 1)
    assert {each.unit: (each.contacts, each.previous) for each in found.units} == {
        "审批科": (2, 1), "燃气办": (1, 0), "": (1, 0),
    }  # fmt: skip
