"""The log as it is handed to strangers."""

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import field


class LogExported(Outcome):
    """The whole log written into a folder, with what it takes to redo it, and its head."""

    folder: str
    files: tuple[str, ...]
    head: LogHead = field("*")
