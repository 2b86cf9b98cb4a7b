"""Changes to a month that may be cleared. Every act that writes comes by here: keep it light."""

from functools import partial

from revisit_cli.operations.act import Act
from revisit_cli.operations.carrying import carry_on
from revisit_cli.policy.correction import check_change
from revisit_cli.records.code import RetractionNoted
from revisit_cli.store import correction as store


def refuse_closed(act: Act, month: str) -> None:
    """Raise MonthIsClosed for what no reason allows once a month is cleared."""
    check_change(month, None, is_closed=store.is_closed(act.database, month))


def allow_change(act: Act, month: str, kind: str, subject: int) -> bool:
    """Let an act change row ``subject`` of table ``kind`` in a month; say if it is a correction.

    In a cleared month the change is noted with the reason given to the whole command, and what it
    leaves open there is carried on. Raises
    MonthIsClosed when there is none, CorrectionReasonEmpty when it is empty; what the act has
    saved by then is rolled back.
    """
    reason = act.context.correction
    is_correction = check_change(month, reason, is_closed=store.is_closed(act.database, month))
    if is_correction:
        act.settling[month] = partial(carry_on, act, month)
        at = act.context.at
        store.add_correction(
            act.database, month, kind, subject, (reason or "").strip(), at, act.context.by
        )
    return is_correction


def note_retraction(act: Act, month: str, kind: RetractionNoted, subject: int | None) -> None:
    """Note that something of a month was taken back, so that its report tells of it.

    In a cleared month that is a correction, which is noted as such.
    """
    if not store.is_closed(act.database, month):
        store.add_retraction(act.database, month, kind, subject, act.context.at, act.context.by)
