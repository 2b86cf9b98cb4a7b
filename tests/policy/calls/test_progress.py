"""The board: nobody leaves the denominator, and every line adds up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.calls.progress import (
    by_clerk,
    by_day,
    by_unit,
    pace_needed,
    row_of,
)
from revisit_cli.records.calls.progress import AttemptFact, BoardRow, CallStanding
from revisit_cli.records.code import CallState

STATES: tuple[CallState, ...] = ("new", "retry", "appointment", "returned", "done")
calls = st.lists(
    st.tuples(
        st.sampled_from(STATES),
        st.booleans(),
        st.sampled_from((None, "甲", "乙")),
        st.lists(st.sampled_from(("审批科", "燃气办")), max_size=2, unique=True),
    ),
    max_size=8,
).map(
    lambda rows: [
        CallStanding(n, row[0], row[1], False, row[2], tuple(row[3])) for n, row in enumerate(rows)
    ]
)
attempts = st.lists(
    st.builds(
        AttemptFact,
        st.integers(0, 9),
        st.sampled_from(("甲", "乙", "丙")),
        st.sampled_from(("2026-11-26", "2026-11-27")),
        st.sampled_from(sorted(TABLE)),
    ),
    max_size=20,
)


def adds_up(row: BoardRow) -> bool:
    return row.of == row.reached + row.no_answer + row.refused + row.other + row.untouched


@pytest.mark.clause("三(一)1", "R11", "R12")
@given(calls, attempts)
def test_every_line_of_every_board_adds_up(
    calls: list[CallStanding], attempts: list[AttemptFact]
) -> None:
    rows = [
        row_of("", calls, attempts),
        *by_clerk(calls, attempts),
        *by_unit(calls, attempts),
        *by_day(calls, attempts),
    ]
    assert all(adds_up(row) for row in rows)
    assert rows[0].of == len(calls)
    known = {call.id for call in calls}
    assert sum(row.attempts for row in by_clerk(calls, attempts)) == sum(
        attempt.call in known for attempt in attempts
    )


def test_a_call_counts_once_and_by_its_last_attempt() -> None:
    calls = [CallStanding(n, "retry", True, False, None, ()) for n in (1, 2, 3)]
    rung = [
        AttemptFact(1, "甲", "2026-11-26", "no_answer"),
        AttemptFact(1, "甲", "2026-11-27", "completed"),
        AttemptFact(2, "甲", "2026-11-27", "refused_soft"),
    ]
    row = row_of("", calls, rung)
    assert (row.of, row.reached, row.no_answer, row.refused, row.untouched) == (3, 1, 0, 1, 1)
    first, second = by_day(calls, rung)
    assert (first.name, first.no_answer, first.of) == ("2026-11-26", 1, 1)
    assert (second.reached, second.refused, second.of) == (1, 1, 2)


@given(st.integers(0, 5000), st.integers(1, 15))
def test_the_pace_is_the_least_that_ends_in_time(left: int, days: int) -> None:
    pace = pace_needed(left, days)
    assert pace is not None
    assert pace * days >= left
    assert pace == 0 or (pace - 1) * days < left


def test_more_left_never_needs_a_slower_pace() -> None:
    paces = [pace_needed(left, 7) or 0 for left in range(100)]
    assert all(a <= b for a, b in pairwise(paces))
    assert pace_needed(5, 0) is None
    assert pace_needed(5, None) is None
