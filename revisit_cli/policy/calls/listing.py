"""Which calls make up a month's N: counted here alone, for reports, lists and certificates."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from revisit_cli.document import clause
from revisit_cli.errors.calls.listing import ListInUse, ListNotLocked
from revisit_cli.labels.calls.listing import IN_THE_WAY
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.listing import CallList, Freeze
from revisit_cli.records.code import InTheWay
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import Period


class Listed(Protocol):
    """A call as far as N goes: on the frozen list, or carried into the month."""

    @property
    def is_listed(self) -> bool:
        """Whether it is on the frozen list."""

    @property
    def is_twin(self) -> bool:
        """Whether the firm stands on the list under another name too, which is called for both."""

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
def list_of(calls: Sequence[Listed], freeze: Freeze | None, last_on: date) -> CallList:
    """Return how N comes about: 「锁定＋补入（锁定以后才来的）」.

    ``calls`` are all that the month answers for, ``last_on`` is its cycle's last day.
    """
    own = of_n(calls)
    frozen = sum(call.is_listed for call in own)
    counts = CallList(
        frozen,
        len(own) - frozen,
        sum(call.is_twin for call in own),
        carried_in=len(calls) - len(own),
    )
    return frozen_as(counts, freeze, last_on)


@clause("R20")
def frozen_as(counts: CallList, freeze: Freeze | None, last_on: date) -> CallList:
    """Return N with how its list was frozen.

    Of a list frozen before that was kept the day alone says whether it was early.
    """
    if freeze is None:
        return counts
    is_early = freeze.is_early
    if is_early is None:
        is_early = freeze.locked_at[:10] < last_on.isoformat()
    return replace(
        counts,
        is_locked=True,
        is_early=is_early,
        locked_at=freeze.locked_at,
        missing=freeze.missing if is_early else (),
        reason=freeze.reason,
    )


@clause("R20", "R2", "三(一)1")
def is_early(now: datetime, cycle: Period, late_from: datetime, missing: Sequence[str]) -> bool:
    """Whether a freeze now is 「提前锁定」.

    Before the cycle's last day it always is; from then to the moment after which a ledger is late,
    while a unit that owes one has not filed.
    """
    return now.date() < cycle.last_on or (bool(missing) and now <= late_from)


@clause("R20")
def check_unlock(month: str, freeze: Freeze | None, in_the_way: Sequence[InTheWay]) -> Freeze:
    """Return the freeze to undo: 「名单上还没有任何记录、没有发出的表、没有冻结复核时，可以解锁」.

    Raises ListNotLocked or ListInUse.
    """
    if freeze is None:
        raise ListNotLocked(month=month)
    if in_the_way:
        raise ListInUse(month=month, why=LISTED.join(IN_THE_WAY[each] for each in in_the_way))
    return freeze
