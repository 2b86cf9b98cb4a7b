"""The program on a pseudo-terminal, as a person has it before him."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.conftest import Revisit, heed_interrupts

# A command is written in the terminal's letters, which those of the folder need not be: Python is
# found by PYTHON_RUN.
PYTHON = ("-c", 'exec "$PYTHON_RUN" "$@"', "sh")
SIZES = ("COLUMNS", "LINES")


class Spawn(Protocol):
    """Starts the program; what still runs at the end of the test is killed."""

    def __call__(
        self,
        revisit: Revisit,
        *words: str,
        columns: int = 80,
        lines: int = 24,
        encoding: str = "utf-8",
        folder: Path | None = None,
        is_module: bool = True,
        **more: str,
    ) -> Any:
        """Return the child that ``revisit words…`` runs in."""


def answer(child: Any, *lines: str) -> None:
    """Type a line at each of the next prompts of a child."""
    for line in lines:
        child.expect("> ")
        child.sendline(line)


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Open ``revisit …`` on a terminal of its own."""
    pexpect = pytest.importorskip("pexpect")
    if os.name != "posix":
        pytest.skip("pseudo-terminals as POSIX has them")
    children = []

    def opened(
        revisit: Revisit,
        *words: str,
        columns: int = 80,
        lines: int = 24,
        encoding: str = "utf-8",
        folder: Path | None = None,
        is_module: bool = True,
        **more: str,
    ) -> Any:
        # The terminal itself says how large it is.
        own = {name: each for name, each in os.environ.items() if name not in SIZES}
        environment = {
            **own,
            "REVISIT_DB": str(revisit.db),
            "REVISIT_NOW": revisit.now,
            "REVISIT_BY": "甲",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONIOENCODING": encoding,
            "TERM": "xterm",
            "PYTHON_RUN": sys.executable,
            **more,
        }
        child = pexpect.spawn(
            "/bin/sh",
            [*PYTHON, *(("-m", "revisit_cli") if is_module else ()), *words],
            env=environment,
            encoding=encoding,
            timeout=20,
            dimensions=(lines, columns),
            cwd=str(folder or revisit.folder),
            preexec_fn=heed_interrupts,
        )
        child.delaybeforesend = None
        child.expect_eof = lambda: child.expect(pexpect.EOF)
        children.append(child)
        return child

    yield opened
    for child in children:
        child.close(force=True)
