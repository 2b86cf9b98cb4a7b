"""Foreign workbooks on their way in, before the operation is loaded that knows what to do."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from revisit_cli.files.workbooks.workbook import Workbooks, workbooks


def reading(paths: Sequence[Path]) -> AbstractContextManager[Workbooks]:
    """Begin to read files in a process of their own; give a workbook or the refusal for each.

    Called before the rest of an import is loaded, so that the two processes start side by side.
    """
    return workbooks(paths)
