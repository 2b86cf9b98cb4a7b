"""What an operation hands back: one frozen outcome, named as a past event."""

from typing import Protocol, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Outcome(Protocol):
    """A frozen dataclass that one operation returns.

    The same object goes to the screen and to ``--json``; a writing operation's outcome also
    goes to the log, which holds ids, counts and digests only.
    """

    def as_json(self) -> Json:
        """What ``--json`` prints: keys that programs rely on, ISO dates, null for absent."""


class LoggedOutcome(Outcome, Protocol):
    """An outcome that is also an event of the log."""

    def facts(self) -> dict[str, Json]:
        """Ids, counts, codes and digests for the log: no floats, names, phones or free text."""
