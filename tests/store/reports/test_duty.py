"""How units filed: each condition of the select has a row on either side."""

from datetime import date
from typing import Any

from revisit_cli.store.reports.duty import unit_filings
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored

LAST_ON = date(2026, 11, 25)


def _owing(stored: Stored, **told: Any) -> int:
    unit = stored.put("unit", **told)
    stored.put("roster_term", unit=unit)
    return unit


def test_each_unit_that_owes_or_filed_is_told_with_its_first_filing(stored: Stored) -> None:
    _owing(stored, name="别的科")
    unit, third = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    stored.put("unit", name="不在册")
    _owing(stored, name="旧科", voided_at=AT)
    before, gone = _owing(stored, name="上期科"), stored.put("unit", name="销号科", voided_at=AT)
    filings: list[dict[str, Any]] = [
        {"unit": unit, "state": "late", "voided_at": AT},
        {"unit": unit, "received_at": LATER},
        {"unit": unit, "state": "supplement"},
        {"unit": unit, "month": BEFORE, "state": "late"},
        {"unit": third, "state": "zero", "received_at": AT},
        {"unit": before, "month": BEFORE, "state": "late"},
        {"unit": gone, "state": "late"},
    ]
    for version, row in enumerate(filings, 1):
        stored.put("filing", version=version, **row)
    told = unit_filings(stored.database, MONTH, LAST_ON)
    assert [(each.unit, each.state, each.received_at) for each in told] == [
        ("别的科", "missing", None),
        ("审批科", "on_time", LATER),
        ("燃气办", "zero", AT),
        ("上期科", "missing", None),
    ]


def test_rows_that_came_after_the_day_are_counted_by_unit_and_month(stored: Stored) -> None:
    units = [stored.put("unit", name=name) for name in ("审批科", "燃气办")]
    for unit, count in zip(units, (2, 1), strict=True):
        for month in (MONTH, BEFORE):
            late = stored.put("filing", unit=unit, month=month, state="late")
            for _ in range(count + (month == BEFORE)):
                stored.put("service", unit=unit, filing=late, month=month)
            for _ in range(4):
                stored.put("service", unit=unit, filing=late, month=month, voided_at=AT)
    in_time = stored.put("filing", unit=units[0], version=2)
    stored.put("service", unit=units[0], filing=in_time)
    told = unit_filings(stored.database, MONTH, LAST_ON)
    assert [(each.unit, each.overdue) for each in told] == [("审批科", 2), ("燃气办", 1)]
