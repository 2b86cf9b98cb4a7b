"""What units say of firms they never served: each condition has a row on either side."""

from datetime import date

import pytest

from revisit_cli.store.calls import call as calls
from revisit_cli.store.calls import not_served as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

ON = date(2026, 11, 25).isoformat()


@pytest.mark.clause("R12")
def test_notes_that_stand_are_told_by_call_and_by_month_in_their_order(stored: Stored) -> None:
    call, other = stored.put("call"), stored.put("call")
    notes = [stored.put("not_served", call=call, leader=name) for name in ("甲", "乙")]
    of_other = stored.put("not_served", call=other, leader="丙")
    stored.put("not_served", call=call, leader="丁", voided_at=AT)
    stored.put("not_served", call=stored.put("call", month=BEFORE), leader="戊")
    assert [each.leader for each in store.of_call(stored.database, call)] == ["甲", "乙"]
    found = store.of_month(stored.database, MONTH, ON)
    assert [each.leader for each in found] == ["甲", "乙", "丙"]
    assert notes < [of_other]


@pytest.mark.clause("R12")
def test_the_rows_that_named_a_firm_are_those_of_its_calls_line_and_that_unit(
    stored: Stored,
) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    source = stored.put("call", firm=firm, month=BEFORE)
    call = stored.put("call", firm=firm, month=MONTH)
    told = {"firm": firm, "unit": unit}
    own = stored.put("service", **told, row=1)
    stored.put("service", **told, row=2, voided_at=AT)
    stored.put("service", firm=firm, row=3)
    stored.put("service", unit=unit, row=4)
    stored.put("service", **told, month=NEXT, row=5)
    old = stored.put("service", **told, month=BEFORE, row=6)
    stored.put("call_list", month=MONTH, unlocked_at=AT)
    stored.put("call_list", month=BEFORE)
    assert [each.row for each in store.rows(stored.database, call, unit)] == [1]
    carry = stored.put("carry", kind="visit", subject=source, target=call, month=BEFORE)
    assert [each.row for each in store.rows(stored.database, call, unit)] == [1]
    stored.change("carry", carry, kind="call")
    found = store.rows(stored.database, call, unit)
    assert [(each.row, each.is_locked) for each in found] == [(1, False), (6, True)]
    assert own < old


@pytest.mark.clause("R12")
def test_a_note_is_void_once_a_ledger_in_force_names_the_firm_again(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    call = stored.put("call", firm=firm, state="done", outcome="not_served", attempts=1)
    note = stored.put("not_served", call=call, unit=unit)
    cleared = stored.put("call", firm=firm, month=BEFORE, outcome="not_served")
    kept = stored.put("not_served", call=cleared, unit=unit)
    stored.put("closing", month=BEFORE)
    filing = stored.put("filing", unit=unit)
    stored.put("service", firm=firm, unit=unit, month=BEFORE, filing=filing)
    stored.put("service", firm=firm, unit=unit, filing=filing, state="held")
    stored.put("service", firm=firm)
    assert store.reopen_named(stored.database, MONTH, LATER) == 0
    stored.put("service", firm=firm, unit=unit, filing=filing)
    assert store.reopen_named(stored.database, NEXT, LATER) == 0
    assert store.reopen_named(stored.database, MONTH, LATER) == 1
    assert stored.get("not_served", note, "voided_at") == (LATER,)
    assert stored.get("not_served", kept, "voided_at") == (None,)
    assert stored.get("call", call, "state", "outcome") == ("retry", None)
    assert stored.get("call", cleared, "outcome") == ("not_served",)


@pytest.mark.clause("R12")
def test_what_a_firm_was_served_leaves_out_a_unit_that_says_it_never_did(stored: Stored) -> None:
    firm, unit, other = stored.put("firm"), stored.put("unit"), stored.put("unit")
    source = stored.put("call", firm=firm, month=BEFORE)
    call = stored.put("call", firm=firm)
    stored.put("carry", subject=source, target=call, month=BEFORE)
    for month, whose, matter in (
        (MONTH, unit, "甲"), (MONTH, other, "乙"), (BEFORE, unit, "丙"), (NEXT, unit, "丁"),
    ):  # fmt: skip
        stored.put("service", firm=firm, unit=whose, month=month, matter=matter)
    stored.put("service", firm=firm, unit=unit, matter="撤下", voided_at=AT)
    stored.put("service", unit=unit, matter="别家")
    stored.put("not_served", call=stored.put("call"), unit=unit)
    note = stored.put("not_served", call=call, unit=unit, voided_at=AT)

    def served() -> tuple[list[str | None], list[str | None]]:
        of_firm = calls.services(stored.database, firm, MONTH)
        of_month = calls.services_of_month(stored.database, MONTH)
        return (
            [each.matter for each in of_firm],
            [each.matter for each in of_month if each.firm == firm],
        )

    assert served() == (["甲", "乙", "丙"], ["甲", "乙", "丙"])
    stored.change("not_served", note, voided_at=None)
    assert served() == (["乙"], ["乙"])
    stored.change("not_served", note, call=source)
    # Said of the call that was carried in: it holds for what that month brought.
    assert served() == (["甲", "乙"], ["甲", "乙"])
