"""What a month's re-check comes to, for reports, status and whoever has just finished it."""

from datetime import date

from revisit_cli.labels.recheck import figures as words
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days.cycle import told_in
from revisit_cli.policy.recheck import figures as policy
from revisit_cli.records.context import Context
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.recheck.sample import RecheckFrozen
from revisit_cli.records.recheck.source import RecheckFacts, RecheckSource
from revisit_cli.records.value import replace
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.file.database import Database
from revisit_cli.store.recheck import doubt as doubt_store
from revisit_cli.store.recheck import entry as entry_store
from revisit_cli.store.recheck import sample as store


def sentence_of(context: Context, month: str | None) -> str:
    """Return what a month's re-check proves, in a sentence. Raises MonthUnreadable."""
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        return figures_of(database, wanted).sentence


def figures_of(database: Database, month: str, until: str | None = None) -> RecheckFigures:
    """Return a month's newest re-check in figures, with its sentence; as it was at a moment.

    What was drawn before for the same month is told beside it.
    """
    source = _source_of(database, month, until)
    before = [policy.figures(each, month) for each in source.earlier]
    found = replace(
        policy.figures(source.facts, month, doubtful=len(source.doubts)),
        earlier=tuple((each.nth, each.answered, each.false) for each in before),
    )
    return replace(found, sentence=words.sentence(found))


def _source_of(database: Database, month: str, until: str | None = None) -> RecheckSource:
    """Return what a month's re-check is counted from, as it was at a moment."""
    doubts = doubt_store.listed(database, month, is_contradicted=True)
    freezes = [
        each for each in store.freezes(database, month) if until is None or each.frozen_at <= until
    ]
    found = RecheckSource(None, doubts=tuple(each for each in doubts if each.state == "suspected"))
    if not freezes:
        return found
    pool = store.calls_of(database, freezes[-1].recheck)
    return replace(
        found,
        facts=_facts(database, freezes[-1], until),
        pool=pool,
        later=policy.not_in_pool(store.load(database, month).completed, pool),
        earlier=tuple(
            _facts(database, each, until) for each in freezes[:-1] if each.drawn_at is not None
        ),
    )


def printed_by(database: Database, month: str, rules: Rules) -> tuple[RecheckFigures, ...]:
    """Return what a month's report prints: its own re-check first, then those made too late."""
    return tuple(figures_of(database, *each) for each in _printed(database, month, rules))


def sources_of(
    database: Database, month: str, rules: Rules
) -> tuple[tuple[str, RecheckSource], ...]:
    """Return what those are counted from, each by the key that a report tells it under."""
    (own, *later) = _printed(database, month, rules)
    return (
        ("recheck", _source_of(database, *own)),
        *((f"later_rechecks.{each[0]}", _source_of(database, *each)) for each in later),
    )


def _printed(database: Database, month: str, rules: Rules) -> list[tuple[str, str | None]]:
    """Return the months whose re-checks a month prints, each with the moment it is told as of.

    A month that is cleared keeps what it knew; a later re-check is printed by the month that was
    at hand when it went on last.
    """
    closed = store.closed(database)
    closed_at, _ = closed.get(month, (None, ""))
    later = (
        each
        for each, (until, last_at) in closed.items()
        if last_at > until and month == told_in(each, date.fromisoformat(last_at[:10]), rules)
    )
    return [(month, closed_at), *((each, None) for each in later)]


def _facts(database: Database, frozen: RecheckFrozen, until: str | None) -> RecheckFacts:
    drawn_at = frozen.drawn_at
    return RecheckFacts(
        month=frozen.month,
        nth=frozen.nth,
        percent=frozen.percent,
        size=frozen.size,
        pool=frozen.pool.count,
        frozen_at=frozen.frozen_at,
        drawn_at=drawn_at if drawn_at is None or until is None or drawn_at <= until else None,
        entries=entry_store.entries(database, frozen.recheck, "", until),
        completed_later=len(
            policy.not_in_pool(
                store.load(database, frozen.month).completed,
                store.calls_of(database, frozen.recheck),
            )
        ),
    )
