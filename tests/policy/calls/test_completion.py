"""When a call that was answered ends, and as what it is kept."""

import pytest

from revisit_cli.policy.calls import completion as policy
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.rules.answer import Answer, Answers

WHOLE = {
    "attitude": "fair", "one_time_notice": "na", "extra_trips": "unclear", "integrity": "declined",
    "overall": "satisfied",
}  # fmt: skip


def _answers(days: str | Answer | None = "unclear", **told: str | None) -> Answers:
    return Answers.of((), **{"days": days, **WHOLE, **told})


@pytest.mark.clause("R25", "附表1")
@pytest.mark.parametrize(
    ("answers", "lacking"),
    [
        (_answers(), ()),
        (_answers(Answer(number=3, text="3天")), ()),
        (_answers(Answer(text="当天")), ()),
        (_answers(integrity="unclear", attitude="na"), ()),
        (_answers(None), ("days",)),
        (_answers(Answer(text="无")), ("days",)),
        (_answers(attitude=None, overall=None), ("attitude", "overall")),
        (
            Answers(),
            ("attitude", "one_time_notice", "days", "extra_trips", "integrity", "overall"),
        ),
    ],
)
def test_every_question_lacks_that_nothing_answers(
    answers: Answers, lacking: tuple[str, ...]
) -> None:
    expected = (("审批科", lacking),) if lacking else ()
    assert policy.lacking_in({"燃气办": _answers(), "审批科": answers}) == expected


@pytest.mark.clause("R11", "R25")
@pytest.mark.parametrize(
    ("answered", "denied", "left"),
    [
        (set(), set(), (1, 2)),
        ({1}, set(), (2,)),
        (set(), {2}, (1,)),
        ({1}, {2}, ()),
        ({3}, {1}, (2,)),
    ],
)
def test_a_unit_is_left_that_was_neither_answered_for_nor_denied(
    answered: set[int], denied: set[int], left: tuple[int, ...]
) -> None:
    assert policy.units_left((1, 2), answered, denied) == left


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("said", "is_lacking", "kept"),
    [
        ("completed", False, "completed"),
        ("completed", True, "partial"),
        ("partial", False, "partial"),
        ("busy", True, "busy"),
    ],
)
def test_a_call_that_lacks_an_answer_is_kept_as_answered_in_part(
    said: CallOutcome, is_lacking: bool, kept: CallOutcome
) -> None:
    lacking = (("审批科", ("days",)),) if is_lacking else ()
    assert policy.kept_as(said, lacking) == kept


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("said", "left", "goes_on"),
    [
        ("completed", (2,), True),
        ("denies_service", (2,), True),
        ("completed", (), False),
        ("denies_service", (), False),
        ("partial", (2,), False),
        ("refused_hard", (2,), False),
    ],
)
def test_only_an_answer_or_a_denial_about_some_units_goes_on_to_the_others(
    said: CallOutcome, left: tuple[int, ...], goes_on: bool
) -> None:
    assert policy.goes_on(said, left) is goes_on


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("said", "of_one", "answered", "ends"),
    [
        ("denies_service", True, True, "completed"),
        ("denies_service", True, False, "denies_service"),
        ("denies_service", False, True, "denies_service"),
        ("refused_hard", True, True, "refused_hard"),
    ],
)
def test_a_denial_of_the_last_unit_ends_a_call_as_the_others_answered_it(
    said: CallOutcome, of_one: bool, answered: bool, ends: CallOutcome
) -> None:
    assert policy.outcome_at_end(said, is_of_one=of_one, is_answered=answered) == ends


def test_partial_is_what_a_completed_row_may_be_kept_as_and_no_other_way_round() -> None:
    assert policy.is_same_outcome("partial", "completed")
    assert policy.is_same_outcome("busy", "busy")
    assert not policy.is_same_outcome("completed", "partial")
    assert not policy.is_same_outcome("busy", "completed")
