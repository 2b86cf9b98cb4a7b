"""The exact bytes of one event, which its hash covers, and the newest one.

    body = JSON, keys sorted, separators "," ":", UTF-8, NFC, no floats
    hash = hex SHA-256("revisit.event.v1\\n" seq "\\n" prev "\\n" bytes of body "\\n" body)

``prev`` of the first event is 64 zeros. The bytes stored are the bytes hashed.
"""

import json
import sqlite3
import unicodedata

from revisit_cli.records.value import Json

NO_EVENT = "0" * 64
_PREFIX = "revisit.event.v1\n"
_LAST = "select seq, hash from event order by seq desc limit 1"


def canonical(value: Json) -> str:
    """Return the one text of a JSON value: sorted keys, no spaces, NFC; raises on a float."""
    return unicodedata.normalize(
        "NFC",
        json.dumps(
            _without_floats(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ),
    )


def hash_of(seq: int, prev: str, body: str) -> str:
    """Return the hex hash of one event over its exact bytes."""
    from hashlib import sha256

    data = body.encode()
    head = f"{_PREFIX}{seq}\n{prev}\n{len(data)}\n".encode()
    return sha256(head + data).hexdigest()


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the newest event; 0 and zeros of an empty log."""
    found = connection.execute(_LAST).fetchone()
    return (0, NO_EVENT) if found is None else (found[0], found[1])


def _without_floats(value: Json) -> Json:
    if isinstance(value, float):
        raise TypeError(value)
    if isinstance(value, dict):
        return {key: _without_floats(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_floats(each) for each in value]
    return value
