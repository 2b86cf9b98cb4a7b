"""Whether a path is on a network share.

SQLite's locks and syncs are not reliable over a network: caches disagree, and a commit reported as
done may be overwritten. A test lock that succeeds proves nothing, so the type of the mounted file
system decides.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

# Only types that are always remote: 9p and fuse are used for local folders of virtual machines too.
REMOTE_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph"})
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4


def is_remote(path: Path) -> bool:
    """Return whether ``path`` is on a network share; False where the system does not say."""
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return kind_of_mount(os.path.realpath(path), mounts) in REMOTE_KINDS


def kind_of_mount(path: str, mounts: Iterable[str]) -> str:
    """Return the file system type of the longest mount point above ``path``; "" if none.

    ``mounts`` are the lines of Linux's ``/proc/self/mountinfo``.
    """
    best, kind = "", ""
    for line in mounts:
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind


def _is_remote_drive(path: Path) -> bool:
    import ctypes

    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)
