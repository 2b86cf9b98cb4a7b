"""A firm or unit that a clerk names by number, by name or by part of a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a typed word may mean; ``names`` are its name first and its other names after."""

    id: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.names[0]
