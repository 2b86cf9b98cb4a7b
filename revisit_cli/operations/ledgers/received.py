"""Putting right when a ledger came, and which came in time by what was said afterwards."""

from revisit_cli.errors.ledgers.ledger import FilingUnknown, ReceivedReasonEmpty
from revisit_cli.operations.act import writing
from revisit_cli.policy.ledgers.filing import filing_state
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.ledgers.filing import LedgerReceived
from revisit_cli.records.value import replace
from revisit_cli.store import correction as correction_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.ledgers import filing as store


def set_received(context: Context, number: int, at: str, reason: str) -> LedgerReceived:
    """Say when a filing came, and with it whether it was late; the reason is kept.

    Of a cleared month only as a correction. Raises FilingUnknown, ReceivedReasonEmpty,
    MomentUnreadable, MomentAhead, MonthIsClosed or YearUnknown.
    """
    if not reason.strip():
        raise ReceivedReasonEmpty
    # What a report, which asks for the word alone, need not load.
    from revisit_cli.operations.correction import allow_change
    from revisit_cli.operations.days.moment import given_moment
    from revisit_cli.policy.ledgers.zero import zero_state

    moment = given_moment(context, at, "past")
    with writing(context) as act:
        was = store.one(act.database, number)
        if was is None:
            raise FilingUnknown(filing=number)
        cycle, calendar = act.rules.period(was.month), calendar_store.load(act.database)
        came = filing_state(cycle, moment, calendar, has_earlier=was.version > 1)
        state = came if was.file is not None else zero_state(came)
        now = replace(was, state=state, received_at=stamp(moment))
        told = LedgerReceived(now, now.received_at, was.received_at, was.state)
        # Saying that it came when it stands is something new where nobody had said so.
        if now == was and store.is_received_said(act.database, number):
            act.leave()
            return LedgerReceived(now, now.received_at, was.received_at, was.state, True)
        store.set_received(act.database, number, now.received_at, state, context.by)
        if not allow_change(act, was.month, "filing", number):
            correction_store.add_correction(
                act.database, was.month, "filing", number, reason.strip(), context.at, context.by
            )
        return act.tell(told)
