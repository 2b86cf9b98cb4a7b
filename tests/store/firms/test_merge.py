"""Merges: the names that stand, and answers that later ones under the other name supersede."""

from typing import Any

import pytest

from revisit_cli.records.firms.merge import Move, NamedService
from revisit_cli.store.firms import merge as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


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


def test_the_merge_just_taken_back_is_the_last_of_that_person_and_reason(stored: Stored) -> None:
    given: dict[str, Any] = {"undone_by": "甲", "undo_reason": "认错", "undone_at": AT}
    stored.put("firm", name="外厂")
    rows: list[tuple[str, dict[str, Any]]] = [
        ("先厂", {}),
        ("后厂", {"undone_at": LATER}),
        ("同时厂", {"undone_at": LATER}),
        ("别人厂", {"undone_by": "乙", "undone_at": "2026-11-28T09:00:00+08:00"}),
        ("别的理由厂", {"undo_reason": "手误", "undone_at": "2026-11-28T09:00:00+08:00"}),
    ]
    for name, told in rows:
        stored.put("firm_merge", firm=stored.put("firm", name=name), **{**given, **told})
    stored.put("firm_merge")
    assert store.undone_since(stored.database, "甲", "认错", AT) == "后厂"
    assert store.undone_since(stored.database, "甲", "认错", LATER) == "后厂"
    assert store.undone_since(stored.database, "甲", "认错", "2026-11-27T09:00:01+08:00") is None
    assert store.undone_since(stored.database, "丙", "认错", AT) is None


def test_a_merge_is_added_taken_back_and_written_on_its_firm_alone(stored: Stored) -> None:
    firm, into, other = (stored.put("firm") for _ in range(3))
    first = store.add(stored.database, other, into, "同一家", AT, "甲")
    number = store.add(stored.database, firm, into, "同一家", AT, "甲")
    store.undo(stored.database, number, "认错", LATER, "乙")
    assert stored.get("firm_merge", number, "undone_at", "undone_by") == (LATER, "乙")
    assert stored.get("firm_merge", first, "undone_at") == (None,)
    store.set_roots(stored.database, {firm: into})
    assert [stored.get("firm", each, "merged_into")[0] for each in (firm, other)] == [into, None]
    store.set_roots(stored.database, {firm: None})
    assert stored.get("firm", firm, "merged_into") == (None,)


def test_a_firm_that_counts_as_the_same_already_is_not_written_again(stored: Stored) -> None:
    firm, into = stored.put("firm"), stored.put("firm")
    stored.change("firm", firm, merged_into=into)
    before = stored.database.value("select total_changes()")
    store.set_roots(stored.database, {firm: into})
    assert stored.database.value("select total_changes()") == before


NOW, AHEAD = AT, "2026-11-26T09:30:00+08:00"


def test_what_two_firms_have_is_told_by_month_where_the_first_has_anything(
    stored: Stored,
) -> None:
    firm, into, other = (stored.put("firm") for _ in range(3))
    visit = stored.put("visit", firm=firm, state="done", month=NEXT)
    for of in (other, firm, firm):
        for table in ("service", "evaluation", "problem"):
            stored.put(table, firm=of)
        stored.put("flag", firm=of, visit=visit)
    stored.put("visit", firm=into, month=NEXT)
    stored.put("visit", firm=other, month=NEXT)
    stored.put("visit", firm=into, month="2027-01")
    stored.put("call", firm=into, month="2027-02")
    mine = stored.put("call", firm=firm, month=BEFORE)
    theirs = stored.put("call", firm=into, month=BEFORE)
    stored.put("call", firm=other, month=BEFORE)
    stored.put("closing", month=BEFORE)
    stored.put("call_list", month=BEFORE, unlocked_at=AT)
    stored.put("call_list", month=NEXT)
    found = {each.month: each for each in store.months(stored.database, firm, into, NOW, "甲")}
    assert list(found) == [BEFORE, MONTH, NEXT]
    assert [(each.is_closed, each.is_locked) for each in found.values()] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip
    assert [each.id for each in found[BEFORE].calls] == [mine, theirs]
    rows = [(each.table, each.row, each.visit) for each in found[MONTH].rows]
    assert rows == [
        (table, number, visit if table == "flag" else None)
        for table in ("evaluation", "flag", "problem", "service")
        for number in (2, 3)
    ]
    assert [(each.firm, each.is_begun) for each in found[NEXT].visits] == [
        (firm, True),
        (into, False),
    ]


@pytest.mark.parametrize(
    ("call", "lease", "carry", "told"),
    [
        ({}, None, None, {"is_live": True}),
        ({"state": "withdrawn"}, None, None, {"is_live": False}),
        ({"attempts": 1}, None, None, {"is_begun": True}),
        ({"state": "done"}, None, None, {"is_begun": True}),
        ({"state": "appointment"}, None, None, {"is_agreed": True}),
        ({}, None, {}, {"is_agreed": True, "is_carried_in": True}),
        ({"is_listed": 1}, None, {}, {"is_agreed": True}),
        ({}, None, {"target": 2}, {}),
        ({}, {"owner": "乙", "until": AHEAD}, None, {"held_by": "乙"}),
        ({}, {"owner": "甲", "until": AHEAD}, None, {}),
        ({}, {"owner": "乙", "until": NOW}, None, {}),
        ({}, {"owner": "乙", "until": AHEAD, "call": 2}, None, {}),
    ],
)
def test_a_call_tells_how_it_stands_when_its_firm_is_merged(
    stored: Stored,
    call: dict[str, Any],
    lease: dict[str, Any] | None,
    carry: dict[str, Any] | None,
    told: dict[str, Any],
) -> None:
    firm, into = stored.put("firm"), stored.put("firm")
    number = stored.put("call", **{"firm": firm, **call})
    assert (number, stored.put("call")) == (1, 2)
    if lease is not None:
        stored.put("lease", **{"call": number, **lease})
    if carry is not None:
        stored.put("carry", **{"month": BEFORE, "target": number, **carry})
    (month,) = store.months(stored.database, firm, into, NOW, "甲")
    (stand,) = month.calls
    usual = {"is_live": True, "is_begun": False, "is_agreed": False, "is_carried_in": False}
    expected = {**usual, "held_by": None, **told}
    assert {name: getattr(stand, name) for name in expected} == expected


