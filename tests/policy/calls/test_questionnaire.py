"""附表1 as it is asked: which question comes next, and what the answers mean together."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from revisit_cli.policy.calls.questionnaire import (
    Question,
    answers_by_unit,
    given_of,
    is_of_all,
    keyed,
    next_question,
    problem_tags,
    pruned,
    put_together,
    questions,
    taken_back,
)
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form

ONE, TWO = ("审批科",), ("审批科", "燃气办")


def _asked(given: dict[str, str], units: tuple[str, ...] = ONE, *, part: bool = False) -> list[str]:
    return [each.key for each in questions(given, units, is_partial=part)]


@pytest.mark.clause("附表1")
def test_four_may_be_stated_at_once_but_days_and_the_overall_answer_are_always_asked() -> None:
    assert _asked({}) == [
        "mode",
        *(f"{name}@审批科" for name in ("attitude", "one_time_notice", "days", "extra_trips")),
        "integrity@审批科",
        "overall@审批科",
        "suggestion",
        "difficulty",
    ]
    fine = {"mode": "fine", "days@审批科": "unclear", "overall@审批科": "satisfied"}
    assert _asked({"mode": "fine"}) == [*fine, "suggestion", "difficulty"]
    found = dict(answers_by_unit(fine, ONE))
    assert found["审批科"] == Answers.of(
        attitude="good",
        one_time_notice="yes",
        days="unclear",
        extra_trips="no",
        integrity="no",
        overall="satisfied",
    )


@pytest.mark.clause("R11")
def test_each_question_is_put_of_every_unit_before_the_next() -> None:
    days, overall = (
        ["days@审批科", "days@燃气办"],
        ["overall@审批科", "overall@燃气办"],
    )
    assert _asked({"mode": "fine"}, TWO)[1:5] == [*days, *overall]
    names = [each.partition("@")[0] for each in _asked({"mode": "each"}, TWO)]
    assert names[1:13:2] == names[2:14:2] == [each.code for each in form().of_units]
    given = dict(zip(overall, ("satisfied", "dissatisfied"), strict=True))
    told = answers_by_unit({"mode": "fine", **given}, TWO)
    assert [each.code("overall") for _, each in told] == ["satisfied", "dissatisfied"]


@pytest.mark.clause("R25")
def test_days_that_nobody_remembers_are_chosen_and_never_left_empty_in_a_whole_call() -> None:
    given = {"mode": "each", "days@审批科": "unclear"}
    (days,) = [each for each in questions(given, ONE) if each.name == "days"]
    assert days.unknown == ("unclear", "na")
    assert keyed(days, "") is None
    assert keyed(days, "3") == "3"
    ((_, answers),) = answers_by_unit(given, ONE)
    assert answers.code("days") == "unclear"
    (days,) = [each for each in questions({}, ONE, is_partial=True) if each.name == "days"]
    assert days.unknown == ()


@pytest.mark.clause("R25")
def test_a_question_is_put_of_all_units_that_have_no_answer_yet() -> None:
    (attitude,) = [each for each in questions({}, TWO) if each.key == "attitude@审批科"]
    assert put_together({}, TWO, attitude) == ["审批科", "燃气办"]
    assert put_together({"attitude@燃气办": "poor"}, TWO, attitude) == ["审批科"]
    assert keyed(attitude, "") is None
    (days,) = [each for each in questions({}, TWO) if each.key == "days@审批科"]
    assert put_together({}, TWO, days) == []
    given = {"mode": "each", "attitude@燃气办": "poor"}
    words = next_question(given, TWO)
    assert words is not None
    assert words.key == "words:attitude@燃气办"
    assert put_together(given, TWO, words) == []


@pytest.mark.clause("R25")
def test_only_what_accuses_nobody_is_of_all_units_without_asking_of_which() -> None:
    for each in questions({"mode": "each"}, TWO):
        asked = each.asked
        if each.unit is None or asked is None or not each.codes:
            continue
        of_all = {code for code in each.codes if is_of_all(each, code)}
        assert of_all == {choice.code for choice in asked.answers if choice.accuses_nobody}
        assert is_of_all(each, "")


def test_going_back_takes_the_answer_of_all_units_and_words_alone() -> None:
    given = {"mode": "each", "attitude@审批科": "good", "attitude@燃气办": "good"}
    assert taken_back(given) == {"mode": "each"}
    given["days@审批科"], given["days@燃气办"] = "3", "5"
    assert [*taken_back(given)][-1] == "days@审批科"
    said = {"mode": "each", "attitude@燃气办": "poor", "words:attitude@燃气办": "不耐烦"}
    assert [*taken_back(said)] == ["mode", "attitude@燃气办"]


@pytest.mark.clause("二(二)4", "三(四)1")
def test_words_are_asked_where_integrity_was_touched_and_nobody_has_to_say_them() -> None:
    given = {"mode": "each", "integrity@审批科": "yes"}
    asked = {each.key: each for each in questions(given, ONE)}
    words = asked["words:integrity@审批科"]
    assert words.is_confidential
    # 「不愿细说也可以」, as it is read aloud.
    assert keyed(words, "") == ""
    assert asked["integrity@审批科"].is_confidential
    assert "words:integrity@审批科" not in _asked({"mode": "each", "integrity@审批科": "no"})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("attitude", "poor"),
        ("one_time_notice", "no"),
        ("extra_trips", "yes"),
        ("overall", "dissatisfied"),
    ],
)
def test_what_was_not_well_may_be_told_in_words(name: str, code: str) -> None:
    given = {"mode": "each", f"{name}@审批科": code}
    (asked,) = [each for each in questions(given, ONE) if each.key.startswith("words:")]
    assert asked.may_be_empty
    told = answers_by_unit({**given, asked.key: "等了三次"}, ONE)
    assert told[0][1].words == ((name, "等了三次"),)


def test_in_a_part_every_question_may_stay_empty() -> None:
    asked = questions({}, ONE, is_partial=True)
    assert asked[0].name == "attitude"
    assert all(keyed(each, "") == "" for each in asked)
    ((_, answers),) = answers_by_unit({each.key: "" for each in asked}, ONE)
    assert answers == Answers()


@pytest.mark.clause("二(二)3", "二(二)5")
def test_a_suggestion_asks_what_becomes_of_it() -> None:
    assert _asked({"mode": "fine", "suggestion": "少跑一趟"})[-1] == "problem"
    assert "problem" not in _asked({"mode": "fine", "suggestion": "", "difficulty": ""})
    assert problem_tags({"problem": "hidden_approval"}) == ("隐性审批",)
    assert problem_tags({"problem": "open"}) == problem_tags({}) == ()


def test_an_answer_whose_question_is_gone_is_not_saved() -> None:
    given = {"mode": "fine", "attitude@审批科": "poor", "overall@审批科": "dissatisfied"}
    assert pruned(given, TWO) == {"mode": "fine", "overall@审批科": "dissatisfied"}
    assert {each.code("attitude") for _, each in answers_by_unit(given, TWO)} == {"good"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1", "good"), ("3", "poor"), ("4", None), ("0", None), ("差", "poor"), ("fair", "fair")],
)
def test_a_digit_or_the_word_itself_is_understood(text: str, answer: str | None) -> None:
    question = Question("attitude@审批科", "attitude", "审批科", ("good", "fair", "poor"))
    assert keyed(question, text) == answer


def test_a_slipped_one_accuses_nobody_and_what_is_said_stands_for_its_digit() -> None:
    for each in questions({"mode": "each"}, ONE):
        if each.asked is not None and each.codes and each.unit:
            first = each.asked.choice(keyed(each, "1"))
            assert first is not None
            assert first.accuses_nobody
            for code, word in each.asked.spoken.items():
                assert keyed(each, word) == code


@drawn(st.data())
def test_answering_whatever_comes_ends_and_going_back_undoes_the_last(data: st.DataObject) -> None:
    units = data.draw(st.sampled_from([ONE, TWO, ("甲", "乙", "丙")]))
    given: dict[str, str] = {}
    steps = 0
    while (question := next_question(given, units)) is not None:
        answer = data.draw(st.sampled_from(question.codes)) if question.codes else "话"
        before = dict(given)
        given[question.key] = answer
        assert pruned(given, units) == given
        back = dict(given)
        back.popitem()
        assert back == before
        steps += 1
        assert steps < 50
    for _, answers in answers_by_unit(given, units):
        assert answers.code("overall") in ("satisfied", "dissatisfied")


@pytest.mark.clause("三(四)1")
def test_a_refused_record_is_a_card_that_can_be_finished() -> None:
    answers = Answers.of(attitude="poor", overall="satisfied", words=(("attitude", "不耐烦"),))
    record = CallRecord(1, "completed", answers, unit="审批科", suggestion="少跑一趟")
    given = given_of(record, TWO)
    assert given["attitude@审批科"] == "poor"
    assert given["words:attitude@审批科"] == "不耐烦"
    assert given["suggestion"] == "少跑一趟"
    assert next_question(given, TWO) is not None
    # Said of all at once, it is asked again for each of them.
    assert given_of(replace(record, unit=None, suggestion=None), TWO) == {
        "mode": "each", "overall@审批科": "satisfied", "overall@燃气办": "satisfied",
    }  # fmt: skip
    assert given_of(CallRecord(1, "completed", Answers.of(attitude="poor")), TWO) == {
        "mode": "each"
    }
    assert given_of(CallRecord(1, "busy"), TWO) == {}
    said = Answers.of(integrity="yes", words=(("廉洁", "暗示请客"), ("服务态度", "不耐烦")))
    given = given_of(CallRecord(1, "completed", said), ONE)
    assert given["words:integrity@审批科"] == "暗示请客"
    assert given["words:attitude@审批科"] == "不耐烦"
