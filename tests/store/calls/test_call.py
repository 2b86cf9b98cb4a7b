"""Calls out of the store: each condition of each select and change has a row on either side."""

from datetime import date
from typing import Any

import pytest

from revisit_cli.records.calls.card import CallFound
from revisit_cli.store.calls import call as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored, answered

DUE = date(2026, 12, 10)
NOW, AHEAD = AT, "2026-11-26T09:30:00+08:00"


def _added(stored: Stored, file: int | None = None) -> list[int]:
    """Add what calls are missing; return the firms of those that came, in their order."""
    known = stored.database.value("select coalesce(max(id), 0) from call")
    count = store.add_missing(stored.database, MONTH, DUE, file)
    rows = stored.database.rows(
        "select firm, month, due_on from call where id > :known order by id", {"known": known}
    )
    assert {(row["month"], row["due_on"]) for row in rows} <= {(MONTH, DUE.isoformat())}
    assert count == len(rows)
    return [row["firm"] for row in rows]


def test_a_call_is_added_for_each_firm_with_a_row_that_stands_in_their_order(
    stored: Stored,
) -> None:
    last, first = stored.put("firm"), stored.put("firm")
    for firm in (first, last, first):
        stored.put("service", firm=firm)
    for told in ({"month": NEXT}, {"state": "held"}, {"voided_at": AT}, {"replaced_by": 1}):
        stored.put("service", firm=stored.put("firm"), **told)
    stored.put("call", firm=last, month=BEFORE)
    assert _added(stored) == [first, last]
    assert _added(stored) == []


def test_by_a_file_only_firms_that_it_names_are_added(stored: Stored) -> None:
    file, mine = stored.put("file"), stored.put("firm")
    stored.put("service", firm=stored.put("firm"))
    stored.put("service", firm=mine, file=file)
    stored.put("service", firm=stored.put("firm"), file=file, month=NEXT)
    stored.put("service", firm=stored.put("firm"), file=file, voided_at=AT)
    first = stored.put("firm", id=1000)
    last, again = stored.put("firm", id=999), stored.put("service", firm=mine, file=file)
    for firm in (first, last, first):
        stored.put("service", firm=firm, file=file)
    stored.put("call", firm=last, month=BEFORE)
    assert _added(stored, file) == [mine, first, last]
    assert _added(stored, file) == []
    assert again


@pytest.mark.parametrize("file", [None, 1])
@pytest.mark.parametrize(
    ("told", "is_added"),
    [
        ({}, False),
        ({"state": "withdrawn"}, True),
        ({"month": BEFORE}, True),
        ({"firm": 3}, True),
    ],
)
def test_no_call_is_added_where_one_under_another_name_stands(
    stored: Stored, told: dict[str, Any], file: int | None, is_added: bool
) -> None:
    root, kin, stranger = stored.put("firm"), stored.put("firm"), stored.put("firm")
    assert (stored.put("file"), stranger) == (1, 3)
    stored.change("firm", kin, merged_into=root)
    stored.put("service", firm=root, file=1)
    stored.put("call", **{"firm": kin, **told})
    assert _added(stored, file) == ([root] if is_added else [])


@pytest.mark.parametrize(
    ("call", "served", "kin", "is_revived"),
    [
        ({}, {}, None, True),
        ({"month": BEFORE}, {}, None, False),
        ({"month": BEFORE}, {"month": BEFORE}, None, False),
        ({"state": "done"}, {}, None, False),
        ({"twin_of": 1}, {}, None, False),
        ({}, {"firm": 3}, None, False),
        ({}, {"month": BEFORE}, None, False),
        ({}, {"voided_at": AT}, None, False),
        ({}, {}, {}, False),
        ({}, {}, {"month": BEFORE}, True),
        ({}, {}, {"state": "withdrawn"}, True),
        ({}, {}, {"firm": 3}, True),
    ],
)
def test_a_call_that_was_withdrawn_comes_back_when_its_firm_is_served_again(
    stored: Stored,
    call: dict[str, Any],
    served: dict[str, Any],
    kin: dict[str, Any] | None,
    is_revived: bool,
) -> None:
    root, other, stranger = stored.put("firm"), stored.put("firm"), stored.put("firm")
    stored.change("firm", other, merged_into=root)
    assert (stored.put("call", month="2026-09"), stranger) == (1, 3)
    number = stored.put("call", **{"firm": root, "state": "withdrawn", **call})
    stored.put("service", **{"firm": root, "file": stored.put("file"), **served})
    if kin is not None:
        stored.put("call", **{"firm": other, **kin})
    before = stored.get("call", number, "state")
    file = stored.put("file")
    assert store.add_missing(stored.database, MONTH, DUE, file) == is_revived
    assert stored.get("call", number, "state") == (("new",) if is_revived else before)


