"""Whose a file of the program is: its owner's alone, or a group's where its folder is one's.

A folder with the set-group-ID bit in which the group may write is a group's: whatever is made in it
belongs to the group, and is the group's to read and write, whatever a clerk's umask says.
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
    """Tell whether a folder is a group's; never on Windows, where folders have lists of rights."""
    if os.name != "posix":
        return False
    try:
        return folder.stat().st_mode & _GROUPS == _GROUPS
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder where there is none, as private or as shared as the one that it lies in."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if is_groups(folder.parent):
        folder.chmod(GROUP_FOLDER)


def make_file(path: Path) -> None:
    """Make an empty file, as private or as shared as its folder. Raises FileExistsError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE)
    try:
        if is_groups(path.parent):
            os.fchmod(handle, GROUP_FILE)
    finally:
        os.close(handle)


def make_own(path: Path) -> None:
    """Let a file that somebody else made be as private or as shared as one that we make there."""
    with suppress(OSError):
        path.chmod(GROUP_FILE if is_groups(path.parent) else PRIVATE_FILE)


def give(path: Path, mode: int, group: int | None) -> None:
    """Let a file or folder have a mode, and belong to a group. Raises OSError."""
    if group is not None:
        os.chown(path, -1, group)
    # After the owner's: changing that takes the set-group-ID bit away.
    path.chmod(mode)


def may_take_over(path: Path) -> bool:
    """Tell whether what is somebody else's can be made one's own without an administrator."""
    reading = os.R_OK | os.W_OK | os.X_OK if path.is_dir() else os.R_OK
    return all(
        os.access(place, rights, effective_ids=True)
        for place, rights in ((path, reading), (path.parent, os.W_OK | os.X_OK))
    )


def take_over(path: Path) -> None:
    """Put one's own in the place of somebody else's file, or of a folder with what is in it.

    A file is copied, a folder's content is moved. Raises OSError, and then all is as it was.
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
    """Return the login name of a user, the number where there is none."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def group_called(name: str) -> int | None:
    """Return the number of a group, None where there is none of that name."""
    import grp

    with suppress(KeyError):
        return grp.getgrnam(name).gr_gid
    return None


def group_name(number: int) -> str:
    """Return the name of a group, its number where it has none."""
    import grp

    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def unlike(folder: Path, files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield which of a group's files and folders are not as they should be, and how they are.

    ``folder`` says whose all of them are to be.
    """
    group = folder.stat().st_gid
    for path in files:
        with suppress(FileNotFoundError):
            found = path.stat()
            mode = GROUP_FOLDER if path.is_dir() else GROUP_FILE
            if found.st_gid != group or stat.S_IMODE(found.st_mode) != mode:
                yield path, f"{stat.S_IMODE(found.st_mode):04o} {group_name(found.st_gid)}"
