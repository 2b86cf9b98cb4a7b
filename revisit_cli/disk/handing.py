"""Handing an open file to a process of our own, which never learns where the file lies.

On POSIX systems the file goes over the socket that is the process's input; on Windows a handle of
it is made in the process, and its number goes over the pipe that is its input. Nothing needs to be
inherited, so one process takes as many files as come up while it runs.
"""

import os
import socket
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess  # Of the process that hands over: the other one never loads it.

_NUMBER = 8  # bytes of a handle
_HERE = b"\0"  # the byte that a file travels with
# Never waits, as opening a pipe by its name would.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Sender:
    """Our end. ``input`` is what the process is started with as its standard input."""

    def __init__(self) -> None:
        from subprocess import PIPE

        self.input: Any = PIPE
        self._ours: socket.socket | None = None
        if sys.platform != "win32":
            self._ours, self.input = socket.socketpair()

    def started(self) -> None:
        """Let go of the process's end, which is its own from now on."""
        if self._ours is not None:
            self.input.close()

    def send(self, file: int, process: "subprocess.Popen[bytes]") -> None:
        """Hand over an open file; ours may be closed then. Raises OSError if nobody takes it."""
        if self._ours is not None:
            socket.send_fds(self._ours, [_HERE], [file])
            return
        if process.stdin is None:
            raise AssertionError
        process.stdin.write(_handle_in(process, file).to_bytes(_NUMBER, "big"))
        process.stdin.flush()

    def close(self) -> None:
        """Let the process know that no more files come."""
        if self._ours is not None:
            self._ours.close()


def opened(path: Path) -> int:
    """Open a plain file to read. Raises OSError, for whatever is no plain file too."""
    file = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise FileNotFoundError(path)
    return file


def taken() -> int | None:
    """Return the next file that is handed to this process, None when no more come."""
    if sys.platform == "win32":
        import msvcrt

        number = sys.stdin.buffer.read(_NUMBER)
        if len(number) < _NUMBER:
            return None
        return msvcrt.open_osfhandle(int.from_bytes(number, "big"), os.O_RDONLY | os.O_BINARY)
    try:
        with socket.socket(fileno=os.dup(sys.stdin.fileno())) as ours:
            data, files, _, _ = socket.recv_fds(ours, len(_HERE), 1)
    except OSError:
        return None  # Nobody is there, or nobody who hands over files.
    return files[0] if data and files else None


def _handle_in(process: "subprocess.Popen[bytes]", file: int) -> int:
    """Make a handle of an open file in a process, as Windows lets its parent do."""
    import msvcrt
    from multiprocessing import reduction

    handle = msvcrt.get_osfhandle(file)  # type: ignore[attr-defined,unused-ignore]
    target = int(process._handle)  # type: ignore[attr-defined,unused-ignore]
    return int(reduction.duplicate(handle, target))  # type: ignore[attr-defined,unused-ignore]