def test_each_move_is_written_on_its_row_and_read_back(stored: Stored) -> None:
    firm, into = stored.put("firm"), stored.put("firm")
    tables = ("service", "call", "evaluation", "flag", "visit", "problem")
    others = {table: stored.put(table) for table in tables}
    rows = {table: stored.put(table, firm=firm) for table in tables}
    crossed = stored.put("call", firm=into)
    more: dict[str, dict[str, Any]] = {
        "call": {"state": "withdrawn", "twin_of": crossed},
        "flag": {"visit": rows["visit"]},
        "evaluation": {"voided_at": AT},
    }
    before = {each: tuple(stored.get(each, others[each], "firm")) for each in tables}
    moves = [
        Move(each, rows[each], {"firm": firm}, {"firm": into, **more.get(each, {})})
        for each in tables
    ]
    # Two calls that change places in one month.
    moves.append(Move("call", crossed, {"firm": into}, {"firm": firm}))
    stored.database.run("begin")
    store.apply(stored.database, moves)
    stored.database.run("commit")
    for move in moves:
        now = store.now(stored.database, move)
        assert {name: now[name] for name in move.after} == move.after
    assert {each: tuple(stored.get(each, others[each], "firm")) for each in tables} == before
    untouched = ("state", "twin_of")
    assert stored.get("call", others["call"], *untouched) == ("new", None)
    assert stored.get("flag", others["flag"], "visit") == (None,)
    assert stored.get("evaluation", others["evaluation"], "voided_at") == (None,)
    merge = stored.put("firm_merge", firm=firm, into_firm=into)
    store.add_moves(stored.database, stored.put("firm_merge"), moves[:1])
    store.add_moves(stored.database, merge, moves)
    assert store.moves(stored.database, merge) == moves


def test_services_are_told_by_the_name_that_their_ledger_wrote(stored: Stored) -> None:
    firm = stored.put("firm")
    later = stored.put("service", firm=firm, firm_text="甲厂", id=9)
    first = stored.put("service", firm=firm, firm_text="甲公司", month=BEFORE, id=8)
    stored.put("service", firm=firm, firm_text=None)
    stored.put("service", firm_text="乙厂")
    assert store.named_services(stored.database, firm) == [
        NamedService(first, BEFORE, "甲公司"),
        NamedService(later, MONTH, "甲厂"),
    ]


@pytest.mark.parametrize(
    ("carry", "own", "root", "makes"),
    [
        ({}, {}, {}, "own"),
        ({}, {"state": "withdrawn"}, {}, "root"),
        ({}, {"month": MONTH}, {}, "root"),
        ({}, {"state": "withdrawn"}, {"month": "2027-03"}, "none"),
        ({"kind": "visit"}, {}, {}, "before"),
        ({"to_month": "2027-01"}, {}, {}, "before"),
        ({"target": None}, {}, {}, "before"),
    ],
)
def test_what_was_carried_is_made_by_the_call_of_its_firm_or_of_what_that_counts_as(
    stored: Stored, carry: dict[str, Any], own: dict[str, Any], root: dict[str, Any], makes: str
) -> None:
    # Another firm, counted as another: its call makes nothing of this one's.
    elsewhere = stored.put("call", month=NEXT)
    stored.put("firm", merged_into=stored.get("call", elsewhere, "firm")[0])
    into = stored.put("firm")
    firm = stored.put("firm", merged_into=into)
    calls = {"before": stored.put("call", month=NEXT), "none": None}
    source = stored.put("call", firm=firm, month=BEFORE)
    # The root's has the lower number: nothing but the firm says which of two comes first.
    calls["root"] = stored.put("call", **{"firm": into, "month": NEXT, **root})
    calls["own"] = stored.put("call", **{"firm": firm, "month": NEXT, **own})
    stored.put("call", firm=firm, month="2027-01")
    row: dict[str, Any] = {"month": BEFORE, "kind": "call", "subject": source, "to_month": NEXT}
    number = stored.put("carry", **{**row, "target": calls["before"], **carry})
    kept = stored.get("carry", number, "target")[0]
    store.set_targets(stored.database, [NEXT])
    wanted = kept if makes in ("before", "none") else calls[makes]
    assert stored.get("carry", number, "target")[0] == wanted


@pytest.mark.parametrize("state", ["new", "withdrawn"])
def test_what_the_right_call_makes_already_is_not_written_again(stored: Stored, state: str) -> None:
    elsewhere = stored.put("call", month=NEXT)
    stored.put("firm", merged_into=stored.get("call", elsewhere, "firm")[0])
    into = stored.put("firm")
    firm = stored.put("firm", merged_into=into)
    source = stored.put("call", firm=firm, month=BEFORE)
    root = stored.put("call", firm=into, month=NEXT)
    own = stored.put("call", firm=firm, month=NEXT, state=state)
    right = own if state == "new" else root
    stored.put("carry", month=BEFORE, subject=source, target=right, to_month=NEXT)
    before = stored.database.value("select total_changes()")
    store.set_targets(stored.database, [NEXT])
    assert stored.database.value("select total_changes()") == before
