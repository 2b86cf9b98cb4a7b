"""A firm or unit that a clerk names by number, by name or by part of a name."""

from revisit_cli.records.value import Value


class Candidate(Value):
    """Something a typed word may mean; ``names`` are its name first and its other names after.

    ``other_ids`` are the numbers of what was merged into it.
    """

    id: int
    names: tuple[str, ...]
    other_ids: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.names[0]
