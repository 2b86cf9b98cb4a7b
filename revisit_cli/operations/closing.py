"""Clearing a month, and holding it cleared."""

from revisit_cli.operations.act import Act
from revisit_cli.policy import closing as policy
from revisit_cli.store import closing as store


def allow_change(act: Act, month: str, kind: str, subject: int, reason: str | None) -> None:
    """Let an act change row ``subject`` of table ``kind`` in a month; call before saving.

    In a cleared month the change is noted as a correction with its reason. Raises MonthIsClosed
    when there is none, CorrectionReasonEmpty when it is empty.
    """
    if policy.check_change(month, reason, is_closed=store.is_closed(act.database, month)):
        at = act.context.now.isoformat(timespec="seconds")
        store.add_correction(
            act.database, month, kind, subject, (reason or "").strip(), at, act.context.by
        )
