"""Filings and findings, unit by unit: for the discipline committee and the leaders."""

from revisit_cli.records.code import FilingStanding, TalkRole
from revisit_cli.records.discipline.duty import Finding
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, computed, field

_CONFIRMED = "id unit kind decided_at decided_by escalation talk_to admonished_on"


class UnitFiling(Value):
    """A unit's first filing of a month: its state, and when it came; no time where none came."""

    unit: str
    state: FilingStanding
    received_at: str | None
    overdue: int = 0


class UnitDuty(Value):
    """One unit's line: its filing, how many suspicions, and how they were decided.

    ``confirmed_in_a_year`` is of the twelve months that end with the month reported.
    """

    unit: str
    filing: FilingStanding
    received_at: str | None
    suspected: int
    confirmed: int
    dismissed: int
    confirmed_in_a_year: int
    is_repeated: bool
    overdue: int = 0


class DutyReported(Outcome):
    """A month's filings and findings; only what a named person confirmed is told one by one.

    ``roles`` are whom to talk to over each of those, as codes.
    """

    month: str
    filings: tuple[tuple[FilingStanding, int], ...] = field(pairs=True)
    units: tuple[UnitDuty, ...]
    confirmed: tuple[Finding, ...] = field("")
    roles: tuple[TalkRole, ...] = field("")
    log: LogHead
    origin: str = field("")
    undated_units: int = 0
    roster_changes: tuple[RosterChange, ...] = ()
    back_filed: tuple[str, ...] = field("filings_back_entered", default=())

    @computed("confirmed", columns=_CONFIRMED, after="units")
    def confirmed_told(self) -> tuple[tuple[int | str | None, ...], ...]:
        """Each confirmed finding, with whom to talk to over it."""
        return tuple(
            (
                each.id,
                each.unit_name,
                each.kind,
                each.decided_at,
                each.decided_by,
                each.escalation,
                role,
                each.admonished_on,
            )
            for each, role in zip(self.confirmed, self.roles, strict=True)
        )
