"""What a unit is told of a month, picked from the month's report."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.policy.problems.in_time import history
from revisit_cli.records.calls.return_list import ReturnedFirm
from revisit_cli.records.code import FilingStanding
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.reports.facts import MonthFacts, ProblemFact
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.reports.unit import (
    NumberToMend,
    UnitAnswers,
    UnitProblem,
    UnitReported,
    UnitVersion,
)
from revisit_cli.records.value import as_dict
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.rules import Rules


@clause("四3", "三(四)1", "R11", "R28")
def unit_reported(
    unit: str,
    facts: MonthFacts,
    figures: MonthReported,
    filings: Iterable[Filing],
    returned: Iterable[tuple[str, ReturnedFirm]],
    *,
    now: datetime,
    rules: Rules,
) -> UnitReported:
    """Return what one unit is told of a month: 「每月一统计」 of its own alone.

    ``unit`` is the name it bore then. It hears what the forms ask of units, but by
    「严格执行保密纪律」 nothing that is asked in confidence, and no tag.
    ``returned`` are firms whose numbers it must mend, each with the name the unit bears there.
    """
    states: dict[str, FilingStanding] = {}
    states.update(facts.filings)
    states.update((each, "missing") for each in facts.missing)
    return UnitReported(
        month=facts.month,
        unit=unit,
        filing=states.get(unit),
        filings=tuple(
            UnitVersion(
                each.id, each.version, each.state, each.received_at, each.row_count, each.held_count
            )
            for each in filings
        ),
        figures=next((each for each in figures.units if each.unit == unit), None),
        questions=_answers(unit, figures),
        numbers=tuple(
            NumberToMend(each.call, each.firm, each.matters.get(name, ()), each.told.get(name, ()))
            for name, each in returned
        ),
        mend_by=rules.period(facts.month).calls_due_on,
        problems=_problems(unit, (*facts.problems, *facts.carried_problems), now, rules),
        is_cleared=facts.certificate_format is not None,
        as_of=now.date(),
        log=figures.log,
        origin=figures.origin,
    )


def _answers(unit: str, figures: MonthReported) -> tuple[UnitAnswers, ...]:
    confidential = {each.code for each in form().confidential}
    found = []
    for each in figures.questions:
        own = next((line for line in each.units if line.unit == unit), None)
        if own is not None and each.code not in confidential:
            told = {name: value for name, value in as_dict(own).items() if name != "unit"}
            found.append(UnitAnswers(**told, code=each.code))
    return tuple(found)


@clause("四4", "R21")
def _problems(
    unit: str, problems: Sequence[ProblemFact], now: datetime, rules: Rules
) -> tuple[UnitProblem, ...]:
    """Return the unit's problems; one is to do until it is answered, or handed to a later month."""
    return tuple(
        UnitProblem(
            each.id,
            each.firm,
            each.category,
            each.text,
            each.state,
            each.due_on,
            history(each.month, each.events, now, rules).first.timing,
            each.state != "carried" and each.state not in STOPPED,
        )
        for each in problems
        if each.unit == unit
    )
