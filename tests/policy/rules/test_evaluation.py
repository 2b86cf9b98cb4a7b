"""Which answers may stand for several units, and what is said of one of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.rules.answer import AnswersOfOneUnit
from revisit_cli.policy.rules.evaluation import (
    answers_about,
    check_shared,
    may_stand_for_all,
    said_of_one,
    standing_for_all,
)
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.loader import form

UNITS = ("审批科", "燃气办", "质安站")
# 附表1's answers as the reading sorts them, written out: this is the rule itself.
ACCUSING_NOBODY = {
    ("attitude", "good"), ("attitude", "fair"), ("one_time_notice", "yes"),
    ("extra_trips", "no"), ("integrity", "no"), ("overall", "satisfied"),
}  # fmt: skip
SAID_OF_ONE = {
    ("attitude", "poor"), ("one_time_notice", "no"), ("extra_trips", "yes"), ("integrity", "yes"),
    ("integrity", "declined"), ("overall", "dissatisfied"),
    *((name, code) for name in ("attitude", "one_time_notice", "extra_trips", "integrity")
      for code in ("unclear", "na")),
}  # fmt: skip
any_answers = st.builds(
    Answers.of,
    **{each.code: st.sampled_from([None, *each.codes]) for each in form().coded},
    days=st.sampled_from([None, Answer(number=3, text="3天"), Answer(text="很久")]),
    words=st.lists(
        st.tuples(st.sampled_from(["attitude", "integrity", "outcome"]), st.just("原话")),
        max_size=2,
        unique_by=lambda each: each[0],
    ).map(tuple),
)


@pytest.mark.clause("R25")
def test_every_answer_either_accuses_nobody_or_is_said_of_one_unit() -> None:
    every = {(each.code, code) for each in form().coded for code in each.codes}
    assert every == ACCUSING_NOBODY | SAID_OF_ONE
    assert {each for each in every if may_stand_for_all(*each)} == ACCUSING_NOBODY
    fine = {(each.code, each.fine) for each in form().coded if each.fine}
    assert len(fine) == 4
    assert fine <= ACCUSING_NOBODY
    assert not may_stand_for_all("days", "3")
    assert not may_stand_for_all("attitude", None)


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"attitude": "good", "overall": "satisfied"}, ()),
        ({"words": (("outcome", "在开会"),)}, ()),
        ({"words": (("attitude", "无"), ("integrity", "无"))}, ()),
        ({"attitude": "poor", "overall": "dissatisfied"}, ("attitude", "overall")),
        ({"days": Answer(number=3, text="3")}, ("days",)),
        ({"days": Answer(text="很久")}, ("days",)),
        ({"words": (("廉洁", "暗示请客"),)}, ("integrity",)),
        ({"words": (("attitude", "outcome"),)}, ("attitude",)),
        ({"integrity": "declined"}, ("integrity",)),
    ],
)
def test_what_is_said_of_one_unit_is_refused_for_several(
    answers: dict[str, Any], said: tuple[str, ...]
) -> None:
    given_answers = Answers.of(**answers)
    assert tuple(each.code for each in said_of_one(given_answers)) == said
    check_shared(given_answers, UNITS[:1])
    if not said:
        check_shared(given_answers, UNITS)
        return
    with pytest.raises(AnswersOfOneUnit) as refusal:
        check_shared(given_answers, UNITS)
    assert refusal.value.facts["units"] == "审批科、燃气办、质安站"


@given(any_answers)
def test_what_may_stand_for_all_holds_nothing_said_of_one(answers: Answers) -> None:
    assert said_of_one(standing_for_all(answers)) == ()
    for name, code in ACCUSING_NOBODY:
        kept = standing_for_all(answers).code(name) == code
        assert kept == (answers.code(name) == code)


@pytest.mark.clause("R25", "R11")
@given(any_answers, st.dictionaries(st.sampled_from(UNITS), any_answers), st.integers(1, 3))
def test_a_record_says_of_a_unit_only_what_was_said_of_it(
    shared: Answers, apart: dict[str, Answers], count: int
) -> None:
    units = UNITS[:count]
    record = CallRecord(1, "completed", shared, by_unit=tuple(apart.items()))
    for unit in units:
        told = answers_about(record, unit, units)
        if unit in apart:
            assert told == apart[unit]
        elif count == 1:
            assert told == shared
        else:
            assert told == standing_for_all(shared)
    named = CallRecord(1, "completed", shared, unit="燃气办")
    assert answers_about(named, "燃气办", UNITS) == shared
