"""Which rules of a month were changed once it ran."""

from revisit_cli.policy.file.undo import standing
from revisit_cli.policy.rules import setting as policy
from revisit_cli.records.rules.setting import RuleMoved
from revisit_cli.rulebook.periods import Period
from revisit_cli.store import log as audit_log
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.seals import sealed_by


def changed_late(database: Database, cycle: Period) -> tuple[RuleMoved, ...]:
    """Return the rules of a month that were changed once it ran; an act taken back is none."""
    events = sorted({seq for seq, _ in sealed_by(database.connection, "setting")})
    acts = [each for each in (audit_log.act(database, seq) for seq in events) if each is not None]
    return policy.rule_changes(standing(acts), cycle)
