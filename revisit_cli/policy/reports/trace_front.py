"""What stands behind the figures of a month's first page: their rows, and their formulas."""

from collections.abc import Iterator

from revisit_cli.policy.reports import trace_told as told
from revisit_cli.policy.reports.front import LEAST_RATED, undone_rows
from revisit_cli.policy.reports.steps import dissatisfied_flagged, part_rows, step_rows
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.trace import FigureRow, Formula
from revisit_cli.rulebook.rules import Rules

# What each of the six figures is made of, above the line and below it.
_SIX = {
    "filings": (("filings.on_time", "filings.zero"), ("filings.*",)),
    "coverage": (("coverage.n",), ("coverage.of",)),
    "effective": (("effective_rate.n",), ("effective_rate.of",)),
    "satisfaction": (("satisfaction.n",), ("satisfaction.of",)),
    "problems": (("problems_in_time.n",), ("problems_in_time.of",)),
    "visits": (("visits.done",), ("visits.flagged",)),
}


def front_rows(
    facts: MonthFacts, page: MonthTold, rules: Rules
) -> Iterator[tuple[str, tuple[FigureRow, ...]]]:
    """Yield the rows behind each count of the first page, by its key."""
    late = {firm for firm, was_added_late in page.month.late_calls if was_added_late}
    for kind, calls in undone_rows(facts).items():
        above = f"undone.{kind}"
        yield f"{above}.count", told.calls(calls)
        yield f"{above}.firms", told.calls(calls)
        yield f"{above}.left", told.calls(c for c in calls if c.state not in ("done", "carried"))
        yield f"{above}.carried", told.calls(c for c in calls if c.state == "carried")
        yield f"{above}.added_late", told.calls(c for c in calls if c.name in late)
    units = [each.unit for each in page.month.units if each.overdue]
    yield "left.with_overdue_rows", told.units(units, dict(facts.filing_ids), None)
    missing = page.month.call_list.missing or ()
    yield "left.missing_at_freeze", told.units(missing, {}, None)
    for name, problems in part_rows(facts, page.days, rules).items():
        yield f"problem_parts.{name}", told.problems(problems)
    flagged = dissatisfied_flagged(facts)
    yield "problem_parts.dissatisfied_flagged", told.calls(flagged)
    steps = step_rows(facts, page.days, rules)
    yield "next.calls.count", told.calls(steps.calls)
    yield "next.visits.count", told.visits(steps.visits)
    yield "next.answers.count", told.problems(steps.answers)
    yield "next.numbers.count", told.calls(steps.numbers)
    yield "next.unfiled.count", told.units(facts.missing, {}, "missing")
    for step in page.steps:
        yield f"next.{step.kind}.units", told.units(step.units, {}, None)


def front_formulas(page: MonthTold) -> Iterator[tuple[str, Formula]]:
    """Yield the formula of each figure of the first page that is made of others."""
    filed = tuple(f"filings.{name}" for name, _ in page.month.filings)
    for each in page.figures:
        above = f"figures.{each.code}"
        top, bottom = _SIX[each.code]
        yield f"{above}.n", Formula("sum", top)
        yield f"{above}.of", Formula("sum", filed if bottom == ("filings.*",) else bottom)
        yield f"{above}.percent", Formula("percent", (f"{above}.n", f"{above}.of"), LEAST_RATED)
        percents = f"{above}.percent", f"{above}.previous_percent"
        if each.previous is not None:
            for part in ("n", "of"):
                yield f"{above}.previous.{part}", Formula("month_before", (f"{above}.{part}",))
            parts = (f"{above}.previous.n", f"{above}.previous.of")
            yield percents[1], Formula("percent", parts, LEAST_RATED)
        if each.change_tenths is not None:
            yield f"{above}.change", Formula("difference", percents)
    if page.before is not None:
        yield "before.firms", Formula("month_before", ("firms",))
        yield "before.firms_change", Formula("difference", ("firms", "before.firms"))
    yield "left.calls", Formula("sum", tuple(f"undone.{each.kind}.count" for each in page.undone))
    yield "left.visits", Formula("difference", ("visits.flagged", "visits.done"))
    yield "left.problems", Formula("sum", ("problems.open", "problems.carried"))
    yield "left.filed_late", Formula("sum", ("filings.late", "filings.supplement"))
