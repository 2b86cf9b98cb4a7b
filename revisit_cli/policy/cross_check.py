"""Firms served but not reported: another system's export against the ledgers."""

from collections.abc import Collection, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.cycle import cycle_of_month
from revisit_cli.policy.firm import firm_key
from revisit_cli.records.cross_check import (
    CrossChecked,
    NotFiled,
    ServedElsewhere,
    ServedHere,
)
from revisit_cli.records.firm_likeness import KnownFirm

_NEAR_AT_MOST = 3


@clause("三(四)2", "R1")
def cross_checked(
    month: str,
    elsewhere: Sequence[ServedElsewhere],
    filed: Sequence[ServedHere],
    units: Mapping[str, str],
    unit: str | None = None,
) -> CrossChecked:
    """Return the firms that only one side names: a hint of 「刻意隐瞒」, never a verdict.

    ``units`` maps keyed names and aliases of units to names. A row is compared within its unit
    where it names one that is known, else over all units; a day outside the month's cycle is
    another ledger's to answer for. The reverse is told of the units that the export speaks of:
    all of them where some row names none. ``unit`` asks of that unit only; that another reported
    the firm is told all the same.
    """
    cycle = cycle_of_month(month)
    if unit is not None:
        elsewhere = [each for each in elsewhere if units.get(firm_key(each.unit or "")) == unit]
    by_unit = {(each.unit, each.who) for each in filed}
    filed_by: dict[int | str, list[str]] = {}
    for each in filed:
        filed_by.setdefault(each.who, []).append(each.unit)
    missing: dict[tuple[str | None, int | str], NotFiled] = {}
    outside = 0
    for row in elsewhere:
        known = units.get(firm_key(row.unit)) if row.unit else None
        if row.served_on and not cycle.first_on <= row.served_on <= cycle.last_on:
            outside += 1
        elif (known, row.who) not in by_unit if known else row.who not in filed_by:
            reported = tuple(dict.fromkeys(filed_by.get(row.who, ())))
            missing.setdefault(
                (known or row.unit, row.who),
                NotFiled(known or row.unit, row.firm, filed_by=reported),
            )
    told = {row.who for row in elsewhere}
    named = {units.get(firm_key(row.unit)) if row.unit else None for row in elsewhere}
    extra = {
        (each.unit, each.firm): None
        for each in filed
        if each.who not in told and (None in named or each.unit in named)
    }
    here = {each.who for each in filed if unit in (None, each.unit)}
    return CrossChecked(
        month,
        tuple(_with_near(missing.values(), filed)),
        tuple(extra),
        len(told & here),
        outside,
    )


def _with_near(missing: Collection[NotFiled], filed: Sequence[ServedHere]) -> list[NotFiled]:
    """Say of each firm that nobody reported which names of the ledgers are like its own."""
    from revisit_cli.policy.firm_likeness import compared

    strange = [each for each in missing if not each.filed_by]
    if not strange:
        return list(missing)
    names = list(dict.fromkeys([each.firm for each in strange]))
    there = list(dict.fromkeys(each.firm for each in filed))
    firms = [KnownFirm(number, name) for number, name in enumerate([*names, *there])]
    near: dict[str, list[str]] = {}
    for pair in compared(firms).pairs:
        if pair.one.id < len(names) <= pair.other.id:
            near.setdefault(pair.one.name, []).append(pair.other.name)
    return [
        each
        if each.filed_by
        else NotFiled(each.unit, each.firm, tuple(near.get(each.firm, ())[:_NEAR_AT_MOST]))
        for each in missing
    ]
