"""Files of a folder, before they are imported."""

from typing import Literal

from revisit_cli.records.value import Value

FileState = Literal["new", "changed", "known"]


class FolderFile(Value):
    """A file as it lies in a folder; ``came_at`` is when its name last brought a ledger."""

    path: str
    state: FileState
    came_at: str | None = None
