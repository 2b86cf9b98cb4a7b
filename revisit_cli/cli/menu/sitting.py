"""One sitting at the menu: who, which month, and commands run as if they had been typed."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from revisit_cli.cli.asking.line import Ask, heard
from revisit_cli.cli.asking.prompt import words, yes
from revisit_cli.cli.asking.trail import Back, run_once
from revisit_cli.cli.context import (
    ASKED,
    CommonOptions,
    common_of,
    context_of,
    keep_name,
    name_known,
)
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.cli.usage import tell_usage
from revisit_cli.errors import ExitCode
from revisit_cli.records.context import Context

Act = Callable[["Sitting"], None]
# Of the clerk's name.
ABOUT = "印在您记的每一条上；别人用这台电脑时，按 18 换成他的名字"
AT_THE_START = "  这里是开头，q 离开"
WELL = (ExitCode.DONE, ExitCode.SOME_HELD)


@dataclass(slots=True)
class Sitting:
    """Who sits at the menu, on which month, and the folder that files come from and go to.

    ``has_saved``: a step of the act at hand stands already.
    """

    ctx: typer.Context
    month: str = ""
    ask: Ask = heard
    folder: Path = field(default_factory=Path)
    has_saved: bool = False

    @property
    def context(self) -> Context:
        """Who acts, when and where, as of now."""
        return context_of(self.ctx)

    @property
    def common(self) -> CommonOptions:
        """What was said on the command line."""
        return common_of(self.ctx)

    def run(self, *words: object) -> bool:
        """Run a command as if it had been typed, and say the line that does the same, if any.

        What it lacks is asked for; every refusal is told. Returns whether it ended well. An act
        that is gone back over runs it once.
        """
        typed = [str(word) for word in words]
        had_saved, self.has_saved = self.has_saved, False
        try:
            return run_once(typed, lambda: self._run(typed), lambda: self.has_saved)
        finally:
            self.has_saved |= had_saved

    def _run(self, words: Sequence[str]) -> bool:
        common = self.common
        own = CommonOptions(
            db=common.db,
            by=common.by,
            is_alone=common.is_alone,
            correction=common.correction,
            no_color=common.no_color,
            is_at_menu=True,
        )
        root: Any = self.ctx.find_root().command
        try:
            with root.make_context("revisit", [*words], obj=own) as ctx:
                ctx.meta[ASKED] = "--dry-run" not in words
                root.invoke(ctx)
        except typer.Exit as ended:
            return ended.exit_code in WELL
        except typer.TyperException as refused:
            tell_usage(refused)
            return False
        finally:
            self.has_saved |= any(each.fate == "saved" for each in own.savings)
            gc.enable()  # An import stops the search for circles, for as long as it runs.
        return True

    def written(self, name: str) -> tuple[str, ...]:
        """Return the options that write a file of that name here, asked about where it is there."""
        path = self.folder / name
        if not path.exists():
            return ("-o", str(path))
        if yes(
            self.ask,
            f"{safe(str(path))} 已经有了，1 换成新的（回车：另存一份）> ",
            about="1 用新的换掉；回车另存一份，旧的留着",
        ):
            return ("-o", str(path), "--force")
        return ("-o", str(_another(path)))


def options(**given: str | Sequence[str] | None) -> list[str]:
    """Return options as they are typed: ``signed_by="甲"`` is ``--signed-by=甲``; None is none."""
    typed = []
    for name, value in given.items():
        values = [value] if isinstance(value, str) else value or ()
        typed += [f"--{name.strip('_').replace('_', '-')}={each}" for each in values if each]
    return typed


def tell_left(sitting: Sitting) -> None:
    """Say that an act was left, and whether a step of it stands."""
    saved, nothing = "后面的没有办，前面存上的留着。", "没有办，什么也没有改。"
    tell(saved if sitting.has_saved else nothing)


def _another(path: Path) -> Path:
    number = 2
    while (found := path.with_name(f"{path.stem}_{number}{path.suffix}")).exists():
        number += 1
    return found


def name_asked(sitting: Sitting) -> None:
    """Ask for the clerk's name where nobody ever told it; there is nothing before that question."""
    while not is_named(sitting):
        try:
            change_name(sitting)
        except Back:
            tell(AT_THE_START)


def is_named(sitting: Sitting) -> bool:
    """Whether anybody ever told the name of this login's clerk."""
    return bool(sitting.common.by or name_known())


def change_name(sitting: Sitting) -> None:
    """Ask for the clerk's name and keep it."""
    name = words(sitting.ask, "您的姓名（印在您记的每一条上）> ", must=True, about=ABOUT)
    keep_name(name)
    sitting.common.by = None
    say(f"  {safe(name)}")
