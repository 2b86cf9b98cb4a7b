"""Filings and findings of a month, unit by unit."""

from collections import Counter
from collections.abc import Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.discipline.duty import in_twelve_months, is_repeated, whom_to_talk_to
from revisit_cli.records.code import FilingStanding
from revisit_cli.records.discipline.duty import Finding
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.reports.duty import DutyReported, UnitDuty, UnitFiling
from revisit_cli.rulebook.numbers import Numbers

STATES: tuple[FilingStanding, ...] = ("on_time", "late", "supplement", "zero", "missing")


@clause("三(四)2", "R13", "R16")
def duty_reported(
    month: str,
    filings: Sequence[UnitFiling],
    findings: Sequence[Finding],
    confirmed_in: Mapping[str, Sequence[str]],
    log: LogHead,
    origin: str,
    *,
    numbers: Numbers,
    undated_units: int = 0,
    roster_changes: tuple[RosterChange, ...] = (),
    back_filed: tuple[str, ...] = (),
) -> DutyReported:
    """Return a month's filings and findings: 「如实上报规定周期内涉企服务对象名单台账」.

    Suspicions are counts only; a finding is told once a named person confirmed it.
    ``confirmed_in`` are the months of each unit's confirmed findings; those of the twelve months
    that end with this one count, whenever the report is asked for.
    """
    states = Counter((each.unit_name, each.state) for each in findings)
    names = [each.unit for each in filings]
    names += [each.unit_name for each in findings if each.unit_name not in names]
    by_unit = {each.unit: each for each in filings}
    units = []
    for unit in dict.fromkeys(names):
        in_a_year = in_twelve_months(confirmed_in.get(unit, ()), month)
        filed = by_unit.get(unit, UnitFiling(unit, "missing", None))
        units.append(
            UnitDuty(
                unit=unit,
                filing=filed.state,
                received_at=filed.received_at,
                suspected=states[unit, "suspected"],
                confirmed=states[unit, "confirmed"],
                dismissed=states[unit, "dismissed"],
                confirmed_in_a_year=in_a_year,
                is_repeated=is_repeated(in_a_year, numbers),
                overdue=filed.overdue,
            )
        )
    counts = Counter(each.filing for each in units)
    confirmed = tuple(each for each in findings if each.state == "confirmed")
    return DutyReported(
        month,
        tuple((state, counts[state]) for state in STATES),
        tuple(units),
        confirmed,
        tuple(whom_to_talk_to(each)[0] for each in confirmed),
        log,
        origin,
        undated_units,
        roster_changes,
        back_filed,
    )
