"""The processor time of a child process, as far as the system tells."""

import subprocess
import sys
import time

_OF_PROCESS = 2  # the clock id of a whole process: see clock_getcpuclockid(3)
_TICKS_PER_SECOND = 10_000_000


def processor_seconds(process: subprocess.Popen[bytes]) -> float | None:
    """Return how many seconds of processor time a process has used; None where unknown."""
    if sys.platform == "win32":
        return _told_by_windows(process)
    if not sys.platform.startswith("linux"):
        return None
    try:
        return time.clock_gettime(~process.pid << 3 | _OF_PROCESS)
    except OSError:
        return None


def _told_by_windows(process: subprocess.Popen[bytes]) -> float | None:
    import ctypes

    created, ended, kernel, user = (ctypes.c_uint64() for _ in range(4))
    handle = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined,unused-ignore]
    asked = ctypes.windll.kernel32.GetProcessTimes  # type: ignore[attr-defined,unused-ignore]
    told = asked(handle, *map(ctypes.byref, (created, ended, kernel, user)))
    return (kernel.value + user.value) / _TICKS_PER_SECOND if told else None
