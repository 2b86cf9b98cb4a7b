"""Whether a half-year has had its symposium."""

from datetime import date

import pytest

from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.records.draws.symposium import Symposium
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

RULES = loader.rules()
TODAY = date(2026, 11, 26)


def held(
    half: str,
    *,
    special: bool = False,
    draw: int | None = 1,
    drawn: int = 12,
    on: date = TODAY,
    present: int = 12,
) -> Symposium:
    return Symposium(
        1, draw, half, special, on, None, "王", "chief", present, 0, 0, None, drawn
    )  # fmt: skip


@pytest.mark.clause("三(二)3", "R8")
def test_one_regular_symposium_does_a_half_years_duty() -> None:
    assert duty_of_half(RULES.half("2026-H2"), [held("2026-H1")]).is_done is False
    assert duty_of_half(RULES.half("2026-H2"), [held("2026-H2", special=True)]).is_done is False
    assert duty_of_half(RULES.half("2026-H2"), [held("2026-H2")]).is_done is True
    assert duty_of_half(RULES.half("2026-H2"), [held("2026-H2", draw=None)]).is_done is False
    assert duty_of_half(RULES.half("2026-H2"), [held("2026-H2", drawn=0)]).is_done is False
    assert duty_of_half(RULES.half("2026-H1"), []).due_on == date(2026, 6, 30)
    assert duty_of_half(RULES.half("2026-H2"), []).due_on == date(2026, 12, 31)


@pytest.mark.clause("R10", "R31")
@pytest.mark.parametrize(("listed", "is_done"), [(0, False), (15, True), (16, False)])
def test_a_list_no_longer_than_the_size_needs_no_draw(listed: int, is_done: bool) -> None:
    session = replace(held("2026-H2", draw=None, drawn=0), list_count=listed)
    assert duty_of_half(RULES.half("2026-H2"), [session]).is_done is is_done
    nobody = replace(session, present_count=0)
    assert duty_of_half(RULES.half("2026-H2"), [nobody]).is_done is False


@pytest.mark.clause("三(二)3", "R31")
def test_a_session_after_its_half_year_is_late_and_few_who_came_are_remarked_upon() -> None:
    half, after = RULES.half("2026-H2"), date(2027, 1, 1)
    late = duty_of_half(half, [held("2026-H2", on=after, present=9, drawn=1)])
    assert (late.is_done, late.is_late, late.present_count, late.is_few) == (True, True, 9, True)
    both = duty_of_half(half, [held("2026-H2", on=after), held("2026-H2", on=half.last_on)])
    assert (both.held_count, both.is_late, both.is_few) == (2, False, False)
    none = duty_of_half(half, [])
    assert (none.is_late, none.present_count, none.is_few) == (False, None, False)
