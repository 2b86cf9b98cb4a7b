"""Units: who is on the roster, and what they were called."""

from datetime import date

import pytest

from revisit_cli.store.ledgers import unit as store
from tests.store.rows import AT, Stored


@pytest.mark.clause("R26")
def test_there_is_a_roster_where_a_unit_that_stands_is_on_it(stored: Stored) -> None:
    stored.put("unit")
    gone = stored.put("unit", is_on_roster=1, voided_at=AT)
    assert not store.has_roster(stored.database)
    stored.change("unit", gone, voided_at=None)
    assert store.has_roster(stored.database)


def test_a_unit_bears_the_name_it_had_on_a_day(stored: Stored) -> None:
    unit, other = stored.put("unit", name="今名"), stored.put("unit")
    for name, day, whose in (
        ("初名", "2026-09-01", unit),
        ("中名", "2026-11-01", unit),
        ("别家", "2026-10-01", other),
    ):
        stored.put("unit_alias", unit=whose, name=name, renamed_on=day)
    stored.put("unit_alias", unit=unit, name="别名", renamed_on=None)
    named = {
        day: store.name_then(stored.database, unit, date.fromisoformat(day))
        for day in ("2026-08-31", "2026-09-01", "2026-10-31", "2026-11-01")
    }
    assert list(named.values()) == ["初名", "中名", "中名", "今名"]
