import pytest

from revisit_cli.errors.firms.lookup import FirmNotClear, FirmNotFound, UnitNotClear, UnitNotFound
from revisit_cli.policy.firms.lookup import chosen_firm, chosen_unit, matches
from revisit_cli.records.firms.lookup import Candidate

FIRMS = [
    Candidate(1, ("甲子建筑工程有限公司",)),
    Candidate(2, ("甲子建筑",)),
    Candidate(3, ("乙丑置业（集团）有限公司", "乙丑老名")),
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("甲子建筑", 2),
        ("工程", 1),
        ("乙丑老名", 3),
        (" 乙丑置业(集团)有限 公司", 3),
        ("３", 3),
    ],
)
def test_a_firm_is_named_by_number_name_or_part_of_it(text: str, number: int) -> None:
    assert chosen_firm(text, FIRMS).id == number


def test_what_could_be_several_is_refused_with_a_list() -> None:
    with pytest.raises(FirmNotClear) as refused:
        chosen_firm("甲子", FIRMS)
    assert refused.value.facts["count"] == 2
    with pytest.raises(UnitNotClear):
        chosen_unit("甲子", FIRMS)


@pytest.mark.parametrize("text", ["丙寅", "9", "", "　"])
def test_what_is_nothing_is_not_found(text: str) -> None:
    with pytest.raises(FirmNotFound):
        chosen_firm(text, FIRMS)
    with pytest.raises(UnitNotFound):
        chosen_unit(text, FIRMS)


def test_a_merged_firms_number_means_the_firm_it_went_into() -> None:
    kept = Candidate(2, ("示例乙厂", "示例甲厂"), frozenset({1}))
    assert matches("1", [kept, Candidate(3, ("示例1号厂",))]) == [kept]
