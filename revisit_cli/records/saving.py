"""What became of each act of a command: never began to be saved, saved, or not known."""

from dataclasses import dataclass, field
from typing import Literal

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import LoggedOutcome

Fate = Literal["not_saved", "unknown", "saved"]


@dataclass(slots=True)
class Saving:
    """One act on its way into the data file.

    ``fate`` is ``unknown`` from the moment its COMMIT begins until it is known how that ended.
    ``outcomes`` are what the act told the log, up to ``head``; a claim or a draft tells nothing.
    ``files`` stand and fall with the act. ``trouble`` is what went wrong though the act stands.
    """

    is_claim: bool = False
    fate: Fate = "not_saved"
    outcomes: list[LoggedOutcome] = field(default_factory=list)
    head: LogHead | None = None
    files: list[str] = field(default_factory=list)
    trouble: str | None = None
