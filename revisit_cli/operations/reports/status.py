"""Where a month, or a half-year, stands."""

from datetime import date
from pathlib import Path

from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.ledgers.roster_change import changed_late
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days.cycle import half_given
from revisit_cli.policy.reports import status as policy
from revisit_cli.policy.reports.in_time import may_be_late
from revisit_cli.records.context import Context
from revisit_cli.records.reports.status import HalfShown, RecheckStanding, StatusFacts, StatusShown
from revisit_cli.records.value import replace
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.calls import agenda as call_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.founding import beside
from revisit_cli.store.reports import count as count_store
from revisit_cli.store.reports import status as store
from revisit_cli.store.reports import task as task_store
from revisit_cli.store.rules import setting as setting_store


def show_status(context: Context, month: str | None) -> StatusShown:
    """Return a month's duties with what is done and what comes next, and today's agenda.

    Raises MonthUnreadable.
    """
    with reading(context) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        cycle = rules.period(wanted)
        calendar = calendar_store.load(database)
        facts = replace(
            _facts(database, rules, wanted, context.today),
            roster_changes=changed_late(database, cycle, cycle.last_on, calendar),
        )
        shown = policy.standing(wanted, facts, context.now, calendar, rules)
        agenda = policy.agenda_of(
            call_store.promised(database, context.tomorrow),
            store.open_problems(database),
            store.today(database, wanted),
            context.now,
            calendar,
        )
        missing = facts.ledgers.of - facts.ledgers.done
        agenda = replace(
            agenda,
            to_propose=policy.to_propose(store.unproposed(database, wanted, missing), shown),
            missing=facts.missing,
            has_seal_key=setting_store.committee_key(database) is not None,
        )
    return replace(shown, agenda=agenda)


def show_half(context: Context, half: str | None) -> HalfShown:
    """Return a half-year's months side by side. Raises HalfUnreadable."""
    given = None if half is None else half_given(half)
    with reading(context) as database:
        rules = rules_of(database)
        wanted = given or rules.half_at_hand(context.today)
        months = rules.months_of_half(wanted)
        facts = [_facts(database, rules, month, context.today) for month in months]
        calendar = calendar_store.load(database)
        return policy.standing_of_half(wanted, facts, context.now, calendar, rules)


def _facts(database: Database, rules: Rules, month: str, today: date) -> StatusFacts:
    """Return a month's counts, and of its calls those that can be late, once one of them can."""
    cycle, half = rules.period(month), rules.half_of_month(month)
    facts = store.load(database, cycle, half, rules.months_of_half(half))
    standing = count_store.counted(database, month, cycle.last_on)
    if may_be_late(task_store.first_due(database, month), today):
        standing = replace(standing, call_tasks=task_store.perhaps_late(database, month))
    counted = policy.with_month(facts, standing, cycle.last_on)
    return replace(counted, recheck=_recheck(database, month))


def _recheck(database: Database, month: str) -> RecheckStanding:
    """Return how far a month's re-check is, by its figures where there is one."""
    if not store.has_recheck(database, month):
        return RecheckStanding("none")
    # A third of what status would load, for a month in few.
    from revisit_cli.operations.recheck.figures import figures_of

    found = figures_of(database, month)
    return RecheckStanding(found.state, found.drawn, found.waiting)


def next_steps(shown: StatusShown) -> tuple[str, ...]:
    """Return at most three commands to type next."""
    return policy.next_steps(shown)


def has_database(context: Context) -> bool:
    """Whether the data file exists yet."""
    return Path(context.database).exists()


def files_beside(context: Context) -> list[str]:
    """Return the names of the data files that lie where one is sought: a name may be mistyped."""
    return beside(Path(context.database))
