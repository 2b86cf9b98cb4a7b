"""Damage copies of a data file in many ways and use them.

``python -m tests.store.file.damage FILE N`` does it.

Run in a process of its own, since a damaged file may bring SQLite itself down. Prints one JSON
list: for each damaged copy how it was damaged, and how each command ended.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.store.file import database

PAGE = 4096
COMMANDS = (
    ("calls", "list", "2026-11"),
    ("report", "month", "2026-11", "--json"),
    ("settings", "set", "lease_minutes", "40"),
    ("calls", "next", "2026-11"),
    ("audit", "verify"),
    ("db", "check"),
)


def _numbers(seed: str) -> Iterator[int]:
    """Yield numbers that depend on the seed alone."""
    state = seed.encode()
    while True:
        state = hashlib.sha256(state).digest()
        yield int.from_bytes(state[:8], "big")


def damaged(whole: bytes, number: int) -> tuple[str, bytes]:
    """Return how the ``number``-th copy is damaged, and its bytes."""
    draw = _numbers(f"damage {number}")
    data = bytearray(whole)
    pages = len(whole) // PAGE
    kind = ("flip", "byte", "zero", "swap", "cut", "text", "head")[number % 7]
    if kind == "flip":
        for _ in range(1 + next(draw) % 20):
            data[next(draw) % len(data)] ^= 1 << next(draw) % 8
    elif kind == "byte":
        for _ in range(1 + next(draw) % 200):
            data[next(draw) % len(data)] = next(draw) % 256
    elif kind == "zero":
        at = next(draw) % pages * PAGE
        data[at : at + PAGE] = bytes(PAGE)
    elif kind == "swap":
        one, other = next(draw) % pages * PAGE, next(draw) % pages * PAGE
        kept = data[one : one + PAGE]
        data[one : one + PAGE] = data[other : other + PAGE]
        data[other : other + PAGE] = kept
    elif kind == "cut":
        del data[next(draw) % len(data) :]
    elif kind == "text":
        # Letters for letters: what no structural check of SQLite's can see.
        places = [place for place in range(100, len(data)) if 0x61 <= data[place] <= 0x7A]
        for _ in range(1 + next(draw) % 3):
            place = places[next(draw) % len(places)]
            data[place] = 0x61 + (data[place] - 0x61 + 1 + next(draw) % 25) % 26
    else:
        data[next(draw) % 100] = next(draw) % 256
    return kind, bytes(data)


def used(path: Path, command: tuple[str, ...]) -> str:
    """Return how one command on one file ended: its exit code, or the bug's type and message."""
    environment = {
        "REVISIT_DB": str(path), "REVISIT_BY": "甲", "REVISIT_NOW": "2026-11-26T09:00",
    }  # fmt: skip
    result = CliRunner().invoke(app, list(command), env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"{type(result.exception).__name__}: {result.exception}"
    said = result.stderr if result.exit_code else "√"
    return str(int(result.exit_code)) if said.startswith(("×", "√", "！")) else f"mute {said}"


def main(source: Path, first: int, count: int) -> None:
    """Damage and use so many copies; print how each ended.

    As if each were a large file, which is not looked through at every start.
    """
    database.CHECKED_UP_TO = 0
    whole = source.read_bytes()
    found = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(first, first + count):
            folder = Path(name) / str(number)
            folder.mkdir()
            path = folder / "revisit.db"
            kind, data = damaged(whole, number)
            ends = []
            for command in COMMANDS:
                path.write_bytes(data)
                path.with_name("revisit.db-journal").unlink(missing_ok=True)
                ends.append(used(path, command))
            found.append([number, kind, ends])
            shutil.rmtree(folder)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
