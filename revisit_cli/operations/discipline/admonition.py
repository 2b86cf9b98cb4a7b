"""Putting a talk (约谈) over a confirmed finding on record."""

from revisit_cli.errors.discipline.duty import AdmonitionIncomplete, FindingUnknown
from revisit_cli.operations.act import writing
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.discipline import duty as policy
from revisit_cli.records.context import Context
from revisit_cli.records.discipline.admonition import AdmonitionRecorded, NewAdmonition
from revisit_cli.store.discipline import admonition as store
from revisit_cli.store.discipline import duty as duty_store


def admonish(
    context: Context, number: int, *, held_on: str, held_by: str, whom: str
) -> AdmonitionRecorded:
    """Put on record who talked to whom, and when, over a confirmed finding.

    Raises FindingUnknown, AdmonitionIncomplete, FindingNotConfirmed, AdmonishedBefore,
    AdmonitionTooEarly, DayUnreadable or DayAhead.
    """
    if not held_by.strip() or not whom.strip():
        raise AdmonitionIncomplete
    day = day_given(held_on, context.today, "past")
    with writing(context) as act:
        finding = duty_store.find(act.database, number)
        if finding is None:
            raise FindingUnknown(finding=number)
        policy.check_admonition(finding, day)
        added = store.add(
            act.database,
            NewAdmonition(
                finding=number,
                held_on=day,
                held_by=held_by.strip(),
                whom=whom.strip(),
                recorded_at=context.at,
                by=context.by,
            ),
        )
        return act.tell(
            AdmonitionRecorded(added, number, finding.unit_name, day, held_by.strip(), whom.strip())
        )
