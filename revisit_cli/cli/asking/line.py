"""One line from the terminal, edited by what its console offers.

GNU readline or libedit where Python has one that reads the terminal's encoding; Windows' console
edits its lines itself; else the terminal's own erase key. No history is kept: the answers of one
firm are not offered while the next is asked.
"""

import codecs
import locale
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from revisit_cli.cli.screen import columns, tell, wants_plain
from revisit_cli.cli.text import width
from revisit_cli.pattern import pattern
from revisit_cli.plain import safe as plain

Ask = Callable[[str], str]

_SEQUENCE = pattern(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
_PASTED_SECONDS = 0.01  # what comes this soon after an Enter was pasted with it, not typed


def heard(prompt: str) -> str:
    """Return one line from the terminal; a line in another encoding is asked for again.

    Raises EOFError at the end of input.
    """
    _prepare()
    while True:
        try:
            return cleaned(input(prompt))
        except UnicodeDecodeError:
            tell("  这一行读不出（终端编码不符），请重输")


def cleaned(line: str) -> str:
    """Return a line without anything a terminal would obey: keys pressed in it leave no bytes.

    All else stays as it was typed, numbers too: what is hidden is hidden where it is shown.
    """
    return plain(_SEQUENCE.sub("", line))


def drop_typed_ahead() -> None:
    """Forget what was typed before a question came that must not be answered unread."""
    if not _is_terminal():
        return
    if os.name == "nt":
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        return
    import termios

    with suppress(termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def rest_of_paste() -> str:
    """Return the further lines of a block that was pasted where the console marks no pastes."""
    if os.name == "nt" or not _is_terminal():
        return ""
    import select

    lines = []
    while select.select([sys.stdin], [], [], _PASTED_SECONDS)[0]:
        line = sys.stdin.readline()
        if not line:
            break
        lines.append(cleaned(line).strip())
    return " ".join(filter(None, lines))


def wipe(prompt: str, line: str) -> None:
    """Take an answered question off the screen: nobody who looks over a shoulder reads it."""
    if not _is_terminal():
        return
    if os.environ.get("TERM") == "dumb" or (os.name == "nt" and not os.environ.get("WT_SESSION")):
        rows = os.get_terminal_size(sys.stdout.fileno()).lines
        sys.stdout.write("\n" * rows)
    else:
        rows = max(0, width(prompt) + width(line) - 1) // columns() + 1
        sys.stdout.write(f"\x1b[{rows}A\r\x1b[J")
    sys.stdout.flush()


def _is_terminal() -> bool:
    try:
        return os.isatty(sys.stdin.fileno()) and os.isatty(sys.stdout.fileno())
    except (OSError, ValueError):
        return False


@cache
def _prepare() -> None:
    """Load the line editor, once, where there is one for this terminal."""
    if not _is_terminal() or os.environ.get("TERM") == "dumb" or not _is_in_locale():
        return
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I ed-insert")
        return
    readline.parse_and_bind("tab: self-insert")
    # A screen that was asked to stay plain gets no marks of pastes either.
    marks = "off" if wants_plain() else "on"
    readline.parse_and_bind(f"set enable-bracketed-paste {marks}")


def _is_in_locale() -> bool:
    """Whether lines come in the encoding that a line editor takes from the locale."""
    with suppress(LookupError):
        return codecs.lookup(sys.stdin.encoding) == codecs.lookup(locale.getencoding())
    return False
