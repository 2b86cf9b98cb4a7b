"""When a call that was answered is over, and whether it was answered whole."""

from collections.abc import Collection, Mapping

from revisit_cli.document import clause
from revisit_cli.policy.rules.answer import is_said
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form

# By unit, the codes of the questions that have no answer.
Lacking = tuple[tuple[str, tuple[str, ...]], ...]


@clause("R25", "附表1")
def lacking_in(answers: Mapping[str, Answers]) -> Lacking:
    """Return the questions of the form that have no answer, by unit; of units that lack any.

    「各题都要有回答，不清楚、不适用、不愿回答也是回答」.
    """
    found = (
        (unit, tuple(q.code for q in form().of_units if not is_said(told.answer(q.code))))
        for unit, told in answers.items()
    )
    return tuple((unit, questions) for unit, questions in found if questions)


@clause("R11", "R25")
def units_left(
    units: Collection[int], answered: Collection[int], denied: Collection[int]
) -> tuple[int, ...]:
    """Return the units that a firm is still to be asked about: 「各项问题按“企业×单位”逐一评价」.

    It says nothing of one by which it says it was never served: 「接着问其余的单位」.
    """
    return tuple(unit for unit in units if unit not in answered and unit not in denied)


@clause("R25")
def kept_as(said: CallOutcome, lacking: Lacking) -> CallOutcome:
    """Return the outcome as which an answered call is kept: 「缺的记为部分回答，不再拨打」."""
    return "partial" if said == "completed" and lacking else said


@clause("R25")
def outcome_at_end(said: CallOutcome, *, is_of_one: bool, is_answered: bool) -> CallOutcome:
    """Return what a call ends with that another unit was answered for before one is denied."""
    is_denied_of_one = said == "denies_service" and is_of_one
    return "completed" if is_denied_of_one and is_answered else said


@clause("R25")
def goes_on(said: CallOutcome, left: Collection[int]) -> bool:
    """Whether the firm is asked about its other units before the call ends."""
    return said in ("completed", "denies_service") and bool(left)


def is_same_outcome(kept: CallOutcome, said: CallOutcome) -> bool:
    """Whether an outcome on record is the one that is said: of completed, partial may be kept."""
    return kept == said or (said, kept) == ("completed", "partial")
