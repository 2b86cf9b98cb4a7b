"""How many firms a month's calls are owed to, and how that number comes about."""

from revisit_cli.records.value import Value, field


class CallList(Value):
    """N of a month: ``frozen`` on its list, ``added`` since; of an open list all are ``added``.

    ``merged`` of them are names of a firm that one call answers for under another name.
    ``carried_in`` are none of N: calls that an earlier month left to be made.
    """

    frozen: int
    added: int
    merged: int = 0
    is_locked: bool = field("", default=False)
    carried_in: int = field("", default=0)

    @property
    def size(self) -> int:
        """N: every firm of the cycle's ledgers."""
        return self.frozen + self.added
