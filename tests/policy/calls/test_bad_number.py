"""Bad numbers: which are, which are so no more, and against whom they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.bad_number import number_counts, verdicts
from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.calls.return_list import units_asked
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.ledgers.number import GivenNumber, NumberCount, RungNumber

ONE, TWO = "13800000001", "13800000002"
Act = tuple[str, CallOutcome, bool]


def _verdicts(*acts: Act) -> dict[tuple[int, str], str | None]:
    found = verdicts(RungNumber(1, phone, outcome, undone) for phone, outcome, undone in acts)
    return {key: state and str(state) for key, state in found.items()}


@pytest.mark.clause("R28")
@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], {}),
        ([(ONE, "dead_number", False)], {ONE: "dead"}),
        ([(ONE, "wrong_number", False)], {ONE: "wrong"}),
        ([(ONE, "contact_left", False)], {}),
        ([(ONE, "completed", False)], {}),
        # Another number, or another try that reaches nobody, changes nothing.
        ([(ONE, "dead_number", False), (TWO, "completed", False)], {ONE: "dead"}),
        ([(ONE, "dead_number", False), (ONE, "no_answer", False)], {ONE: "dead"}),
        ([(ONE, "dead_number", False), (ONE, "wrong_number", False)], {ONE: "wrong"}),
        # That very number reaches the firm, or the record is undone: struck out.
        *(
            ([(ONE, "dead_number", False), (ONE, outcome, False)], {ONE: None})
            for outcome in ("completed", "partial", "refused_soft", "broken_off", "denies_service")
        ),
        ([(ONE, "dead_number", True)], {ONE: None}),
        ([(ONE, "dead_number", False), (ONE, "dead_number", True)], {ONE: "dead"}),
        ([(ONE, "dead_number", False), (ONE, "completed", True)], {ONE: "dead"}),
        ([(ONE, "completed", False), (ONE, "dead_number", False)], {ONE: "dead"}),
        (
            [(ONE, "dead_number", False), (ONE, "completed", False), (ONE, "dead_number", False)],
            {ONE: "dead"},
        ),
        # Behind an extension is the same line.
        ([("03766000000-8", "dead_number", False)], {"03766000000": "dead"}),
    ],
)
def test_a_number_stays_bad_until_it_reaches_the_firm_or_is_undone(
    acts: list[Act], found: dict[str, str | None]
) -> None:
    assert _verdicts(*acts) == {(1, phone): state for phone, state in found.items()}


def _counts(given_ones: list[tuple[int, str, str]], *rung: RungNumber) -> dict[str, NumberCount]:
    numbers = [GivenNumber(call, 0, unit, 0, phone) for call, unit, phone in given_ones]
    return number_counts(numbers, verdicts(rung), lambda each: each.unit_name)


@pytest.mark.clause("R28")
def test_a_number_counts_once_against_every_unit_that_gave_it_and_no_other() -> None:
    given_ones = [
        (1, "甲", ONE), (1, "乙", f"{ONE}-8"), (1, "丙", TWO), (2, "甲", ONE), (3, "丁", ONE),
    ]  # fmt: skip
    dead = [RungNumber(call, ONE, "dead_number", is_voided=False) for call in (1, 1, 2)]
    assert _counts(given_ones, *dead) == {
        "甲": NumberCount(1, 1, 0),
        "乙": NumberCount(1, 1, 0),
        "丙": NumberCount(1, 0, 0),
        "丁": NumberCount(1, 0, 0),
    }
    # Struck out for one firm, bad still for the other.
    reached = RungNumber(1, ONE, "completed", is_voided=False)
    counts = _counts(given_ones, *dead, reached)
    assert (counts["甲"], counts["乙"]) == (NumberCount(1, 1, 0), NumberCount(1, 0, 1))


acts = st.lists(
    st.tuples(st.integers(1, 2), st.sampled_from((ONE, TWO)), st.sampled_from(tuple(TABLE)),
              st.booleans()),
    max_size=8,
)  # fmt: skip


@pytest.mark.clause("R28")
@given(acts, st.sampled_from((ONE, TWO)))
def test_nothing_that_is_done_at_another_number_moves_a_units_account(
    done: list[tuple[int, str, CallOutcome, bool]], mine: str
) -> None:
    rung = [RungNumber(*each) for each in done]
    given_ones = [(call, "甲", mine) for call in (1, 2)]
    of_mine = [each for each in rung if each.phone == mine]
    assert _counts(given_ones, *rung) == _counts(given_ones, *of_mine)
    count = _counts(given_ones, *rung)["甲"]
    ever = any(TABLE[each.outcome].aapor == "UO" for each in of_mine)
    assert count.bad + count.struck == ever
    assert count.given == 1


@pytest.mark.clause("R28")
def test_only_units_that_gave_a_bad_number_are_asked_and_all_where_none_did() -> None:
    numbers = [GivenNumber(1, 1, "甲", 0, ONE), GivenNumber(1, 2, "乙", 0, TWO)]
    assert units_asked(1, {1, 2}, numbers, {(1, ONE)}) == {1}
    assert units_asked(1, {1, 2}, numbers, {(2, ONE)}) == {1, 2}
    assert units_asked(1, {2}, numbers, {(1, ONE)}) == {2}
