"""Answers as people give them, by telephone and in a visit."""

import pytest

from revisit_cli.errors.rules.answer import AnswerUnreadable
from revisit_cli.labels.rules.answer import ANSWERS, QUESTIONS, SYNONYMS
from revisit_cli.policy.rules.answer import answer_given, days_given, question_named


@pytest.mark.clause("二(二)1", "二(二)2", "二(二)4", "附表1", "附表2")
@pytest.mark.parametrize("question", sorted(ANSWERS))
def test_every_answer_is_understood_by_code_and_by_word(question: str) -> None:
    for code, label in ANSWERS[question].items():
        assert answer_given(question, code.upper()) == code
        assert answer_given(question, f" {label} ") == code
    assert answer_given(question, None) is None
    with pytest.raises(AnswerUnreadable):
        answer_given(question, "也许")


def test_a_further_word_is_none_of_the_questions_own() -> None:
    for (question, word), code in SYNONYMS.items():
        assert word not in ANSWERS[question].values()
        assert answer_given(question, word) == code


@pytest.mark.clause("二(二)2")
def test_days_are_read_out_of_words() -> None:
    assert days_given("３个工作日") == (3, "３个工作日")
    assert days_given("当天") == (None, "当天")
    assert days_given(" ") == days_given(None) == (None, None)


def test_a_question_is_known_by_any_of_its_names() -> None:
    for code, label in QUESTIONS.items():
        assert question_named(code) == question_named(label) == code
    assert question_named("extra-trips") == "extra_trips"
    assert question_named("廉洁") == "integrity"
    assert question_named("天气") is None
