"""A re-checker at the desk, key by key."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import typer

from revisit_cli.cli.recheck.desk import Desk
from revisit_cli.records.context import BEIJING, Context
from tests.conftest import Revisit

MONTH = "2026-11"


class Checker:
    """Whoever re-checks: types lines, each answered by the desk, and counts the keys."""

    def __init__(self, revisit: Revisit, name: str = "周正", office: str = "机关纪委") -> None:
        self.revisit, self.name, self.office = revisit, name, office
        self.now = datetime(2026, 12, 14, 9, 0, tzinfo=BEIJING)
        self.prompts: list[str] = []
        self.keys = 0

    def context(self) -> Context:
        return Context(str(self.revisit.db), self.name, self.now)

    def types(self, *lines: str) -> None:
        """Sit down, type these lines, and let the input end."""
        left: Iterator[str] = iter(lines)

        def ask(prompt: str) -> str:
            self.prompts.append(prompt)
            try:
                line = next(left)
            except StopIteration:
                raise EOFError from None
            self.keys += len(line) + 1
            return line

        self.sit(ask)

    def sit(self, ask: Callable[[str], str]) -> None:
        with suppress(typer.Exit):
            Desk(self.context, ask, MONTH, self.office).sit()
