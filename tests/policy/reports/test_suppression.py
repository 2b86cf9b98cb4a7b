"""What is published points at few firms nowhere, and lets nobody work it out."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports import half, public, suppression
from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.policy.reports.suppression import is_told_by_sum, listed, listed_parts
from revisit_cli.policy.reports.tally import tallied
from revisit_cli.records.reports.question import AnswerFact, Confided
from tests.policy.reports import attacker

MONTHS = 300


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("count", "of", "told"),
    [(0, 120, None), (2, 120, None), (3, 120, 3), (117, 120, 117), (118, 120, None),
     (120, 120, None), (3, 6, 3), (3, 5, None)],
)  # fmt: skip
def test_few_firms_and_all_but_few_are_not_listed(count: int, of: int, told: int | None) -> None:
    assert listed(count, of) == told


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([9, 9], []),
        ([9, 1, 1, 1], [1, 1, 1]),
        # Alone it would follow from the bureau's total; so do two that come to two firms.
        ([9, 7, 2], [7, 2]),
        ([9, 7, 1, 1], [7, 1, 1]),
        ([9, 7, 2, 2], [7, 2, 2]),
        # The smallest listed count goes wherever it stands: which of the hidden ones is which?
        ([5, 5, 9, 1], [5, 5, 1]),
        ([9, 4, 0, 0], [4, 0, 0]),
        ([2, 2], [2, 2]),
        ([20, 1], [20, 1]),
    ],
)
def test_as_many_more_are_kept_back_as_it_takes(counts: list[int], hidden: list[int]) -> None:
    told = listed_parts(dict(enumerate(counts)), sum(counts))
    assert [counts[key] for key, count in told.items() if count is None] == hidden


@given(st.lists(st.integers(0, 12), min_size=2, max_size=6))
def test_what_is_not_listed_is_a_group_of_three_firms_or_more(counts: list[int]) -> None:
    told = listed_parts(dict(enumerate(counts)), sum(counts))
    hidden = [counts[key] for key, count in told.items() if count is None]
    assert all(count is None or 3 <= count <= sum(counts) - 3 for count in told.values())
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= 3


@pytest.mark.clause("三(四)1")
def test_a_half_year_does_not_tell_the_month_that_is_not_listed() -> None:
    assert is_told_by_sum(7, [3, 3, None])
    assert is_told_by_sum(7, [5, None, None])
    assert is_told_by_sum(9, [5, None, None])
    assert not is_told_by_sum(8, [5, None, None])
    assert not is_told_by_sum(8, [5, 3])


@pytest.mark.clause("三(四)1")
def test_an_attacker_who_knows_the_rule_finds_nothing_out() -> None:
    assert list(attacker.run(MONTHS)) == []


def _without_complement(parts: Mapping[str, int], total: int) -> dict[str, int | None]:
    return {key: listed(count, total) for key, count in parts.items()}


def _small_alone(count: int, of: int) -> int | None:
    return count if count >= attacker.SMALL else None


def _cleared_alone(facts: Any) -> str | None:
    return "open_month" if facts.certificate_format is None else None


def _never(*_: Any) -> bool:
    return False


@pytest.mark.parametrize(
    ("places", "mutant", "kinds"),
    [
        ([(public, "listed_parts"), (suppression, "listed_parts")], _without_complement,
         {"satisfied", "dissatisfied"}),
        ([(public, "listed"), (suppression, "listed")], _small_alone, {"satisfied", "integrity"}),
        ([(public, "why_withheld"), (half, "why_withheld")], _cleared_alone, {"integrity", "tag"}),
        ([(half, "is_told_by_sum")], _never, {"integrity"}),
    ],
    ids=["no complement", "small alone", "corrected issues", "half less months"],
)  # fmt: skip
def test_the_attacker_finds_what_a_laxer_rule_lets_out(
    monkeypatch: pytest.MonkeyPatch,
    places: list[tuple[Any, str]],
    mutant: Callable[..., Any],
    kinds: set[str],
) -> None:
    for module, name in places:
        monkeypatch.setattr(module, name, mutant)
    left = set(kinds)
    for _, cell, _ in attacker.run(4 * MONTHS):
        left.discard(cell[0])
        if not left:
            break
    assert not left


@pytest.mark.clause("三(四)1", "二(二)4")
@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize(
    ("counts", "is_told"),
    [
        # What two months keep back is two in each, as their own reports let nobody doubt.
        ((2, 2, 0, 0, 0, 0), False),
        # The half-year less the months that are printed is one month's.
        ((3, 4, 1, 3, 3, 3), False),
        ((3, 4, 3, 3, 5, 3), True),
    ],
)
def test_a_half_year_tells_nothing_that_its_months_keep_back(
    counts: tuple[int, ...], is_sealed: bool, is_told: bool
) -> None:
    facts, months, everything = [], [], list[AnswerFact]()
    for place, (month, count) in enumerate(zip(attacker.MONTHS, counts, strict=True)):
        # Of every other answer there are enough to be told.
        others = [each for each in ("declined", "unclear", "na", None) for _ in range(4)]
        answers = [*["yes"] * count, *others, *["no"] * (24 - count)]
        said = {
            100 * place + n: attacker.Said({"审批科": "satisfied"}, answer, is_tagged=False)
            for n, answer in enumerate(answers)
        }
        told, figures = attacker.published(month, said, "cleared", is_sealed=is_sealed)
        facts.append(told)
        months.append(figures)
        everything += attacker.answers_of(said)
    tally = Confided(tallied(everything, attacker.NOW.date()) if is_sealed else None)
    counted = question_figures([each for month in facts for each in month.answers], ())
    (asked,) = (
        each
        for each in half.confided(counted, tally, Confided(), facts, months)
        if each.code == "integrity"
    )
    assert dict(asked.counts)["yes"] == (sum(counts) if is_told else None)
