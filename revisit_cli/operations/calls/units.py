"""Which units of a call a record tells of."""

from collections.abc import Mapping

from revisit_cli.errors.calls.call import UnitNotServing
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.calls import call as policy
from revisit_cli.policy.calls.completion import units_left
from revisit_cli.policy.calls.outcome import ANSWERED
from revisit_cli.policy.firms.lookup import chosen_unit
from revisit_cli.policy.rules import evaluation
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import lookup as lookup_store


def check_units(record: CallRecord, units: Mapping[int, str]) -> None:
    """Refuse a record that says of all units what was said of one. Raises AnswersOfOneUnit."""
    named = {name for name, _ in record.by_unit}
    if record.unit is None and not named >= set(units.values()):
        evaluation.check_shared(record.answers, units.values())


def units_meant(
    database: Database, record: CallRecord, units: Mapping[int, str]
) -> tuple[int, ...]:
    """Return the units of a call that a record is about.

    Raises UnitNotFound, UnitNotClear, or UnitNotServing for a unit that did not serve the firm.
    """

    def find(text: str) -> int | None:
        return chosen_unit(text, lookup_store.units(database)).id

    found = policy.units_answered(record.unit, units, find)
    if record.unit is not None and not found:
        raise UnitNotServing(unit=record.unit, units=LISTED.join(units.values()))
    return found


def units_told(database: Database, record: CallRecord, units: Mapping[int, str]) -> tuple[int, ...]:
    """Return the units a record tells of; without a name, those still to be asked about.

    Raises as :func:`units_meant`.
    """
    meant = units_meant(database, record, units)
    if record.unit is not None or record.outcome not in ANSWERED:
        return meant
    answered = attempt_store.evaluated_units(database, record.call)
    left = units_left(meant, answered, attempt_store.denied_units(database, record.call))
    named = {name for name, _ in record.by_unit}
    return tuple(each for each in meant if each in left or units[each] in named)
