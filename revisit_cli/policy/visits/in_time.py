"""Whether a visit took place in time: apart, since reports ask that alone of visits."""

from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.policy.days.due import kept
from revisit_cli.records.days.deed import Deed, Kept
from revisit_cli.rulebook.rules import Rules


@clause("三(二)2", "R6", "R21")
def verdict(deed: Deed, now: datetime, rules: Rules) -> Kept:
    """Return the verdict on a visit; no notice makes its day earlier than the 20th."""
    cycle = rules.period(deed.month)
    return kept(deed, cycle.numbers.visits, now, cycle.visits_due_on)
