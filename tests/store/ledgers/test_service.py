"""Ledger rows: each condition of each select and change has a row on either side."""

from typing import Any

import pytest

from revisit_cli.store.ledgers import service as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


def _filed(stored: Stored, unit: int, **told: Any) -> int:
    """Put a filing that came as a file."""
    return stored.put("filing", **{"unit": unit, "version": 1, **told})


def _come_later(stored: Stored, unit: int) -> dict[str, int]:
    """Put rows of a unit's month and others; return the ids of those that its ledger has."""
    own = _filed(stored, unit)
    of_own = {"unit": unit, "filing": own}
    stored.put("service", **of_own, state="held", matter="held")
    found = {
        "own": stored.put("service", **of_own, matter="own"),
        # Came when the month was cleared: it stands in the next, under its own month's filing.
        "after_close": stored.put("service", **of_own, month="2027-05", matter="after"),
        "unfiled": stored.put("service", unit=unit, filing=None, matter="unfiled"),
    }
    other = _filed(stored, unit, month=NEXT)
    stored.put("service", unit=unit, filing=other, month=NEXT)
    stored.put("service", unit=unit, filing=other, month=MONTH)
    stranger = stored.put("unit")
    stored.put("service", unit=stranger, filing=_filed(stored, stranger), month="2027-02")
    stored.put("service", unit=stranger, filing=own)
    stored.put("service", unit=unit, filing=own, month=BEFORE, state="held")
    later = _filed(stored, unit, month="2027-04")
    stored.put("service", unit=unit, filing=later, month="2027-04")
    of_stranger = _filed(stored, stranger, version=2)
    stored.put("service", unit=stranger, filing=of_stranger, month="2027-03")
    # Of no filing: in months to which others came, or only rows that wait.
    for month in (BEFORE, "2027-03", "2027-04"):
        stored.put("service", unit=unit, filing=None, month=month)
    # A report of none brings no rows; those that stand under it belong elsewhere.
    none = _filed(stored, unit, version=2, file=None, state="zero")
    stored.put("service", unit=unit, filing=none, month="2027-01")
    return found


@pytest.mark.clause("R14")
def test_the_rows_that_stand_for_a_units_month_are_its_ledgers(stored: Stored) -> None:
    unit = stored.put("unit")
    found = _come_later(stored, unit)
    stored.put("service", unit=unit, filing=None, voided_at=AT)
    stored.put("service", unit=unit, filing=None, month="2027-01")
    standing = store.standing(stored.database, unit, MONTH)
    assert {each.id for each in standing} == set(found.values())


def test_a_row_that_stands_is_told_in_words_whatever_it_lacks(stored: Stored) -> None:
    unit, firm = stored.put("unit"), stored.put("firm", name="示例甲厂")
    of = {"unit": unit, "filing": None, "firm": firm}
    stored.put("firm", name="示例外厂")
    stored.put("service", **of, served_on="2026-11-03", firm_text="甲厂", phones='["13800000000"]')
    stored.put("service", **of, date_text="上周", contact_text="李四", remark="急")
    stored.put("service", **of)
    told = store.standing(stored.database, unit, MONTH)
    assert [(each.day, each.named, each.phones) for each in told] == [
        ("2026-11-03", "甲厂", ("13800000000",)),
        ("上周", "示例甲厂", ()),
        ("", "示例甲厂", ()),
    ]
    assert [(each.contact, each.remark) for each in told] == [("", ""), ("李四", "急"), ("", "")]


def test_rows_of_a_unit_are_shown_that_stand_or_wait(stored: Stored) -> None:
    unit = stored.put("unit", name="审批科")
    _come_later(stored, unit)
    own = stored.get("filing", 1, "id")[0]
    told = {"unit": unit, "filing": own, "row": 5}
    for other in ({"state": "duplicate"}, {"voided_at": AT}, {"replaced_by": 1}):
        stored.put("service", **told, **other)
    shown = store.of_unit(stored.database, unit, MONTH)
    assert {each.unit for each in shown} == {"审批科"}
    assert [each.matter for each in shown] == ["held", "own", "after", "unfiled"]


def test_a_units_rows_are_shown_by_file_and_sheet_as_they_came(stored: Stored) -> None:
    unit, file = stored.put("unit"), stored.put("file")
    for sheet, row, matter in (("乙", 3, "三"), ("甲", 1, "四"), ("乙", 2, "一"), ("乙", 2, "二")):
        told = {"unit": unit, "file": file, "filing": None, "sheet": sheet}
        stored.put("service", **told, row=row, matter=matter)
    found = store.of_unit(stored.database, unit, MONTH)
    assert [each.matter for each in found] == ["一", "二", "三", "四"]


