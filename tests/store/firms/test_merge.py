"""Merges: the names that stand, and answers that later ones under the other name supersede."""

import pytest

from revisit_cli.store.firms import merge as store
from tests.store.rows import AT, BEFORE, LATER, Stored


def test_names_and_merges_are_those_that_stand_in_their_order(stored: Stored) -> None:
    kept, other = stored.put("firm", name="今名厂"), stored.put("firm")
    one, two, back = [stored.put("firm", name=name) for name in ("甲厂", "乙厂", "丙厂")]
    for firm in (two, one):
        stored.change("firm", firm, merged_into=kept)
    merges = [stored.put("firm_merge", firm=firm, into_firm=kept) for firm in (two, one)]
    stored.put("firm_merge", firm=one, into_firm=other, undone_at=AT)
    stored.put("firm_merge", firm=back, into_firm=kept, undone_at=AT)
    assert [each.name for each in store.names(stored.database, kept)] == ["乙厂", "甲厂"]
    assert store.names(stored.database, other) == ()
    standing = store.standing(stored.database)
    assert [each.id for each in standing] == merges
    assert {each.into_name for each in standing} == {"今名厂"}


@pytest.mark.clause("R33")
def test_an_answer_is_superseded_by_a_later_one_of_another_call(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    first, second = stored.put("attempt", at=AT), stored.put("attempt", at=LATER)
    again = stored.put("attempt", at=LATER, call=stored.get("attempt", first, "call")[0])
    told = {"firm": firm, "unit": unit}
    earlier = stored.put("evaluation", **told, attempt=first)
    of_again = stored.put("evaluation", **told, attempt=again)
    stored.put("evaluation", **told, attempt=first, voided_at=AT)
    stored.put("evaluation", **told, attempt=first, month=BEFORE)

    def superseded() -> list[int]:
        return store.superseded(stored.database, firm, "2026-11")

    assert superseded() == []
    for other in ({"unit": stored.put("unit")}, {"firm": stored.put("firm")},
                  {"month": BEFORE}, {"voided_at": AT}):  # fmt: skip
        stored.put("evaluation", **{**told, **other}, attempt=second)
        assert superseded() == []
    late = stored.put("evaluation", **told, attempt=second)
    assert superseded() == [earlier, of_again]
    third = stored.put("attempt", at="2026-11-28T09:00:00+08:00")
    (stranger,) = stored.get("evaluation", late - 3, "firm")
    stored.put("evaluation", firm=stranger, unit=unit, attempt=third)
    assert superseded() == [earlier, of_again]
