"""Options that a clerk gave beside a file, and what became of them."""

from typing import NamedTuple

from revisit_cli.records.outcome import Json


class IdleOption(NamedTuple):
    """An option as it was typed that had no effect, and why: a code of
    ``labels.ledgers.ledger.IDLE``."""

    option: str
    why: str

    def as_json(self) -> dict[str, Json]:
        """``{"option","why"}``."""
        return {"option": self.option, "why": self.why}
