"""The data file as a group's: its folder, itself, its journal and its backups."""

import os
import stat
from pathlib import Path

from revisit_cli.disk import ownership
from revisit_cli.errors.file.share import (
    FolderNotApart,
    GroupNotMine,
    GroupUnknown,
    NotOwned,
    ShareNotHere,
)
from revisit_cli.store.file.leftovers import backups_of

_STICKY = 0o1000


def places(path: Path) -> list[Path]:
    """Return the folders and files that go with a data file, as far as they are there."""
    backups = backups_of(path)
    beside = sorted(path.parent.glob(f"{path.name}.*.bak"))
    copies = sorted(backups.iterdir()) if backups.is_dir() else []
    own = [path.parent, path, path.with_name(f"{path.name}-journal"), *beside, backups, *copies]
    return [each for each in own if each.exists() and not each.is_symlink()]


def share(path: Path, name: str) -> list[Path]:
    """Give a data file with all that goes with it to a group; return what was given.

    Raises ShareNotHere, FolderNotApart, GroupUnknown, NotOwned or GroupNotMine.
    """
    if os.name != "posix":
        raise ShareNotHere
    folder = path.parent.absolute()
    if folder == Path.home() or folder.parent == folder or folder.stat().st_mode & _STICKY:
        raise FolderNotApart(folder=str(folder), file=path.name)
    group = ownership.group_called(name)
    if group is None:
        raise GroupUnknown(group=name)
    if os.geteuid() != 0 and group not in (os.getegid(), *os.getgroups()):
        raise GroupNotMine(group=name)
    _give(path, group)
    return places(path)


def withdraw(path: Path) -> list[Path]:
    """Make a data file with all that goes with it its owner's alone; return what was taken back.

    Raises ShareNotHere or NotOwned.
    """
    if os.name != "posix":
        raise ShareNotHere
    _give(path, None)
    return places(path)


def _give(path: Path, group: int | None) -> None:
    """Change what is not yet as it should be: all of it or, where something is another's, none."""
    is_groups = group is not None
    file = ownership.GROUP_FILE if is_groups else ownership.PRIVATE_FILE
    folder = ownership.GROUP_FOLDER if is_groups else ownership.PRIVATE_FOLDER
    wanted = []
    for each in places(path):
        found, mode = each.stat(), folder if each.is_dir() else file
        if stat.S_IMODE(found.st_mode) == mode and group in (None, found.st_gid):
            continue
        if os.geteuid() not in (0, found.st_uid):
            raise NotOwned(file=str(each))
        wanted.append((each, mode))
    for each, mode in wanted:
        ownership.give(each, mode, group)
