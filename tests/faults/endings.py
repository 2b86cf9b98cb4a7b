"""End real processes badly and hold what they said against what their files then have.

``python -m tests.faults.endings 300`` runs every writing command with each of its streams full,
closed or cut off, on a disk that is full for the data file, for what is read and written beside it
or for both, and sends 300 interrupts at random moments. It prints how many endings were looked at
and which of them told an untruth, lost a key or a packet, or left a file that does not verify.
The suite runs a few.
"""

import os
import re
import resource
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from revisit_cli.errors import ExitCode
from revisit_cli.operations.file.audit import faults_of
from revisit_cli.store.file.inspection import inspected
from tests.conftest import Revisit, heed_interrupts
from tests.faults.harness import (
    COMMANDS,
    DOUBT,
    NOW,
    SAID,
    Ended,
    copied,
    events,
    prepare,
    sealed_to,
    untruths,
    words_of,
)
from tests.faults.tally import Tally

# How the shell sets the streams, and whether anything that is said can still be read.
STREAMS = {
    ">/dev/full": True, ">&-": True, "2>&-": False, ">&- 2>&- <&-": False, "| true": True,
}  # fmt: skip
# Sizes in bytes beyond which no file can grow: of a small file beside, around the data file's own.
LIMITS = (1, 3_000, 20_000, -8_192, -1, 4_096, 20_480)
# Room in kB on a disk of its own for what lies beside the data file.
ROOMS = (0, 4, 8, 16, 48)
NEW = ("新.csv", "又.csv", "再.csv")
PLACED = "beside"
PACKETS = 4  # two clerks' workbooks and the forms that go with them


@dataclass(frozen=True)
class Fault:
    """What goes wrong around one process."""

    to: str = ""
    limit: int | None = None
    room: int | None = None
    stopped_after: float | None = None
    refused: str = ""  # by ``tests.faults.disk_errors``: "write EIO 3", and with a + all after it

    @property
    def is_lasting(self) -> bool:
        """Whether the process cannot read its data file from some moment on."""
        return self.limit is not None or self.refused.endswith("+")

    def __str__(self) -> str:
        """Name only what is set."""
        set_ = {key: each for key, each in vars(self).items() if each not in ("", None)}
        return ", ".join(f"{key} {each}" for key, each in set_.items()) or "nothing"


Run = Callable[[Path, tuple[str, ...], Fault], Ended]


def ended(folder: Path, words: tuple[str, ...], fault: Fault) -> Ended:
    """Run ``revisit words…`` as a process over the data file of a folder with one fault."""
    environment = {
        **os.environ, "REVISIT_DB": str(folder / "revisit.db"), "REVISIT_BY": "甲",
        "REVISIT_NOW": NOW, "COLUMNS": "80",
        # A full disk leaves half a compiled module, and the next command of anybody fails at it.
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command: list[str] = [sys.executable, "-m", "revisit_cli", *words]
    if fault.to:
        command = ["sh", "-c", f'"$@" {fault.to}', "sh", *command]
    if fault.room is not None:
        command = [
            "unshare", "--mount", "sh", "-c", _BESIDE, str(folder / PLACED), str(fault.room),
            *command,
        ]  # fmt: skip
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_before(folder, fault),
    ) as process:
        if fault.stopped_after is not None:
            time.sleep(fault.stopped_after)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    return Ended(process.returncode, out, err)


# The disk is laid over the folder for this process alone; what it left there is taken home.
_BESIDE = """
set -e; where=$0; room=$1; shift
cp -a "$where" "$where.kept"
mount -t tmpfs -o size=1m none "$where"
cp -a "$where.kept/." "$where"
used=$(du -sk "$where" | cut -f1)
mount -o remount,size=$((used + room))k "$where"
set +e; "$@"; code=$?
rm -rf "$where.kept"; cp -a "$where" "$where.left"
exit $code
"""


def _before(folder: Path, fault: Fault) -> Callable[[], None]:
    size = (folder / "revisit.db").stat().st_size
    limit = fault.limit
    if limit is not None and (limit < 0 or limit in LIMITS[-2:]):
        limit = size + limit

    def prepare_child() -> None:
        heed_interrupts()
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return prepare_child


def found_wrong(name: str, folder: Path, end: Ended, before: int, fault: Fault) -> list[str]:
    """Return what a process said or left that its files contradict."""
    db = folder / "revisit.db"
    after = events(db)
    found = untruths(end, before, after)
    is_doubted = DOUBT in end.said
    if is_doubted and fault.is_lasting:
        # What cannot be written cannot be rolled back either: to that process it is unreadable.
        found = [each for each in found if not each.startswith("doubted")]
    if not STREAMS.get(fault.to, True):
        found = [each for each in found if not each.startswith("did not say")]
    if name == "restore" and after < before:
        found = []
    with inspected(db) as database:
        found += [f"does not verify: {each}" for each in faults_of(database)[:3]]
    found += _files_wrong(name, folder, end, is_saved=after > before, is_doubted=is_doubted)
    # An interrupt before the first line of ours is Python's own to tell.
    if end.code == ExitCode.BUG and "init_import_site" not in end.err:
        found.append("took it for a bug of the program")
    if fault.to and not end.said and end.code not in (0, 9, 130):
        found.append(f"ended with {end.code} and without a word")
    return found


