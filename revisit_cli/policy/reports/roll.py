"""The firms behind a month's figures, by unit: each under every unit that served it."""

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.units import firms_served, told_of_units
from revisit_cli.records.code import CallEnd
from revisit_cli.records.reports.report import CallFact, MonthFacts, MonthReported
from revisit_cli.records.reports.roll import RollLine, RollState


@clause("四3", "R11", "R12", "R25")
def roll(facts: MonthFacts, figures: MonthReported) -> tuple[RollLine, ...]:
    """Return every firm of the month by unit, units in the roster's order: 「企业×单位」.

    A unit's lines are those that its figures count. At the end come the firms of N that no unit's
    ledger names any more.
    """
    calls = {call.firm: call for call in facts.calls}
    names = {each.firm: each.firm_name for each in facts.services}
    names |= {firm: call.name for firm, call in calls.items()}
    counted = {call.firm for call in of_n(calls_counted(facts))}
    on_ledgers = firms_served(facts)
    told = told_of_units(facts)
    numbers: dict[int, int] = {}

    def line(unit: str | None, firm: int, state: RollState, *, is_beyond: bool) -> RollLine:
        number = None
        if firm in counted and firm not in numbers:
            number = numbers[firm] = len(numbers) + 1
        outcome = _outcome(calls.get(firm))
        return RollLine(unit, names.get(firm, ""), state, outcome, number, is_beyond)

    lines = [
        line(unit.unit, firm, state, is_beyond=(firm, its) not in on_ledgers)
        for unit in figures.units
        for (firm, its), state in told.items()
        if its == unit.unit
    ]
    rest = [firm for firm in calls if firm in counted and firm not in numbers]
    return (*lines, *(line(None, firm, "unasked", is_beyond=False) for firm in rest))


def _outcome(call: CallFact | None) -> CallEnd | None:
    return None if call is None else call.outcome or call.last
