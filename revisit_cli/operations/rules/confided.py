"""Putting answers about one unit on record, what is told in confidence apart from the others."""

from collections.abc import Callable

from revisit_cli.operations.reading import reading
from revisit_cli.policy.rules.confidence import (
    closed,
    is_in_confidence,
    parted,
    told_to_committee,
)
from revisit_cli.records.context import Context
from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import confidence

__all__ = ["is_in_confidence", "may_seal", "save_answers"]


def may_seal(context: Context) -> bool:
    """Whether what is said in confidence is sealed as it is keyed, so that nobody here reads it."""
    with reading(context) as database:
        return confidence.can_seal(database)


def save_answers(
    database: Database, answers: Answers, at: str, add: Callable[[Answers], int]
) -> int:
    """Add an evaluation by ``add``, which returns its id, and what only the committee may read.

    Where answers are sealed, the one given in confidence goes with its words, whatever it is. They
    are kept plain, and shown to no list, where there is no key or nothing to seal with.
    """
    open_answers, words = parted(answers)
    if not confidence.can_seal(database):
        number = add(open_answers)
        if words:
            confidence.add(database, words, at, evaluation=number)
        return number
    number = add(closed(open_answers))
    is_closed = words is not None and confidence.is_closed(words)
    told = told_to_committee(open_answers, None if is_closed else words)
    for each in (told, words if is_closed else None):
        if each:
            confidence.add(database, each, at, evaluation=number)
    return number
