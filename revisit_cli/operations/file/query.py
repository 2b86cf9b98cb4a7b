"""Asking the data file by SQL, for other tools."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from revisit_cli.files.workbooks.book import write_list
from revisit_cli.labels.file.database import QUERY_TITLE
from revisit_cli.operations.reading import reading
from revisit_cli.records.context import Context
from revisit_cli.records.file.database import Queried
from revisit_cli.store.file import query as store
from revisit_cli.store.file.look import in_memory


def ask(context: Context, sql: str, output: Path | None, *, force: bool) -> Queried:
    """Return what one select over the masked views finds; write it as a workbook where asked.

    It may take half a minute, and no COMMIT gets through while the file is read: a copy is asked.
    Raises QueryNotAllowed, QueryWrong, QueryTooSlow, TargetExists, TargetKindUnknown or
    TargetNotWritable.
    """
    with reading(context) as database:
        apart = in_memory(database)
    with closing(apart.connection):
        found = store.queried(apart, sql)
    if output is not None:
        now = datetime.fromisoformat(context.at)
        write_list(output, QUERY_TITLE, found.columns, found.rows, now, force=force)
    return found
