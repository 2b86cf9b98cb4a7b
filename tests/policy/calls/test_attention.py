"""Who is on the supervisor's list, and why."""

from datetime import datetime

import pytest

from revisit_cli.labels.calls.listing import ATTENTION
from revisit_cli.policy.calls.attention import listed, reasons_of
from revisit_cli.records.calls.attention import CallStand
from revisit_cli.records.calls.record import Earlier
from revisit_cli.records.context import BEIJING
from revisit_cli.records.value import replace

PLAIN = CallStand(1, "示例市甲子有限公司", "new", None, None, "2026-12-10", ())


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


NOW = _at("2026-11-26T10:00")
TRIED = tuple(
    Earlier("no_answer", "甲", _at(each))
    for each in ("2026-11-24T09:00", "2026-11-24T15:00", "2026-11-25T09:00")
)
DENIED = (Earlier("denies_service", "甲", _at("2026-11-24T09:00")),)


@pytest.mark.clause("三(二)1", "三(四)2", "R12")
@pytest.mark.parametrize(
    ("change", "now", "reasons"),
    [
        ({}, NOW, ()),
        ({}, _at("2026-12-10T17:00"), ()),
        ({}, _at("2026-12-11T08:00"), ("past_due",)),
        ({"state": "retry", "next_at": "2026-12-11T08:30:00+08:00"}, NOW, ("past_due",)),
        ({"state": "returned"}, NOW, ("returned",)),
        ({"state": "done", "outcome": "denies_service", "attempts": DENIED}, NOW, ("denied",)),
        ({"state": "done", "outcome": "completed", "attempts": DENIED}, NOW, ("denied",)),
        ({"state": "retry", "attempts": DENIED}, NOW, ("denied",)),
        ({"state": "done", "outcome": "completed"}, _at("2026-12-11T08:00"), ()),
        ({"state": "retry", "attempts": TRIED}, NOW, ("asks_number",)),
        ({"state": "retry", "attempts": TRIED[:2]}, NOW, ()),
    ],
)
def test_a_call_is_listed_for_every_reason_it_has(
    change: dict[str, object], now: datetime, reasons: tuple[str, ...]
) -> None:
    stand = replace(PLAIN, **change)
    assert reasons_of(stand, now) == reasons
    assert len(listed([stand], now)) == bool(reasons)
    assert set(reasons) <= ATTENTION.keys()


def test_a_broken_appointment_is_listed_until_somebody_calls() -> None:
    agreed = Earlier("appointment", "甲", NOW, _at("2026-11-26T14:00"))
    stand = replace(PLAIN, state="appointment", attempts=(agreed,))
    assert reasons_of(stand, _at("2026-11-26T14:20")) == ()
    assert reasons_of(stand, _at("2026-11-26T14:40")) == ("broken",)
    kept = replace(stand, state="retry", attempts=(agreed, Earlier("busy", "乙", NOW)))
    assert reasons_of(kept, _at("2026-11-26T14:40")) == ()
