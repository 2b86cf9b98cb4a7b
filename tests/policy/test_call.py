"""Outcomes: what each means, when a firm rests, and what a record must have."""

from datetime import datetime

import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.call import (
    AnswerUnreadable,
    CallbackRequired,
    EvidenceRequired,
    OutcomeUnknown,
    OverallRequired,
    SecondPersonIsSame,
    WordsRequired,
)
from revisit_cli.labels.call import ANSWERS, OUTCOMES
from revisit_cli.policy import call as policy
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.call import CallRecord, Earlier
from revisit_cli.records.context import BEIJING
from revisit_cli.records.setting import Settings

PLAIN = Calendar()
SET = Settings()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def _after(outcome: str, at: str, *earlier: str, other: bool = False) -> tuple[str, str | None]:
    agreed = _at("2026-11-27T15:30") if outcome == "appointment" else None
    state, moment = policy.state_after(
        CallRecord(1, outcome, callback=agreed),
        _at(at),
        [Earlier(each, "乙", _at("2026-11-25T09:00")) for each in earlier],
        by="甲",
        others_at_work=True,
        has_other_number=other,
        calendar=PLAIN,
        settings=SET,
    )
    return state, None if moment is None else moment.strftime("%m-%d %H:%M")


@pytest.mark.clause("R12", "三(一)")
@pytest.mark.parametrize(
    ("outcome", "at", "state", "next_at"),
    [
        ("completed", "2026-11-26T09:00", "done", None),
        ("refused_hard", "2026-11-26T09:00", "done", None),
        ("busy", "2026-11-26T09:00", "retry", "11-26 09:30"),
        ("busy", "2026-11-26T11:10", "retry", "11-26 14:30"),
        ("busy", "2026-11-26T17:20", "retry", "11-27 08:30"),
        ("no_answer", "2026-11-26T09:00", "retry", "11-26 14:30"),
        ("no_answer", "2026-11-26T15:00", "retry", "11-27 08:30"),
        ("no_answer", "2026-11-27T15:00", "retry", "11-30 08:30"),
        ("left_message", "2026-11-26T10:00", "retry", "11-26 14:30"),
        ("refused_soft", "2026-11-26T10:00", "retry", "11-30 08:30"),
        ("appointment", "2026-11-26T10:00", "appointment", "11-27 15:30"),
        ("wrong_number", "2026-11-26T10:00", "returned", None),
        ("dead_number", "2026-11-26T10:00", "returned", None),
        ("no_answer", "2026-12-31T15:00", "retry", "01-01 08:30"),
    ],
)
def test_a_firm_rests_as_its_outcome_says(
    outcome: str, at: str, state: str, next_at: str | None
) -> None:
    assert _after(outcome, at) == (state, next_at)


@pytest.mark.clause("R12")
def test_a_second_number_is_tried_before_the_firm_goes_back_to_its_unit() -> None:
    assert _after("dead_number", "2026-11-26T10:00", other=True) == ("retry", "11-26 10:00")


def test_a_second_soft_refusal_is_final() -> None:
    assert _after("refused_soft", "2026-11-26T10:00", "refused_soft")[0] == "done"


def test_every_outcome_has_its_word_and_its_class() -> None:
    assert policy.TABLE.keys() == OUTCOMES.keys()
    assert {outcome.aapor for outcome in policy.TABLE.values()} <= {
        "I", "P", "R", "NC", "O", "UO", "NE",
    }  # fmt: skip


@pytest.mark.clause("二(二)1", "二(二)2", "二(二)4", "附表1")
@pytest.mark.parametrize("question", sorted(ANSWERS))
def test_every_answer_is_understood_by_code_and_by_word(question: str) -> None:
    for code, label in ANSWERS[question].items():
        assert policy.answer_given(question, code) == code
        assert policy.answer_given(question, f" {label} ") == code
    assert policy.answer_given(question, None) is None
    with pytest.raises(AnswerUnreadable):
        policy.answer_given(question, "也许")


def test_days_are_read_out_of_words() -> None:
    assert policy.days_given("３个工作日") == (3, "３个工作日")
    assert policy.days_given("当天") == (None, "当天")
    assert policy.days_given(None) == (None, None)
    with pytest.raises(OutcomeUnknown):
        policy.outcome_given("聊了聊")


@pytest.mark.clause("三(一)1")
@pytest.mark.parametrize(
    ("record", "refusal"),
    [
        (CallRecord(1, "refused_hard"), WordsRequired),
        (CallRecord(1, "appointment"), CallbackRequired),
        (CallRecord(1, "appointment", callback=_at("2026-11-25T09:00")), CallbackRequired),
        (CallRecord(1, "firm_gone", evidence="注销公告"), EvidenceRequired),
        (
            CallRecord(1, "firm_gone", evidence="注销公告", second_person="甲"),
            SecondPersonIsSame,
        ),
        (CallRecord(1, "completed"), OverallRequired),
    ],
)
def test_a_record_that_lacks_what_its_outcome_needs_is_refused(
    record: CallRecord, refusal: type[RevisitError]
) -> None:
    with pytest.raises(refusal):
        policy.check_record(record, _at("2026-11-26T09:00"), "甲")


@pytest.mark.clause("二(二)3", "二(二)5")
def test_a_suggestion_and_a_difficulty_are_two_problems() -> None:
    record = CallRecord(1, "completed", suggestion="少跑一趟", difficulty="缺人")
    assert [kind for kind, _ in policy.problems_of(record)] == ["suggestion", "difficulty"]
    assert policy.problems_of(CallRecord(1, "completed", suggestion=" ")) == ()


@pytest.mark.clause("R11")
def test_an_answer_is_about_all_units_unless_one_is_named() -> None:
    units = {3: "审批科", 5: "燃气办"}
    assert policy.units_answered(None, units, lambda _: None) == (3, 5)
    assert policy.units_answered("燃气办", units, lambda _: 5) == (5,)
    assert policy.units_answered("人事科", units, lambda _: 9) == ()


def test_exhausted_needs_two_days_and_both_halves() -> None:
    assert policy.is_exhausted([_at("2026-11-26T09:00"), _at("2026-11-27T15:00")])
    assert not policy.is_exhausted([_at("2026-11-26T09:00"), _at("2026-11-26T15:00")])
    assert not policy.is_exhausted([_at("2026-11-26T09:00"), _at("2026-11-27T09:00")])
