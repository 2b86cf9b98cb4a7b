"""Numbers given and rung: each condition of each select has a row on either side."""

from datetime import date
from typing import Any

import pytest

from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.store.ledgers import number as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

ON = date(2026, 11, 25)
ONE, TWO = "13800000001", "13800000002"


def _given(stored: Stored) -> list[tuple[int, int, int, str]]:
    found = store.given(stored.database, MONTH, ON)
    return sorted((each.call, each.unit, each.filing or 0, each.phone) for each in found)


@pytest.mark.clause("R28")
def test_every_version_gave_its_numbers_and_a_filing_taken_back_gave_none(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    call = stored.put("call", firm=firm)
    one, two = [stored.put("filing", unit=unit, version=n) for n in (1, 2)]
    undone = stored.put("filing", unit=unit, version=3, voided_at=AT)
    told: dict[str, Any] = {"firm": firm, "unit": unit, "phones": f'["{ONE}"]', "filing": one}
    new = stored.put("service", **{**told, "filing": two, "phones": f'["{TWO}", "{ONE}"]'})
    stored.put("service", **told, replaced_by=new, voided_at=AT)
    stored.put("service", **told, state="duplicate")
    stored.put("service", **{**told, "filing": None})
    for other in (
        {"filing": undone},
        {"state": "held"},
        {"month": BEFORE},
        {"firm": stored.put("firm")},
    ):
        stored.put("service", **{**told, "phones": '["13800000009"]', **other})
    expected = [(0, ONE), (one, ONE), (two, ONE), (two, TWO)]
    assert _given(stored) == [(call, unit, filing, phone) for filing, phone in expected]


@pytest.mark.clause("R28")
def test_a_call_carried_in_asks_about_numbers_of_the_months_it_came_from(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    source = stored.put("call", firm=firm, month=BEFORE)
    filing = stored.put("filing", unit=unit, month=BEFORE)
    stored.put("service", firm=firm, unit=unit, month=BEFORE, filing=filing, phones=f'["{ONE}"]')
    call = stored.put("call", firm=firm)
    assert _given(stored) == []
    stored.put("carry", subject=source, target=call, month=BEFORE, to_month=MONTH)
    assert _given(stored) == [(call, unit, filing, ONE)]
    stored.change("call", call, state="withdrawn")
    assert _given(stored) == []


def test_a_unit_bears_the_name_it_had_at_the_months_end(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit", name="新名")
    stored.put("unit_alias", unit=unit, name="旧名", renamed_on="2026-11-26")
    call = stored.put("call", firm=firm)
    filing = stored.put("filing", unit=unit)
    stored.put("service", firm=firm, unit=unit, filing=filing, phones=f'["{ONE}"]')
    assert store.given(stored.database, MONTH, ON) == (
        GivenNumber(call, unit, "旧名", filing, ONE),
    )


@pytest.mark.clause("R28")
def test_attempts_are_told_by_time_with_those_undone(stored: Stored) -> None:
    call, other = stored.put("call"), stored.put("call", month=NEXT)
    stored.put("attempt", call=call, phone=ONE, outcome="busy", at=LATER)
    stored.put("attempt", call=call, phone=ONE, outcome="dead_number", at=AT, voided_at=LATER)
    stored.put("attempt", call=call, phone=TWO, outcome="wrong_number", at=AT)
    stored.put("attempt", call=call, phone=None)
    stored.put("attempt", call=call, phone="")
    stored.put("attempt", call=other, phone=ONE)
    assert store.rung(stored.database, MONTH) == (
        RungNumber(call, ONE, "dead_number", is_voided=True),
        RungNumber(call, TWO, "wrong_number", is_voided=False),
        RungNumber(call, ONE, "busy", is_voided=False),
    )
