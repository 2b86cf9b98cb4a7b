"""Firms served but not reported: another system's export against the ledgers."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.firm import firm_key
from revisit_cli.records.cross_check import CrossChecked
from revisit_cli.records.ledger import ReadRow


@clause("三(四)2")
def cross_checked(
    month: str, rows: Sequence[ReadRow], filed: Sequence[tuple[str, str]]
) -> CrossChecked:
    """Return the firms that only one side names: a hint of 「刻意隐瞒」, never a verdict.

    ``filed`` are (unit, firm) as the month's ledgers have them. A row of the export is compared
    within its unit when it names one, else over all units.
    """
    by_unit = {(unit, firm_key(firm)) for unit, firm in filed}
    anywhere = {key for _, key in by_unit}
    elsewhere = {
        (row.unit if row.unit else None, firm_key(row.firm)): row.firm for row in rows if row.firm
    }
    units = {unit for unit, _ in by_unit}
    missing = [
        (unit, name)
        for (unit, key), name in elsewhere.items()
        if ((unit, key) not in by_unit if unit in units else key not in anywhere)
    ]
    told = {key for _, key in elsewhere}
    extra = [(unit, firm) for unit, firm in dict.fromkeys(filed) if firm_key(firm) not in told]
    return CrossChecked(month, tuple(missing), tuple(extra), len(told & anywhere))
