"""Units: kinds and names."""

import pytest

from revisit_cli.errors.ledgers.unit import (
    UnitExists,
    UnitKindUnknown,
    UnitNameEmpty,
)
from revisit_cli.policy.ledgers.unit import kind_given, kind_of, kind_said, may_come_in, new_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("审批科", "office"), ("办公室", "office"), ("质安站", "bureau_unit")],
)
def test_a_names_end_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("局属单位", "bureau_unit"),
        ("下属单位", "bureau_unit"),
        ("内设机构", "office"),
        ("甲", None),
    ],
)
def test_a_word_names_a_kind(word: str, kind: str | None) -> None:
    assert kind_said(word) == kind


def test_a_clerk_names_a_kind_by_word_or_code() -> None:
    assert kind_given("office") == kind_given("机关科室") == "office"
    assert kind_given("未定") == "unknown"
    with pytest.raises(UnitKindUnknown):
        kind_given("处级")


def test_a_name_is_borne_by_one_unit() -> None:
    known = {"质安站": "市质安站", "市质安站": "市质安站"}
    assert new_name(" 审 批科", known) == "审批科"
    assert new_name("质安站", known, former="市质安站") == "质安站"
    for taken, former in (("质安 站", None), ("市质安站", "市质安站")):
        with pytest.raises(UnitExists):
            new_name(taken, known, former)
    with pytest.raises(UnitNameEmpty):
        new_name(" \u200b", known)


@pytest.mark.parametrize(
    ("unit", "notes", "may"),
    [
        ("质安 站", ["unit_unknown", "phone_missing"], True),
        ("质安站", ["unit_unknown", "date_after_cycle"], False),
        ("审批科", ["unit_unknown"], False),
    ],
)
def test_a_row_comes_in_when_its_unit_was_all_that_held_it(
    unit: str, notes: list[str], may: bool
) -> None:
    assert may_come_in(unit, notes, {"质安站": "市质安站"}) == may
