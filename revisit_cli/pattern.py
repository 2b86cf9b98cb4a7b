"""Patterns compiled by their first use.

Compiling takes as long as loading a module or two, and a command uses few of the patterns in
the modules it loads.
"""

import re
from typing import Any, AnyStr, Generic, cast


class _Pattern(Generic[AnyStr]):
    """What stands for a compiled pattern, and keeps those of its methods that were used."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = (text, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern with all that ``re.compile`` gives one; a fault in it shows when used."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))
