"""A line for each unit: its ledger, its evaluations, and the firms that it has none of."""

from collections import Counter
from collections.abc import Iterable, Mapping

from revisit_cli.document import clause
from revisit_cli.policy.calls.bad_number import number_counts, verdicts
from revisit_cli.policy.reports.disposition import disposition
from revisit_cli.policy.reports.questions import in_order, kinds_of
from revisit_cli.records.code import FilingStanding, Unevaluated
from revisit_cli.records.ledgers.number import NumberCount
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact, MonthFacts
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.reports.report import RollState, UnitFigures
from revisit_cli.rulebook.loader import form

# Why there is no answer: those whose firm stands on no other list are named.
REASONS: tuple[Unevaluated, ...] = (
    "unrated", "unasked", "unreached", "pending", "carried", "not_served",
)  # fmt: skip
LISTED_REASONS: tuple[Unevaluated, ...] = ("unrated", "unasked", "unreached")
Pair = tuple[str, str, Unevaluated]
_RATED: Mapping[str, RollState] = {"satisfied": "satisfied", "dissatisfied": "dissatisfied"}


@clause("R11", "R25")
def unevaluated(facts: MonthFacts) -> tuple[Pair, ...]:
    """Return each firm by unit without an overall answer, and why: 「企业×单位」."""
    names = {each.firm: each.firm_name for each in facts.services}
    names |= {call.firm: call.name for call in facts.calls}
    return tuple(
        (names.get(firm, ""), unit, found)
        for (firm, unit), found in told_of_units(facts).items()
        if found != "satisfied" and found != "dissatisfied"
    )


@clause("R11", "R25")
def told_of_units(facts: MonthFacts) -> dict[tuple[int, str], RollState]:
    """Return of each firm by unit what it said of it on the telephone, or why it said nothing.

    A firm that was called for other units only was not asked about this one.
    """
    calls = {call.firm: call for call in facts.calls}
    told = {(each.firm, each.unit): kind for each, kind in _told(facts)}
    struck = {(each.call, each.unit) for each in facts.not_served}
    found = {}
    for firm, unit in dict.fromkeys([*firms_served(facts), *told]):
        call = calls.get(firm)
        is_struck = call is not None and (call.id, unit) in struck
        found[firm, unit] = _state(call, told.get((firm, unit)), is_struck=is_struck)
    return found


@clause("R11", "R17", "R28", "R29", "R4")
def unit_figures(
    facts: MonthFacts, pairs: Iterable[Pair], rank_from: int
) -> tuple[UnitFigures, ...]:
    """Return a line for each unit: 「单位的比率按评价数计」, 「评价不足5件的单位不排名」."""
    states: dict[str, FilingStanding] = {}
    states.update(facts.filings)
    states.update((unit, "missing") for unit in facts.missing)
    numbers = number_counts(facts.numbers, verdicts(facts.rung), lambda each: each.unit_name)
    served = firms_served(facts)
    services = Counter(service.unit for service in facts.services)
    before = Counter(service.unit for service in facts.services if service.is_late_entry)
    overdue = Counter(service.unit for service in facts.services if service.is_overdue)
    visited = Counter(each.unit for each in facts.answers if each.is_of_visit)
    told = _told(facts)
    kinds = Counter((each.unit, kind) for each, kind in told)
    evaluations = Counter(each.unit for each, _ in told)
    beyond = Counter(each.unit for each, _ in told if (each.firm, each.unit) not in served)
    firms = Counter(unit for _, unit in served)
    without = Counter((unit, reason) for _, unit, reason in pairs)
    lines = []
    named = (*states, *services, *(each.unit for each in facts.answers))
    for unit in in_order(named, facts.roster):
        given = numbers.get(unit, NumberCount())
        satisfied, dissatisfied = kinds[unit, "satisfied"], kinds[unit, "dissatisfied"]
        rated = satisfied + dissatisfied
        lines.append(
            UnitFigures(
                unit=unit,
                filing=states.get(unit, "missing"),
                services=services[unit],
                firms=firms[unit],
                beyond=beyond[unit],
                evaluations=evaluations[unit],
                satisfied=satisfied,
                dissatisfied=dissatisfied,
                **{reason: without[unit, reason] for reason in REASONS},
                visited=visited[unit],
                satisfaction=Rate(satisfied, rated),
                is_ranked=rated >= rank_from,
                bad_numbers=Rate(given.bad, given.given),
                struck_numbers=given.struck,
                late_entries=before[unit],
                overdue=overdue[unit],
            )
        )
    return tuple(lines)


def unit_balances(unit: UnitFigures) -> tuple[tuple[str, int, list[int]], ...]:
    """Return a unit's wholes with their parts: its evaluations, and its firms by what came of it.

    ``beyond`` are evaluations of firms that the ledger does not hold: carried in, or withdrawn.
    """
    evaluations = [unit.satisfied, unit.dissatisfied, unit.unrated]
    without = [unit.unasked, unit.unreached, unit.pending, unit.carried, unit.not_served]
    return (
        (unit.unit, unit.evaluations, evaluations),
        (unit.unit, unit.firms + unit.beyond, [unit.evaluations, *without]),
    )


def firms_served(facts: MonthFacts) -> dict[tuple[int, str], None]:
    """Return each firm by unit that the month's ledgers name, in their order."""
    return dict.fromkeys((each.firm, each.unit) for each in facts.services)


def _told(facts: MonthFacts) -> list[tuple[AnswerFact, str]]:
    by_telephone = (each for each in facts.answers if not each.is_of_visit)
    return [*kinds_of(form().overall, by_telephone)]


def _state(call: CallFact | None, told: str | None, *, is_struck: bool) -> RollState:
    if told is not None:
        return _RATED.get(told, "unrated")
    if is_struck:
        return "not_served"
    if call is not None and call.state == "carried":
        return "carried"
    if call is None or call.state != "done":
        return "pending"
    return "unasked" if disposition(call) in ("I", "P") else "unreached"


@clause("R17")
def unit_ranks(units: Iterable[UnitFigures]) -> dict[str, int]:
    """Return each unit's place by its rate, the same for the same: 「评价不足5件的单位不排名」."""
    ranked = [each for each in units if each.is_ranked]
    return {
        each.unit: 1
        + sum(
            other.satisfaction.n * each.satisfaction.of
            > each.satisfaction.n * other.satisfaction.of
            for other in ranked
        )
        for each in ranked
    }
