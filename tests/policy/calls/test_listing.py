"""N and its two parts, and the months that were cleared by an earlier reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.labels.calls.listing import told, told_whole
from revisit_cli.policy.calls.listing import list_of, of_n, without_added
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.calls.progress import CallStanding

CALLS = st.lists(st.sampled_from(("frozen", "added", "carried")), max_size=20).map(
    lambda kinds: [
        CallStanding(n, "new", kind == "frozen", kind == "carried", None, ())
        for n, kind in enumerate(kinds)
    ]
)


@pytest.mark.clause("R12", "三(一)1")
@given(CALLS)
def test_n_is_what_was_frozen_and_what_came_after(calls: list[CallStanding]) -> None:
    found = list_of(calls, is_locked=True)
    assert found.size == found.frozen + found.added == len(of_n(calls))
    assert found.size + found.carried_in == len(calls)
    kept = list_of(without_added(calls), is_locked=True)
    assert (kept.size, kept.added) == (found.frozen, 0)
    assert kept.carried_in == found.carried_in


@pytest.mark.clause("R12")
def test_n_is_told_as_a_sum() -> None:
    frozen = CallList(2, 100, is_locked=True, carried_in=3)
    assert told(frozen) == "N 102 ＝ 锁定 2 ＋ 补入 100"
    assert told_whole(frozen) == "N 102 ＝ 锁定 2 ＋ 补入 100，另有上期结转 3"
    assert told_whole(CallList(0, 5)) == "N 5（名单未锁定）"
