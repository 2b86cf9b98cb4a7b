"""Answers as people give them, by telephone and in a visit."""

import pytest

from revisit_cli.errors.rules.answer import AnswerUnreadable, QuestionUnknown, WordsUnreadable
from revisit_cli.policy.rules.answer import (
    answer_given,
    answers_given,
    named_answers,
    question_named,
    words_given,
)
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form


@pytest.mark.clause("二(二)1", "二(二)2", "二(二)4", "附表1", "附表2")
@pytest.mark.parametrize("question", form().coded, ids=lambda each: each.code)
def test_every_answer_is_understood_by_code_and_by_word(question: Question) -> None:
    for code, label in question.words.items():
        assert answer_given(question.code, code.upper()) == Answer(code)
        assert answer_given(question.code, f" {label} ") == Answer(code)
    assert answer_given(question.code, None) is None
    with pytest.raises(AnswerUnreadable):
        answer_given(question.code, "也许")


def test_a_further_word_is_none_of_the_questions_own() -> None:
    for question in form().coded:
        for choice in question.choices:
            for word in choice.synonyms:
                assert word not in question.words.values()
                assert answer_given(question.code, word) == Answer(choice.code)


@pytest.mark.clause("二(二)2")
def test_days_are_read_out_of_words() -> None:
    assert answer_given("days", "３个工作日") == Answer(number=3, text="３个工作日")
    assert answer_given("days", "当天") == Answer(text="当天")
    assert answer_given("days", " ") is answer_given("days", None) is None


def test_a_question_is_known_by_any_of_its_names() -> None:
    for each in form().of_units:
        assert question_named(each.code) == question_named(each.label) == each.code
    assert question_named("extra-trips") == "extra_trips"
    assert question_named("廉洁") == "integrity"
    assert question_named("天气") is None


@pytest.mark.clause("附表2", "二(二)1", "二(二)2", "二(二)4")
def test_the_forms_questions_take_codes_and_chinese() -> None:
    given = answers_given(
        {
            "attitude": "好",
            "one_time_notice": "yes",
            "days": "３天",
            "extra_trips": "没有",
            "integrity": "否",
            "overall": "满意",
        },
        map(words_given, ["服务态度=很热情", "days=三天办好"]),
    )
    assert given == Answers.of(
        (("attitude", "很热情"), ("days", "三天办好")),
        attitude="good",
        one_time_notice="yes",
        days=Answer(number=3, text="３天"),
        extra_trips="no",
        integrity="no",
        overall="satisfied",
    )
    assert answers_given({"days": None}).is_empty


@pytest.mark.parametrize("text", ["好", "天气=好", "attitude="])
def test_words_and_answers_belong_to_a_question(text: str) -> None:
    with pytest.raises(WordsUnreadable):
        words_given(text)
    with pytest.raises(QuestionUnknown):
        named_answers([text])


def test_an_answer_goes_under_any_name_of_its_question() -> None:
    found = named_answers(["服务态度＝好", "extra-trips=否", "廉洁=没有"])
    assert found == {"attitude": "好", "extra_trips": "否", "integrity": "没有"}
