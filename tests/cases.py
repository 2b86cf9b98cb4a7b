"""Many small cases held in one test, as a test of its own each costs more than the case."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def hold_each(
    cases: Iterable[Case], check: Callable[[Case], object], name: Callable[[Case], object] = repr
) -> None:
    """Run a check over every case, and fail with all that fail, each by its name."""
    wrong = []
    for case in cases:
        try:
            check(case)
        except Exception as error:
            wrong.append(f"{name(case)}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)
