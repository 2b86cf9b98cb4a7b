"""Many claims given back at once."""

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import field


class ClaimsReleased(LoggedOutcome):
    """Claims of one clerk, or those that had run out, went back to the list.

    ``on_sheets`` of them were out in a packet; what comes back of it later is still taken as long
    as nobody else has claimed the firm.
    """

    clerk: str | None = field(private=True)
    calls: tuple[int, ...] = field("calls count=len()", logs=True, rows=True)
    on_sheets: int = field(logs=True)
