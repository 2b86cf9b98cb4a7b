"""Where a file is written: looked at before anything is done that cannot be undone."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors.target import TargetExists, TargetKindUnknown, TargetNotWritable


def check_free(path: Path, *, force: bool) -> None:
    """Refuse to write over an existing file unless ``force``. Raises TargetExists."""
    if path.exists() and not force:
        raise TargetExists(file=path)


def check_kind(path: Path, kinds: Sequence[str]) -> None:
    """Refuse a path that ends as another kind of file does. Raises TargetKindUnknown."""
    if path.suffix.lower() not in kinds:
        raise TargetKindUnknown(file=path.name, kinds=" ".join(kinds))


def check_target(path: Path, kinds: Sequence[str], *, force: bool) -> None:
    """Refuse a path of another kind, an existing file unless ``force``, a folder that is not.

    Raises TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    check_kind(path, kinds)
    check_free(path, force=force)
    if not path.parent.is_dir() or path.is_dir():
        raise TargetNotWritable(file=path)


def check_folder(folder: Path) -> None:
    """Refuse a folder to write to whose place a file has taken. Raises TargetNotWritable."""
    if any(each.exists() and not each.is_dir() for each in (folder, *folder.parents)):
        raise TargetNotWritable(file=folder)


def name_part(text: str) -> str:
    """Return a text as it may stand in a file's name: its letters and digits, "_" for none."""
    return "".join(each for each in text if each.isalnum()) or "_"


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, its line ends as they are. Raises TargetNotWritable."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise TargetNotWritable(file=path) from error
