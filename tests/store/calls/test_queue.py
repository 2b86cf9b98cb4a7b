"""Each step of the queue waits for the first day of a firm's services."""

from typing import Any

import pytest

from revisit_cli.records.code import QueueStep
from revisit_cli.store.calls import queue
from tests.store.rows import BEFORE, MONTH, Stored

NOW, DAY, AHEAD = "2026-11-20T09:00:00+08:00", "2026-11-20", "2026-11-21"
LATER = "2026-11-20T12:00:00+08:00"
NEW, RETRY = {"state": "new"}, {"state": "retry", "next_at": NOW}
CALLS: dict[QueueStep, dict[str, Any]] = {
    "draft": NEW,
    "shared": NEW,
    "number_corrected": {"state": "retry", "first_at": NOW},
    "appointment": {"state": "appointment", "next_at": NOW},
    "new": NEW,
    "skipped": {"state": "new", "next_at": NOW},
    "retry": RETRY,
    "refused_me": RETRY,
    "same_number": {"state": "new", "next_at": LATER},
    "carried": NEW,
}


def _found(stored: Stored, step: QueueStep, reached: int | None = None) -> int | None:
    values = {
        "month": MONTH, "by": "甲", "now": NOW, "clock": NOW, "broken": NOW, "reached": reached,
        "elsewhere": "[]",
    }  # fmt: skip
    return queue.find(stored.database, step, values)


@pytest.mark.clause("R30", "R35")
@pytest.mark.parametrize("step", CALLS)
@pytest.mark.parametrize(
    ("days", "comes"),
    [
        ((AHEAD,), False),
        ((DAY,), True),
        ((AHEAD, DAY), True),
        ((None,), True),
        ((None, AHEAD), False),
    ],
)
def test_no_step_offers_a_firm_before_its_first_dated_service(
    step: QueueStep, days: tuple[str | None, ...], comes: bool
) -> None:
    stored = Stored()
    firm = stored.put("firm")
    call = stored.put("call", firm=firm, month=MONTH, **CALLS[step])
    for day in days:
        stored.put("service", firm=firm, month=MONTH, served_on=day)
    # What does not stand, or is another month's or firm's, says nothing of the day.
    gone = {"firm": firm, "served_on": "2026-11-01"}
    stored.put("service", month=MONTH, **gone, voided_at=NOW)
    stored.put("service", month=MONTH, **gone, state="held")
    stored.put("service", month=BEFORE, **gone)
    stored.put("service", month=MONTH, served_on="2026-11-01")
    reached = None
    if step == "draft":
        stored.put("draft", call=call, owner="甲")
    elif step == "shared":
        reached = stored.put("firm")
        for each in (firm, reached):
            stored.put("contact", firm=each, phone="13800000001")
    elif step == "refused_me":
        stored.put("attempt", call=call, outcome="refused_soft", by="甲")
    elif step == "carried":
        stored.put("carry", target=call, month=BEFORE, to_month=MONTH)
        comes = True
    assert (_found(stored, step, reached) == call) == comes


@pytest.mark.clause("R35")
def test_what_was_carried_in_has_come_whatever_the_month_adds_to_it() -> None:
    stored = Stored()
    firm = stored.put("firm")
    call = stored.put("call", firm=firm, month=MONTH, **RETRY)
    stored.put("service", firm=firm, month=MONTH, served_on=AHEAD)
    assert _found(stored, "retry") is None
    stored.put("carry", target=call, month=BEFORE, to_month=MONTH)
    assert _found(stored, "retry") == call


@pytest.mark.clause("R35")
def test_the_next_moment_is_of_firms_that_have_come_and_the_next_day_of_the_others() -> None:
    stored = Stored()
    for day, state, month in (
        (DAY, "retry", MONTH),
        ("2026-11-22", "new", MONTH),
        (AHEAD, "retry", MONTH),
        (AHEAD, "done", MONTH),
        (AHEAD, "new", BEFORE),
    ):
        firm = stored.put("firm")
        at = LATER if day == DAY else NOW
        stored.put("call", firm=firm, month=month, state=state, next_at=at)
        stored.put("service", firm=firm, month=month, served_on=day)
    assert queue.next_moment(stored.database, MONTH, NOW) == LATER
    assert queue.next_day(stored.database, MONTH, NOW) == AHEAD
