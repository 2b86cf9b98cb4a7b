"""Dealing calls out: a partition, even, and one clerk for one number."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.calls.sheet import ClerksMiscounted, ClerkTwice, NothingToSplit
from revisit_cli.policy.calls.sheet import check_of, clerks_given, dealt
from revisit_cli.records.calls.sheet import Candidate

CLERKS = tuple("甲乙丙丁戊己庚辛")
candidates = st.lists(
    st.frozensets(st.sampled_from([f"1380000000{n}" for n in range(10)]), max_size=2), max_size=30
).map(lambda phones: [Candidate(n, each) for n, each in enumerate(phones, start=1)])


@pytest.mark.clause("R11")
@given(candidates.filter(bool), st.integers(1, 8))
def test_dealing_is_a_partition(calls: list[Candidate], count: int) -> None:
    packets = dealt(calls, CLERKS[:count])
    assert sorted(call for packet in packets for call in packet) == [each.call for each in calls]
    assert len(packets) == count


@pytest.mark.clause("三(一)")
@given(candidates.filter(bool), st.integers(1, 8))
def test_firms_that_one_number_reaches_go_to_one_clerk(calls: list[Candidate], count: int) -> None:
    home = {call: n for n, packet in enumerate(dealt(calls, CLERKS[:count])) for call in packet}
    for one, other in combinations(calls, 2):
        if one.phones & other.phones:
            assert home[one.call] == home[other.call]


@given(st.integers(1, 60), st.integers(1, 8))
def test_firms_with_numbers_of_their_own_are_dealt_evenly(size: int, count: int) -> None:
    calls = [Candidate(n, frozenset({str(n)})) for n in range(size)]
    sizes = [len(packet) for packet in dealt(calls, CLERKS[:count])]
    assert max(sizes) - min(sizes) <= 1


@given(candidates.filter(bool), st.integers(1, 8))
def test_each_packet_keeps_the_order_of_the_queue(calls: list[Candidate], count: int) -> None:
    queue = [each.call for each in reversed(calls)]
    for packet in dealt(list(reversed(calls)), CLERKS[:count]):
        assert list(packet) == [call for call in queue if call in packet]


@pytest.mark.clause("三(一)")
@given(st.lists(st.sampled_from([None, "甲", "乙"]), min_size=1, max_size=20), st.integers(2, 4))
def test_a_firm_that_put_a_clerk_off_goes_to_another(refused: list[str | None], count: int) -> None:
    calls = [Candidate(n, frozenset({str(n)}), by) for n, by in enumerate(refused)]
    for clerk, packet in zip(CLERKS, dealt(calls, CLERKS[:count]), strict=False):
        assert clerk not in {refused[call] for call in packet}


def test_where_nothing_is_free_nothing_is_dealt() -> None:
    with pytest.raises(NothingToSplit):
        dealt([], CLERKS)


def test_names_may_be_listed_in_any_marks() -> None:
    assert clerks_given(None, "甲,乙、丙；".replace("；", ""), "我") == ("甲", "乙", "丙")
    assert clerks_given(2, "甲，乙", "我") == ("甲", "乙")
    assert clerks_given(2, None, "我") == ("1号表", "2号表")
    assert clerks_given(None, None, "我") == ("我",)
    with pytest.raises(ClerksMiscounted):
        clerks_given(3, "甲,乙", "我")
    with pytest.raises(ClerkTwice):
        clerks_given(None, "甲,甲", "我")


def test_a_mark_belongs_to_its_row_alone() -> None:
    mark = check_of("s" * 32, 1, 2, 3, "示例市甲子有限公司")
    assert mark == check_of("s" * 32, 1, 2, 3, "示例市 甲子有限公司")
    others = {
        check_of("t" * 32, 1, 2, 3, "示例市甲子有限公司"),
        check_of("s" * 32, 2, 2, 3, "示例市甲子有限公司"),
        check_of("s" * 32, 1, 3, 3, "示例市甲子有限公司"),
        check_of("s" * 32, 1, 2, 4, "示例市甲子有限公司"),
        check_of("s" * 32, 1, 2, 3, "示例市乙丑有限公司"),
    }
    assert mark not in others
    assert len(others) == 5