def _files_wrong(
    name: str, folder: Path, end: Ended, *, is_saved: bool, is_doubted: bool
) -> Iterator[str]:
    beside = folder / PLACED
    key, public = beside / "key.json", sealed_to(folder / "revisit.db")
    if public is not None and not key.exists():
        yield "a key is lost"
    if public is None and key.exists() and not is_doubted:
        yield "a key that opens nothing was left"
    elif public and public not in key.read_text(encoding="utf-8"):
        yield "the key that was left is another"
    sheets = sorted((beside / "sheets").glob("*.xlsx"))
    stray = [each for each in sheets if f"{each} 没能收回" not in end.said]
    if stray and not (is_saved or is_doubted):
        yield f"{len(stray)} packets of an act that does not stand"
    if name == "sheet" and is_saved and len(sheets) != PACKETS:
        yield f"{len(sheets)} packets of an act that stands"
    for each in beside.rglob("*.xlsx"):
        if not zipfile.is_zipfile(each):
            yield f"{each.name} is no workbook"
    copy = beside / "copy.db"
    if copy.exists():
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("pragma integrity_check").fetchone()[0] != "ok":
                yield "the copy is damaged"
    yield from (f"{each.name} was left" for each in folder.rglob("*.part") if end.code != -9)
    yield from _imports_wrong(folder, end)


def _imports_wrong(folder: Path, end: Ended) -> Iterator[str]:
    with closing(sqlite3.connect(folder / "revisit.db")) as connection:
        stored = {str(file) for (file,) in connection.execute("select name from file")}
    for file in NEW:
        lines = [each for each in end.said.splitlines() if file in each]
        is_told = any(word in each for each in lines for word in SAID)
        if is_told and file not in stored:
            yield f"{file} was told and is not there"
        for each in re.findall(r"回执：(\S+?)(?:（|$)", end.said):
            if not Path(each).is_file():
                yield f"the receipt {each} was told and is not there"
        if end.err and file in stored and not is_told and end.code != 0:
            yield f"{file} is there and was not told"


def faults(name: str, seconds: float, interrupts: int) -> Iterator[Fault]:
    """Yield what is put around one command, whose undisturbed run takes so many seconds."""
    yield from (Fault(to=to) for to in STREAMS)
    yield from (Fault(limit=limit) for limit in LIMITS)
    if name in ("sheet", "absorb", "import", "imports", "key", "backup", "keyed", "restore"):
        yield from (Fault(room=room) for room in ROOMS)
        yield Fault(room=4, to=">/dev/full")
    yield from (
        Fault(stopped_after=secrets.SystemRandom().uniform(0.2, 1.1) * seconds)
        for _ in range(interrupts)
    )


def main() -> None:
    """Run everything and print what was found."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    root = Path(tempfile.mkdtemp())
    tally = Tally("endings")
    try:
        prepared = laid_out(root / "prepared")
        for name in COMMANDS:
            started = time.monotonic()
            tried(name, prepared, root / "work", Fault())
            seconds = time.monotonic() - started
            for fault in faults(name, seconds, -(-total // len(COMMANDS))):
                end, wrong = tried(name, prepared, root / "work", fault)
                tally.add(f"exit {end.code}", *("wrong" for _ in wrong))
                for each in wrong:
                    print(f"{name}, {fault}: {each}\n{end.said}", flush=True)
    finally:
        tally.tell()
        shutil.rmtree(root)


def laid_out(folder: Path) -> Path:
    """Lay out what the commands need, all that lies beside the data file in a folder of its own."""
    folder.mkdir()
    prepare(Revisit(folder))
    (folder / PLACED).mkdir()
    for each in list(folder.iterdir()):
        if each.name not in (PLACED, "revisit.db"):
            each.rename(folder / PLACED / each.name)
    for file in NEW:
        with (folder / PLACED / file).open("a", encoding="utf-8") as ledger:
            ledger.write(
                "\n,甲,2026.11.3,施工,,联系人,13800000000"
            )  # held: it comes back as a receipt
    return folder


def tried(
    name: str, prepared: Path, work: Path, fault: Fault, run: Run = ended
) -> tuple[Ended, list[str]]:
    """Run one command over a copy with one fault; return how it ended and what was wrong."""
    folder = copied(prepared, work)
    try:
        before = events(folder / "revisit.db")
        end = run(folder, words_of(name, folder / PLACED), fault)
        left = folder / f"{PLACED}.left"
        if left.exists():
            shutil.rmtree(folder / PLACED)
            left.rename(folder / PLACED)
        return end, found_wrong(name, folder, end, before, fault)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
