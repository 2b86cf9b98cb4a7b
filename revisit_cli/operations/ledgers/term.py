"""Units that begin or cease to owe ledgers; a cleared month changes by a correction alone."""

from collections.abc import Collection

from revisit_cli.operations.act import Act
from revisit_cli.policy.ledgers import term as policy
from revisit_cli.records.ledgers.unit import Term
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store import correction as correction_store
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import term as store


def enter(act: Act, unit: int, since: str | None = None, *, is_first_roster: bool = False) -> None:
    """Let a unit owe ledgers from a month on, by default by R26; one that owes them already does.

    Raises TermBackwards, or MonthIsClosed where a cleared month would lack its ledger.
    """
    month = since or policy.month_entered(
        act.rules,
        act.context.today,
        correction_store.closed_months(act.database),
        is_first_roster=is_first_roster,
    )
    terms = store.terms(act.database, unit)
    _put(act, unit, terms, policy.entered(terms, month, is_said=since is not None))


def enter_by_import(act: Act, unit: int, months: Collection[str]) -> None:
    """Let a unit that an import adds owe ledgers from the first of its ledgers' months."""
    cleared = correction_store.closed_months(act.database)
    store.add(act.database, unit, policy.month_of_import(months, cleared), is_by_import=True)


def begin_by_import(act: Act, filed: Collection[tuple[str, str]]) -> None:
    """Let units that imports added owe ledgers from an older ledger's month: any order is one."""
    begun = store.begun_by_import(act.database) if filed else {}
    cleared = correction_store.closed_months(act.database) if begun else ()
    for unit, term in begun.items():
        months = {month for name, month in filed if name == unit}
        since = policy.month_of_import(months, cleared) if months else term.since
        if since != term.since and policy.latest([since or "", term.since or ""]) == term.since:
            store.begin(act.database, replace(term, since=since))


def leave(act: Act, unit: int, until: str | None = None) -> None:
    """Let a unit owe ledgers to a month, by default the one at hand, and no further.

    Raises TermBackwards, or MonthIsClosed where a cleared month would not miss its ledger.
    """
    terms = store.terms(act.database, unit)
    if terms and (until is not None or terms[-1].until is None):
        month = until or policy.month_left(act.rules, act.context.today)
        _put(act, unit, terms, policy.left(terms[-1], month))


def leave_unnamed(act: Act, named: Collection[int]) -> None:
    """Let all units but those that the first roster names cease to owe ledgers before it holds."""
    cleared = correction_store.closed_months(act.database)
    since = policy.month_entered(act.rules, act.context.today, cleared, is_first_roster=True)
    store.end_others(act.database, named, month_before(since))


def _put(act: Act, unit: int, terms: list[Term], term: Term) -> None:
    """Save a term, and note each cleared month that it makes a ledger missing in, or no more."""
    if term.id:
        store.change(act.database, term)
    else:
        store.add(act.database, unit, term.since or "")
    cleared = correction_store.closed_months(act.database)
    now = store.terms(act.database, unit)
    for month in sorted(policy.owed(terms, cleared) ^ policy.owed(now, cleared)):
        if not filing_store.version_of(act.database, unit, month):
            # Seldom needed, and not to be loaded by status, which asks of changes alone.
            from revisit_cli.operations.correction import allow_change

            allow_change(act, month, "unit", unit)
