"""The questions of an act, answered so far: ``<`` goes back over them one by one.

An act asks in plain sequence and knows nothing of it: it is begun again, and what was answered
before the question that is wanted is answered for it, in silence. Nothing that an act did is done
twice: once a command that it ran has changed something, the questions before it are closed.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

import typer

from revisit_cli.cli.screen import break_silence, silence

Found = TypeVar("Found")
Question = TypeVar("Question", bound=Callable[..., Any])
_Key = tuple[object, ...]


class Back(Exception):
    """The clerk wants the question before."""


class Stopped(typer.Abort):
    """The clerk wants to leave."""


class Trail:
    """What was answered, in order; while an act is begun again, how far it has come."""

    def __init__(self) -> None:
        self.answers: list[tuple[_Key, object]] = []
        self.place = 0
        self.is_closed = False

    def goes_back(self) -> bool:
        """Forget the last answer, so that its question is asked anew; False where there is none."""
        self.place = 0
        while self.answers and not self.is_closed:
            key, _ = self.answers.pop()
            if key[0] is not _RUN:
                return True
        return False

    def known(self, key: _Key) -> tuple[bool, object]:
        """Return whether a question was answered before, and how; those skipped are forgotten."""
        ahead = [each for each, _ in self.answers[self.place :]]
        if key not in ahead:
            # Another question than the last time: from here on all are asked.
            del self.answers[self.place :]
            return False, None
        del self.answers[self.place : self.place + ahead.index(key)]
        _, found = self.answers[self.place]
        self.place += 1
        return True, found

    def keep(self, key: _Key, answer: object) -> None:
        """Keep an answer that was just given."""
        self.answers.append((key, answer))
        self.place = len(self.answers)

    @property
    def is_past(self) -> bool:
        """Whether all that was answered before is behind."""
        return self.place >= len(self.answers)


# Stands before a command that an act ran: it is no question, and not run again.
_RUN = object()
_TRAIL: ContextVar[Trail | None] = ContextVar("trail", default=None)


def by_question(act: Callable[[], Found]) -> Found:
    """Run an act whose questions can be gone back over. Raises Back at the first of them."""
    trail = Trail()
    while True:
        before = _TRAIL.set(trail)
        try:
            with silence(is_silent=not trail.is_past):
                return act()
        except Back:
            if not trail.goes_back():
                raise
        finally:
            _TRAIL.reset(before)


def answered(key: Sequence[object], ask: Callable[[], Found]) -> Found:
    """Ask a question, or answer it as it was answered before the clerk went back.

    What is asked within it is gone back over by itself, or not at all.
    """
    trail = _TRAIL.get()
    if trail is None:
        return ask()
    is_known, found = trail.known(tuple(key))
    if trail.is_past:
        break_silence()
    if is_known:
        return found  # type: ignore[return-value]
    before = _TRAIL.set(None)
    try:
        answer = ask()
    finally:
        _TRAIL.reset(before)
    trail.keep(tuple(key), answer)
    return answer


def run_once(words: Sequence[str], run: Callable[[], bool], has_saved: Callable[[], bool]) -> bool:
    """Run a command within an act, once; where it saved anything nobody goes back beyond it."""
    trail = _TRAIL.get()
    try:
        return answered((_RUN, *words), run)
    finally:
        if trail is not None and has_saved():
            trail.is_closed = True


def remembered(question: Question) -> Question:
    """Let a question be gone back to; its prompt, and what it lets choose among, tell it."""

    @wraps(question)
    def asked(subject: object, prompt: str, *more: Any, **options: Any) -> Any:
        key = (prompt, *(tuple(each) for each in more[:1] if type(each) in (list, tuple)))
        return answered(key, lambda: question(subject, prompt, *more, **options))

    return cast("Question", asked)
