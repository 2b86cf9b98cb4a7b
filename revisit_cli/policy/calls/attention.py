"""Which calls a supervisor must look at, and why."""

from collections.abc import Iterable
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.policy.calls.call import needs_other_number
from revisit_cli.policy.calls.queue import minutes_broken
from revisit_cli.policy.calls.rest import is_past_due
from revisit_cli.records.calls.attention import AttentionRow, CallStand
from revisit_cli.records.code import AttentionReason
from revisit_cli.records.context import stamp


@clause("三(二)1", "三(四)2", "R12")
def reasons_of(stand: CallStand, now: datetime) -> tuple[AttentionReason, ...]:
    """Return why a call will not come right by itself.

    Late or to be tried only after the 10th, 「次月上旬内完成」; an appointment broken; tried in
    vain so often that its number must be doubted; a number gone back to its unit; a firm that
    says it was never served, where a ledger may not be 「如实上报」.
    """
    last = stand.attempts[-1] if stand.attempts else None
    is_denied = any(each.outcome == "denies_service" for each in stand.attempts)
    if stand.state == "done":
        return ("denied",) if is_denied else ()
    due_on = date.fromisoformat(stand.due_on)
    next_at = None if stand.next_at is None else datetime.fromisoformat(stand.next_at)
    agreed = last.callback_at if last is not None and stand.state == "appointment" else None
    found: tuple[tuple[AttentionReason, bool], ...] = (
        ("past_due", now.date() > due_on or is_past_due(next_at, due_on)),
        ("broken", minutes_broken(agreed, now) > 0),
        (
            "asks_number",
            last is not None
            and needs_other_number(last.outcome, last.at, stand.attempts[:-1], last.party),
        ),
        ("returned", stand.state == "returned"),
        ("denied", is_denied),
    )
    return tuple(reason for reason, applies in found if applies)


def listed(stands: Iterable[CallStand], now: datetime) -> tuple[AttentionRow, ...]:
    """Return the calls that have any reason, in the order given."""
    rows = []
    for stand in stands:
        reasons = reasons_of(stand, now)
        if reasons:
            last = stand.attempts[-1] if stand.attempts else None
            rows.append(
                AttentionRow(
                    call=stand.call,
                    firm=stand.firm,
                    reasons=reasons,
                    state=stand.state,
                    attempts=len(stand.attempts),
                    last_by=None if last is None else last.by,
                    last_at=None if last is None else stamp(last.at),
                )
            )
    return tuple(rows)
