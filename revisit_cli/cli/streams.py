"""The three streams of a program that was started with one of them closed, full or cut off."""

import codecs
import io
import os
import signal
import sys
from contextlib import suppress
from typing import TextIO

_TAKEN_INSTEAD = ("C.UTF-8", "C.utf8", "UTF-8")


def heed(ignored: "sys.UnraisableHookArgs") -> None:
    """Tell what fell where Python can raise nothing, but for a Ctrl-C: the command goes on."""
    if not isinstance(ignored.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(ignored)


def prepare() -> None:
    """Let a closed stream neither crash the program nor lend its number to a file of ours.

    What is written to a closed stdout fails as on a full disk; what cannot be said on stderr is
    left unsaid, since there is nobody left to tell.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Read-only: the lowest free number is this one, and writing to it fails.
            os.open(os.devnull, os.O_RDONLY)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = heed
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    elif isinstance(sys.stdin, io.TextIOWrapper) and _encoding(sys.stdin) != sys.stdin.encoding:
        sys.stdin.reconfigure(encoding=_encoding(sys.stdin))
    if sys.stdout is sys.__stdout__:
        sys.stdout = _Results(1, _encoding(sys.stdout))
    if sys.stderr is sys.__stderr__:
        sys.stderr = _Notes(2, _encoding(sys.stderr), line_buffering=True)


def finish() -> None:
    """Let nothing that comes when all is said, a Ctrl-C say, end the process in a traceback."""
    if isinstance(sys.stdout, _Results):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def failure_of(stream: TextIO) -> OSError | None:
    """Return why what was written to a stream cannot leave, None where it has left."""
    try:
        stream.flush()
    except OSError as error:
        return error
    return stream.failure if isinstance(stream, _Results) else None


def silence(stream: TextIO) -> None:
    """Let what is left in a stream that failed go nowhere, now and when the program ends."""
    with suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    if isinstance(stream, _Results):
        stream.failure = None


def _encoding(stream: TextIO | None) -> str:
    if stream is None:
        return "utf-8"
    return (stream.isatty() and _said_by_terminal()) or stream.encoding


def _said_by_terminal() -> str | None:
    """Return the two-byte letters that the environment names of a terminal, None where it does not.

    Where the system lacks that locale Python takes UTF-8 instead, which such a terminal cannot
    show; what Python was told itself stands.
    """
    if os.name != "posix" or any(map(os.environ.get, ("PYTHONIOENCODING", "PYTHONUTF8"))):
        return None
    # Python writes UTF-8 into LC_CTYPE itself where it finds no locale.
    letters = os.environ.get("LC_CTYPE", "")
    own = "" if letters in _TAKEN_INSTEAD else letters
    told = os.environ.get("LC_ALL") or own or os.environ.get("LANG", "")
    charset = told.partition(".")[2].partition("@")[0]
    with suppress(LookupError):
        found = codecs.lookup(charset).name
        return found if found in ("gbk", "gb2312", "gb18030") else None
    return None


class _Standard(io.TextIOWrapper):
    """A standard stream with a buffer of its own, however Python was told to open it."""

    def __init__(self, number: int, encoding: str, *, line_buffering: bool = False) -> None:
        # Not FileIO: a Windows console takes text and no bytes, and ``open`` knows one.
        raw = open(number, "wb", buffering=0, closefd=False)  # noqa: SIM115
        super().__init__(
            io.BufferedWriter(raw),
            encoding,
            errors="backslashreplace",
            line_buffering=line_buffering or raw.isatty(),
        )


class _Results(_Standard):
    """Stdout, which remembers that something could not leave."""

    failure: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text. Raises OSError."""
        try:
            return super().write(text)
        except OSError as error:
            self.failure = error
            raise

    def flush(self) -> None:
        """Send what was written. Raises OSError."""
        try:
            super().flush()
        except OSError as error:
            self.failure = error
            raise


class _Notes(_Standard):
    """Stderr, whose failing changes nothing of what the program does or how it ends."""

    def write(self, text: str) -> int:
        """Write a text, or leave it unsaid."""
        try:
            return super().write(text)
        except OSError:
            silence(self)
            return len(text)

    def flush(self) -> None:
        """Send what was written, or leave it unsaid."""
        try:
            super().flush()
        except OSError:
            silence(self)
