"""The log: appending an event, with the seals of all that it wrote."""

from collections.abc import Mapping

from revisit_cli.records.file.audit import HEAD_LENGTH, LogHead
from revisit_cli.records.value import Json
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.event import canonical, hash_of, last
from revisit_cli.store.file.seals import add_seals, digest_of_runs
from revisit_cli.store.file.watch import keep_images, seal_writes, watch_writes

_ADD = "insert into event (seq, body, prev, hash) values (:seq, :body, :prev, :hash)"


def append(database: Database, body: Mapping[str, Json]) -> LogHead:
    """Append one event in the running transaction, with the seals of every row it wrote.

    Raises RowNotAsSealed when one of them was edited behind the log.
    """
    connection = database.connection
    size, prev = last(connection)
    seq = size + 1
    keep_images(connection, seq)
    seals = seal_writes(connection)
    rows: dict[str, Json] = {
        table: {"count": sum(run.count for run in runs), "digest": digest_of_runs(runs)}
        for table, runs in seals.items()
    }
    text = canonical({**body, "rows": rows})
    digest = hash_of(seq, prev, text)
    database.run(_ADD, {"seq": seq, "body": text, "prev": prev, "hash": digest})
    for table, runs in seals.items():
        add_seals(connection, seq, table, runs)
    watch_writes(connection)
    return LogHead(seq, digest[:HEAD_LENGTH])
