from datetime import date

import pytest

from revisit_cli.errors.visits.flag import ReasonUnknown
from revisit_cli.policy.visits.flag import (
    is_pending,
    notes_of,
    reason_given,
    reasons_of_call,
    visit_is_due,
)
from revisit_cli.records.code import FlagReason
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook import loader

NUMBERS = loader.rules().numbers


@pytest.mark.clause("三(三)1", "三(三)2", "三(一)2")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("complaint", "complaint"),
        ("投诉件", "complaint"),
        ("信访件", "petition"),
        ("超期办结", "overdue_completion"),
        ("overdue-completion", "overdue_completion"),
        ("反映难办", "hard_to_do"),
        ("“差评”", "bad_review"),
        (" 重点项目 ", "key_project"),
    ],
)
def test_every_reason_of_the_document_is_understood(text: str, code: str) -> None:
    assert reason_given(text) == code


@pytest.mark.parametrize("text", ["", "好评", "dissatisfied", "不满意"])
def test_other_reasons_are_refused(text: str) -> None:
    with pytest.raises(ReasonUnknown):
        reason_given(text)


@pytest.mark.clause("三(三)1")
def test_complaints_and_petitions_want_the_day_they_were_verified() -> None:
    assert notes_of("complaint", None) == ("unverified",)
    assert notes_of("complaint", date(2026, 11, 20)) == ()
    assert notes_of("bad_review", None) == ()


@pytest.mark.clause("三(三)1", "三(三)2")
@pytest.mark.parametrize(("live", "due"), [(0, False), (1, True), (3, True)])
def test_any_one_reason_asks_for_a_visit(live: int, due: bool) -> None:
    assert visit_is_due(live) is due


@pytest.mark.clause("R18")
def test_a_dissatisfied_answer_asks_for_a_visit_unless_the_bureau_says_no() -> None:
    both = [
        Answers.of(overall="satisfied", extra_trips="yes"),
        Answers.of(overall="dissatisfied", extra_trips="no"),
    ]
    fine = [Answers.of(overall="satisfied", extra_trips="no")]
    everything = NUMBERS._replace(visit_on_extra_trips=True, visit_on_unreachable=True)
    nothing = NUMBERS._replace(visit_on_dissatisfied=False)
    assert reasons_of_call(both, NUMBERS, is_unreachable=True) == ("dissatisfied",)
    assert reasons_of_call(both, everything, is_unreachable=False) == (
        "dissatisfied",
        "extra_trips",
    )
    assert reasons_of_call([], everything, is_unreachable=True) == ("unreachable",)
    assert reasons_of_call(both, nothing, is_unreachable=True) == ()
    assert reasons_of_call(fine, NUMBERS, is_unreachable=False) == ()


@pytest.mark.clause("三(三)1")
@pytest.mark.parametrize(
    ("reason", "is_verified", "waits"),
    [
        ("complaint", False, True),
        ("petition", False, True),
        ("complaint", True, False),
        ("petition", True, False),
        ("overdue_completion", False, False),
        ("hard_to_do", False, False),
        ("bad_review", False, False),
        ("key_project", False, False),
    ],
)
def test_only_complaints_and_petitions_wait_to_be_verified(
    reason: FlagReason, is_verified: bool, waits: bool
) -> None:
    assert is_pending(reason, date(2026, 11, 20) if is_verified else None) is waits
