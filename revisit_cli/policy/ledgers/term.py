"""From which month to which a unit owes ledgers, and who changed that once a month ran."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from math import inf

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.unit import (
    TermBackwards,
)
from revisit_cli.records.code import RosterMove
from revisit_cli.records.file.undo import LoggedAct
from revisit_cli.records.ledgers.unit import RosterChange, Term, TermVersion
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import (
    Period,
    first_day,
    month_after,
    month_before,
    month_of_date,
)
from revisit_cli.rulebook.rules import Rules

# The acts by which somebody says which units owe ledgers.
ROSTER_ACTS = frozenset({"UnitAdded", "UnitChanged", "UnitsImported"})


@clause("三(一)1", "R26")
def month_entered(
    rules: Rules, today: date, cleared: Collection[str], *, is_first_roster: bool = False
) -> str:
    """Return the first month that a unit entered today owes a ledger of: 「登记时的当前月份」.

    With the first roster the bureau begins to keep one, for the month at hand. A unit that comes
    later owes none of a month whose name had passed before it was there, and none that is cleared.
    """
    at_hand = rules.month_at_hand(today)
    named = at_hand if is_first_roster else month_of_date(today)
    return latest([at_hand, named, *map(month_after, cleared)])


@clause("R26")
def month_left(rules: Rules, today: date) -> str:
    """Return the last month that a unit which leaves today owes a ledger of: 「离开的月份」."""
    return latest([rules.month_at_hand(today), month_of_date(today)])


@clause("R26")
def month_of_import(filed: Collection[str], cleared: Collection[str]) -> str:
    """Return the first month that a unit added by an import owes: 「台账的月份」, none cleared."""
    return latest([min(filed, key=first_day), *map(month_after, cleared)])


def latest(months: Collection[str]) -> str:
    """Return the last of some months."""
    return max(months, key=first_day)


@clause("R26")
def entered(terms: Sequence[Term], since: str, *, is_said: bool) -> Term:
    """Return the term that a unit which owes ledgers from a month on is in, with its first month.

    One that runs keeps its first month unless another one ``is_said``; one that ended runs on
    where there is no month between. A new one has the id 0. Raises TermBackwards.
    """
    last = terms[-1] if terms else None
    if last is not None and last.until is None:
        return replace(last, since=since) if is_said else last
    if last is not None and last.until is not None:
        if first_day(since) <= first_day(month_after(last.until)) and not is_said:
            return replace(last, until=None)
        if first_day(since) <= first_day(last.until):
            raise TermBackwards(since=since, until=last.until)
    return Term(0, since)


@clause("R26")
def left(term: Term, until: str) -> Term:
    """Return a term that ends with a month: 「首尾两个月都算」. Raises TermBackwards."""
    if term.since is not None and first_day(until) < first_day(month_before(term.since)):
        raise TermBackwards(since=term.since, until=until)
    return replace(term, until=until)


@clause("三(一)1", "R26")
def roster_changes(
    versions: Sequence[TermVersion], acts: Iterable[LoggedAct], cycle: Period, late: datetime
) -> tuple[RosterChange, ...]:
    """Return who was put on the roster of a month after its day, or taken off once it ran.

    「不因名册改动而变」 are cleared months alone: of any other the act is told, with who did it and
    when, be it right or wrong. ``late`` is the moment after which a ledger is late. ``acts`` are
    those that stand, in their order; a unit that a ledger brought is no act on the roster.
    """
    found = []
    for act in acts:
        at = datetime.fromisoformat(act.at)
        touched = {each.unit for each in versions if act.event in (each.began, each.ended)}
        for unit in sorted(touched if act.kind in ROSTER_ACTS else ()):
            own = [each for each in versions if each.unit == unit]
            then = _owes([each for each in own if each.began < act.event <= _end(each)], cycle.id)
            now = _owes([each for each in own if each.began <= act.event < _end(each)], cycle.id)
            if (now and not then and at > late) or (
                then and not now and at.date() >= cycle.first_on
            ):
                change: RosterMove = "entered" if now else "left"
                found.append(RosterChange(own[0].name, change, act.at, act.by, unit))
    return tuple(found)


@clause("三(一)1", "三(四)2", "R21")
def back_filed(entered: Mapping[str, datetime], late: datetime) -> tuple[str, ...]:
    """Return the units whose ledger was said to be in time and entered once it was not.

    「时间以所称的为准，期满后才录入的另计补记」, of ledgers as of calls, visits and answers.
    """
    return tuple(unit for unit, at in entered.items() if at > late)


def _end(version: TermVersion) -> float:
    return inf if version.ended is None else version.ended


def _owes(versions: Sequence[TermVersion], month: str) -> bool:
    return bool(owed([Term(0, each.since, each.until) for each in versions], (month,)))


@clause("R26")
def owed(terms: Sequence[Term], months: Collection[str]) -> frozenset[str]:
    """Return those of some months of which a unit owes a ledger."""
    return frozenset(
        month
        for month in months
        if any(
            (term.since is None or first_day(term.since) <= first_day(month))
            and (term.until is None or first_day(month) <= first_day(term.until))
            for term in terms
        )
    )