def test_a_files_rows_are_shown_by_sheet_as_they_came(stored: Stored) -> None:
    file, unit = stored.put("file"), stored.put("unit", name="审批科")
    rows: list[dict[str, Any]] = [
        {"sheet": "乙", "row": 3},
        {"sheet": "甲", "row": 2, "unit": None, "state": "held"},
        {"sheet": "乙", "row": 2, "voided_at": AT},
        {"sheet": "甲", "row": 1, "state": "duplicate"},
        {"sheet": "甲", "row": 1},
    ]
    made = [stored.put("service", **{"file": file, "unit": unit, **told}) for told in rows]
    # Put right: the row that took its place is shown.
    stored.put("service", file=file, sheet="甲", row=9, state="held", replaced_by=made[4])
    stored.put("service", file=file, unit=unit, sheet="甲", row=8, replaced_by=made[4])
    stored.put("service", file=file, unit=unit, sheet="乙", row=9)
    stored.put("service", sheet="乙", row=7)
    shown = store.of_file(stored.database, file)
    assert [(each.sheet, each.row, each.state) for each in shown] == [
        ("乙", 2, "accepted"), ("乙", 3, "accepted"), ("乙", 9, "accepted"),
        ("甲", 1, "duplicate"), ("甲", 1, "accepted"), ("甲", 2, "held"), ("甲", 8, "accepted"),
    ]  # fmt: skip
    assert [each.unit for each in shown if each.state == "held"] == [None]
    assert {each.unit for each in shown if each.state != "held"} == {"审批科"}


def test_a_row_is_shown_with_its_notes_and_whether_it_came_after_the_day(stored: Stored) -> None:
    file = stored.put("file")
    for state in ("late", "on_time"):
        filing = stored.put("filing", state=state)
        stored.put("service", file=file, filing=filing, notes='["row_hidden"]')
    shown = store.of_file(stored.database, file)
    assert [(each.is_overdue, each.notes) for each in shown] == [
        (True, ("row_hidden",)),
        (False, ("row_hidden",)),
    ]


def test_a_filings_rows_are_shown_with_those_of_its_file_that_name_no_unit(stored: Stored) -> None:
    _filed(stored, stored.put("unit", name="别的科"))
    file, unit = stored.put("file"), stored.put("unit", name="审批科")
    mine = _filed(stored, unit, file=file)
    other = _filed(stored, stored.put("unit"), file=file)
    rows: list[dict[str, Any]] = [
        {"filing": mine, "sheet": "乙", "row": 4},
        {"filing": mine, "sheet": "甲", "row": 1},
        {"filing": None, "unit": None, "sheet": "乙", "row": 2},
        {"filing": mine, "sheet": "乙", "row": 3, "state": "accepted", "replaced_by": 1},
        {"filing": mine, "sheet": "乙", "row": 3, "voided_at": AT},
        {"filing": mine, "sheet": "乙", "row": 5, "replaced_by": 1},
        {"filing": None, "row": 6},
        {"filing": other, "row": 7},
        {"filing": other, "unit": None, "row": 8},
        {"filing": mine, "file": stored.put("file"), "row": 9},
    ]
    for told in rows:
        stored.put("service", **{"file": file, "unit": unit, "state": "held", **told})
    shown = store.of_filing(stored.database, mine)
    assert [(each.sheet, each.row, each.unit, each.state) for each in shown] == [
        ("乙", 2, None, "held"), ("乙", 3, "审批科", "accepted"), ("乙", 3, "审批科", "held"),
        ("乙", 4, "审批科", "held"), ("甲", 1, "审批科", "held"),
    ]  # fmt: skip


def test_what_became_of_a_files_rows_leaves_out_a_filing_that_was_taken_back(
    stored: Stored,
) -> None:
    file, unit = stored.put("file"), stored.put("unit", name="审批科")
    stands, void = _filed(stored, unit), _filed(stored, unit, version=2, voided_at=AT)
    made = [
        stored.put("service", **{"file": file, "unit": unit, "filing": stands, **told})
        for told in ({"row": 3}, {"filing": None, "unit": None, "state": "held"}, {"row": 2})
    ]
    stored.put("service", file=file, filing=void)
    stored.put("service", filing=stands)
    found = store.states_of_file(stored.database, file)
    assert [(each.id, each.unit) for each in found] == [
        (made[0], "审批科"), (made[1], None), (made[2], "审批科"),
    ]  # fmt: skip


