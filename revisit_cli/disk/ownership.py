"""Owner, group and mode of the program's files: private, or shared by a group.

A folder is a group's if it has the set-group-ID bit and the group may write in it. Files made in it
then belong to that group, which may read and write them whatever the umask; all others are private.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from revisit_cli.disk.leftovers import part_of

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
GROUP_FILE, GROUP_FOLDER = 0o660, 0o2770
_GROUPS: Final = stat.S_ISGID | 0o070


def is_groups(folder: Path) -> bool:
    """Return whether a folder is shared by a group; never on Windows, which has ACLs."""
    if os.name != "posix":
        return False
    try:
        return folder.stat().st_mode & _GROUPS == _GROUPS
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder if there is none, private or shared as its parent is."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if is_groups(folder.parent):
        folder.chmod(GROUP_FOLDER)


def make_file(path: Path) -> None:
    """Make an empty file, private or shared as its folder is. Raises FileExistsError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE)
    try:
        if is_groups(path.parent):
            os.fchmod(handle, GROUP_FILE)
    finally:
        os.close(handle)


def set_mode(path: Path) -> None:
    """Set the mode of an existing file as :func:`make_file` would; failing is no error."""
    with suppress(OSError):
        path.chmod(GROUP_FILE if is_groups(path.parent) else PRIVATE_FILE)


def set_access(path: Path, mode: int, group: int | None) -> None:
    """Set the mode of a file or folder, and its group unless None. Raises OSError."""
    if group is not None:
        os.chown(path, -1, group)
    # After chown, which clears the set-group-ID bit.
    path.chmod(mode)


def may_take_over(path: Path) -> bool:
    """Return whether :func:`take_over` can replace a path that belongs to another user."""
    reading = os.R_OK | os.W_OK | os.X_OK if path.is_dir() else os.R_OK
    return all(
        os.access(place, rights, effective_ids=True)
        for place, rights in ((path, reading), (path.parent, os.W_OK | os.X_OK))
    )


def take_over(path: Path) -> None:
    """Replace another user's file or folder by one of our own with the same content.

    A file is copied, a folder's content moved. Raises OSError, and then nothing has changed.
    """
    if not path.is_dir():
        part = part_of(path)
        try:
            make_file(part)
            shutil.copyfile(path, part)
            shutil.copystat(path, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return
    from tempfile import mkdtemp

    fresh = Path(mkdtemp(prefix=f"{path.name}.", dir=path.parent))
    try:
        _move_all(path, fresh)
        fresh.replace(path)
    except OSError:
        _move_all(fresh, path)
        fresh.rmdir()
        raise


def _move_all(folder: Path, to: Path) -> None:
    for each in list(folder.iterdir()):
        each.replace(to / each.name)


def owner_name(number: int) -> str:
    """Return the login name of a user id, or the id as text if it has none."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def group_called(name: str) -> int | None:
    """Return the id of the group of that name, or None."""
    import grp

    with suppress(KeyError):
        return grp.getgrnam(name).gr_gid
    return None


def _group_name(number: int) -> str:
    """Return the name of a group id, or the id as text if it has none."""
    import grp

    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def wrong_modes(folder: Path, files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each of ``files`` with a wrong group or mode, and what it has: ``0644 staff``.

    The right group is that of ``folder``, the right modes are those of a shared file or folder.
    """
    group = folder.stat().st_gid
    for path in files:
        with suppress(FileNotFoundError):
            found = path.stat()
            mode = GROUP_FOLDER if path.is_dir() else GROUP_FILE
            if found.st_gid != group or stat.S_IMODE(found.st_mode) != mode:
                yield path, f"{stat.S_IMODE(found.st_mode):04o} {_group_name(found.st_gid)}"
