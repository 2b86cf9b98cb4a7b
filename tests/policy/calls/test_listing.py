"""N and its two parts, and the months that were cleared by an earlier reading."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.calls.listing import ListInUse, ListNotLocked
from revisit_cli.labels.calls.listing import sum_words, whole_sum_words
from revisit_cli.policy.calls.listing import (
    check_unlock,
    frozen_as,
    is_early,
    list_of,
    of_n,
    without_added,
)
from revisit_cli.records.calls.listing import CallList, Freeze
from revisit_cli.records.calls.progress import CallStanding
from revisit_cli.records.context import BEIJING
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import rules

LAST_ON = date(2026, 11, 25)
FREEZE = Freeze("2026-11-26T09:00:00+08:00", 2, "ab")
CALLS = st.lists(st.sampled_from(("frozen", "added", "carried")), max_size=20).map(
    lambda kinds: [
        CallStanding(n, "new", kind == "frozen", kind == "carried", None, ())
        for n, kind in enumerate(kinds)
    ]
)


@pytest.mark.clause("R12", "三(一)1")
@given(CALLS)
def test_n_is_what_was_frozen_and_what_came_after(calls: list[CallStanding]) -> None:
    found = list_of(calls, FREEZE, LAST_ON)
    assert found.size == found.frozen + found.added == len(of_n(calls))
    assert found.size + found.carried_in == len(calls)
    kept = list_of(without_added(calls), FREEZE, LAST_ON)
    assert (kept.size, kept.added) == (found.frozen, 0)
    assert kept.carried_in == found.carried_in


@pytest.mark.clause("R12")
def test_n_is_told_as_a_sum() -> None:
    frozen = CallList(2, 100, is_locked=True, carried_in=3)
    assert sum_words(frozen) == "N 102 ＝ 锁定 2 ＋ 补入 100"
    assert whole_sum_words(frozen) == "N 102 ＝ 锁定 2 ＋ 补入 100，另有上期转来 3"
    assert whole_sum_words(CallList(0, 5)) == "N 5（名单还没有定）"


@pytest.mark.clause("R20", "R2")
@pytest.mark.parametrize(
    ("now", "missing", "early"),
    [
        ("2026-11-12T09:00", (), True),
        ("2026-11-24T23:59", ("燃气办",), True),
        ("2026-11-25T00:00", (), False),
        ("2026-11-25T17:59", ("燃气办",), True),
        ("2026-11-25T18:00", ("燃气办",), True),
        ("2026-11-25T18:01", ("燃气办",), False),
        ("2026-11-26T09:00", ("燃气办",), False),
    ],
)
def test_a_freeze_is_early_until_the_ledgers_are_in_or_late(
    now: str, missing: tuple[str, ...], early: bool
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    late_from = datetime(2026, 11, 25, 18, tzinfo=BEIJING)
    assert is_early(moment, rules().period("2026-11"), late_from, missing) is early


@pytest.mark.clause("R20")
def test_an_early_freeze_keeps_its_day_the_units_missing_and_the_reason() -> None:
    freeze = Freeze("2026-11-12T09:00:00+08:00", 2, "ab", True, ("燃气办", "人事科"), "先拨")
    counts = CallList(2, 100)
    early = replace(counts, is_locked=True, is_early=True, locked_at=freeze.locked_at)
    found = frozen_as(counts, freeze, LAST_ON)
    assert found == replace(early, missing=("燃气办", "人事科"), reason="先拨")
    plain = replace(freeze, missing=(), reason=None)
    assert frozen_as(counts, plain, LAST_ON) == replace(early, missing=(), reason=None)
    old = Freeze(freeze.locked_at, 2, "ab")
    assert frozen_as(counts, old, LAST_ON) == replace(early, missing=None, reason=None)
    assert not frozen_as(counts, FREEZE, LAST_ON).is_early
    assert frozen_as(counts, None, LAST_ON) == counts


@pytest.mark.clause("R20")
def test_a_list_is_opened_again_only_while_nothing_rests_on_it() -> None:
    assert check_unlock("2026-11", FREEZE, ()) == FREEZE
    with pytest.raises(ListNotLocked):
        check_unlock("2026-11", None, ())
    with pytest.raises(ListInUse) as refused:
        check_unlock("2026-11", FREEZE, ("recorded", "sheet"))
    assert "已有拨打记录" in str(refused.value)
    assert "回访表" in str(refused.value)
