"""How a call ends that no unit is left on, and when a unit may say that it never served."""

import pytest

from revisit_cli.errors.calls.not_served import (
    NotServedIncomplete,
    NotServedListOpen,
    NotServedStillNamed,
)
from revisit_cli.policy.calls.not_served import check_rows, check_said, end_without
from revisit_cli.records.calls.not_served import NamedRow

LACKS = (("审批科", ("days",)),)


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("is_answered", "lacking", "is_denied", "end"),
    [
        (False, (), False, "not_served"),
        (False, (), True, "denies_service"),
        (True, (), False, "completed"),
        (True, (), True, "completed"),
        (True, LACKS, False, "partial"),
    ],
)
def test_a_call_without_a_unit_left_ends_by_what_the_firm_said(
    is_answered: bool, lacking: tuple[tuple[str, tuple[str, ...]], ...], is_denied: bool, end: str
) -> None:
    assert end_without(is_answered=is_answered, lacking=lacking, is_denied=is_denied) == end


def _row(*, is_in_force: bool, is_locked: bool) -> NamedRow:
    return NamedRow("台账.csv", "表", 7, "2026-11", is_in_force, is_locked)


@pytest.mark.clause("R12")
def test_every_row_must_be_gone_from_the_version_in_force_of_a_frozen_month() -> None:
    gone = _row(is_in_force=False, is_locked=True)
    check_rows(1, "审批科", [gone, gone])
    with pytest.raises(NotServedStillNamed) as refused:
        check_rows(1, "审批科", [gone, _row(is_in_force=True, is_locked=True)])
    assert (refused.value.facts["file"], refused.value.facts["row"]) == ("台账.csv", 7)
    with pytest.raises(NotServedListOpen):
        check_rows(1, "审批科", [gone, _row(is_in_force=False, is_locked=False)])


@pytest.mark.clause("R12", "三(四)2")
@pytest.mark.parametrize(("leader", "reason"), [("", "误填"), ("王", " "), ("　", "误填")])
def test_nobody_or_no_reason_is_refused(leader: str, reason: str) -> None:
    with pytest.raises(NotServedIncomplete):
        check_said(leader, reason)
    check_said("王", "误填")