def test_a_call_tells_its_firm_its_lease_and_whence_and_where_it_was_carried(
    stored: Stored,
) -> None:
    stored.put("firm", name="示例外厂")
    firm = stored.put("firm", name="示例甲厂")
    plain = stored.put("call", firm=stored.put("firm"))
    call, target = stored.put("call", firm=firm, is_listed=1), stored.put("call", month=NEXT)
    for number, until in ((plain, NOW), (call, AHEAD)):
        stored.put("lease", call=number, owner="甲", until=until, token=number + 40)
    stored.put("carry", month=BEFORE, subject=target, target=call)
    stored.put("carry", month="2026-09", kind="visit", subject=call, target=plain)
    stored.put("carry", month=MONTH, subject=call, target=target)
    found = store.find(stored.database, call, NOW)
    assert found is not None
    assert (found.name, found.is_listed) == ("示例甲厂", True)
    assert (found.owner, found.until) == ("甲", AHEAD)
    assert (found.token, found.carried_from, found.carried_as) == (call + 40, BEFORE, target)
    found = store.find(stored.database, plain, NOW)
    assert found is not None
    assert (found.owner, found.until, found.carried_as) == (None, NOW, None)
    found = store.find(stored.database, target, NOW)
    assert found is not None
    assert (found.owner, found.until, found.token) == (None, None, None)
    assert store.find(stored.database, target + 1, NOW) is None


def test_a_months_calls_are_told_and_counted_that_were_not_withdrawn(stored: Stored) -> None:
    told: list[dict[str, Any]] = [
        {},
        {"state": "withdrawn"},
        {"state": "done"},
        {"month": BEFORE},
        {},
    ]
    made = [stored.put("call", **each) for each in told]
    stored.put("lease", call=made[4], owner="甲", until=AHEAD)
    found = store.of_month(stored.database, MONTH, NOW)
    assert [each.id for each in found] == [made[0], made[2], made[4]]
    assert [each.owner for each in found] == [None, None, "甲"]
    assert store.of_month(stored.database, MONTH, AHEAD)[2].owner is None
    assert {(each.carried_from, each.carried_as) for each in found} == {(None, None)}
    target = stored.put("call", month=NEXT)
    stored.put("carry", month=BEFORE, subject=made[3], target=made[0])
    stored.put("carry", month="2026-09", kind="visit", subject=made[0], target=made[3])
    stored.put("carry", subject=made[0], target=target)
    found = store.of_month(stored.database, MONTH, NOW)
    assert [(each.carried_from, each.carried_as) for each in found] == [
        (BEFORE, target), (None, None), (None, None),
    ]  # fmt: skip
    assert found[0].name == stored.get("firm", found[0].firm, "name")[0]
    assert store.counts(stored.database, MONTH) == {"new": 2, "done": 1}


def test_a_call_is_changed_alone(stored: Stored) -> None:
    call = stored.put("call", attempts=2, first_at=AT)
    other = stored.put("call", first_at=AT)
    store.set_state(stored.database, call, "done", None, "completed", attempts=1)
    told = ("state", "outcome", "attempts", "first_at")
    assert stored.get("call", call, *told) == ("done", "completed", 3, None)
    assert stored.get("call", other, *told) == ("new", None, 0, AT)


