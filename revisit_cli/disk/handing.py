"""Passing open files to a child process, which never learns their paths.

On POSIX systems the descriptor is sent over a socket that is the child's standard input; on Windows
the handle is duplicated into the child, and its number is sent over the pipe that is its standard
input. Nothing is inherited, so one child can be passed any number of files while it runs.
"""

import os
import socket
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess  # Only the parent loads it.

_NUMBER = 8  # bytes of a handle's number
_HERE = b"\0"  # a descriptor is sent along with at least one byte
# O_NONBLOCK: opening a named pipe would otherwise wait for its writer.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Sender:
    """The parent's end; ``input`` is the ``stdin`` to start the child with."""

    def __init__(self) -> None:
        from subprocess import PIPE

        self.input: Any = PIPE
        self._ours: socket.socket | None = None
        if sys.platform != "win32":
            self._ours, self.input = socket.socketpair()

    def started(self) -> None:
        """Close the parent's copy of the child's end, once the child has been started."""
        if self._ours is not None:
            self.input.close()

    def send(self, file: int, process: "subprocess.Popen[bytes]") -> None:
        """Pass an open file, which may then be closed. Raises OSError if the child is gone."""
        if self._ours is not None:
            socket.send_fds(self._ours, [_HERE], [file])
            return
        if process.stdin is None:
            raise AssertionError
        process.stdin.write(_handle_in(process, file).to_bytes(_NUMBER, "big"))
        process.stdin.flush()

    def close(self) -> None:
        """End the stream of files, so that the child ends."""
        if self._ours is not None:
            self._ours.close()


def open_file(path: Path) -> int:
    """Open a regular file to read. Raises OSError, also for anything but a regular file."""
    file = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise FileNotFoundError(path)
    return file


def receive_file() -> int | None:
    """Return the next file passed to this process, waiting for it; None when the stream ends."""
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
        return None  # Standard input is closed, or no such socket.
    return files[0] if data and files else None


def _handle_in(process: "subprocess.Popen[bytes]", file: int) -> int:
    """Duplicate an open file's handle into a child process and return its number (Windows)."""
    import msvcrt
    from multiprocessing import reduction

    handle = msvcrt.get_osfhandle(file)  # type: ignore[attr-defined,unused-ignore]
    target = int(process._handle)  # type: ignore[attr-defined,unused-ignore]
    return int(reduction.duplicate(handle, target))  # type: ignore[attr-defined,unused-ignore]
