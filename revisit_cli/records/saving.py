"""What became of each act of a command: never began to be saved, saved, or not known."""

from typing import Literal

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import LoggedOutcome

Fate = Literal["not_saved", "unknown", "saved"]


class Saving:
    """One act on its way into the data file.

    ``fate`` is ``unknown`` from the moment its COMMIT begins until it is known how that ended.
    ``outcomes`` are what the act told the log, up to ``head``; a claim or a draft tells nothing.
    ``files`` stand and fall with the act; ``left`` are those that could not fall with it.
    ``trouble`` is what went wrong though the act stands.
    """

    __slots__ = ("fate", "files", "head", "is_claim", "left", "outcomes", "trouble")

    def __init__(self, *, is_claim: bool = False, fate: Fate = "not_saved") -> None:
        self.is_claim = is_claim
        self.fate: Fate = fate
        self.outcomes: list[LoggedOutcome] = []
        self.head: LogHead | None = None
        self.files: list[str] = []
        self.left: list[str] = []
        self.trouble: str | None = None
