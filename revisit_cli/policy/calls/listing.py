"""Which calls make up a month's N: counted here alone, for reports, lists and certificates."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from revisit_cli.document import clause
from revisit_cli.records.calls.listing import CallList


class Listed(Protocol):
    """A call as far as N goes: on the frozen list, or carried into the month."""

    @property
    def is_listed(self) -> bool:
        """Whether it is on the frozen list."""

    @property
    def is_carried_in(self) -> bool:
        """Whether an earlier month left it, and the firm was not served in this one."""


Call = TypeVar("Call", bound=Listed)


@clause("三(一)1", "R12")
def of_n(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Return the calls of 「N＝本期台账上的全部企业」, come before the freeze or after."""
    return tuple(call for call in calls if not call.is_carried_in)


def without_added(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Leave out what came after the freeze, as in a month cleared while that was not of N."""
    return tuple(call for call in calls if call.is_listed or call.is_carried_in)


@clause("R12")
def list_of(calls: Sequence[Listed], *, is_locked: bool) -> CallList:
    """Return how N comes about: 「锁定＋补入（锁定以后才来的）」.

    ``calls`` are all that the month answers for.
    """
    own = of_n(calls)
    frozen = sum(call.is_listed for call in own)
    return CallList(
        frozen,
        len(own) - frozen,
        is_locked=is_locked,
        carried_in=len(calls) - len(own),
    )