def _line(stored: Stored) -> tuple[int, int]:
    """Put a firm served in two months, the first's call carried to the second's; return it."""
    unit, firm = stored.put("unit", name="审批科"), stored.put("firm")
    for month, matter in ((BEFORE, "验收"), (MONTH, "登记"), (NEXT, "备案")):
        stored.put("service", unit=unit, firm=firm, month=month, matter=matter)
    for month in (BEFORE, MONTH):
        stored.put("service", unit=unit, firm=firm, month=month, matter="作废", voided_at=AT)
    stored.put("service", month=MONTH, matter="别家")
    source = stored.put("call", firm=firm, month=BEFORE)
    return source, stored.put("call", firm=firm, month=MONTH)


@pytest.mark.clause("R19")
def test_a_call_is_for_what_its_own_month_and_those_it_came_from_served(stored: Stored) -> None:
    source, call = _line(stored)
    firm = stored.get("call", call, "firm")[0]

    def both(month: str) -> list[str]:
        alone = [each.matter for each in store.services(stored.database, firm, month)]
        whole = [
            each.matter
            for each in store.services_of_month(stored.database, month)
            if each.firm == firm
        ]
        assert alone == whole
        return [str(each) for each in alone]

    assert both(MONTH) == ["登记"]
    stored.put("carry", month="2026-09", subject=source, target=stored.put("call", month="2026-08"))
    assert both(MONTH) == ["登记"]
    stored.put("carry", month=BEFORE, subject=source, target=call)
    assert both(MONTH) == ["验收", "登记"]
    # From further back, and under the name that the firm had then.
    old = stored.put("firm")
    first = stored.put("call", firm=old, month="2026-08")
    stored.put("service", firm=old, month="2026-08", matter="最早", id=1000)
    stored.put("service", firm=old, month=BEFORE, matter="别的月")
    stored.put("carry", month="2026-08", subject=first, target=source)
    assert both(MONTH) == ["验收", "登记", "最早"]
    assert [each.unit_name for each in store.services(stored.database, firm, MONTH)][:2] == [
        "审批科",
        "审批科",
    ]
    assert {each.firm for each in store.services(stored.database, firm, MONTH)} == {firm}


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("struck", "left"),
    [
        (None, ["验收", "登记"]),
        # On the call itself: neither month's rows count any more.
        ({"call": 2}, []),
        ({"call": 1}, ["登记"]),
        ({"call": 0}, ["验收", "登记"]),
        ({"call": 2, "unit": 9}, ["验收", "登记"]),
        ({"call": 2, "voided_at": AT}, ["验收", "登记"]),
    ],
)
def test_a_unit_that_never_served_the_firm_is_left_out_from_that_call_on_back(
    stored: Stored, struck: dict[str, Any] | None, left: list[str]
) -> None:
    source, call = _line(stored)
    # The first of the month, whichever way its calls are looked through.
    other = stored.put("call", month=MONTH, id=0, firm=stored.put("firm", id=0))
    stored.put("unit", id=9)
    assert (source, call, other) == (1, 2, 0)
    stored.put("carry", month=BEFORE, subject=source, target=call)
    if struck is not None:
        stored.put("not_served", **{"unit": 1, **struck})
    firm = stored.get("call", call, "firm")[0]
    alone = [each.matter for each in store.services(stored.database, firm, MONTH)]
    whole = [each for each in store.services_of_month(stored.database, MONTH) if each.firm == firm]
    assert alone == [each.matter for each in whole] == left


def test_a_months_services_are_told_by_the_firm_that_is_called_in_their_order(
    stored: Stored,
) -> None:
    unit = stored.put("unit", name="审批科")
    firms = [stored.put("firm") for _ in range(3)]
    stored.put("service", firm=firms[1], unit=unit, matter="乙", id=20)
    stored.put("service", firm=firms[0], unit=unit, matter="甲", id=10)
    stored.put("service", firm=firms[2], unit=unit, matter="丙", month=BEFORE, id=15)
    stored.put("service", firm=firms[2], unit=unit, matter="别月", month="2026-09")
    source = stored.put("call", firm=firms[2], month=BEFORE)
    call = stored.put("call", firm=firms[0])
    stored.put("call", firm=firms[1])
    stored.put("carry", subject=source, target=call)
    stored.put("carry", month=NEXT, subject=source, target=stored.put("call", month=NEXT))
    found = store.services_of_month(stored.database, MONTH)
    assert [(each.firm, each.unit_name, each.matter) for each in found] == [
        (firms[0], "审批科", "甲"), (firms[0], "审批科", "丙"), (firms[1], "审批科", "乙"),
    ]  # fmt: skip


