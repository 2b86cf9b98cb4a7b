"""What a process takes from itself before it touches bytes that strangers made.

Limits hold on every POSIX system. Landlock (Linux 5.13 and later) then leaves it the files it is
named to read, and no network over TCP from 6.7 on; a filter of system calls leaves it no network at
all, no process, and no file to write, on older kernels too. What the system cannot take away is
left out: the names of what holds are returned. The bindings of Landlock that are published are
first releases of one hand, hence the three calls of it here.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from revisit_cli.disk.system_calls import filter_for

LIMITS: Final = "limits"
LANDLOCK: Final = "landlock"
FILTER: Final = "filter"

FILES_OPEN: Final = 64
_SECONDS: Final = 90

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# How many rights over files each version knows, from the first; a later one is held to the last.
_FILE_RIGHTS = (13, 14, 15, 15, 16)
_TCP, _TCP_FROM = 0b11, 4  # to listen and to connect
_SCOPES, _SCOPES_FROM = 0b11, 6  # sockets by name and signals of processes outside
_PRIVILEGES_IN_64, _READ_ALL = 0x20080522, 1 << 2
_NO_NEW_PRIVILEGES, _SET_FILTER, _BY_FILTER = 38, 22, 2


def confine(readable: Iterable[Path], *, memory: int) -> list[str]:
    """Leave this process so much memory, the named files and folders to read, and nothing else.

    What is open stays open; it no longer stands where it was started. Returns what of ``LIMITS``,
    ``LANDLOCK`` and ``FILTER`` holds.
    """
    if os.name != "posix":
        return []
    os.chdir("/")
    _limit(memory)
    found = [LIMITS]
    if not sys.platform.startswith("linux"):
        return found
    library = ctypes.CDLL(None, use_errno=True)
    _give_up_privileges(library)
    if _asked(library.prctl, _NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return found
    if _locked(library, readable):
        found.append(LANDLOCK)
    if _filtered(library):
        found.append(FILTER)
    return found


def renew_seconds() -> None:
    """Allow this process its seconds of the processor from now on, where time is limited."""
    if os.name != "posix":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + _SECONDS
    _set(resource.RLIMIT_CPU, until, keeps_hard=True)


def _limit(memory: int) -> None:
    import resource

    _set(resource.RLIMIT_AS, memory)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_NOFILE, FILES_OPEN)
    with suppress(AttributeError):
        _set(resource.RLIMIT_NPROC, 0)
    renew_seconds()


def _set(kind: int, most: int, *, keeps_hard: bool = False) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    # Some systems refuse to limit what they do not count.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (allowed, hard if keeps_hard else allowed))


class _Asking(ctypes.Structure):
    """Whose privileges are meant, and in which form they are told."""

    _fields_ = (("form", ctypes.c_uint32), ("process", ctypes.c_int))


def _give_up_privileges(library: ctypes.CDLL) -> None:
    """Leave an administrator's process no privilege but to load libraries, whoever has them.

    Clock, name and disks of the machine are then as far from it as from anybody.
    """
    asking = _Asking(form=_PRIVILEGES_IN_64, process=0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then the higher ones
    if _asked(library.capget, ctypes.byref(asking), held) == 0:
        left = held[1] & _READ_ALL
        _asked(library.capset, ctypes.byref(asking), (ctypes.c_uint32 * 6)(left, left))


class _Ruleset(ctypes.Structure):
    """What is forbidden unless a rule allows it."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    """What is allowed beneath a folder, or of a file."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("place", ctypes.c_int32))


def _locked(library: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    """Shut this process in by Landlock; tell whether the kernel did it."""
    version = _asked(library.syscall, _CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    rights = _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]
    asked = _Ruleset(
        files=(1 << rights) - 1,
        network=_TCP if version >= _TCP_FROM else 0,
        scopes=_SCOPES if version >= _SCOPES_FROM else 0,
    )
    size = 24 if version >= _SCOPES_FROM else 16 if version >= _TCP_FROM else 8
    ruleset = _asked(library.syscall, _CREATE_RULESET, ctypes.byref(asked), size, 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(library, ruleset, path)
        return _asked(library.syscall, _RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(library: ctypes.CDLL, ruleset: int, path: Path) -> None:
    """Allow reading a file, or a folder with all in it; what is not there needs no leave."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE
        rule = _Beneath(allowed=rights, place=place)
        _asked(library.syscall, _ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(place)


class _Program(ctypes.Structure):
    """A filter as the kernel takes it: so many instructions of eight bytes."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def _filtered(library: ctypes.CDLL) -> bool:
    """Let the kernel refuse the system calls of the filter; tell whether it does."""
    code = filter_for(os.uname().machine, os.getpid()) if sys.maxsize > 1 << 32 else None
    if code is None:
        return False
    program = _Program(length=len(code) // 8, code=code)
    return _asked(library.prctl, _SET_FILTER, _BY_FILTER, ctypes.byref(program), 0, 0) == 0


def _asked(call: Callable[..., int], *words: Any) -> int:
    """Ask the kernel; numbers in full width, as a call of any number of arguments takes them."""
    return call(*(ctypes.c_long(word) if isinstance(word, int) else word for word in words))
