"""A sandbox that a process puts itself into before it parses files from strangers.

Resource limits work on every POSIX system. On Linux, Landlock (5.13 and later) restricts file
access to the paths named, and from 6.7 on forbids TCP; a seccomp filter forbids any network, new
processes and opening files to write, on older kernels too. A restriction that the system lacks is
skipped: the names of those in force are returned. Landlock is called directly, because its
published Python bindings are first releases by single authors.
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
# How many file access rights each version has, from version 1; later ones are used as the last.
_FILE_RIGHTS = (13, 14, 15, 15, 16)
_TCP, _TCP_FROM = 0b11, 4  # bind and connect
_SCOPES, _SCOPES_FROM = 0b11, 6  # abstract sockets, and signals to processes outside
_PRIVILEGES_IN_64, _READ_ALL = 0x20080522, 1 << 2
_NO_NEW_PRIVILEGES, _SET_FILTER, _BY_FILTER = 38, 22, 2


def confine(readable: Iterable[Path], *, memory: int) -> list[str]:
    """Restrict this process to ``memory`` bytes and to reading the named files and folders.

    Open files stay open; the working directory becomes ``/``. Returns which of ``LIMITS``,
    ``LANDLOCK`` and ``FILTER`` are in force; none outside POSIX.
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
    """Start this process's allowance of processor time anew; does nothing outside POSIX."""
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
    # Some systems do not support every limit.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (allowed, hard if keeps_hard else allowed))


class _Asking(ctypes.Structure):
    """The header of capget(2) and capset(2): which version of the structure, which process."""

    _fields_ = (("form", ctypes.c_uint32), ("process", ctypes.c_int))


def _give_up_privileges(library: ctypes.CDLL) -> None:
    """Drop all capabilities but the one to read any file, which loading libraries may need.

    A process of root can then set neither clock nor host name and mount nothing.
    """
    asking = _Asking(form=_PRIVILEGES_IN_64, process=0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then the higher ones
    if _asked(library.capget, ctypes.byref(asking), held) == 0:
        left = held[1] & _READ_ALL
        _asked(library.capset, ctypes.byref(asking), (ctypes.c_uint32 * 6)(left, left))


class _Ruleset(ctypes.Structure):
    """Landlock's ruleset: the rights that are denied unless a rule allows them."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    """Landlock's rule: the rights allowed to a file, or to all beneath a folder."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("place", ctypes.c_int32))


def _locked(library: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    """Restrict this process by Landlock; return whether the kernel did so."""
    version = _asked(library.syscall, _CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    rights = _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]
    asked = _Ruleset(
        files=(1 << rights) - 1,
        network=_TCP if version >= _TCP_FROM else 0,
        scopes=_SCOPES if version >= _SCOPES_FROM else 0,
    )
    # The structure grew by a field of eight bytes with each of these versions.
    size = 8 * (1 + (version >= _TCP_FROM) + (version >= _SCOPES_FROM))
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
    """Allow reading a file, or a folder and all in it; a missing path is skipped."""
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
    """The kernel's ``sock_fprog``: how many instructions, of eight bytes each, and the code."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def _filtered(library: ctypes.CDLL) -> bool:
    """Install the seccomp filter; return whether the kernel did so."""
    code = filter_for(os.uname().machine, os.getpid()) if sys.maxsize > 1 << 32 else None
    if code is None:
        return False
    program = _Program(length=len(code) // 8, code=code)
    return _asked(library.prctl, _SET_FILTER, _BY_FILTER, ctypes.byref(program), 0, 0) == 0


def _asked(call: Callable[..., int], *words: Any) -> int:
    """Call a C function, integers as ``long``: variadic functions read them in full width."""
    return call(*(ctypes.c_long(word) if isinstance(word, int) else word for word in words))
