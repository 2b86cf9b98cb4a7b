"""What was promised to firms: a row on either side of every condition."""

from typing import Any

import pytest

from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.store.calls.agenda import next_promised, promised
from tests.store.rows import BEFORE, MONTH, NEXT, Stored

NINE, TEN, NOON = (f"2026-11-27T{hour}:00:00+08:00" for hour in ("09", "10", "12"))
TOMORROW = "2026-11-28"


def _promise(stored: Stored, name: str = "甲厂", keeper: str | None = None, **told: Any) -> int:
    given = {"state": "appointment", "next_at": TEN, "month": MONTH, **told}
    call = stored.put("call", firm=stored.put("firm", name=name), **given)
    agreed = {"outcome": "appointment", "callback_with": "王工", "callback_by": keeper}
    stored.put("attempt", call=call, **agreed)
    return call


def test_what_was_promised_stands_by_the_clock_with_whom_and_by_whom() -> None:
    stored = Stored()
    later = _promise(stored, "乙厂", next_at=NOON)
    sooner = _promise(stored, "甲厂", keeper="李四", month=BEFORE)
    assert promised(stored.database, TOMORROW) == (
        Appointment(sooner, "甲厂", TEN, "王工", "李四"),
        Appointment(later, "乙厂", NOON, "王工", None),
    )


@pytest.mark.parametrize(
    "told",
    [
        {"state": "retry"},
        {"state": "done", "outcome": "completed"},
        {"next_at": None},
        {"next_at": f"{TOMORROW}T09:00:00+08:00"},
        {"carried_to": NEXT},
    ],
    ids=str,
)
def test_nothing_else_was_promised_for_the_day(told: dict[str, Any]) -> None:
    stored = Stored()
    call = _promise(stored, **told)
    assert promised(stored.database, TOMORROW) == ()
    assert _next(stored) is None
    assert call


def test_who_is_to_ring_is_told_by_the_last_attempt_that_stands() -> None:
    stored = Stored()
    call = _promise(stored, keeper="李四")
    stored.put("attempt", call=call, outcome="appointment", callback_by="王五", voided_at=NINE)
    other = stored.put("call", firm=stored.put("firm", name="乙厂"), month=MONTH)
    stored.put("attempt", call=other, outcome="appointment", callback_by="赵六")
    assert [each.keeper for each in promised(stored.database, TOMORROW)] == ["李四"]


def _next(stored: Stored, now: str = NINE, by: str = "甲", besides: int = 0) -> Appointment | None:
    return next_promised(stored.database, MONTH, now, TOMORROW, by=by, besides=besides)


def test_the_next_one_is_the_first_to_come_that_is_ones_own_or_anybodys() -> None:
    stored = Stored()
    first, second = _promise(stored, "甲厂"), _promise(stored, "乙厂", next_at=NOON)
    _promise(stored, "丙厂", month=BEFORE, next_at=NINE)
    others = _promise(stored, "丁厂", keeper="李四", next_at=NINE)
    assert (found := _next(stored)) is not None
    assert found.call == first
    assert (found := _next(stored, by="李四")) is not None
    assert found.call == others
    assert (found := _next(stored, now=NOON)) is not None
    assert found.call == second
    assert (found := _next(stored, besides=first)) is not None
    assert found.call == second
