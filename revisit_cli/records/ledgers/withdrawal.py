"""What becomes of rows, and of their firms' calls, when a corrected ledger no longer has them."""

from revisit_cli.records.value import Value, field


class GoneRow(Value):
    """A row that is gone and how its firm's call stands; ``call`` is None where there is none.

    ``is_called`` says that the firm was called, is being called or was promised a call;
    ``is_locked`` that the month's list is frozen; ``is_carried`` that an earlier month left its
    call to be made; ``is_served_still`` that rows that are not gone name the firm in the month.
    """

    id: int
    month: str
    call: int | None
    is_called: bool = False
    is_locked: bool = False
    is_carried: bool = False
    is_served_still: bool = False

    @property
    def takes_call(self) -> bool:
        """Whether its firm's call goes with it: nothing else asks for one."""
        return self.call is not None and not self.is_served_still and not self.is_carried


class Withdrawal(Value):
    """The rows and calls to be withdrawn, and how many rows stay because of their firm's call."""

    rows: tuple[int, ...] = field("rows=len()", default=())
    calls: tuple[int, ...] = field("calls=len()", default=())
    called: int = field("kept.called", default=0)
    locked: int = field("kept.locked", default=0)
