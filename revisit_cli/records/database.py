"""The data file as shown to a clerk."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class DatabaseLocated:
    """Where the data file is, and whether it exists yet; size in bytes."""

    path: str
    exists: bool
    size: int | None

    def as_json(self) -> Json:
        """``{"path","exists","size"}``."""
        return {"path": self.path, "exists": self.exists, "size": self.size}
