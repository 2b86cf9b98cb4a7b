"""Flags out of the store: each condition of each select has a row on either side."""

from datetime import date

from revisit_cli.records.value import replace
from revisit_cli.records.visits.flag import NewFlag
from revisit_cli.store.visits import flag as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


def test_the_flags_of_a_month_are_its_own_by_firm_with_the_dropped_ones(stored: Stored) -> None:
    stored.put("firm", name="示例丙公司")
    second = stored.put("firm", name="示例乙公司")
    first = stored.put("firm", name="示例甲公司")
    stored.put("unit", name="别的科")
    unit = stored.put("unit", name="审批科")
    later = stored.put("flag", firm=second, unit=unit)
    early = stored.put("flag", firm=first, dropped_at=AT)
    stored.put("flag", month=BEFORE)
    found = store.of_month(stored.database, MONTH)
    assert [(each.id, each.firm_name, each.unit) for each in found] == [
        (later, "示例乙公司", "审批科"),
        (early, "示例甲公司", None),
    ]
    assert store.find(stored.database, later) == found[0]
    assert store.find(stored.database, early) == found[1]
    assert store.find(stored.database, 99) is None


def test_the_same_flag_stands_for_firm_month_reason_and_source(stored: Stored) -> None:
    firm, other = stored.put("firm"), stored.put("firm")
    flag = NewFlag(firm=firm, month=MONTH, reason="complaint", raised_at=AT, source="12345-1")
    for told in (
        {"firm": other},
        {"month": BEFORE},
        {"reason": "petition"},
        {"source": "12345-2"},
        {"source": None},
        {"dropped_at": AT},
        {"attempt": stored.put("attempt")},
    ):
        stored.put("flag", **{"firm": firm, "source": "12345-1", **told})
    assert store.same(stored.database, flag) is None
    number = stored.put("flag", firm=firm, source="12345-1")
    found = store.same(stored.database, flag)
    assert found is not None
    assert found.id == number
    plain = stored.put("flag", firm=other)
    again = store.same(stored.database, replace(flag, firm=other, source=None))
    assert again is not None
    assert again.id == plain


def test_a_flag_told_again_is_the_same_unless_its_own_day_is_another(stored: Stored) -> None:
    firm = stored.put("firm")
    number = stored.put("flag", firm=firm, reason="bad_review", verified_on="2026-11-20")
    flag = NewFlag(firm=firm, month=MONTH, reason="bad_review", raised_at=AT)
    for day, is_same in ((None, True), (date(2026, 11, 20), True), (date(2026, 11, 21), False)):
        found = store.same(stored.database, replace(flag, verified_on=day))
        assert (found is not None and found.id == number) is is_same
    case = stored.put("flag", firm=firm, verified_on="2026-11-20", source="12345-1")
    told = replace(flag, reason="complaint", source="12345-1", verified_on=date(2026, 11, 25))
    found = store.same(stored.database, told)
    assert found is not None
    assert found.id == case
    waits = stored.put("flag", firm=firm, month=BEFORE, reason="petition", pending_since=AT)
    found = store.same(stored.database, replace(flag, reason="petition"))
    assert found is not None
    assert found.id == waits


def test_a_reason_counts_for_its_visit_unless_dropped_or_waiting(stored: Stored) -> None:
    visit, other = stored.put("visit"), stored.put("visit")
    for told in ({"visit": other}, {"dropped_at": AT}, {"pending_since": AT}, {"visit": None}):
        stored.put("flag", **{"visit": visit, **told})
    assert store.live_count(stored.database, visit) == 0
    assert store.live_count(stored.database, None) == 0
    stored.put("flag", visit=visit)
    assert store.live_count(stored.database, visit) == 1


def test_a_flag_that_waited_counts_once_it_is_verified(stored: Stored) -> None:
    firm = stored.put("firm")
    waits = NewFlag(firm=firm, month=MONTH, reason="complaint", raised_at=AT, pending_since=AT)
    number = store.add(stored.database, waits)
    flag = store.find(stored.database, number)
    other = stored.put("flag", pending_since=AT, evidence="别的")
    assert flag is not None
    store.verify(stored.database, replace(flag, month=NEXT), date(2026, 11, 20), "属实")
    assert stored.get("flag", number, "pending_since", "verified_on", "evidence", "month") == (
        None,
        "2026-11-20",
        "属实",
        NEXT,
    )
    assert stored.get("flag", other, "pending_since", "evidence") == (AT, "别的")


def test_a_flag_is_dropped_alone(stored: Stored) -> None:
    number, other = stored.put("flag"), stored.put("flag")
    store.drop(stored.database, number, LATER, "误列")
    assert stored.get("flag", number, "dropped_at", "drop_reason") == (LATER, "误列")
    assert stored.get("flag", other, "dropped_at") == (None,)
