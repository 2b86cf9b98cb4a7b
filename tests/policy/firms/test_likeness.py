"""Firms that may be one: what is proposed, what never is, and what speaks for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.firms.firm import clean_name
from revisit_cli.policy.firms.likeness import compared, marked, parts_of
from revisit_cli.records.firms.likeness import KnownFirm, LikePair

# fmt: off
PROPOSED = [
    ("信阳华中建设有限公司", "华中建设有限公司", ("same_core",), ()),
    ("信阳华中建设有限公司", "信阳市华中建设有限责任公司", ("same_core",), ()),
    ("河南（信阳）华中建设有限公司", "信阳华中建设有限公司", ("same_core",), ()),
    ("信阳华中建设有限公司", "信阳华中建设股份有限公司", ("same_core",), ("other_form",)),
    ("固始县老李建材店", "潢川县老李建材店", ("same_core",), ("other_region",)),
    ("信阳豫申通达物流有限公司", "信阳豫申通达物流公司", ("same_core",), ()),
    ("信阳申城水利枢纽运营有限公司", "信阳申城水利枢扭运营有限公司", (), ()),
    ("示例市东方红星家具厂", "示例市东方红星家俱厂", (), ()),
]
APART = [
    ("信阳鑫达置业有限公司", "信阳鑫远置业有限公司"),
    ("信阳鑫达房地产开发有限公司", "信阳鑫远房地产开发有限公司"),
    ("河南鑫达市政园林工程有限公司", "河南鑫远市政园林工程有限公司"),
    ("示例市豫申通建筑工程有限公司", "示例市豫申达建筑工程有限公司"),
    ("示例市甲子建筑工程有限公司", "示例市乙子建筑工程有限公司"),
    ("示例建工集团有限公司", "示例建工集团有限公司信阳分公司"),
    ("示例建工集团有限公司郑州分公司", "示例建工集团有限公司信阳分公司"),
    ("鑫达置业有限公司", "鑫达燃气有限公司"),
    ("信阳市建设有限公司", "信阳市置业有限公司"),
    ("信阳市建设有限公司", "固始县建设有限公司"),
    ("达兴市政工程有限公司", "永西市政工程有限公司"),
]
# fmt: on


def _pairs(*firms: KnownFirm, least: int = 85) -> tuple[LikePair, ...]:
    return compared(firms, least).pairs


@pytest.mark.clause("二(一)", "R11")
@pytest.mark.parametrize(("one", "other", "speaks_for", "speaks_against"), PROPOSED)
def test_names_that_may_be_one_firm_are_proposed(
    one: str, other: str, speaks_for: tuple[str, ...], speaks_against: tuple[str, ...]
) -> None:
    (pair,) = _pairs(KnownFirm(1, one), KnownFirm(2, other))
    assert (pair.speaks_for, pair.speaks_against) == (speaks_for, speaks_against)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_own_words_trades_and_branches_are_other_firms(one: str, other: str) -> None:
    assert not _pairs(KnownFirm(1, one), KnownFirm(2, other))


def test_a_number_in_common_speaks_for_a_misheard_name() -> None:
    phone = frozenset({"13800000001"})
    one = KnownFirm(1, "信阳鑫达置业有限公司", phones=phone)
    (pair,) = _pairs(one, KnownFirm(2, "信阳鑫大置业有限公司", phones=phone))
    assert pair.speaks_for == ("same_phone",)
    assert not _pairs(one, KnownFirm(2, "示例恒通物流有限公司", phones=phone))
    assert not _pairs(one, KnownFirm(2, "信阳鑫大置业有限公司"))


def test_an_agents_number_speaks_for_nothing() -> None:
    phone = frozenset({"13800000001"})
    firms = [KnownFirm(n, f"信阳鑫{sign}置业有限公司", phones=phone)
             for n, sign in enumerate("甲乙丙丁戊己")]  # fmt: skip
    assert not _pairs(*firms)


def test_a_code_in_common_needs_no_likeness_and_other_codes_speak_against() -> None:
    code, other = frozenset({"91419999MA00000019"}), frozenset({"91419999MA00000027"})
    (pair,) = _pairs(KnownFirm(1, "示例甲厂", codes=code), KnownFirm(2, "恒通物流", codes=code))
    assert pair.speaks_for == ("same_code",)
    (pair,) = _pairs(
        KnownFirm(1, "信阳华中建设有限公司", codes=code),
        KnownFirm(2, "华中建设有限公司", codes=other),
    )
    assert pair.speaks_against == ("other_codes",)


def test_one_firm_with_two_codes_is_told() -> None:
    codes = frozenset({"91419999MA00000019", "91419999MA00000027"})
    found = compared([KnownFirm(1, "示例甲厂", codes=codes), KnownFirm(2, "示例乙厂")])
    assert [firm.id for firm in found.several_codes] == [1]


def test_the_surest_come_first_and_a_limit_leaves_the_total() -> None:
    code = frozenset({"91419999MA00000019"})
    firms = [
        KnownFirm(1, "信阳华中建设有限公司"),
        KnownFirm(2, "固始华中建设有限公司"),
        KnownFirm(3, "华中建设有限公司"),
        KnownFirm(4, "示例甲厂", codes=code),
        KnownFirm(5, "恒通物流", codes=code),
    ]
    found = compared(firms, limit=2)
    assert found.total == 4
    assert [(pair.one.id, pair.other.id) for pair in found.pairs] == [(4, 5), (1, 3)]
    assert compared(firms).pairs[-1].speaks_against == ("other_region",)


@pytest.mark.parametrize(
    ("name", "region", "core", "own"),
    [
        ("信阳市浉河区华中建设工程有限公司", "信阳市浉河区", "华中建设工程", "华中"),
        ("示例市甲子建筑工程有限公司", "示例市", "甲子建筑工程", "甲子"),
        ("信阳市建设有限公司", "", "信阳市建设", "信阳市"),
        ("达兴市政工程有限公司", "", "达兴市政工程", "达兴"),
        ("固始县老王建材店", "固始县", "老王建材店", "老王"),
    ],
)
def test_a_name_has_parts(name: str, region: str, core: str, own: str) -> None:
    parts = parts_of(name)
    assert (parts.region, parts.core, parts.own) == (region, core, own)


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("信阳鑫达置业", "信阳鑫远置业", ("信阳鑫【达】置业", "信阳鑫【远】置业")),
        ("信阳鑫达", "鑫达", ("【信阳】鑫达", "鑫达")),
        ("甲厂", "甲厂", ("甲厂", "甲厂")),
    ],
)
def test_what_differs_is_marked(one: str, other: str, marks: tuple[str, str]) -> None:
    assert marked(one, other) == marks


NAMES = st.text("信阳市鑫达华中建设置业有限公司(）浉河区", max_size=14)


@given(NAMES, NAMES)
def test_marks_take_nothing_away(one: str, other: str) -> None:
    for name, mark in zip((one, other), marked(one, other), strict=True):
        assert mark.replace("【", "").replace("】", "") == clean_name(name)


@given(st.lists(NAMES, max_size=8), st.integers(1, 100))
def test_pairs_are_pairs_of_two_and_never_twice(names: list[str], least: int) -> None:
    found = compared([KnownFirm(n, name) for n, name in enumerate(names)], least)
    ids = [(pair.one.id, pair.other.id) for pair in found.pairs]
    assert len(ids) == len(set(ids)) == found.total
    assert all(one < other for one, other in ids)