def test_a_firm_is_reached_by_its_contacts_and_those_merged_into_it(stored: Stored) -> None:
    firm, stranger = stored.put("firm"), stored.put("firm")
    kin = stored.put("firm", merged_into=firm)
    filing = stored.put("filing")
    rows: list[tuple[int, dict[str, Any]]] = [
        (kin, {"name": "李四"}),
        (firm, {"name": "张三"}),
        (firm, {"name": "已抹", "state": "erased"}),
        (firm, {"name": "没人提", "filing": filing}),
        (kin, {"name": "已抹", "state": "erased"}),
        (kin, {"name": "没人提", "filing": filing}),
        (stranger, {"name": "王五"}),
    ]
    for owner, told in rows:
        stored.put("contact", firm=owner, phone="13800000001", **told)
    assert [each.name for each in store.contacts(stored.database, firm)] == ["李四", "张三"]
    stored.put("call", firm=firm, month=BEFORE)
    assert store.contacts_of_month(stored.database, MONTH) == []
    stored.put("call", firm=firm)
    found = store.contacts_of_month(stored.database, MONTH)
    assert [(each.name, each.firm) for each in found] == [("李四", firm), ("张三", firm)]


def test_the_last_answers_are_of_the_latest_month_before_this_one_that_has_any(
    stored: Stored,
) -> None:
    firm, unit = stored.put("firm"), stored.put("unit", name="审批科")

    def said(month: str, **told: Any) -> None:
        attempt = stored.put("attempt", call=stored.put("call", month=month))
        row = {"firm": firm, "unit": unit, "attempt": attempt, "month": month, **told}
        answered(stored, stored.put("evaluation", **row), "overall", "satisfied")

    assert store.last_answers(stored.database, firm, MONTH) == []
    for month in ("2026-07", "2026-08", MONTH, NEXT):
        said(month)
    said(BEFORE, voided_at=AT)
    said(BEFORE, firm=stored.put("firm"))
    said("2026-08", firm=stored.put("firm"), unit=stored.put("unit", name="别家的科"))
    said("2026-08", unit=stored.put("unit", name="作废科"), voided_at=AT)
    found = store.last_answers(stored.database, firm, MONTH)
    assert [(each.month, each.unit) for each in found] == [("2026-08", "审批科")]


def test_calls_of_some_firms_are_told_with_who_holds_them_the_unfinished_first(
    stored: Stored,
) -> None:
    firms = [stored.put("firm", name=name) for name in ("甲厂", "乙厂", "丙厂", "丁厂", "戊厂")]
    states = ("done", "new", "retry", "withdrawn", "new")
    calls = [
        stored.put("call", firm=firm, state=state)
        for firm, state in zip(firms, states, strict=True)
    ]
    stored.put("call", firm=firms[0], month=BEFORE)
    for call, until in ((calls[1], AHEAD), (calls[2], NOW)):
        stored.put("lease", call=call, owner="甲", until=until)
    found = store.of_firms(stored.database, MONTH, firms[:4], NOW)
    assert found == (
        CallFound(calls[1], "乙厂", "new", "甲"),
        CallFound(calls[2], "丙厂", "retry", None),
        CallFound(calls[0], "甲厂", "done", None),
    )


def test_a_months_answers_are_told_by_call_under_the_firms_name(stored: Stored) -> None:
    second, first = stored.put("firm", name="乙厂"), stored.put("firm", name="甲厂")
    unit = stored.put("unit", name="审批科")
    calls = [stored.put("call", firm=firm) for firm in (first, second)]
    outside = stored.put("call", firm=first, month=BEFORE)
    for call, void in ((calls[1], None), (calls[0], None), (calls[0], AT), (outside, None)):
        attempt = stored.put("attempt", call=call)
        stored.put("evaluation", unit=unit, attempt=attempt, voided_at=void)
    stored.put("evaluation", unit=unit, visit=stored.put("visit"))
    found = store.answers_of_month(stored.database, MONTH)
    assert [(each.call, each.firm) for each in found] == [(calls[0], "甲厂"), (calls[1], "乙厂")]
