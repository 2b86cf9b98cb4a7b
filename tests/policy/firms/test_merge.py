"""What a merge does to a month, by table; and that taking it back restores what stood."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.firms.firm import (
    FirmBeingCalled,
    MergedFurther,
    MergeNotClear,
    MergeNotFound,
    NothingMerged,
    ReasonEmpty,
)
from revisit_cli.policy.firms import merge as policy
from revisit_cli.records.firms.merge import MonthStand, Move, Owned, Stand, StandingMerge
from revisit_cli.records.value import replace

A, B = 1, 2
ROWS = (Owned("service", 10), Owned("flag", 11, 7), Owned("problem", 12))


def _stand(
    *calls: Stand, visits: tuple[Stand, ...] = (), closed: bool = False, locked: bool = False
) -> MonthStand:
    return MonthStand("2026-11", closed, locked, calls, visits, ROWS)


def _call(number: int, firm: int, state: str = "new") -> Stand:
    return Stand(
        number,
        firm,
        state,
        is_live=state != "withdrawn",
        is_begun=state in ("done", "retry"),
        is_agreed=state == "appointment",
    )


def _after(moves: tuple[Move, ...], table: str) -> dict[int, Mapping[str, object]]:
    return {move.row: move.after for move in moves if move.table == table}


@pytest.mark.clause("R11", "R12", "R14")
@pytest.mark.parametrize(
    ("mine", "other", "locked", "stays", "calls", "withdrawn"),
    [
        (None, None, False, None, {}, None),
        (None, "new", False, None, {}, None),
        ("new", None, False, None, {5: {"firm": B}}, None),
        ("new", None, True, None, {5: {"firm": B}}, None),
        ("new", "new", False, None, {5: {"state": "withdrawn"}}, 5),
        ("new", "done", False, None, {5: {"state": "withdrawn"}}, 5),
        ("appointment", "done", False, None, {5: {"state": "withdrawn"}}, 5),
        ("done", "new", False, None, {5: {"firm": B}, 6: {"firm": A, "state": "withdrawn"}}, 6),
        ("retry", "new", False, None, {5: {"firm": B}, 6: {"firm": A, "state": "withdrawn"}}, 6),
        (
            "appointment",
            "new",
            False,
            None,
            {5: {"firm": B}, 6: {"firm": A, "state": "withdrawn"}},
            6,
        ),
        (
            "new",
            "withdrawn",
            True,
            None,
            {5: {"firm": B}, 6: {"firm": A, "state": "withdrawn"}},
            None,
        ),
        ("withdrawn", "new", True, None, {}, None),
    ],
)
def test_of_two_calls_the_one_that_was_made_stays_and_a_frozen_list_keeps_both(
    mine: str | None,
    other: str | None,
    locked: bool,
    stays: str | None,
    calls: dict[int, Mapping[str, object]],
    withdrawn: int | None,
) -> None:
    given_calls = [_call(5, A, mine)] if mine else []
    given_calls += [_call(6, B, other)] if other else []
    decided = policy.decide_month(_stand(*given_calls, locked=locked), A, B)
    assert decided.stays == stays
    assert _after(decided.moves, "call") == calls
    assert decided.withdrawn == withdrawn
    moved = {(move.table, move.row) for move in decided.moves if move.table != "call"}
    assert moved == (set() if stays else {("service", 10), ("flag", 11), ("problem", 12)})


TWIN_OF_OTHER = {5: {"state": "withdrawn", "twin_of": 6}}
TWIN_OF_MINE = {5: {"firm": B}, 6: {"firm": A, "state": "withdrawn", "twin_of": 5}}


@pytest.mark.clause("R33", "R11", "R12")
@pytest.mark.parametrize(
    ("mine", "other", "locked", "calls", "twin"),
    [
        ("new", "new", True, TWIN_OF_OTHER, 5),
        ("new", "done", True, TWIN_OF_OTHER, 5),
        ("appointment", "done", True, TWIN_OF_OTHER, 5),
        ("retry", "done", False, TWIN_OF_OTHER, 5),
        ("retry", "retry", False, TWIN_OF_OTHER, 5),
        ("done", "new", True, TWIN_OF_MINE, 6),
        ("done", "retry", False, TWIN_OF_MINE, 6),
        ("appointment", "new", True, TWIN_OF_MINE, 6),
        ("done", "done", True, {5: {"twin_of": 6}}, 5),
        ("done", "done", False, {5: {"twin_of": 6}}, 5),
    ],
)
def test_one_call_answers_for_both_names_and_both_stay_in_n(
    mine: str, other: str, locked: bool, calls: dict[int, Mapping[str, object]], twin: int
) -> None:
    stand = _stand(_call(5, A, mine), _call(6, B, other), locked=locked)
    decided = policy.decide_month(stand, A, B)
    assert _after(decided.moves, "call") == calls
    assert (decided.twin, decided.withdrawn, decided.stays) == (twin, None, None)
    moved = {(move.table, move.row) for move in decided.moves if move.table != "call"}
    assert moved == {("service", 10), ("flag", 11), ("problem", 12)}


@pytest.mark.clause("R33", "R12", "R22")
@pytest.mark.parametrize(
    ("mine", "other", "calls", "withdrawn", "twin"),
    [
        # None of N, it is given up for the other; the other, of N, stays in it.
        ("new", "new", {5: {"state": "withdrawn"}}, 5, None),
        ("retry", "done", {5: {"state": "withdrawn"}}, 5, None),
        ("retry", "new", TWIN_OF_MINE, None, 6),
        ("done", "done", {5: {"twin_of": 6}}, None, 5),
    ],
)
def test_a_call_that_is_only_carried_in_is_no_second_name_of_n(
    mine: str,
    other: str,
    calls: dict[int, Mapping[str, object]],
    withdrawn: int | None,
    twin: int | None,
) -> None:
    carried = replace(_call(5, A, mine), is_carried_in=True, is_agreed=True)
    other_is_first = _progress(other) >= _progress(mine)
    stand = _stand(carried, replace(_call(6, B, other), is_agreed=other_is_first), locked=True)
    decided = policy.decide_month(stand, A, B)
    assert _after(decided.moves, "call") == calls
    assert (decided.twin, decided.withdrawn) == (twin, withdrawn)


def _progress(state: str) -> int:
    return ("new", "retry", "done").index(state)


def test_a_cleared_month_stays_as_it_was_reported() -> None:
    decided = policy.decide_month(_stand(_call(5, A), closed=True), A, B)
    assert (decided.stays, decided.moves) == ("closed", ())


@pytest.mark.parametrize(
    ("mine", "other", "visits", "flag"),
    [
        (None, "to_do", {}, {"firm": B}),
        ("to_do", None, {7: {"firm": B}}, {"firm": B}),
        ("to_do", "to_do", {}, {"firm": B, "visit": 8}),
        ("to_do", "done", {7: {"firm": B}}, {"firm": B}),
        ("done", "to_do", {7: {"firm": B}}, {"firm": B}),
        ("done", "unsigned", {7: {"firm": B}}, {"firm": B}),
    ],
)
@pytest.mark.clause("R23")
def test_of_two_visits_to_make_one_is_left_with_the_reasons_of_both(
    mine: str | None,
    other: str | None,
    visits: dict[int, Mapping[str, object]],
    flag: Mapping[str, object],
) -> None:
    pairs = ((7, A, mine), (8, B, other))
    given_visits = tuple(
        Stand(number, firm, state, is_begun=state != "to_do")
        for number, firm, state in pairs
        if state
    )
    decided = policy.decide_month(_stand(visits=given_visits), A, B)
    assert _after(decided.moves, "visit") == visits
    assert _after(decided.moves, "flag")[11] == flag


@given(
    st.dictionaries(st.sampled_from(["firm", "state"]), st.tuples(*[st.integers(1, 9)] * 2),
                    min_size=1),
    st.booleans(),
)  # fmt: skip
def test_taking_back_restores_what_nobody_changed_since(
    columns: dict[str, tuple[int, int]], changed: bool
) -> None:
    before = {name: pair[0] for name, pair in columns.items()}
    after = {name: pair[1] for name, pair in columns.items()}
    move = Move("call", 5, before, after)
    now = dict(after)
    if changed:
        now["state"] = 99
        after.setdefault("state", 99)
    back = policy.taken_back(move, now)
    restored = now | dict(back.after if back else {})
    for name, value in before.items():
        assert restored[name] == (99 if changed and name == "state" else value)


def test_roots_follow_every_merge_to_its_end() -> None:
    assert policy.roots({1: 2, 2: 3, 4: 3}) == {1: 3, 2: 3, 4: 3}
    assert policy.roots({}) == {}


def _merge(number: int, firm: int, name: str) -> StandingMerge:
    return StandingMerge(number, firm, name, 9, "示例厂", "", "甲", "核实")


def test_a_merge_is_named_by_its_merged_firm() -> None:
    standing = [_merge(1, 3, "示例甲厂"), _merge(2, 4, "示例乙厂")]
    assert policy.chosen_merge("甲", standing).id == 1
    assert policy.chosen_merge("4", standing).id == 2
    assert policy.newest_merge(standing).id == 2
    with pytest.raises(MergeNotClear):
        policy.chosen_merge("示例", standing)
    with pytest.raises(MergeNotFound):
        policy.chosen_merge("丙", standing)
    with pytest.raises(NothingMerged):
        policy.newest_merge([])


def test_rows_moved_on_since_are_taken_back_in_order() -> None:
    standing = [_merge(1, 3, "示例甲厂"), _merge(2, 4, "示例乙厂")]
    shared, other = frozenset({("service", 1)}), frozenset({("service", 2)})
    policy.check_is_last(standing[0], standing, {1: shared, 2: other})
    policy.check_is_last(standing[1], standing, {2: shared})
    with pytest.raises(MergedFurther):
        policy.check_is_last(standing[0], standing, {1: shared, 2: shared | other})


def test_nothing_is_merged_under_the_hand_of_a_clerk_who_calls() -> None:
    held = Stand(5, A, "new", held_by="乙")
    policy.check_not_held([_call(6, B)], {A: "示例甲厂", B: "示例乙厂"})
    with pytest.raises(FirmBeingCalled) as refused:
        policy.check_not_held([held], {A: "示例甲厂", B: "示例乙厂"})
    assert refused.value.facts == {"owner": "乙", "call": 5, "firm": "示例甲厂"}


def test_a_reason_is_words() -> None:
    assert policy.reason_given(" 核实 ") == "核实"
    with pytest.raises(ReasonEmpty):
        policy.reason_given("  ")