def test_rows_wait_for_their_unit_by_file_unit_and_notes(stored: Stored) -> None:
    second, first = (stored.put("file", id=number, name=f"{number}.xlsx") for number in (9, 8))
    told: list[tuple[int, str, str, dict[str, Any]]] = [
        (second, "物业站", '["unit_unknown"]', {}),
        (first, "物业站", '["unit_unknown"]', {}),
        (first, "物业站", '["unit_unknown"]', {}),
        (first, "供热站", '["unit_unknown","row_hidden"]', {}),
        (first, "物业站", '["date_unreadable"]', {}),
        (first, "物业站", '["unit_unknown"]', {"state": "accepted"}),
        (first, "物业站", '["unit_unknown"]', {"voided_at": AT}),
    ]
    for file, unit, notes, more in told:
        stored.put(
            "service", **{"file": file, "unit_text": unit, "notes": notes, "state": "held", **more}
        )
    found = store.waiting(stored.database)
    assert [(each.file, each.unit, each.row_count) for each in found] == [
        ("8.xlsx", "供热站", 1), ("8.xlsx", "物业站", 2), ("9.xlsx", "物业站", 1),
    ]  # fmt: skip


def test_held_rows_of_a_month_are_told_but_those_of_files_that_are_left_out(
    stored: Stored,
) -> None:
    stored.put("file", received_at=AT)
    file, left = stored.put("file", received_at=LATER), stored.put("file")
    for matter in ("登记", "验收"):
        stored.put("service", file=file, state="held", matter=matter)
    for told in ({"month": BEFORE}, {"state": "accepted"}, {"voided_at": AT}, {"file": left}):
        stored.put("service", **{"file": file, "state": "held", **told})
    found = store.held_of_month(stored.database, MONTH, [left])
    assert [(each.matter, each.file, each.received_at) for each in found] == [
        ("登记", file, LATER),
        ("验收", file, LATER),
    ]


def test_held_rows_that_have_no_filing_are_put_under_one(stored: Stored) -> None:
    unit, file = stored.put("unit"), stored.put("file")
    filing, before = _filed(stored, unit), _filed(stored, unit, month=BEFORE)
    of = {"unit": unit, "file": file, "filing": None, "state": "held"}
    named = stored.put("service", filing=None, state="held")
    filed = stored.put("service", **of)
    rows: list[dict[str, Any]] = [
        {"filing": before},
        {"state": "accepted"},
        {"file": stored.put("file")},
        {"unit": stored.put("unit")},
        {"month": BEFORE},
    ]
    others = [stored.put("service", **{**of, **told}) for told in rows]
    named_otherwise = stored.put("service", **{**of, "filing": before})
    ids = [named, named_otherwise]
    store.file_under(stored.database, filing, ids, file=file, unit=unit, month=MONTH)
    assert [stored.get("service", row, "filing")[0] for row in (named, filed)] == [filing, filing]
    kept = [before, None, None, None, None, before]
    found = [stored.get("service", row, "filing")[0] for row in (*others, named_otherwise)]
    assert found == kept


def test_what_is_settled_replaced_or_repeated_is_the_row_that_is_told(stored: Stored) -> None:
    rows = [stored.put("service") for _ in range(5)]
    store.settle(stored.database, rows[:1], LATER, "已改")
    store.replace(stored.database, [(rows[1], rows[4])])
    store.repeat(stored.database, rows[2:3])
    told = ("voided_at", "void_reason", "replaced_by", "state")
    assert [stored.get("service", row, *told) for row in rows] == [
        (LATER, "已改", None, "accepted"),
        (None, None, rows[4], "accepted"),
        (None, None, None, "duplicate"),
        (None, None, None, "accepted"),
        (None, None, None, "accepted"),
    ]


_NOW, _PAST = "2026-11-26T09:30:00+08:00", "2026-11-26T09:00:00+08:00"
_AHEAD = "2026-11-26T10:00:00+08:00"


