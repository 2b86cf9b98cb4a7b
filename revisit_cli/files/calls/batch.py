"""Reading call records from lines of JSON, and from standard input."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from revisit_cli.errors.calls.sheet import LineNotRecord
from revisit_cli.errors.workbooks.workbook import FileMissing
from revisit_cli.files.workbooks.answer import refusal_named
from revisit_cli.files.workbooks.encoding import decoded
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.labels.calls.entry import EXAMPLE

ENDINGS = (".jsonl", ".ndjson", ".json")
# A brace, behind a byte order mark of UTF-8 or UTF-16 if there is one.
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*\{")


def is_lines(name: str, data: bytes) -> bool:
    """Return whether a file is lines of JSON: by its name's ending, else by its first character."""
    if Path(name).suffix.lower() in ENDINGS:
        return True
    return _OBJECT.match(data) is not None


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises FileMissing."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissing(file=path) from error


def read_lines(name: str, data: bytes) -> list[dict[str, Any]]:
    """Return the object on each line; an empty line is an empty object, so that numbers match.

    Raises the refusal that fits when the bytes are not text, LineNotRecord for the first bad line.
    """
    try:
        text = decoded(data)
    except Refused as error:
        raise refusal_named(error.name, error.what, name) from error
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            record = json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            raise LineNotRecord(file=name, row=number, example=EXAMPLE) from error
        if not isinstance(record, dict):
            raise LineNotRecord(file=name, row=number, example=EXAMPLE)
        found.append(record)
    return found


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def kept_aside(data: bytes, folder: Path) -> Iterator[Path]:
    """Keep bytes in a temporary file in a folder, readable by the owner only; yield its path."""
    handle, name = tempfile.mkstemp(prefix=".revisit-", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        yield path
    finally:
        path.unlink(missing_ok=True)
