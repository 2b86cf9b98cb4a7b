"""Whether a row says what is on record, and in what it differs."""

import pytest

from revisit_cli.policy.calls.entry import by_unit, differences, in_order, said
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.rules.answer import Answers

GOOD = Answers.of(attitude="good", overall="satisfied", integrity="no")


def test_the_same_words_are_no_difference() -> None:
    kept = said("completed", "2026-11-26T09:30:00+08:00", [("甲", GOOD)], {"words": " 好 "})
    given = said("completed", "2026-11-26T09:30:00+08:00", [("甲", GOOD)], {"words": "好"})
    assert differences(kept, given, with_time=True) == ()


def test_each_difference_is_shown_with_both_sides() -> None:
    kept = said("completed", "2026-11-26T09:30:00+08:00", [("甲", GOOD)], {"suggestion": "快"})
    given = said("no_answer", "2026-11-26T09:31:00+08:00", [], {})
    found = {
        each.column: (each.kept, each.given) for each in differences(kept, given, with_time=True)
    }
    assert found["outcome"] == ("接通", "无人接听")
    assert found["at"] == ("2026-11-26 09:30", "2026-11-26 09:31")
    assert found["suggestion"] == ("快", "（空）")
    assert "at" not in {each.column for each in differences(kept, given, with_time=False)}


@pytest.mark.clause("二(二)4")
@pytest.mark.parametrize("other", ["yes", "declined", None])
def test_what_was_said_of_integrity_is_never_set_side_by_side(other: str | None) -> None:
    kept = said("completed", None, [("甲", GOOD)], {})
    given = said(
        "completed",
        None,
        [("甲", Answers.of(attitude="good", integrity=other, overall="satisfied"))],
        {},
    )
    (found,) = differences(kept, given, with_time=False)
    assert (found.kept, found.given) == ("（只对机关纪委可见）", "（只对机关纪委可见）")


@pytest.mark.clause("R11")
def test_answers_go_to_every_unit_but_where_one_is_judged_apart() -> None:
    apart = Answers.of(attitude="poor", overall="dissatisfied")
    record = CallRecord(1, "completed", GOOD, by_unit=(("乙", apart),))
    assert by_unit(record, ("甲", "乙")) == [("甲", GOOD), ("乙", apart)]
    assert by_unit(CallRecord(1, "completed", GOOD, unit="乙"), ("甲", "乙")) == [("乙", GOOD)]
    assert by_unit(CallRecord(1, "busy"), ("甲",)) == []


@pytest.mark.parametrize(
    ("tries", "fits"),
    [
        ([("1", "busy"), ("2", "completed")], True),
        ([("1", "busy"), ("1", "completed")], False),
        ([("1", "completed"), ("2", "completed")], False),
        ([("1", "completed")], True),
    ],
)
def test_versions_are_tries_one_after_the_other_or_rivals(
    tries: list[tuple[str, CallOutcome]], fits: bool
) -> None:
    assert in_order(tries) is fits
