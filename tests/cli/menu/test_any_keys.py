"""Whatever is typed at the menu, it goes on: no bug, no line too wide, every ``?`` explained."""

import io
import os
import re
import shutil
import sys
from pathlib import Path
from random import Random  # noqa: TID251 - made-up keys, no draw
from typing import Any

import pytest
import typer
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.asking.prompt import KEYS
from revisit_cli.cli.context import CommonOptions, at_work
from revisit_cli.cli.menu.home import ACTS, sit
from revisit_cli.cli.text import width
from tests.bureau import FIRMS
from tests.conftest import Revisit

SEEDS = range(int(os.environ.get("REVISIT_EXAMPLES", "3")))
LINES = 60
HOME = "办哪件"
TYPED = [
    *("", "?", "<", "1", "2", "3", "4", "0", "9", "1 3", "全", "77", "a", "5", "q"),
    *("甲", "sfs", "张局长 赵磊", "机关纪委 周正", "昨天下午三点半", "下周三上午", "月底", "25号"),
    *("11月", "上期", "13800000009", "提前", "开抽", "这边说的话；“原话”", "-5", "……", "（", "\t"),
]
COLUMNS = 80


class Window(io.StringIO):
    """A terminal's window as a text: what is written there is kept."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Keys:
    """Someone who types whatever comes to his mind, and leaves in the end."""

    def __init__(self, seed: int, window: Window) -> None:
        self.dice, self.window = Random(seed), window  # noqa: S311 - made-up keys, no secret
        self.left = LINES
        self.unexplained: list[str] = []
        self.asked = ""

    def __call__(self, prompt: str) -> str:
        shown = self.window.getvalue()
        if self.asked:
            told = shown.rpartition(self.asked)[2]
            if not re.sub("|".join(map(re.escape, KEYS)), "", told).strip():
                self.unexplained.append(self.asked)
        self.left -= 1
        self.window.write(prompt)
        typed = self._typed(prompt)
        self.asked = f"{prompt}{typed}\n" if typed == "?" else ""
        self.window.write(f"{typed}\n")
        return typed

    def _typed(self, prompt: str) -> str:
        if self.left < 0:
            if self.left < -LINES:
                raise EOFError
            return "q"
        if prompt.startswith(HOME):
            return self.dice.choice([*ACTS, *ACTS, "10", "?", "<", "11月", "核对码", "77"])
        return self.dice.choice(TYPED)


@pytest.fixture
def filled(bureau_of_every_list: Revisit, tmp_path: Path) -> Revisit:
    found = Revisit(tmp_path)
    shutil.copy(bureau_of_every_list.db, found.db)
    found("flags", "add", FIRMS[0], "--reason", "complaint")
    return found


def _sat(
    revisit: Revisit, seed: int, monkeypatch: pytest.MonkeyPatch, now: str
) -> tuple[str, Keys]:
    """Return what stood on the screen of somebody who sat at the menu, and what he typed."""
    window = Window()
    keys = Keys(seed, window)
    monkeypatch.chdir(revisit.folder)
    for name, value in {
        "REVISIT_DB": str(revisit.db), "REVISIT_NOW": now, "REVISIT_BY": "甲",
        "XDG_DATA_HOME": str(revisit.folder), "COLUMNS": str(COLUMNS), "NO_COLOR": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("builtins.input", keys)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, window)
    common = CommonOptions()
    ctx: Any = get_command(app).make_context("revisit", ["status"], obj=common)
    with at_work(common):
        try:
            sit(ctx)
        except typer.Exit:
            pass
        finally:
            monkeypatch.undo()
    return window.getvalue(), keys


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_typed_the_menu_goes_on(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    now = ("2026-11-24T16:00", "2026-11-26T09:00", "2026-12-21T10:00")[seed % 3]
    shown, keys = _sat(filled, seed, monkeypatch, now)
    assert shown.endswith("再见。\n"), shown[-2000:]
    assert keys.unexplained == []
    assert "“”" not in shown
    wide = [line for line in shown.splitlines() if width(line) > COLUMNS and "> " not in line]
    # A path and a line to copy are never broken.
    whole = ("revisit ", str(filled.folder), f"  {filled.folder}")
    assert [line for line in wide if not line.startswith(whole)] == []
    filled("audit", "verify")
