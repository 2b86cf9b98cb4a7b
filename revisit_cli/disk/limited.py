"""A launcher: it limits its own process, then replaces it by another program (``execv``).

Used on POSIX systems only; elsewhere a program is started as it is, with a timeout.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

_MEMORY, _SECONDS, _FILE = 4 << 30, 180, 1 << 28
_OWN_USERS, _OWN_NETWORK = 0x10000000, 0x40000000  # unshare(2): CLONE_NEWUSER, CLONE_NEWNET


def main() -> None:
    """Run the program of the command line's words, with resource limits and without a network."""
    _limit()
    with suppress(AttributeError, ImportError, OSError):
        _leave_network()
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606


def _limit() -> None:
    import resource

    for name, most in (("AS", _MEMORY), ("CPU", _SECONDS), ("FSIZE", _FILE), ("CORE", 0)):
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _leave_network() -> None:
    """Enter a network namespace without interfaces, where the kernel allows users to."""
    import ctypes

    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None).unshare(_OWN_USERS | _OWN_NETWORK) != 0:
        return
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{user} {user} 1")
    (own / "gid_map").write_text(f"{group} {group} 1")
