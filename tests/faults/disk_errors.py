"""The disk refuses a call: ``python -m tests.faults.disk_errors 1000 [seed]``.

``strace`` notes every call with which one real process reads, writes, makes, syncs, renames or
removes a file of the clerk's, data file, journal and all that lies beside; then the command is run
again and again, each time with one of these calls answered by an error, once or from then on. What
it says is held against what its files then have, as ``tests.faults.endings`` does. Told: how many
errors were put in, how each ended, and what was untrue, lost or left half.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from tests.faults.endings import PLACED, Fault, laid_out, tried
from tests.faults.harness import COMMANDS, NOW, copied, words_of
from tests.faults.power import Chance
from tests.faults.tally import Tally

# By call, what a disk, a share or whoever keeps it may answer.
ERRORS = {
    "pread64": ("EIO",), "read": ("EIO",), "openat": ("EIO", "EACCES", "EMFILE"),
    "pwrite64": ("EIO", "ENOSPC", "EDQUOT"), "write": ("EIO", "ENOSPC", "EDQUOT"),
    "ftruncate": ("EIO", "ENOSPC"), "fsync": ("EIO", "ENOSPC"), "fdatasync": ("EIO", "ENOSPC"),
    "rename": ("EIO", "ENOSPC", "EACCES"), "unlink": ("EIO", "EACCES"), "link": ("EIO", "EPERM"),
    "fchmod": ("EIO", "EPERM"), "chmod": ("EIO", "EPERM"), "mkdir": ("EIO", "ENOSPC"),
    "fcntl": ("EIO", "ENOLCK"), "lseek": ("EIO",), "newfstatat": ("EIO",),
}  # fmt: skip
_CALL = re.compile(r"(\w+)\(")
Kinds = dict[str, list[Fault]]


def refusals(name: str, prepared: Path, work: Path) -> Kinds:
    """Return an error of every kind at every call of one command, by call.

    Each comes once; at the data file it comes from then on as well.
    """
    folder = copied(prepared, work)
    try:
        lines = list(_traced(folder, words_of(name, folder / PLACED)))
    finally:
        shutil.rmtree(folder)
    seen: Counter[str] = Counter()
    found: Kinds = {}
    db = str(folder / "revisit.db")
    for line in lines:
        call = line.partition("(")[0]
        seen[call] += 1
        if str(folder) not in line:
            continue
        numbers = [str(seen[call])]
        if db in line:
            seen[f"{call} of the data file"] += 1
            numbers.append(f"{seen[f'{call} of the data file']}+")
        found.setdefault(call, []).extend(
            Fault(refused=f"{call}:error={error}:when={number}")
            for error in ERRORS[call]
            for number in numbers
        )
    return found


def _traced(folder: Path, words: tuple[str, ...]) -> Iterator[str]:
    """Run a command undisturbed and yield its calls, one a line."""
    environment = {
        **os.environ, "REVISIT_DB": str(folder / "revisit.db"), "REVISIT_BY": "甲",
        "REVISIT_NOW": NOW, "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    trace = folder / "trace.txt"
    ran = subprocess.run(
        ["strace", "-qq", "-y", "-e", f"trace={','.join(ERRORS)}", "-o", trace,
         sys.executable, "-m", "revisit_cli", *words],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    if ran.returncode not in (0, 8):
        raise AssertionError(ran.stderr.decode())
    for line in trace.read_text(encoding="ascii").splitlines():
        if _CALL.match(line):
            yield line


def main() -> None:
    """Put in so many errors, chosen by chance, and print what was found."""
    total, seed = (*sys.argv[1:], *("1000", "1")[len(sys.argv) - 1 :])
    tally, chance = Tally("disk errors"), Chance(seed)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        prepared = laid_out(root / "prepared")
        kinds: list[list[tuple[str, Fault]]] = []
        for command in COMMANDS:
            for found in refusals(command, prepared, root / "work").values():
                kinds.append(shuffled([(command, each) for each in found], chance))
        print(f"{sum(map(len, kinds))} errors can be put in", flush=True)
        # In turn of each call of each command: of reading alone is more than of all else.
        turns = (each for turn in zip_longest(*shuffled(kinds, chance)) for each in turn if each)
        for command, fault in islice(turns, int(total)):
            end, wrong = tried(command, prepared, root / "work", fault)
            tally.add(f"exit {end.code}", *("wrong" for _ in wrong))
            for each in wrong:
                print(f"{command}, {fault}: {each}\n{end.said}", flush=True)
    tally.tell()


def shuffled(found: list[Any], chance: Chance) -> list[Any]:
    """Return the same in an order by chance."""
    return sorted(found, key=lambda _: chance.below(1 << 30))


if __name__ == "__main__":
    main()
