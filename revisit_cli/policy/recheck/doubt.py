"""Who may decide on a doubt about a record."""

from revisit_cli.document import clause
from revisit_cli.errors.recheck.doubt import (
    DoubtDecidedBefore,
    DoubtDecisionIncomplete,
    DoubtOwnRecord,
)
from revisit_cli.labels.recheck.doubt import STATES
from revisit_cli.policy.recheck.entry import same_name
from revisit_cli.records.recheck.doubt import Doubt


@clause("R38")
def check_decision(doubt: Doubt, decided_by: str | None, grounds: str | None) -> None:
    """Refuse a decision without a name or grounds, a second one, or one on one's own record.

    「不符的只作存疑，经具名的人认定，那一通才作废、重新回访」. Raises DoubtDecisionIncomplete,
    DoubtDecidedBefore or DoubtOwnRecord.
    """
    name = same_name(decided_by or "")
    if not name or not (grounds or "").strip():
        raise DoubtDecisionIncomplete
    if doubt.state != "suspected":
        raise DoubtDecidedBefore(
            doubt=doubt.id,
            decided_by=doubt.decided_by,
            day=(doubt.decided_at or "")[:10],
            state=STATES[doubt.state],
        )
    if same_name(doubt.clerk or "") == name:
        raise DoubtOwnRecord(doubt=doubt.id, name=doubt.clerk)
