"""The data file as a group's: its folder, itself, its journal and its backups."""

import os
import shlex
import stat
from pathlib import Path

from revisit_cli.disk import ownership
from revisit_cli.disk.leftovers import parts_in
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
    own = [path.parent, path, _journal(path), *beside, backups, *copies]
    return [each for each in own if each.exists() and not each.is_symlink()]


def share(path: Path, name: str) -> list[Path]:
    """Give a data file with all that goes with it to a group; return which were somebody else's.

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
    return _give(path, group)


def withdraw(path: Path) -> list[Path]:
    """Make a data file with all that goes with it its owner's alone; return which were not his.

    Raises ShareNotHere or NotOwned.
    """
    if os.name != "posix":
        raise ShareNotHere
    return _give(path, None)


def _give(path: Path, group: int | None) -> list[Path]:
    """Change what is not yet as it should be: all of it or, where something is another's, none.

    Backups that others of the group made become one's own, as copies of them. A copy that somebody
    else is just writing is left alone: he has nowhere to put it, once he may not enter the folder.
    """
    is_groups = group is not None
    file = ownership.GROUP_FILE if is_groups else ownership.PRIVATE_FILE
    folder = ownership.GROUP_FOLDER if is_groups else ownership.PRIVATE_FOLDER
    never_copied = (path.parent, path, _journal(path))
    wanted, others = [], []
    for each in places(path):
        found, mode = each.stat(), folder if each.is_dir() else file
        if stat.S_IMODE(found.st_mode) == mode and group in (None, found.st_gid):
            continue
        if os.geteuid() not in (0, found.st_uid):
            if each in parts_in(each.parent):
                continue
            if each in never_copied or not ownership.may_take_over(each):
                raise _not_owned(each, found.st_uid)
            others.append(each)
        wanted.append((each, mode))
    for each in others:
        try:
            ownership.take_over(each)
        except OSError as error:
            raise _not_owned(each, each.stat().st_uid) from error
    for each, mode in wanted:
        ownership.set_access(each, mode, group)
    return others


def _not_owned(path: Path, owner: int) -> NotOwned:
    name, me = ownership.owner_name(owner), ownership.owner_name(os.geteuid())
    return NotOwned(file=str(path), owner=name, command=f"chown {me} {shlex.quote(str(path))}")


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")
