"""Firms served but not reported: another system's export against the ledgers."""

from collections.abc import Collection, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.firms.likeness import KnownFirm
from revisit_cli.records.ledgers.cross_check import (
    CrossChecked,
    NotFiled,
    ServedElsewhere,
    ServedHere,
    Who,
)
from revisit_cli.records.value import Value
from revisit_cli.rulebook.periods import Period

_NEAR_AT_MOST = 3


@clause("三(四)2", "R1")
def cross_checked(
    cycle: Period,
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
    rows = [_Row(each, units.get(firm_key(each.unit or ""))) for each in elsewhere]
    if unit is not None:
        rows = [row for row in rows if row.unit == unit]
    inside = [row for row in rows if row.is_served_in(cycle)]
    told = {row.served.who for row in rows}
    here = {each.who for each in filed if unit in (None, each.unit)}
    return CrossChecked(
        cycle.id,
        tuple(_with_near(_not_filed(inside, filed), filed)),
        _not_elsewhere(filed, told, {row.unit for row in rows}),
        len(told & here),
        len(rows) - len(inside),
    )


class _Row(Value):
    """A row of the other system, and the unit we know it by; None where it names none of ours."""

    served: ServedElsewhere
    unit: str | None

    def is_served_in(self, cycle: Period) -> bool:
        """Whether its day is in a cycle; a row without a day is."""
        on = self.served.served_on
        return on is None or cycle.first_on <= on <= cycle.last_on


def _not_filed(rows: Sequence[_Row], filed: Sequence[ServedHere]) -> list[NotFiled]:
    """Return the firms of these rows that their unit, or where it is not known no unit, filed."""
    by_unit = {(each.unit, each.who) for each in filed}
    filed_by: dict[Who, list[str]] = {}
    for each in filed:
        filed_by.setdefault(each.who, []).append(each.unit)
    missing: dict[tuple[str | None, Who], NotFiled] = {}
    for row in rows:
        who, unit = row.served.who, row.unit
        if (unit, who) in by_unit if unit else who in filed_by:
            continue
        reported = tuple(dict.fromkeys(filed_by.get(who, ())))
        named = unit or row.served.unit
        missing.setdefault((named, who), NotFiled(named, row.served.firm, filed_by=reported))
    return list(missing.values())


def _not_elsewhere(
    filed: Sequence[ServedHere], told: Collection[Who], units: Collection[str | None]
) -> tuple[tuple[str, str], ...]:
    """Return unit and name of each firm filed by a unit the export speaks of, and not told there.

    An export in which a row names no unit speaks of all.
    """
    return tuple(
        dict.fromkeys(
            (each.unit, each.firm)
            for each in filed
            if each.who not in told and (None in units or each.unit in units)
        )
    )


def _with_near(missing: Collection[NotFiled], filed: Sequence[ServedHere]) -> list[NotFiled]:
    """Say of each firm that nobody reported which names of the ledgers are like its own."""
    from revisit_cli.policy.firms.likeness import compared

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
