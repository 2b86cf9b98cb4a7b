"""What becomes of rows, and of their firms' calls, when a corrected ledger no longer has them."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that is gone and how its firm's call stands; ``call`` is None where there is none.

    ``is_called`` says that the firm was called, is being called or was promised a call;
    ``is_listed`` that it is on a frozen list; ``is_carried`` that an earlier month left its call
    to be made; ``is_served_still`` that rows that are not gone name the firm in the month.
    """

    id: int
    month: str
    call: int | None
    is_called: bool = False
    is_listed: bool = False
    is_carried: bool = False
    is_served_still: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The rows and calls to be withdrawn, and how many rows stay because of their firm's call."""

    rows: tuple[int, ...] = ()
    calls: tuple[int, ...] = ()
    called: int = 0
    locked: int = 0

    def as_json(self) -> Json:
        """``{"rows","calls","kept":{"called","locked"}}``, all counts."""
        return {
            "rows": len(self.rows),
            "calls": len(self.calls),
            "kept": {"called": self.called, "locked": self.locked},
        }
