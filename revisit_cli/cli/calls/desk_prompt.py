"""Asking at the desk: one line at a time, full-width digits and marks folded."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from unicodedata import normalize

from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe

Ask = Callable[[str], str]
Code = TypeVar("Code", bound=str)

# What an input method turns ASCII into and NFKC leaves alone.
_FOLDED = str.maketrans("。、，：；＜", ".,,:;<")
BACK, QUIT = "<", "q"
# What ``..`` may look like once an input method has had it.
REPEAT = ("..", "...", "......")


class Back(Exception):
    """The clerk wants the question before."""


class Stopped(Exception):
    """The clerk wants to leave the desk."""


def folded(text: str) -> str:
    """Return a line as a key or a time is read: half-width, Chinese marks as ASCII, lower case."""
    return normalize("NFKC", text).translate(_FOLDED).strip().lower()


def key(ask: Ask, prompt: str) -> str:
    """Ask for a key and return it folded; ``<`` raises Back, ``q`` Stopped."""
    return _heard(folded(ask(prompt)))


def words(ask: Ask, prompt: str, *, must: bool, before: str | None = "") -> str:
    """Ask for words and return them as they were typed; ``..`` repeats ``before``.

    ``before`` None: what is asked for is said of one unit, or against it, and repeats nothing that
    was said elsewhere. ``must`` asks until something is said. ``<`` raises Back, ``q`` Stopped.
    """
    while True:
        line = ask(prompt).strip()
        if _heard(folded(line)) in REPEAT:
            if before:
                say(f"  {safe(before)}")
                return before
            none = (
                "这里只记这一家，不能重复别处的话" if before is None else "还没有可以重复的上一条"
            )
            tell(f"  {none}")
            continue
        if line or not must:
            return line
        tell("  这里必须写明")


def choice(ask: Ask, prompt: str, codes: Sequence[Code]) -> Code:
    """Ask until a digit names one of the codes. ``<`` raises Back, ``q`` Stopped."""
    while True:
        line = key(ask, prompt)
        if line.isdecimal() and 1 <= int(line) <= len(codes):
            return codes[int(line) - 1]
        tell(f"  请按 1 至 {len(codes)}，< 退回")


def _heard(line: str) -> str:
    if line == BACK:
        raise Back
    if line == QUIT:
        raise Stopped
    return line
