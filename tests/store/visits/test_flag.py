"""Flags out of the store: each condition of each select has a row on either side."""

from datetime import date

from revisit_cli.records.value import replace
from revisit_cli.records.visits.flag import NewFlag
from revisit_cli.store.visits import flag as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored

DUE = date(2026, 12, 20)


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


def test_a_reason_counts_in_its_firms_month_unless_dropped_or_waiting(stored: Stored) -> None:
    firm = stored.put("firm")
    for told in ({"month": BEFORE}, {"firm": stored.put("firm")}, {"dropped_at": AT}):
        stored.put("flag", **{"firm": firm, **told})
    stored.put("flag", firm=firm, pending_since=AT)
    assert store.live_count(stored.database, MONTH, firm) == 0
    stored.put("flag", firm=firm)
    assert store.live_count(stored.database, MONTH, firm) == 1


def test_a_visit_is_owed_once_a_firm_and_month_and_not_while_a_flag_waits(stored: Stored) -> None:
    firm = stored.put("firm")
    stored.put("visit", firm=firm, month=BEFORE)
    stored.put("visit")
    waits = NewFlag(firm=firm, month=MONTH, reason="complaint", raised_at=AT, pending_since=AT)
    number = store.add(stored.database, waits, DUE)
    assert store.visit_of(stored.database, MONTH, firm) is None
    flag = store.find(stored.database, number)
    other = stored.put("flag", pending_since=AT, evidence="别的")
    assert flag is not None
    store.verify(stored.database, flag, date(2026, 11, 20), "属实", DUE)
    visit = store.visit_of(stored.database, MONTH, firm)
    assert visit is not None
    store.add(stored.database, replace(waits, pending_since=None, source="2"), DUE)
    assert store.visit_of(stored.database, MONTH, firm) == visit
    assert stored.get("flag", number, "pending_since", "verified_on", "evidence") == (
        None,
        "2026-11-20",
        "属实",
    )
    assert stored.get("flag", other, "pending_since", "evidence") == (AT, "别的")


def test_a_flag_is_dropped_alone(stored: Stored) -> None:
    number, other = stored.put("flag"), stored.put("flag")
    store.drop(stored.database, number, LATER, "误列")
    assert stored.get("flag", number, "dropped_at", "drop_reason") == (LATER, "误列")
    assert stored.get("flag", other, "dropped_at") == (None,)
