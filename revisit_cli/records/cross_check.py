"""What another system's export says against a month's ledgers."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CrossChecked:
    """Firms that only one side names, with the unit where it is told. Hints, not findings."""

    month: str
    only_elsewhere: tuple[tuple[str | None, str], ...]
    only_filed: tuple[tuple[str, str], ...]
    both_count: int

    def as_json(self) -> Json:
        """``{"month","not_filed":[{"unit","firm"}],"not_elsewhere":[…],"both"}``."""
        return {
            "month": self.month,
            "not_filed": [{"unit": unit, "firm": firm} for unit, firm in self.only_elsewhere],
            "not_elsewhere": [{"unit": unit, "firm": firm} for unit, firm in self.only_filed],
            "both": self.both_count,
        }
