"""Whether a row of a file says what is on record already, and in what it differs."""

from collections.abc import Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.labels.calls.entry import NONE, RESTRICTED, value_shown
from revisit_cli.policy.calls.outcome import ANSWERED, TABLE
from revisit_cli.policy.rules.confidence import SEALED
from revisit_cli.policy.rules.evaluation import answers_about
from revisit_cli.records.calls.entry import Difference, Said
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form

_TO_THE_MINUTE = len("2026-11-26T09:30")


@clause("R11")
def by_unit(record: CallRecord, units: Sequence[str]) -> list[tuple[str, Answers]]:
    """Return the answers that a record gives each unit: 「各项问题按“企业×单位”逐一评价」."""
    if record.outcome not in ANSWERED:
        return []
    about = [unit for unit in units if record.unit in (None, unit)]
    return [(unit, answers_about(record, unit, units)) for unit in about]


def said(
    outcome: CallOutcome,
    at: str | None,
    answers: Sequence[tuple[str, Answers]],
    texts: Mapping[str, str | None],
    units: Sequence[str] = (),
) -> dict[str, Said]:
    """Return what an attempt says by field, to be set side by side with another.

    ``at`` None is a time not given. ``texts`` are answers asked once a call, respondent, callback
    and words. ``units`` are all that the call asks about: what is said of some is not of all, and
    what was said of others tells nothing. How many days counts, not how it was put.
    """
    found: dict[str, Said] = {"outcome": outcome}
    if at is not None:
        found["at"] = at[:_TO_THE_MINUTE]
    given = dict(answers)
    for question in form().of_units:
        each = tuple(
            (unit, None if answer is None else answer.as_json())
            for unit in (units or given)
            for answer in (given.get(unit, Answers()).answer(question.code),)
        )
        if any(value is not None for _, value in each):
            found[question.code] = each
    return found | {name: text.strip() for name, text in texts.items() if text and text.strip()}


def differences(
    kept: Mapping[str, Said], given: Mapping[str, Said], *, with_time: bool
) -> tuple[Difference, ...]:
    """Return the fields in which two differ; what was said in confidence is never shown."""
    restricted = {each.code for each in form().confidential}
    found = []
    for name in dict.fromkeys([*kept, *given]):
        if kept.get(name) == given.get(name) or (name == "at" and not with_time):
            continue
        if name in restricted and _is_sealed(kept.get(name)):
            continue
        shown = [
            RESTRICTED
            if name in restricted
            else value_shown(name, side[name])
            if name in side
            else NONE
            for side in (kept, given)
        ]
        found.append(Difference(name, *shown))
    return tuple(found)


def _is_sealed(said: Said | None) -> bool:
    """Whether only the committee can read what is on record: it is compared with nothing."""
    return isinstance(said, tuple) and any(value == SEALED for _, value in said)


def in_order(outcomes: Sequence[tuple[str, CallOutcome]]) -> bool:
    """Whether several versions of one call's row are one try after the other.

    ``outcomes`` are times and outcomes in order of time: no two at one time, and none after a
    final one.
    """
    times = [at for at, _ in outcomes]
    return len(set(times)) == len(times) and not any(
        TABLE[outcome].is_final for _, outcome in outcomes[:-1]
    )
