"""Whether what somebody puts on record stands there already."""

from collections.abc import Mapping

from revisit_cli.errors.calls.call import RecordedJustNow
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import Act
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.units import units_meant, units_told
from revisit_cli.policy.calls import call as policy
from revisit_cli.policy.calls.outcome import ANSWERED
from revisit_cli.policy.rules import evaluation
from revisit_cli.policy.rules.confidence import parted
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.context import stamp
from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.rules import answer as evaluation_store


def refuse_again(act: Act, record: CallRecord) -> None:
    """Raise RecordedJustNow for what whoever acts has put on record a few minutes ago.

    A token says of itself that its card was not recorded yet.
    """
    if record.token is not None:
        return
    found = attempt_store.again(
        act.database,
        {
            "call": record.call,
            "by": act.context.by,
            "outcome": record.outcome,
            "words": dict(record.answers.words).get("outcome"),
            **policy.texts_kept(record),
            "at": None if record.at is None else stamp(record.at),
            "since": act.context.just_now,
            "unit": _unit_of(act, record),
        },
    )
    if found is None:
        return
    attempt, at = found
    if not _adds_to(act, attempt, record):
        raise RecordedJustNow(call=record.call, at=minute(at), attempt=attempt)


def _unit_of(act: Act, record: CallRecord) -> int | None:
    """Return the one unit that a record names, None where it names none."""
    row = card.found(act.database, record.call, act.context)
    meant = units_meant(act.database, record, card.units_served(act.database, row))
    return meant[0] if record.unit is not None else None


def _adds_to(act: Act, attempt: int, record: CallRecord) -> bool:
    """Whether a record says what stands neither in an attempt nor among the call's answers."""
    known = problem_store.brought_by(act.database, attempt=attempt)
    if not known >= set(policy.problems_of(record)):
        return True
    if record.outcome not in ANSWERED:
        return False
    row = card.found(act.database, record.call, act.context)
    units = card.units_served(act.database, row)
    kept = evaluation_store.standing(act.database, call=record.call)
    told = units_told(act.database, record, units)
    same = [
        evaluation.is_same(_open_answers(record, unit, units), kept.get(unit))
        for unit in told or units_meant(act.database, record, units)
    ]
    # With no unit left to be asked about, the record said it of one of those that were.
    return not (all(same) if told else any(same))


def _open_answers(record: CallRecord, unit: int, units: Mapping[int, str]) -> Answers:
    return parted(evaluation.answers_about(record, units[unit], units.values()))[0]
