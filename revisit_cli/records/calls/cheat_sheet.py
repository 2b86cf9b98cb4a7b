"""The one-page cheat sheet: what stands on it, and that it was written."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands that belong together: a title, then each command with a few words about it."""

    title: str
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheatSheetPrinted:
    """The cheat sheet was written to a workbook: where, and how many commands it lists."""

    path: str
    count: int

    def as_json(self) -> dict[str, Json]:
        """``{"path","count"}``."""
        return {"path": self.path, "count": self.count}
