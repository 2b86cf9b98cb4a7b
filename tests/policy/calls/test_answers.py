"""Rows of answers: which are asked for, and where what was said beside stands."""

import pytest

from revisit_cli.errors.rules.answer import AnswerInConfidence
from revisit_cli.policy.calls.answers import listed, wanted_of
from revisit_cli.records.calls.call import AnswersWanted, FirmAnswered, FirmSaid
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.loader import form

ROWS = (
    FirmAnswered(1, "甲", "审批科", Answers.of(days=Answer(number=3, text="3天"))),
    FirmAnswered(1, "甲", "燃气办", Answers.of(days=Answer(text="说不准"))),
    FirmAnswered(2, "乙", "燃气办", Answers.of(overall="satisfied")),
)


def said(call: int, unit: str | None, text: str) -> FirmSaid:
    return FirmSaid("suggestion", text, unit, None, call, "甲")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (said(1, None, "早点开"), ("审批科", "早点开")),
        (said(1, "燃气办", "早点开"), ("燃气办", "早点开")),
        (said(3, None, "早点开"), (None, "早点开")),
        (said(3, "燃气办", "早点开"), ("燃气办", "早点开")),
        (said(1, "质安站", "早点开"), ("质安站", "早点开")),
    ],
)
def test_a_text_stands_with_the_unit_it_was_given_to(
    text: FirmSaid, place: tuple[str | None, str]
) -> None:
    rows = listed(ROWS, (text,), AnswersWanted(has_said=True), ())
    assert [(row.unit, row.suggestion) for row in rows] == [place]


def test_several_texts_of_a_firm_stand_together() -> None:
    texts = (said(1, None, "早点开"), said(1, None, "晚点关"))
    rows = listed(ROWS, texts, AnswersWanted(), ())
    assert [row.suggestion for row in rows] == ["早点开\n晚点关", None, None]


def test_no_text_is_told_under_a_unit_that_was_not_asked_for() -> None:
    wanted = AnswersWanted(unit="燃气办")
    rows = listed(ROWS, (said(1, "审批科", "早点开"), said(3, None, "招工难")), wanted, ())
    assert [(row.call, row.unit, row.suggestion) for row in rows] == [
        (1, "燃气办", None),
        (2, "燃气办", None),
    ]


def test_those_who_said_something_stand_in_the_order_of_the_roster() -> None:
    texts = (said(1, "审批科", "甲"), said(2, None, "乙"), said(3, None, "丙"))
    rows = listed(ROWS, texts, AnswersWanted(has_said=True), ("燃气办", "审批科"))
    assert [row.unit for row in rows] == ["燃气办", "审批科", None]


@pytest.mark.parametrize(
    ("option", "found"),
    [("几天办结=3", [1]), ("几天办结=说不准", [1]), ("总体评价=满意", [2]), ("几天办结=33", [])],
)
def test_an_answer_is_sought_by_its_code_its_number_or_its_words(
    option: str, found: list[int]
) -> None:
    wanted = wanted_of((option,), None, is_dissatisfied=False, has_said=False)
    assert [row.call for row in listed(ROWS, (), wanted, ())] == found


@pytest.mark.clause("三(四)1")
def test_nothing_is_sought_by_what_was_told_in_confidence() -> None:
    for each in form().confidential:
        with pytest.raises(AnswerInConfidence):
            wanted_of((f"{each.code}=yes",), None, is_dissatisfied=False, has_said=False)
