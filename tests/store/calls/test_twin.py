"""Which answers of a firm's two calls count, with a row on either side of each condition."""

import pytest

from revisit_cli.store.calls import twin
from tests.store.rows import AT, LATER, MONTH, Stored

VOIDED = "2026-11-28T09:00:00+08:00"


class Answered:
    """Two calls of one firm, the second under its other name, and a third that is another's."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self.firms = [stored.put("firm", name=f"示例{name}厂") for name in "甲乙丙"]
        self.made = stored.put("call", firm=self.firms[0])
        self.other = stored.put("call", firm=self.firms[1], twin_of=self.made)
        self.alone = stored.put("call", firm=self.firms[2])
        self.units = [stored.put("unit", name=name) for name in ("审批科", "燃气办")]

    def say(
        self, call: int, at: str, unit: int = 0, *, voided_at: str | None = None, **attempt: object
    ) -> int:
        number = self.stored.put("attempt", call=call, outcome="completed", at=at, **attempt)
        return self.stored.put(
            "evaluation", attempt=number, firm=self.firms[0], unit=self.units[unit], month=MONTH,
            voided_at=voided_at,
        )  # fmt: skip

    def standing(self) -> set[int]:
        rows = self.stored.database.rows("select id from evaluation where voided_at is null")
        return {row["id"] for row in rows}

    def kept(self) -> list[tuple[int, int, str, str]]:
        rows = self.stored.database.rows("select merge, row, before, after from firm_move")
        return [tuple(row) for row in rows]


@pytest.fixture
def answered() -> Answered:
    return Answered(Stored())


@pytest.mark.parametrize("is_first_later", [True, False])
def test_the_later_answer_about_a_unit_counts(answered: Answered, is_first_later: bool) -> None:
    times = (LATER, AT) if is_first_later else (AT, LATER)
    first, second = answered.say(answered.made, times[0]), answered.say(answered.other, times[1])
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.standing() == {first if is_first_later else second}


def test_of_answers_at_one_moment_the_one_recorded_later_counts(answered: Answered) -> None:
    answered.say(answered.made, AT)
    second = answered.say(answered.other, AT)
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.standing() == {second}


def test_an_answer_counts_again_where_no_later_one_stands(answered: Answered) -> None:
    first = answered.say(answered.made, AT, voided_at=AT)
    taken_back = answered.say(answered.other, LATER, voided_at=LATER)
    answered.stored.change("attempt", taken_back, voided_at=LATER)
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.standing() == {first}


def test_what_is_of_another_unit_or_call_or_of_the_same_call_stays(answered: Answered) -> None:
    kept = {
        answered.say(answered.made, AT),
        answered.say(answered.made, LATER),
        answered.say(answered.other, AT, unit=1),
        answered.say(answered.alone, LATER),
    }
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.standing() == kept
    assert answered.kept() == []


def test_what_is_settled_already_stays_as_it_is(answered: Answered) -> None:
    first = answered.say(answered.made, AT, voided_at=AT)
    answered.say(answered.other, LATER)
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.kept() == []
    (row,) = answered.stored.database.rows(f"select voided_at from evaluation where id = {first}")
    assert row["voided_at"] == AT


def test_what_no_longer_counts_is_kept_with_the_newest_merge_that_stands(
    answered: Answered,
) -> None:
    put, (kept, second, other) = answered.stored.put, answered.firms
    third, fourth = put("firm", name="示例丁厂"), put("firm", name="示例戊厂")
    put("call", firm=third, twin_of=answered.made)
    put("call", firm=fourth, twin_of=answered.alone)
    put("firm_merge", firm=second, into_firm=kept, undone_at=LATER)
    put("firm_merge", firm=second, into_firm=kept)
    newest = put("firm_merge", firm=third, into_firm=kept)
    put("firm_merge", firm=third, into_firm=kept, undone_at=LATER)
    put("firm_merge", firm=fourth, into_firm=other)
    put("firm_merge", firm=other, into_firm=kept)
    first = answered.say(answered.made, AT)
    answered.say(answered.other, LATER)
    twin.settle_answers(answered.stored.database, answered.made, VOIDED)
    assert answered.kept() == [
        (newest, first, '{"voided_at": null}', f'{{"voided_at":"{VOIDED}"}}')
    ]
