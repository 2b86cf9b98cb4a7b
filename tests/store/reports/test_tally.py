"""Tallies out of the store: each condition of each select has a row on either side."""

from datetime import date
from typing import Any

from revisit_cli.records.reports.question import Tally
from revisit_cli.store.reports import tally as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

ON = date(2026, 12, 6)


def test_the_newest_tally_of_a_period_and_unit_is_told_from_its_day_on(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    rows: list[dict[str, Any]] = [
        {"firms": 11, "shown_from": "2026-12-01"},
        {"firms": 12, "unit": None},
        {"firms": 13},
        {"firms": 14, "shown_from": "2026-12-07"},
        {"firms": 15, "period": BEFORE},
        {"firms": 16, "unit": other},
    ]
    for told in rows:
        row = {"period": MONTH, "unit": unit, "counts": '{"yes": 3}', "shown_from": "2026-12-06"}
        stored.put("tally", **{**row, **told})
    found = store.newest(stored.database, MONTH, unit, ON)
    assert found == Tally((("yes", 3),), 13, ON)
    of_all = store.newest(stored.database, MONTH, None, ON)
    assert of_all is not None
    assert of_all.firms == 12
    assert store.newest(stored.database, NEXT, unit, ON) is None


def test_months_before_one_that_were_corrected_or_counted_again_are_told_in_order(
    stored: Stored,
) -> None:
    months = ("2026-06", "2026-07", "2026-08", "2026-09", BEFORE, MONTH, NEXT)
    for month in reversed(months):
        stored.put("closing", month=month, closed_at=LATER if month == "2026-06" else AT)
    tallied: dict[str, Any] = {
        "counts": "{}", "firms": 0, "unit": None, "shown_from": "2026-12-06",
    }  # fmt: skip
    for month in ("2026-06", "2026-07", "2026-07", "2026-08"):
        stored.put("tally", **{**tallied, "period": month})
    stored.put("tally", **{**tallied, "period": "2026-08", "unit": stored.put("unit")})
    for month in (BEFORE, "2026-09", MONTH, NEXT, "2026-06"):
        stored.put("correction", month=month, at=AT)
    found = store.corrected_before(stored.database, MONTH)
    assert found == ["2026-07", "2026-09", BEFORE]