@pytest.mark.parametrize(
    ("call", "until", "is_fixed"),
    [
        (None, None, False),
        ({}, None, False),
        ({"attempts": 1}, None, True),
        ({"attempts": 1, "month": NEXT}, None, True),
        ({"attempts": 1, "month": BEFORE}, None, False),
        ({"attempts": 1, "state": "withdrawn"}, None, False),
        ({"attempts": 1, "firm": 2}, None, False),
        ({"state": "appointment"}, None, True),
        ({"state": "done"}, None, True),
        ({"state": "retry"}, None, False),
        ({}, _AHEAD, True),
        ({}, _NOW, False),
        ({}, _PAST, False),
    ],
)
def test_a_row_stays_in_its_month_whose_firm_was_called_or_is_being_called(
    stored: Stored, call: dict[str, Any] | None, until: str | None, is_fixed: bool
) -> None:
    firm, _ = stored.put("firm"), stored.put("firm")
    row, other = stored.put("service", firm=firm), stored.put("service", firm=firm)
    stored.put("lease", call=stored.put("call"), until=_AHEAD)
    if call is not None:
        number = stored.put("call", **{"firm": firm, **call})
        if until is not None:
            stored.put("lease", call=number, until=until)
    found = store.fixed(stored.database, [row], NEXT, _NOW)
    assert found == ({row} if is_fixed else set())
    assert other not in found


@pytest.mark.parametrize("table", ["call_list", "closing"])
@pytest.mark.parametrize(("month", "is_fixed"), [(MONTH, True), (NEXT, True), (BEFORE, False)])
def test_a_row_stays_in_its_month_where_a_list_of_either_is_frozen_or_cleared(
    stored: Stored, table: str, month: str, is_fixed: bool
) -> None:
    row = stored.put("service")
    stored.put(table, month=month)
    assert store.fixed(stored.database, [row], NEXT, _NOW) == ({row} if is_fixed else set())


def test_files_are_named_by_name_digest_or_id_with_the_units_of_their_rows(stored: Stored) -> None:
    unit, other = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    file = stored.put("file", name="台账.xlsx", sha256="a" * 64)
    again = stored.put("file", name="台账.xlsx", sha256="b" * 64)
    stranger = stored.put("file", name="别的.xlsx", sha256="c" * 64)
    filing = _filed(stored, unit, file=file)
    _filed(stored, other, file=stranger)
    for told in ({"unit": unit}, {"unit": unit}, {"unit": None}, {"unit": other, "file": stranger}):
        stored.put("service", **{"file": file, "filing": filing, "state": "held", **told})
    found = store.files_named(stored.database, "台账.xlsx")
    assert [each.id for each in found] == [again, file]
    assert [each.units for each in found] == [frozenset(), {"审批科"}]
    assert [each.filings for each in found] == [(), ((filing, "审批科", MONTH),)]
    for name in ("a" * 64, str(file)):
        assert [each.id for each in store.files_named(stored.database, name)] == [file]
    assert store.files_named(stored.database, "没有.xlsx") == []


def test_firms_are_found_by_key_or_by_a_name_that_stands(stored: Stored) -> None:
    kept = stored.put("firm", key="今")
    stored.put("firm", key="旧", merged_into=kept)
    stored.put("firm", key="外")
    stored.put("firm_alias", firm=kept, key="别")
    stored.put("firm_alias", firm=kept, key="撤", voided_at=AT)
    stored.put("firm_alias", firm=kept, key="不问")
    assert store.find_firms(stored.database, ["今", "旧", "别", "撤"]) == {
        "今": kept, "旧": kept, "别": kept,
    }  # fmt: skip


def test_each_firm_that_a_months_ledgers_name_is_told_by_unit_under_what_it_counts_as(
    stored: Stored,
) -> None:
    second, first = stored.put("unit", name="乙科", id=9), stored.put("unit", name="甲科", id=8)
    kept = stored.put("firm", name="今名厂")
    old, other = (
        stored.put("firm", name="旧名厂", merged_into=kept),
        stored.put("firm", name="乙厂"),
    )
    for unit, firm in ((second, old), (second, kept), (first, other), (first, old), (first, old)):
        stored.put("service", unit=unit, firm=firm)
    stored.put("service", month=BEFORE)
    stored.put("service", voided_at=AT)
    found = store.firms_served(stored.database, MONTH)
    assert [(each.unit, each.firm, each.who) for each in found] == [
        ("甲科", "今名厂", kept), ("甲科", "乙厂", other), ("乙科", "今名厂", kept),
    ]  # fmt: skip
