"""What the committee alone may read, and figures that give nobody away."""

from itertools import product

import pytest

from revisit_cli.policy.rules.confidence import SMALL_CELL, parted, suppressed
from revisit_cli.records.rules.answer import Answers


@pytest.mark.clause("三(四)1", "二(二)4")
@pytest.mark.parametrize("name", ["integrity", "吃拿卡要", "廉洁", " Integrity ", "是否吃拿卡要"])
def test_words_on_integrity_leave_the_answers_by_whatever_name(name: str) -> None:
    given = Answers.of(overall="satisfied", words=(("attitude", "好"), (name, "暗示请客")))
    kept, words = parted(given)
    assert words == "暗示请客"
    assert kept == Answers.of(overall="satisfied", words=(("attitude", "好"),))


def test_nothing_said_is_nothing_kept() -> None:
    assert parted(Answers.of(words=(("integrity", " "),))) == (Answers(), None)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((40, 0, 0), (40, 0, 0)),
        ((40, 3, 5), (40, 3, 5)),
        ((40, 1, 0, 9), (40, None, None, None)),
        ((40, 2, 5, 9), (40, None, None, 9)),
        ((2, 40, 40, 50), (None, None, None, 50)),
        ((1, 2), (None, None)),
        ((), ()),
    ],
)
def test_small_parts_are_left_out_with_one_more(
    counts: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    assert suppressed(counts) == shown


@pytest.mark.parametrize(("parts", "most"), [(2, 12), (3, 9), (4, 6)])
def test_no_small_part_can_be_worked_out_from_what_is_shown(parts: int, most: int) -> None:
    # An adversary knows the rule and the total: try every table that could look so.
    tables: dict[tuple[tuple[int | None, ...], int], list[tuple[int, ...]]] = {}
    for counts in product(range(most), repeat=parts):
        shown = suppressed(counts)
        tables.setdefault((shown, sum(counts)), []).append(counts)
    for (shown, _), alike in tables.items():
        for counts in alike:
            for place, count in enumerate(counts):
                if 0 < count < SMALL_CELL and set(counts) != {SMALL_CELL - 1}:
                    assert shown[place] is None
                    assert len({each[place] for each in alike}) > 1, (counts, alike)
