"""Putting on record that a unit never served a firm which its ledger named."""

from collections.abc import Mapping

from revisit_cli.errors.calls.call import UnitNotServing
from revisit_cli.errors.calls.not_served import NotServedAnswered, NotServedUnitNeeded
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import refuse_final, refuse_held
from revisit_cli.operations.correction import allow_change
from revisit_cli.policy.calls import not_served as policy
from revisit_cli.policy.calls.completion import lacking_in, units_left
from revisit_cli.policy.firms.lookup import chosen_unit
from revisit_cli.records.calls.not_served import CallNotServed
from revisit_cli.records.code import CallEnd
from revisit_cli.records.context import Context
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import draft as draft_store
from revisit_cli.store.calls import not_served as store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import lookup as lookup_store
from revisit_cli.store.rules import answer as evaluation_store


def strike_unit(
    context: Context, call: int, unit: str | None, leader: str, reason: str
) -> CallNotServed:
    """Put on record that a unit's leader says that the firm of a call was never served.

    The call goes on with its other units, and ends where there is none left. Raises
    NotServedIncomplete, CallUnknown, CallIsFinal, CallIsHeld, NotServedUnitNeeded, UnitNotFound,
    UnitNotClear, UnitNotServing, NotServedStillNamed, NotServedListOpen, NotServedAnswered or
    MonthIsClosed.
    """
    policy.check_said(leader, reason)
    with writing(context) as act:
        row = card.found(act.database, call, context)
        refuse_final(row)
        refuse_held(act.database, context, row, None)
        units = card.units_served(act.database, row)
        meant = _unit(act.database, call, unit, units)
        policy.check_rows(call, units[meant], store.rows(act.database, call, meant))
        answered = attempt_store.evaluated_units(act.database, call)
        if meant in answered:
            raise NotServedAnswered(call=call, unit=units[meant])
        number = store.add(
            act.database, call, meant, leader.strip(), reason.strip(), context.by, context.at
        )
        allow_change(act, row.month, "not_served", number)
        denied = attempt_store.denied_units(act.database, call)
        others = {each: name for each, name in units.items() if each != meant}
        left = units_left(others, answered, denied)
        outcome = None if left else _end(act, call, others, is_denied=bool(denied))
        return act.tell(
            CallNotServed(
                call=call,
                not_served=number,
                unit=units[meant],
                unit_id=meant,
                firm=row.name,
                leader=leader.strip(),
                reason=reason.strip(),
                state="done" if outcome else row.state,
                outcome=outcome,
                left=tuple(others[each] for each in left),
            )
        )


def _unit(database: Database, call: int, unit: str | None, units: Mapping[int, str]) -> int:
    """Return which unit of a call is meant: the one named, or the only one."""
    if unit is None:
        if len(units) != 1:
            raise NotServedUnitNeeded(call=call, units=LISTED.join(units.values()))
        return next(iter(units))
    found = chosen_unit(unit, lookup_store.units(database)).id
    if found not in units:
        raise UnitNotServing(unit=unit, units=LISTED.join(units.values()))
    return found


def _end(act: Act, call: int, units: Mapping[int, str], *, is_denied: bool) -> CallEnd:
    """End a call that nobody is left to be asked about; return what it ends with."""
    standing = evaluation_store.standing(act.database, call=call)
    told = {units[each]: found for each, found in standing.items() if each in units}
    outcome = policy.end_without(
        is_answered=bool(standing), lacking=lacking_in(told), is_denied=is_denied
    )
    call_store.set_state(act.database, call, "done", None, outcome)
    draft_store.drop(act.database, call, act.context.by)
    lease_store.release(act.database, call)
    return outcome
