"""Many claims given back at once."""

from dataclasses import dataclass, field

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class ClaimsReleased:
    """Claims of one clerk, or those that had run out, went back to the list.

    ``on_sheets`` of them were out in a packet; what comes back of it later is still taken as long
    as nobody else has claimed the firm.
    """

    clerk: str | None = field(repr=False)
    calls: tuple[int, ...]
    on_sheets: int

    def as_json(self) -> Json:
        """``{"clerk","calls","count","on_sheets"}``."""
        return {
            "clerk": self.clerk,
            "calls": list(self.calls),
            "count": len(self.calls),
            "on_sheets": self.on_sheets,
        }

    def facts(self) -> dict[str, Json]:
        """The calls, and how many were on sheets."""
        return {"calls": list(self.calls), "on_sheets": self.on_sheets}
