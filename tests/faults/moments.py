"""Reports beside writers: ``python -m tests.faults.moments 60 --writers 16 --readers 4``.

Writers record calls without end, readers print the month's report. A report is of one moment when
its figures are those of the very log whose size it prints: each writer's record is one event and
one attempt, so that size and firms reached go up together. Told: reports, those refused, those
whose figures and head are of two moments.
"""

import argparse
import itertools
import json
import multiprocessing
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from revisit_cli.errors import ExitCode
from tests.load.run import MONTH, run

FIRMS = 2_000


class Watched(sqlite3.Connection):
    """A connection that notes what it runs: the start of every statement, in order."""

    open: "list[Watched]"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ran: list[str] = []
        self.set_trace_callback(lambda sql: self.ran.append(" ".join(sql.split()[:3])))
        Watched.open.append(self)

    def is_lingering(self) -> bool:
        """Whether a transaction is still open on it."""
        try:
            return self.in_transaction
        except sqlite3.ProgrammingError:
            return False


@contextmanager
def watched() -> Iterator[list[Watched]]:
    """Note what every connection opened in here runs."""
    Watched.open = []
    real: Any = sqlite3.connect

    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        found: sqlite3.Connection = real(*args, **{"factory": Watched, **kwargs})
        return found

    with mock.patch.object(sqlite3, "connect", connect):
        yield Watched.open


@dataclass(frozen=True)
class Read:
    """What readers met: reports printed, their (size, firms reached), what was refused."""

    sizes: tuple[tuple[int, int], ...]
    refused: tuple[str, ...]


def prepare(folder: Path, firms: int = FIRMS) -> Path:
    """Lay out a data file with so many firms to call; return it."""
    database, ledger = folder / "revisit.db", folder / "台账.csv"
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [f"审批科,2026-11-03,许可,示例市{n}厂,甲,138{n:08d}" for n in range(firms)]
    ledger.write_text("\n".join(rows), encoding="utf-8")
    run(database, "录入", "import", str(ledger), "--month", MONTH)
    return database


def write(database: Path, clerk: int, calls: Sequence[int], until: float) -> tuple[int, int]:
    """Record these calls one by one until the time is over; return how many, and refused ones.

    However slow the machine is, one is recorded.
    """
    done = refused = 0
    for call in calls:
        if done and time.time() > until:
            break
        words = ("calls", "record", str(call), "--outcome", "completed", "--overall", "satisfied")
        code, out, err = run(database, f"{clerk}号", *words)
        if code == ExitCode.BAD_DATABASE and "没有保存" in err:
            refused += 1  # it waited its 20 seconds in vain, and said so
        elif code:
            raise AssertionError(out + err)
        else:
            done += 1
    return done, refused


def read(database: Path, until: float) -> Read:
    """Print the month's report until the time is over."""
    sizes: list[tuple[int, int]] = []
    refused: list[str] = []
    while not (sizes or refused) or time.time() < until:
        code, out, err = run(database, "读", "report", "month", MONTH, "--json")
        if code:
            refused.append(err)
            continue
        told = json.loads(out)
        sizes.append((told["log"]["size"], told["coverage"]["n"]))
    return Read(tuple(sizes), tuple(refused))


def torn(found: Read) -> list[tuple[int, int]]:
    """Return the reports whose figures are not those of the log they name."""
    # Before the first record the log has one event for the file and one for the import.
    return [(size, n) for size, n in found.sizes if size - n != 2]


def beside(folder: Path, writers: int, readers: int, seconds: float) -> tuple[int, int, Read]:
    """Let writers and readers work on one file.

    Return records written, those whose writer waited in vain, and what was read.
    """
    database = prepare(folder)
    until = time.time() + seconds
    shares = [list(range(1 + n, FIRMS + 1, writers)) for n in range(writers)]
    with multiprocessing.get_context("spawn").Pool(writers + readers) as pool:
        reads = [pool.apply_async(read, (database, until)) for _ in range(readers)]
        writes = [
            pool.apply_async(write, (database, number, share, until))
            for number, share in enumerate(shares, start=1)
        ]
        found = [each.get() for each in reads]
        written, waited = map(sum, zip(*(each.get() for each in writes), strict=True))
    joined = Read(
        tuple(itertools.chain.from_iterable(each.sizes for each in found)),
        tuple(itertools.chain.from_iterable(each.refused for each in found)),
    )
    return written, waited, joined


def main(words: Sequence[str] | None = None) -> None:
    """Run writers and readers in a folder of their own and tell how it went."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float, nargs="?", default=60)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--readers", type=int, default=4)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        written, waited, found = beside(Path(name), given.writers, given.readers, given.seconds)
    print(
        f"{written} records by {given.writers} writers, {waited} refused after waiting; "
        f"{len(found.sizes)} reports by "
        f"{given.readers} readers, {len(found.refused)} refused, {len(torn(found))} of two moments"
    )


if __name__ == "__main__":
    main()
