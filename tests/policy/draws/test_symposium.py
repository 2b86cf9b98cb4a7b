from datetime import date, datetime, timedelta

import pytest

from revisit_cli.errors.draws.sample import DrawUnknown
from revisit_cli.errors.draws.symposium import InvitedToThePast, PairUnreadable, RoleUnknown
from revisit_cli.policy.draws.sample import pool_of
from revisit_cli.policy.draws.symposium import (
    check_invited_to,
    draw_of,
    is_all,
    notes_of,
    order_notes,
    pair_given,
    role_given,
)
from revisit_cli.records.context import BEIJING
from revisit_cli.records.draws.sample import PoolFrozen, Scope, ServedFirm
from revisit_cli.rulebook import loader

RULES = loader.rules()

TODAY = date(2026, 11, 26)
TWELVE = range(12)


@pytest.mark.clause("三(一)3")
@pytest.mark.parametrize(
    ("text", "role"),
    [("chief", "chief"), ("主要领导", "chief"), ("分管领导", "deputy"), ("deputy", "deputy")],
)
def test_a_symposium_is_chaired_by_the_chief_or_a_deputy(text: str, role: str) -> None:
    assert role_given(text) == role


@pytest.mark.parametrize("text", ["科长", ""])
def test_nobody_else_chairs_it(text: str) -> None:
    with pytest.raises(RoleUnknown):
        role_given(text)


@pytest.mark.clause("三(一)3", "R10")
def test_remarks_name_what_the_document_did_not_foresee() -> None:
    assert notes_of(TWELVE, [], TWELVE, RULES.numbers) == ()
    assert notes_of(range(9), [], range(9), RULES.numbers) == ("below_ten",)
    assert notes_of(range(16), [], range(16), RULES.numbers) == ("above_fifteen",)
    assert notes_of(TWELVE, [], None, RULES.numbers) == ("not_drawn",)
    assert notes_of(range(13), [], TWELVE, RULES.numbers) == ("uninvited",)
    # A number meant as a rank may be another firm's own.
    assert notes_of(TWELVE, [40], TWELVE, RULES.numbers) == ("uninvited",)
    assert notes_of(range(11), [], TWELVE, RULES.numbers) == ("unaccounted",)
    assert notes_of(range(11), [11], TWELVE, RULES.numbers) == ()


@pytest.mark.clause("三(一)3", "R9")
def test_a_session_before_its_draw_is_remarked_upon() -> None:
    half = RULES.half("2026-H2")
    assert order_notes(TODAY, None, half, is_special=False) == ()
    assert order_notes(TODAY, "2026-11-26T15:00:00+08:00", half, is_special=False) == ()
    assert order_notes(TODAY, "2026-11-27T09:00:00+08:00", half, is_special=False) == (
        "before_draw",
    )
    after = date(2027, 1, 5)
    assert order_notes(after, None, half, is_special=False) == ("held_late",)
    assert order_notes(after, None, half, is_special=True) == ()


def test_nobody_is_invited_to_a_time_that_is_over() -> None:
    now = datetime(2026, 11, 26, 9, tzinfo=BEIJING)
    check_invited_to(None, now)
    check_invited_to(now + timedelta(minutes=1), now)
    with pytest.raises(InvitedToThePast):
        check_invited_to(now, now)


def test_the_firms_come_from_the_halfs_newest_draw_unless_told() -> None:
    pool = pool_of([ServedFirm(1, "甲", {"一科": 1})], 15, by_unit=False)

    def drawn(draw: int, scope: Scope) -> PoolFrozen:
        return PoolFrozen(draw, scope, 15, pool, 1, None, "", "", 10, draw)

    draws = [
        drawn(1, Scope("2026-H1", None)),
        drawn(2, Scope("2026-H2", None)),
        drawn(3, Scope(None, "2026-11")),
    ]
    assert draw_of(draws, "2026-H2", RULES.months_of_half("2026-H2"), None) == 3
    assert draw_of(draws, "2026-H1", RULES.months_of_half("2026-H1"), None) == 1
    assert draw_of(draws, "2027-H1", RULES.months_of_half("2027-H1"), None) is None
    assert draw_of(draws, "2026-H2", RULES.months_of_half("2026-H2"), 2) == 2
    with pytest.raises(DrawUnknown):
        draw_of(draws, "2026-H2", RULES.months_of_half("2026-H2"), 9)


def test_pairs_are_read_or_refused() -> None:
    assert pair_given("甲公司＝验收慢=真的") == ("甲公司", "验收慢=真的")
    assert is_all(["全部"])
    assert not is_all(["全部", "甲"])
    for text in ("甲公司", "=慢", "甲= "):
        with pytest.raises(PairUnreadable):
            pair_given(text)
