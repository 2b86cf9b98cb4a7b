"""The first page of a half-year: six figures beside those of the half-year before."""

from collections.abc import Sequence
from datetime import date

from revisit_cli.document import clause
from revisit_cli.policy.reports import front
from revisit_cli.policy.reports.count import filing_counts
from revisit_cli.records.code import FigureCode
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.front import Figure, RuleChange
from revisit_cli.records.reports.half import HalfBefore, HalfFigures, HalfPoint
from revisit_cli.records.reports.report import MonthFacts, MonthReported
from revisit_cli.rulebook.rules import Rules


@clause("四3", "R22")
def six_of_half(total: HalfFigures, filed: Rate) -> dict[FigureCode, Rate]:
    """Return the rates of the document's duties, in its order, each fact counted once."""
    visits = dict(total.visits)
    return {
        "filings": filed,
        "coverage": total.coverage,
        "effective": total.effective_rate,
        "satisfaction": total.satisfaction,
        "problems": total.problems_in_time,
        "visits": Rate(visits["done"], visits["flagged"]),
    }


@clause("四3")
def points(months: Sequence[MonthReported]) -> tuple[HalfPoint, ...]:
    """Return each month's six figures; ledgers that are not due yet have no rate."""
    return tuple(HalfPoint(each.month, each.firms, tuple(_six(each).items())) for each in months)


def _six(month: MonthReported) -> dict[FigureCode, Rate]:
    found = front.six(month)
    # Of a month that nobody filed for there is nothing to draw: it lies ahead, or before the first.
    is_begun = found["filings"].n or month.firms
    return found if is_begun else {**found, "filings": Rate(0, 0)}


@clause("三(一)1", "R13")
def filed_in_time(facts: Sequence[MonthFacts], today: date, rules: Rules) -> Rate:
    """Return how many ledgers of the months that have ended came in time: 「零报告是报送」."""
    ended = [
        dict(filing_counts(each))
        for each in facts
        if each.certificate_format is not None or rules.period(each.month).last_on < today
    ]
    in_time = sum(each["on_time"] + each["zero"] for each in ended)
    return Rate(in_time, sum(sum(each.values()) for each in ended))


def is_anything(facts: MonthFacts) -> bool:
    """Whether a month has anything to count."""
    return bool(facts.calls or facts.filings or facts.problems or facts.visits)


@clause("R15", "R22")
def is_final(facts: Sequence[MonthFacts], today: date, rules: Rules) -> bool:
    """Whether nothing that the half-year counts is still to come: all its months are cleared."""
    return rules.period(facts[-1].month).last_on < today and all(
        each.certificate_format is not None for each in facts if is_anything(each)
    )


@clause("四3", "R26")
def half_before(
    half: str, facts: Sequence[MonthFacts], total: HalfFigures, *, is_cleared: bool
) -> HalfBefore | None:
    """Return what there is to say of the half-year before as such; None where it had nothing."""
    if not any(map(is_anything, facts)):
        return None
    return HalfBefore(half, total.firms, total.distinct_firms, is_cleared)


@clause("R26")
def changed_between(months: Sequence[str], rules: Rules) -> tuple[RuleChange, ...]:
    """Return the rules that not all of some months share, by when they came: 「按月生效」."""
    first = rules.of(months[0])
    found = {
        each.rule: each for month in months for each in front.rules_changed(rules.of(month), first)
    }
    return tuple(found.values())


@clause("四3", "R26")
def six_compared(
    now: tuple[HalfFigures, Rate],
    then: tuple[HalfFigures, Rate] | None,
    changed: Sequence[RuleChange],
    *,
    is_final: bool,
) -> tuple[Figure, ...]:
    """Return the six figures, each with the filings' rate, beside those of the half-year before."""
    before = {} if then is None else six_of_half(*then)
    return front.compared(six_of_half(*now), before, changed, is_final=is_final)
