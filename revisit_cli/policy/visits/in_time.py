"""Whether a visit took place in time: apart, since reports ask that alone of visits."""

from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.policy.days.due import kept
from revisit_cli.records.days.task import Kept, Task
from revisit_cli.rulebook.rules import Rules


@clause("三(二)2", "R6", "R21")
def verdict(task: Task, now: datetime, rules: Rules) -> Kept:
    """Return the verdict on a visit; no notice makes its day earlier than the 20th."""
    cycle = rules.period(task.month)
    return kept(task, cycle.numbers.visits, now, cycle.visits_due_on)
