"""How many firms a month's calls are owed to, and how that number comes about."""

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field


class CallList(Value):
    """N of a month: ``frozen`` on its list, ``added`` since; of an open list all are ``added``.

    ``merged`` of them are names of a firm that one call answers for under another name.
    ``carried_in`` are none of N: calls that an earlier month left to be made. ``missing`` are the
    units that owed a ledger at an early freeze and had not filed, None where nobody knows.
    """

    frozen: int
    added: int
    merged: int = 0
    is_locked: bool = field("", default=False)
    is_early: bool = False
    locked_at: str | None = None
    missing: tuple[str, ...] | None = ()
    reason: str | None = None
    carried_in: int = field("", default=0)

    @property
    def size(self) -> int:
        """N: every firm of the cycle's ledgers."""
        return self.frozen + self.added


class Freeze(Value):
    """A frozen list: its size, the SHA-256 of its names, and whether it came early, and why.

    ``is_early`` and ``missing`` are None of a list that was frozen before they were kept.
    """

    locked_at: str
    size: int
    sha256: str
    is_early: bool | None = None
    missing: tuple[str, ...] | None = None
    reason: str | None = None


class EarlyFreeze(Value):
    """A freeze that would be early now: the units that owe a ledger and have not filed."""

    month: str
    missing: tuple[str, ...]


class CallsLocked(LoggedOutcome):
    """N is frozen: the month's list, its size and the SHA-256 of its names."""

    month: str = field(logs=True)
    size: int = field(logs=True)
    sha256: str = field(logs=True)
    is_early: bool = field(logs=True, default=False)
    missing: tuple[str, ...] = field(logs="missing=len()", default=())
    reason: str | None = None


class CallsUnlocked(LoggedOutcome):
    """A frozen list is open again; ``size`` firms were on it."""

    month: str = field(logs=True)
    size: int = field(logs=True)
