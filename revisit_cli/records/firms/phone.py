"""Full telephone numbers on a screen or in a file."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class PhonesShown:
    """Somebody had full numbers shown: by which command, and how many firms' they were."""

    command: str
    firm_count: int

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"command","firms"}``."""
        return {"command": self.command, "firms": self.firm_count}
