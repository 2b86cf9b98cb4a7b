"""Problems: which act leads where, and what stops the clock."""

from datetime import date, datetime

import pytest

from revisit_cli.errors.problems.problem import (
    CauseRequired,
    ExtensionNotLater,
    MoveTooEarly,
    ProblemStateForbids,
    ProblemUnknown,
)
from revisit_cli.labels.problems.problem import STATES
from revisit_cli.policy.problems import problem as policy
from revisit_cli.records.code import ProblemAct, ProblemState
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook import loader

NUMBERS = loader.rules().numbers


@pytest.mark.clause("二(二)5", "三(三)3")
def test_a_suggestion_and_a_difficulty_are_problems() -> None:
    assert policy.problems_in(" 多开窗口 ", "") == (("suggestion", "多开窗口"),)
    assert policy.problems_in(None, "缺地") == (("difficulty", "缺地"),)


@pytest.mark.clause("三(三)3", "四4", "R7")
@pytest.mark.parametrize("act", sorted(policy.ACTS))
@pytest.mark.parametrize("state", sorted(STATES))
def test_an_act_is_done_or_refused_by_where_the_problem_stands(
    act: ProblemAct, state: ProblemState
) -> None:
    target, allowed = policy.ACTS[act]
    if state in allowed:
        assert policy.state_after("1", state, act) == (target or state)
    else:
        with pytest.raises(ProblemStateForbids):
            policy.state_after("1", state, act)


@pytest.mark.clause("三(三)3")
@pytest.mark.parametrize(("cause", "words"), [(None, "满意"), (" ", "满意"), ("人手不足", None)])
def test_nothing_closes_without_cause_and_word(cause: str | None, words: str | None) -> None:
    with pytest.raises(CauseRequired):
        policy.check_close(cause, words)


@pytest.mark.clause("R7")
def test_an_extension_is_later_than_the_day_it_moves() -> None:
    due, today = date(2026, 12, 3), date(2026, 12, 1)
    later = date(2026, 12, 4)
    assert policy.due_after("extended", later, due, today, NUMBERS, Calendar()) == later
    with pytest.raises(ExtensionNotLater):
        policy.due_after("extended", due, due, today, NUMBERS, Calendar())
    with pytest.raises(ExtensionNotLater):
        policy.due_after("extended", date(2026, 12, 4), due, date(2026, 12, 5), NUMBERS, Calendar())


@pytest.mark.clause("四4", "R7")
@pytest.mark.parametrize(
    ("act", "at", "notes"),
    [
        ("extended", "2026-12-03T17:59:59", ()),
        ("extended", "2026-12-03T18:00:00", ("extended_late",)),
        ("answered", "2026-12-04T09:00:00", ()),
    ],
)
def test_an_extension_when_the_problem_is_due_already_is_remarked_upon(
    act: ProblemAct, at: str, notes: tuple[str, ...]
) -> None:
    until = datetime(2026, 12, 3, 18)
    assert policy.move_notes(act, until, datetime.fromisoformat(at)) == notes
    assert policy.move_notes(act, None, datetime.fromisoformat(at)) == ()


def test_a_number_is_read_with_or_without_its_letter() -> None:
    assert policy.number_given("p-0012") == policy.number_given("12") == 12
    with pytest.raises(ProblemUnknown):
        policy.number_given("十二")


@pytest.mark.clause("R7")
def test_nothing_is_done_about_a_problem_before_it_is_raised() -> None:
    raised = "2026-12-03T16:00:00+08:00"
    policy.check_moment("1", raised, datetime(2026, 12, 3, 9, tzinfo=BEIJING))
    with pytest.raises(MoveTooEarly):
        policy.check_moment("1", raised, datetime(2026, 12, 2, 18, tzinfo=BEIJING))
