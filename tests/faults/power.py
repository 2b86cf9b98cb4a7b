"""The power goes at every moment of a writing command: ``python -m tests.faults.power 2000``.

``strace`` notes what one real process asks of the disk for the data file and its journal, and when
it says that it saved. The disk keeps what was synced; of what was not, any part may be there or
not, and the last of it may be torn. For a cut at every step, with nothing, all or chance parts of
what was pending, the files are laid out as they may be found, opened, and held to what was said:
the act is whole or not there, and there once it was acknowledged. Told: tries, lost, halved,
damaged. ``--mutant`` lets every sync be a lie, which must be seen.
"""

import argparse
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import Revisit
from tests.faults.harness import COMMANDS, NOW, SAID, copied, events, prepare, words_of
from tests.faults.tally import Tally

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate"
SECTOR = 512
# Files of its own are another matter: a key and its event, a copy, another file in its place.
OTHERS = frozenset({"key", "backup", "restore"})
_LINE = re.compile(
    r'(?:\d+ +)?(\w+)\((\d+)<([^>]*)>(?:, (?:"([^"]*)"(?:\.\.\.)?, )?(\d+)(?:, (\d+))?)?\) += \d+'
)


def may_trace() -> bool:
    """Whether processes can be traced here."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode == 0


class Chance:
    """Numbers by chance, the same ones each time for one seed."""

    def __init__(self, seed: str = "") -> None:
        self._seed, self._count = seed, 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to one less than ``limit``."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}{self._count}".encode()).digest()
        return int.from_bytes(digest[:6], "big") % limit


@dataclass(frozen=True)
class Step:
    """What was asked of the disk: a write of bytes at a place, a cut to a size, or a sync.

    What is said to the clerk is a write to no file.
    """

    file: str = ""
    what: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """A file as it is for certain, and what was asked since its last sync."""

    data: bytes
    pending: list[Step] = field(default_factory=list)

    def ask(self, step: Step, *, is_lying: bool) -> None:
        """Take one step: only a sync, of a disk that tells the truth, makes the others last."""
        if step.what != "sync":
            self.pending.append(step)
        elif not is_lying:
            self.data, self.pending = self.found(self.pending), []

    def found(self, kept: Sequence[Step]) -> bytes:
        """Return the file as it is found where only some of what was pending got there."""
        data = bytearray(self.data)
        for step in kept:
            if step.what == "cut":
                del data[step.at :]
            else:
                data.extend(bytes(max(0, step.at - len(data))))
                data[step.at : step.at + len(step.data)] = step.data
        return bytes(data)


def traced(folder: Path, words: Sequence[str]) -> list[Step]:
    """Run a command under strace and return what it asked of data file and journal, in order."""
    trace, db = folder / "trace.txt", folder / "revisit.db"
    environment = {
        **os.environ, "REVISIT_DB": str(db), "REVISIT_BY": "甲", "REVISIT_NOW": NOW,
    }  # fmt: skip
    ran = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "5000000", "-e", f"trace={CALLS}", "-o", trace,
         sys.executable, "-m", "revisit_cli", *words],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    if ran.returncode not in (0, 8):
        raise AssertionError(ran.stderr.decode())
    steps = list(_steps(trace.read_text(encoding="ascii"), db))
    said = [each for each in steps if any(word.encode() in each.data for word in SAID)]
    # What says it in words of its own has said it with its last.
    heard = said or [each for each in steps if not each.file][-1:]
    return [each for each in steps if each.file or each in heard]


def _steps(trace: str, db: Path) -> Iterator[Step]:
    names = {str(db): "db", f"{db}-journal": "journal"}
    for found in map(_LINE.match, trace.splitlines()):
        if found is None:
            continue
        call, number, path, data, first, second = found.groups()
        name = names.get(_text(path))
        if call == "write" and number in ("1", "2"):
            yield Step(data=bytes.fromhex((data or "").replace("\\x", "")))
        elif name and call == "pwrite64":
            yield Step(name, "write", int(second), bytes.fromhex(data.replace("\\x", "")))
        elif name and call == "ftruncate":
            yield Step(name, "cut", int(first))
        elif name and call in ("fsync", "fdatasync"):
            yield Step(name, "sync")


def _text(path: str) -> str:
    return bytes.fromhex(path.replace("\\x", "")).decode() if "\\x" in path else path


def cuts(
    before: Path, steps: Sequence[Step], chance: Chance, *, is_lying: bool = False
) -> Iterator[tuple[dict[str, bytes], bool]]:
    """Yield, for a cut at every step and in several ways, the files and whether it was said."""
    disks = {
        "db": Disk((before / "revisit.db").read_bytes()),
        "journal": Disk((before / "revisit.db-journal").read_bytes()),
    }
    is_said = False
    for step in steps:
        if step.file:
            disks[step.file].ask(step, is_lying=is_lying)
        else:
            is_said = True
        for way in ("nothing", "all", "chance", "chance", "torn"):
            yield {name: _found(disk, way, chance) for name, disk in disks.items()}, is_said


def _found(disk: Disk, way: str, chance: Chance) -> bytes:
    if way in ("nothing", "all"):
        return disk.found(disk.pending if way == "all" else ())
    kept = [each for each in disk.pending if way == "torn" or chance.below(2)]
    if way == "torn" and kept and kept[-1].what == "write":
        last = kept[-1]
        size = chance.below(len(last.data) // SECTOR + 1) * SECTOR
        kept[-1] = Step(last.file, last.what, last.at, last.data[:size])
    return disk.found(kept)


def became(found: dict[str, bytes], folder: Path, before: int, after: int, *, is_said: bool) -> str:
    """Lay files out as they were found, open them as the program does, and return how that was."""
    db = folder / "revisit.db"
    for name, path in (("db", db), ("journal", db.with_name("revisit.db-journal"))):
        path.write_bytes(found[name])
    try:
        with closing(sqlite3.connect(db)) as connection:
            (check,) = connection.execute("pragma integrity_check").fetchone()
            count = connection.execute("select count(*) from event").fetchone()[0]
    except sqlite3.DatabaseError:
        return "damaged"
    if check != "ok":
        return "damaged"
    if count == after:
        return "saved"
    if count != before:
        return "halved"
    return "lost" if is_said else "not saved"


def tried(
    name: str, prepared: Path, work: Path, chance: Chance, *, is_lying: bool = False
) -> Iterator[str]:
    """Trace one command, cut its power in every way, and yield how each cut was found."""
    folder = copied(prepared, work / "run")
    kept = copied(prepared, work / "kept")
    lain = work / "lain"
    lain.mkdir()
    try:
        before = events(folder / "revisit.db")
        steps = traced(folder, words_of(name, folder))
        after = events(folder / "revisit.db")
        # Several acts, as of several files, may each be there or not: only the last is looked at.
        if after != before + 1:
            return
        for found, is_said in cuts(kept, steps, chance, is_lying=is_lying):
            yield became(found, lain, before, after, is_said=is_said)
    finally:
        for each in (folder, kept, lain):
            shutil.rmtree(each)


def main(words: Sequence[str] | None = None) -> None:
    """Cut the power of every writing command until so many cuts were tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cuts", type=int, nargs="?", default=2_000)
    parser.add_argument("--mutant", action="store_true")
    given = parser.parse_args(words)
    tally, chance = Tally("power"), Chance()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "prepared").mkdir()
        prepared = prepare(Revisit(root / "prepared"))
        for command in (each for each in COMMANDS if each not in OTHERS):
            for end in tried(command, prepared, root, chance, is_lying=given.mutant):
                tally.add(end)
                if end in ("lost", "halved", "damaged") and not given.mutant:
                    print(f"{command}: {end}", flush=True)
            if tally.tries >= given.cuts:
                break
    tally.tell()


if __name__ == "__main__":
    main()
