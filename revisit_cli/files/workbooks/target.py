"""Checking where a file is to be written, and writing it as a whole or not at all."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from revisit_cli.disk.leftovers import aside_of, give_name, part_of, sweep_folder, sync_folder
from revisit_cli.disk.ownership import make_folder
from revisit_cli.errors.workbooks.target import TargetExists, TargetKindUnknown, TargetNotWritable
from revisit_cli.labels.file.database import A_FOLDER, NO_FOLDER, NOT_ONE, os_reason
from revisit_cli.records.saving import Fate


def check_free(path: Path, *, force: bool) -> None:
    """Raise TargetExists if there is a file at the path already, unless ``force``."""
    if path.exists() and not force:
        raise TargetExists(file=path)


def check_kind(path: Path, kinds: Sequence[str]) -> None:
    """Raise TargetKindUnknown if a path has none of the endings ``kinds``."""
    if path.suffix.lower() not in kinds:
        raise TargetKindUnknown(file=path.name, kinds=" ".join(kinds))


def check_target(path: Path, kinds: Sequence[str], *, force: bool) -> None:
    """Check a path before anything is computed: ending, existing file, and its folder.

    Raises TargetKindUnknown, TargetExists unless ``force``, or TargetNotWritable.
    """
    check_kind(path, kinds)
    check_free(path, force=force)
    if path.is_dir() or not path.parent.is_dir():
        raise TargetNotWritable(file=path, what=A_FOLDER if path.is_dir() else NO_FOLDER)


def check_folder(folder: Path) -> None:
    """Raise TargetNotWritable if a file is where the folder or one of its parents should be."""
    if any(each.exists() and not each.is_dir() for each in (folder, *folder.parents)):
        raise TargetNotWritable(file=folder, what=NOT_ONE)


def name_text(path: Path) -> str:
    """Return a file's name as text, with undecodable bytes replaced."""
    return path_text(Path(path.name))


def path_text(path: Path) -> str:
    """Return a path as text, with undecodable bytes replaced."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_part(text: str) -> str:
    """Return a text for use in a file name: its letters and digits, or "_" if it has none."""
    return "".join(each for each in text if each.isalnum()) or "_"


@contextmanager
def whole(path: Path, *, is_new: bool = False) -> Iterator[IO[bytes]]:
    """Yield a stream; at the end ``path`` has all of its content, or after an error is unchanged.

    The content goes to a temporary file that only the owner may read, is synced, and renamed to
    ``path``. Leftovers of killed processes in the folder are removed. A device or pipe is written
    directly. ``is_new``: no file may be there by then. Raises FileExistsError or OSError.
    """
    path = path.resolve()  # A symbolic link stays, and its target is written.
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    sweep_folder(path.parent)
    part = part_of(path)
    part.unlink(missing_ok=True)
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if is_new:
            give_name(part, path)
        else:
            part.replace(path)
        with suppress(OSError):  # The file is complete, even if its folder cannot be synced.
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def folder_for(*paths: Path) -> Iterator[None]:
    """Make the folder of the first path; after an error, remove the folders made for it."""
    folder = paths[0].parent
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        make_folder(folder)
        yield
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def together(folder: Path, texts: Mapping[str, str]) -> Iterator[None]:
    """Write texts by file name into a folder, all of them or none.

    The files appear after the ``with`` block, and not if it fails. Raises TargetNotWritable.
    """
    try:
        with folder_for(*(folder / name for name in texts)), ExitStack() as all_of_them:
            for name, text in texts.items():
                stream = all_of_them.enter_context(whole(folder / name))
                stream.write(text.encode())
                stream.flush()
                os.fsync(stream.fileno())
            yield
    except OSError as error:
        raise TargetNotWritable(file=folder, what=os_reason(error)) from error


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with its line ends unchanged. Raises TargetNotWritable."""
    try:
        with whole(path) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise TargetNotWritable(file=path, what=os_reason(error)) from error


class Placed:
    """A file that is written as part of an act; the old file is kept until the act ends."""

    def __init__(self, path: Path, *, is_new: bool) -> None:
        """Keep the old file at ``path``; none if ``is_new``. Raises TargetNotWritable."""
        self._path = path
        self._before = aside_of(path)
        # Not looked at where nothing lay: a disk that refuses it would part the file from its act.
        self._has_before = not is_new and path.is_file()
        if self._has_before:
            try:
                os.link(path, self._before)
            except OSError:
                self._move()

    def _move(self) -> None:
        try:
            self._path.replace(self._before)
        except OSError as error:
            raise TargetNotWritable(file=self._path, what=os_reason(error)) from error

    def settle(self, fate: Fate) -> str | None:
        """Keep the new file if the act was saved, restore the old one if not, else do nothing.

        Returns the path if restoring failed, else None.
        """
        try:
            if fate == "saved":
                self._before.unlink(missing_ok=True)
            elif fate == "not_saved" and self._has_before:
                self._before.replace(self._path)
            elif fate == "not_saved":
                self._path.unlink(missing_ok=True)
        except OSError:
            return str(self._path) if fate == "not_saved" else None
        return None
