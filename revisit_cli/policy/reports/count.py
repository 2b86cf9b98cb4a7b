"""How many are done of how many: counted here alone, for report, status and certificate."""

from collections.abc import Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import without_added
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.records.code import FilingStanding, FilingState
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ProblemFact, VisitFact

# A call of an earlier month, by its number, and the one that it was carried to.
CarriedCall = tuple[int, CallFact | None]
# From which format of the certificate on.
_WITH_ADDED = 3
FILED: tuple[FilingState, ...] = ("on_time", "late", "supplement", "zero")


def counts_of(rows: Mapping[str, Sequence[object]]) -> tuple[tuple[str, int], ...]:
    """Return how many rows stand behind each figure."""
    return tuple((name, len(each)) for name, each in rows.items())


def counts_added(certificate_format: int | None) -> bool:
    """Whether N counts what came after the freeze: not where a month was cleared without it.

    None is a month that is not cleared.
    """
    return certificate_format is None or certificate_format >= _WITH_ADDED


@clause("R12")
def calls_counted(facts: MonthFacts) -> tuple[CallFact, ...]:
    """Return the calls a month answers for; 「锁定＋补入（锁定以后才来的）」, or what it kept.

    A month cleared while N was the frozen list alone does not count what came after.
    """
    return facts.calls if counts_added(facts.certificate_format) else without_added(facts.calls)


@clause("三(一)1", "R13")
def filing_counts(facts: MonthFacts) -> tuple[tuple[FilingStanding, int], ...]:
    """Return how many units filed in each way, and how many did not."""
    return tuple((kind, len(units)) for kind, units in filing_rows(facts).items())


def filing_rows(facts: MonthFacts) -> dict[FilingStanding, tuple[str, ...]]:
    """Return the units behind each of these counts."""
    rows: dict[FilingStanding, tuple[str, ...]] = {
        kind: tuple(unit for unit, state in facts.filings if state == kind) for kind in FILED
    }
    return {**rows, "missing": facts.missing}


@clause("三(一)1", "R13")
def ledgers_filed(facts: MonthFacts) -> Rate:
    """Return how many units filed, of all that filed or owe a ledger: 「零报告是报送」."""
    return Rate(len(facts.filings), len(facts.filings) + len(facts.missing))


@clause("三(一)1", "R12")
def calls_made(facts: MonthFacts) -> Rate:
    """Return how many of the calls that a month answers for have their final outcome.

    Its own and those it was handed; those it handed on are the later month's.
    """
    states = [call.state for call in calls_counted(facts) if call.state != "carried"]
    return Rate(states.count("done"), len(states))


def problems_here(facts: MonthFacts) -> tuple[ProblemFact, ...]:
    """Return the problems that a month answers for: its own and those it was handed."""
    every = (*facts.problems, *facts.carried_problems)
    return tuple(each for each in every if each.state != "carried")


@clause("四4")
def problems_answered(facts: MonthFacts) -> Rate:
    """Return how many of the problems that a month answers for are handled or answered."""
    states = [each.state for each in problems_here(facts)]
    return Rate(sum(state in STOPPED for state in states), len(states))


@clause("三(三)3")
def causes_found(facts: MonthFacts) -> Rate:
    """Return how many of the answered problems are closed, which takes the cause's analysis."""
    states = [each.state for each in problems_here(facts) if each.state in STOPPED]
    return Rate(states.count("closed"), len(states))


@clause("R15")
def carried_in(facts: MonthFacts) -> tuple[tuple[str, Rate], ...]:
    """Return how many of each kind came from months before, and how many of them are done.

    A call that came to a firm of this month's own is made with that one.
    """
    rows = carried_in_rows(facts)
    return tuple(
        (kind, Rate(len(rows[f"{kind}.n"]), len(rows[f"{kind}.of"])))
        for kind in ("calls", "visits", "problems")
    )


def carried_in_rows(
    facts: MonthFacts,
) -> dict[str, tuple[CarriedCall | VisitFact | ProblemFact, ...]]:
    """Return what stands behind each of these counts."""
    by_id = {call.id: call for call in facts.calls}
    calls = tuple((source, by_id.get(target)) for source, target in facts.carried_calls)
    visits, problems = facts.carried_visits, facts.carried_problems
    return {
        "calls.n": tuple(each for each in calls if each[1] and each[1].state == "done"),
        "calls.of": calls,
        "visits.n": tuple(each for each in visits if each.state == "done"),
        "visits.of": visits,
        "problems.n": tuple(each for each in problems if each.state in STOPPED),
        "problems.of": problems,
    }


@clause("R15")
def carried_out(facts: MonthFacts) -> tuple[tuple[str, int], ...]:
    """Return how many of each kind the month handed on when it was cleared."""
    return counts_of(carried_out_rows(facts))


def carried_out_rows(
    facts: MonthFacts,
) -> dict[str, tuple[CallFact | VisitFact | ProblemFact, ...]]:
    """Return what stands behind each of these counts."""
    return {
        # One call is carried over for both names of a firm.
        "calls": tuple(
            each for each in facts.calls if each.state == "carried" and not each.is_merged
        ),
        "visits": tuple(
            each for each in (*facts.visits, *facts.carried_visits) if each.state == "carried"
        ),
        "problems": tuple(
            each for each in (*facts.problems, *facts.carried_problems) if each.state == "carried"
        ),
    }
