"""Whom a clerk may name: each condition of each select has a row on either side."""

from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.store.firms import lookup as store
from tests.store.rows import AT, Stored


def test_a_firm_has_its_own_name_first_then_those_merged_or_given(stored: Stored) -> None:
    kin = stored.put("firm", id=1, name="旧名厂")
    other, kept = stored.put("firm", id=2, name="别的厂"), stored.put("firm", id=3, name="今名厂")
    stored.change("firm", kin, merged_into=kept)
    stored.put("firm_alias", firm=kin, name="旧名厂的别名")
    stored.put("firm_alias", firm=kept, name="撤回的别名", voided_at=AT)
    stored.put("firm_alias", firm=other, name="别的别名")
    found = store.firms(stored.database)
    assert [(each.id, each.name, set(each.names[1:]), each.other_ids) for each in found] == [
        (other, "别的厂", {"别的别名"}, frozenset()),
        (kept, "今名厂", {"旧名厂", "旧名厂的别名"}, {kin}),
    ]


def test_a_unit_that_stands_has_its_own_name_first_then_its_earlier_ones(stored: Stored) -> None:
    stored.put("unit_alias", unit=stored.put("unit", voided_at=AT), name="销号科旧名")
    unit, other = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    stored.put("unit_alias", unit=unit, name="行政审批科")
    assert store.units(stored.database) == [
        Candidate(unit, ("审批科", "行政审批科")),
        Candidate(other, ("燃气办",)),
    ]
