"""A clerk at the desk in this process: lines are typed from a script, then Ctrl-C is pressed."""

from contextlib import suppress
from datetime import datetime

import typer

from revisit_cli.cli.calls.desk import Desk
from revisit_cli.cli.context import CommonOptions, at_work
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.saving import Saving
from tests.conftest import Revisit

FIRMS = [f"示例市{a}{b}有限公司" for a, b in zip("甲乙丙", "子丑寅", strict=True)]


class Clerk:
    """One clerk; what the desk asked is kept, so that a test sees which prompts came."""

    def __init__(self, revisit: Revisit, by: str = "甲", now: str = "2026-11-26T09:00") -> None:
        self.revisit, self.by, self.now = revisit, by, now
        self.prompts: list[str] = []
        self.seat: int | None = None
        self.savings: list[Saving] = []

    def context(self) -> Context:
        moment = datetime.fromisoformat(self.now).replace(tzinfo=BEIJING)
        return Context(str(self.revisit.db), self.by, moment, seat=self.seat, savings=self.savings)

    def types(self, *lines: str, end: type[BaseException] = KeyboardInterrupt) -> Desk:
        """Sit down, type these lines, and press Ctrl-C (or ``end``) if the desk asks for more."""
        typed = iter(lines)

        def ask(prompt: str) -> str:
            self.prompts.append(prompt)
            try:
                return next(typed)
            except StopIteration:
                raise end from None

        self.savings = []
        desk = Desk(self.context, ask, "2026-11")
        with at_work(CommonOptions()), suppress(typer.Exit):
            desk.sit()
        left = list(typed)
        assert not left, f"never asked for: {left}"
        return desk
