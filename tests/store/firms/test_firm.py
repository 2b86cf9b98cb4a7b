"""Firms out of the store: each condition of each select and change has a row on either side."""

import pytest

from revisit_cli.records.firms.firm import FirmContact, FirmUnit, KinFirm
from revisit_cli.store.firms import firm as store
from tests.store.rows import AT, BEFORE, MONTH, Stored


def _two(stored: Stored) -> tuple[int, int, int]:
    """Put two firms and one that is merged into the first; return them."""
    kin = stored.put("firm", name="旧名厂", id=1)
    first = stored.put("firm", name="甲厂", credit_code="A" * 18, is_sole_trader=1, id=2)
    stored.change("firm", kin, merged_into=first)
    return first, stored.put("firm", name="乙厂", id=3), kin


def test_firms_are_those_that_are_merged_into_none_in_order_of_entry(stored: Stored) -> None:
    first, second, kin = _two(stored)
    found = store.all_firms(stored.database, None)
    assert [each.id for each in found] == [first, second]
    assert (found[0].credit_code, found[0].is_sole_trader) == ("A" * 18, True)
    assert [each.id for each in store.all_firms(stored.database, 1)] == [first]
    assert store.count(stored.database) == 2
    stored.put("firm")
    some = store.some(stored.database, [second, kin, first])
    assert [each.id for each in some] == [second, first]


def test_kin_are_the_firms_merged_into_those_asked_for(stored: Stored) -> None:
    first, second, kin = _two(stored)
    again = stored.put("firm", name="更旧厂", merged_into=first)
    stored.put("firm", merged_into=second)
    assert store.kin(stored.database, [first]) == [
        KinFirm(kin, first, "旧名厂"),
        KinFirm(again, first, "更旧厂"),
    ]
    assert store.roots(stored.database, [second, kin]) == [second, first]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"key": "甲乙"}, [2, 4]),
        ({"key": "旧"}, [2]),
        ({"key": "别名"}, [3]),
        ({"key": "作废"}, []),
        ({"letters": "jy"}, [2, 4]),
        ({"digits": "0001"}, [3]),
        ({"code": "BB"}, [3]),
        ({"key": "甲乙", "digits": "0001", "code": "BB", "letters": "zz"}, [2, 3, 4]),
        ({}, []),
    ],
)
def test_a_firm_is_found_by_part_of_any_of_its_names_numbers_or_codes(
    stored: Stored, wanted: dict[str, str], found: list[int]
) -> None:
    stored.put("firm", id=1, key="旧丙", initials="jb")
    stored.put("firm", id=2, key="甲乙", initials="jy")
    stored.change("firm", 1, merged_into=2)
    stored.put("firm", id=3, key="丁", initials="d")
    stored.put("firm", id=4, key="某甲乙", initials="mjy")
    stored.put("firm_alias", firm=3, key="某别名")
    stored.put("firm_alias", firm=3, key="作废的", voided_at=AT)
    stored.put("contact", firm=3, phone="13800000001")
    stored.put("contact", firm=3, phone="13900000001")
    stored.put("contact", firm=4, phone="13800000002")
    stored.put("firm_code", firm=3, code="B" * 18)
    stored.put("firm_code", firm=4, code="C" * 18)
    given = {"key": "", "letters": "", "digits": "", "code": "", **wanted}
    assert store.search(stored.database, **given) == found


def test_the_firm_that_a_word_means_most_closely_is_found_first(stored: Stored) -> None:
    for key, initials in (("某甲", "mj"), ("乙", "jm"), ("甲某", "am"), ("甲", "zz")):
        stored.put("firm", key=key, initials=initials)
    stored.put("firm", key="丙", initials=None)
    stored.put("firm", key="甲某某", initials="jmm")
    found = store.search(stored.database, "甲", "j", "", "")
    # The name itself, names that begin so, then those whose initials do.
    assert found == [4, 6, 3, 2, 1]
    assert store.search(stored.database, "甲", "", "", "") == [4, 3, 6, 1]


def test_units_are_told_by_firm_in_the_order_of_their_first_row(stored: Stored) -> None:
    second, first = stored.put("unit", name="乙科"), stored.put("unit", name="甲科")
    firm, other = stored.put("firm"), stored.put("firm")
    rows = ((first, firm), (second, firm), (second, other), (first, firm), (first, other))
    for unit, of in rows:
        stored.put("service", unit=unit, firm=of)
    stored.put("service", unit=second, firm=firm, voided_at=AT)
    stored.put("service", unit=second)
    assert store.units(stored.database, [firm, other]) == [
        FirmUnit(firm, "甲科", 2),
        FirmUnit(firm, "乙科", 1),
        FirmUnit(other, "乙科", 1),
        FirmUnit(other, "甲科", 1),
    ]


def test_calls_are_counted_by_firm_that_were_not_withdrawn(stored: Stored) -> None:
    firm = stored.put("firm")
    for month, state in ((MONTH, "new"), (BEFORE, "done"), ("2026-09", "withdrawn")):
        stored.put("call", firm=firm, month=month, state=state)
    stored.put("call")
    assert store.call_counts(stored.database, [firm]) == {firm: 2}


def test_contacts_are_told_that_stand_and_were_not_erased(stored: Stored) -> None:
    firm = stored.put("firm")
    filing = stored.put("filing")
    for told in (
        {"name": "张三", "phone": "13800000002"},
        {"name": "李四", "phone": "13800000001"},
        {"name": "已抹", "state": "erased"},
        {"name": "没人提", "filing": filing},
        {"name": "别家", "firm": stored.put("firm")},
    ):
        stored.put("contact", **{"firm": firm, **told})
    assert store.contacts(stored.database, [firm]) == [
        FirmContact(firm, "张三", "13800000002"),
        FirmContact(firm, "李四", "13800000001"),
    ]


def test_initials_are_wanted_and_written_where_there_are_none(stored: Stored) -> None:
    firm = stored.put("firm", name="甲厂")
    other = stored.put("firm", initials="yc")
    assert store.without_initials(stored.database) == [(firm, "甲厂")]
    store.set_initials(stored.database, [(firm, "jc")])
    assert [stored.get("firm", each, "initials")[0] for each in (firm, other)] == ["jc", "yc"]
    assert store.without_initials(stored.database) == []


def test_a_firm_keeps_each_code_once_and_goes_by_the_first(stored: Stored) -> None:
    firm, other = stored.put("firm"), stored.put("firm")
    for code in ("B", "A", "B", "A"):
        store.add_codes(stored.database, [(firm, code * 18)])
    assert store.codes(stored.database, [firm]) == ["B" * 18, "A" * 18]
    assert stored.get("firm", firm, "credit_code") == ("B" * 18,)
    assert store.codes(stored.database, [other]) == []
    assert [stored.get("firm", each, "credit_code")[0] for each in (firm, other)] == [
        "B" * 18,
        None,
    ]
