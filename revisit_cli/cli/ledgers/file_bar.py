"""A bar on stderr for work over many files: on a terminal only, and only when it takes a while."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from revisit_cli.cli.screen import console, is_ascii_only
from revisit_cli.cli.text import safe

if TYPE_CHECKING:
    from rich.progress import Progress

SHOWN_AFTER_SECONDS = 0.5


class FileBar:
    """How many of so many files are done, and which one is being read.

    What is said meanwhile is said ``aside``, and stands above the bar; it leaves nothing behind.
    """

    def __init__(self, total: int) -> None:
        self._total, self._done, self._name = total, 0, ""
        self._bar: Progress | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(SHOWN_AFTER_SECONDS, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._total = 0
            if self._bar is not None:
                self._bar.stop()

    def at(self, done: int, name: str) -> None:
        """Say how many files are done and which comes now."""
        with self._lock:
            self._done, self._name = done, safe(name)
            if self._bar is not None:
                self._bar.update(self._bar.task_ids[0], completed=done, description=self._name)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the screen while lines are written, to stdout or stderr."""
        with self._lock:
            if self._bar is None:
                yield
                return
            self._bar.stop()
            yield
            self._bar.start()

    def _show(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        with self._lock:
            if not self._total:
                return
            marks = () if is_ascii_only() else (BarColumn(bar_width=24),)
            self._bar = Progress(
                *marks,
                MofNCompleteColumn(),
                Elapsed(),
                TextColumn("{task.description}", markup=False),
                console=console(stderr=True),
                transient=True,
                redirect_stdout=False,
            )
            self._bar.add_task(self._name, total=self._total, completed=self._done)
            self._bar.start()
