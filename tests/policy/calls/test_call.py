"""Outcomes: what each means, when a firm rests, and what a record must have."""

from datetime import datetime

import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.calls.call import (
    CallbackRequired,
    EvidenceRequired,
    ExhaustedTooEarly,
    OutcomeUnknown,
    OverallRequired,
    SecondPersonIsSame,
    WordsRequired,
)
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.policy.calls import call as policy
from revisit_cli.records.calls.record import CallRecord, Earlier
from revisit_cli.records.code import CallbackParty, CallOutcome, CallState
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rules.setting import Settings

PLAIN = Calendar()
SET = Settings()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def _after(
    outcome: CallOutcome, at: str, *earlier: CallOutcome, other: bool = False
) -> tuple[str, str | None]:
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
    outcome: CallOutcome, at: str, state: str, next_at: str | None
) -> None:
    assert _after(outcome, at) == (state, next_at)


@pytest.mark.clause("R12")
def test_a_second_number_is_tried_before_the_firm_goes_back_to_its_unit() -> None:
    assert _after("dead_number", "2026-11-26T10:00", other=True) == ("retry", "11-26 10:00")


def test_a_second_soft_refusal_is_final() -> None:
    assert _after("refused_soft", "2026-11-26T10:00", "refused_soft")[0] == "done"


def test_an_outcome_is_understood_by_code_and_by_word() -> None:
    for code, label in OUTCOMES.items():
        assert policy.outcome_given(code) == policy.outcome_given(f" {label}") == code
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


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("at", "is_refused"),
    [
        ((), True),
        (("2026-11-26T09:00", "2026-11-26T15:00"), True),
        (("2026-11-26T09:00", "2026-11-27T09:00"), True),
        (("2026-11-26T09:00", "2026-11-27T15:00"), False),
    ],
)
def test_a_firm_given_up_too_early_is_refused_with_what_there_is(
    at: tuple[str, ...], is_refused: bool
) -> None:
    earlier = [Earlier("no_answer", "甲", _at(each)) for each in at]
    if not is_refused:
        policy.check_exhausted(1, earlier)
        return
    with pytest.raises(ExhaustedTooEarly) as refused:
        policy.check_exhausted(1, earlier)
    assert refused.value.facts["count"] == len(at)


@pytest.mark.parametrize(
    ("earlier", "others", "state"),
    [
        ((), True, "retry"),
        (("甲",), True, "retry"),
        (("乙",), True, "done"),
        (("甲",), False, "done"),
    ],
)
def test_a_soft_refusal_is_final_once_somebody_else_heard_it_or_nobody_else_is_there(
    earlier: tuple[str, ...], others: bool, state: str
) -> None:
    found, _ = policy.state_after(
        CallRecord(1, "refused_soft"),
        _at("2026-11-30T09:00"),
        [Earlier("refused_soft", by, _at("2026-11-26T09:00")) for by in earlier],
        by="甲",
        others_at_work=others,
        has_other_number=False,
        calendar=PLAIN,
        settings=SET,
    )
    assert found == state


def test_a_chosen_time_goes_before_the_rest() -> None:
    chosen = _at("2026-12-03T10:00")
    assert _chosen("no_answer", chosen) == ("retry", chosen)
    assert _chosen("dead_number", chosen) == ("returned", None)


def _chosen(outcome: CallOutcome, callback: datetime) -> tuple[str, datetime | None]:
    return policy.state_after(
        CallRecord(1, outcome, callback=callback),
        _at("2026-11-26T09:00"),
        [],
        by="甲",
        others_at_work=True,
        has_other_number=False,
        calendar=PLAIN,
        settings=SET,
    )


def test_three_tries_on_two_days_ask_the_unit_for_another_number() -> None:
    def tried(*at: str) -> list[Earlier]:
        return [Earlier("no_answer", "甲", _at(each)) for each in at]

    now = _at("2026-11-27T09:00")
    twice = tried("2026-11-26T09:00", "2026-11-26T15:00")
    assert policy.needs_other_number("busy", now, twice)
    assert not policy.needs_other_number("busy", now, twice[:1])
    assert not policy.needs_other_number("completed", now, twice)
    assert not policy.needs_other_number("busy", _at("2026-11-26T17:00"), twice)


def test_an_undone_attempt_leaves_what_was_before_it() -> None:
    at, agreed = _at("2026-11-26T09:00"), _at("2026-11-27T15:30")
    assert policy.state_before([], at) == ("new", None)
    assert policy.state_before([Earlier("busy", "甲", at)], at) == ("retry", at)
    promised = Earlier("appointment", "甲", at, agreed)
    assert policy.state_before([promised], at) == ("appointment", agreed)


@pytest.mark.parametrize(
    ("given", "person", "found"),
    [
        (None, "某甲", "firm"),
        (None, "门卫", None),
        (None, None, None),
        ("third_party", "某甲", "third_party"),
        ("firm", "新来的", "firm"),
    ],
)
def test_whom_an_appointment_was_made_with_is_said_or_the_firms_own_contact(
    given: CallbackParty | None, person: str | None, found: CallbackParty | None
) -> None:
    record = CallRecord(1, "appointment", callback_with=person, callback_party=given)
    assert policy.party_of(record, {"某甲", "某乙"}) == found
    assert policy.party_of(CallRecord(1, "busy", callback_with="某甲"), {"某甲"}) is None


@pytest.mark.clause("三(一)")
@pytest.mark.parametrize(
    ("outcome", "state", "earlier", "stays"),
    [
        ("completed", "retry", False, True),
        ("wrong_number", "retry", False, True),
        ("wrong_number", "returned", False, False),
        ("busy", "retry", False, False),
        ("completed", "done", False, False),
        ("completed", "retry", True, False),
    ],
)
def test_a_firm_stays_with_its_clerk_while_something_is_left_to_ask_at_once(
    outcome: CallOutcome, state: CallState, earlier: bool, stays: bool
) -> None:
    record = CallRecord(1, outcome, at=_at("2026-11-25T09:00") if earlier else None)
    assert policy.stays_with_clerk(record, state) is stays


@pytest.mark.parametrize(
    ("outcome", "state", "next_at", "rests"),
    [
        ("no_answer", "retry", "2026-11-26T14:30", True),
        ("no_answer", "retry", "2026-11-26T08:00", False),
        ("refused_soft", "retry", "2026-11-30T08:30", False),
        ("appointment", "appointment", "2026-11-27T15:30", False),
    ],
)
def test_a_number_rests_for_other_firms_only_where_nobody_answered_it(
    outcome: CallOutcome, state: CallState, next_at: str, rests: bool
) -> None:
    now = _at("2026-11-26T09:00")
    assert policy.lets_number_rest(outcome, state, _at(next_at), now) is rests
