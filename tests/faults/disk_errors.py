"""The disk refuses a call: ``python -m tests.faults.disk_errors 1000 [seed]``.

``refusing.c`` stands before the C library in one process that has loaded all of the program; for
each try a child of it is a whole command, and one call of that for a file of the clerk's, data
file, journal or what lies beside, is answered by an error, once or from then on. What the command
says is held against what its files then have, as ``tests.faults.endings`` does. Told: how many
errors were put in, how each ended, and what was untrue, lost or left half.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from tests.faults.endings import PLACED, Fault, laid_out, tried
from tests.faults.harness import COMMANDS, NOW, Ended, copied, words_of
from tests.faults.power import Chance
from tests.faults.tally import Tally

# By call, what a disk, a share or whoever keeps it may answer.
ERRORS = {
    "open": ("EIO", "EACCES", "EMFILE"), "read": ("EIO",), "write": ("EIO", "ENOSPC", "EDQUOT"),
    "truncate": ("EIO", "ENOSPC"), "sync": ("EIO", "ENOSPC"), "stat": ("EIO",),
    "rename": ("EIO", "ENOSPC", "EACCES"), "unlink": ("EIO", "EACCES"), "link": ("EIO", "EPERM"),
    "chmod": ("EIO", "EPERM"), "mkdir": ("EIO", "ENOSPC"), "fcntl": ("EIO",),
}  # fmt: skip
# Loads the program once; each line that comes in is a command, and its child's exit code goes out.
_WARM = """
import ctypes, importlib, json, os, pkgutil, sys, traceback
import revisit_cli
from revisit_cli.cli import main
for each in pkgutil.walk_packages(revisit_cli.__path__, "revisit_cli."):
    if not each.name.endswith("__main__"):
        importlib.import_module(each.name)
for name in ("rich.table", "xlsxwriter", "openpyxl", "nacl.public", "rapidfuzz.fuzz"):
    importlib.import_module(name)
refuse = ctypes.CDLL(None).refuse
for line in os.fdopen(0, closefd=False):
    told = json.loads(line)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number in (1, 2):
                os.dup2(os.open(told["said"][number - 1], os.O_WRONLY), number)
            os.environ.update(told["environment"])
            sys.argv[:] = ["revisit", *told["words"]]
            names = os.open(told["names"], os.O_WRONLY) if told["names"] else -1
            where, call, turn, error, lasting = told["refused"]
            refuse(
                where.encode(), call.encode(), ctypes.c_long(turn), error, int(lasting), names
            )
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            if isinstance(end.code, str):
                os.write(2, end.code.encode())
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(int(sys.argv[1]), f"{code}\\n".encode())
"""


def may_refuse() -> bool:
    """Whether something can be put before the C library here."""
    return sys.platform == "linux" and shutil.which("cc") is not None


class Refusing:
    """The program, loaded, with a C library whose calls can be refused."""

    def __init__(self, folder: Path) -> None:
        library = folder / "refusing.so"
        source = Path(__file__).with_name("refusing.c")
        built = ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
        subprocess.run(list(map(str, built)), check=True)
        self._said = [folder / name for name in ("out.txt", "err.txt")]
        self._names = folder / "names.txt"
        answers, self._to = os.pipe()
        self._answers = os.fdopen(answers, encoding="ascii")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WARM, str(self._to)],
            env={**os.environ, "LD_PRELOAD": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            pass_fds=[self._to],
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        self._answers.close()
        os.close(self._to)

    def calls(self, folder: Path, words: tuple[str, ...]) -> Counter[str]:
        """Run a command undisturbed; return how often it calls for a file of that folder."""
        self._names.write_text("")
        end = self._run(folder, words, (str(folder), "", 0, 0, False), str(self._names))
        if end.code not in (0, 8):
            raise AssertionError(end.said)
        return Counter(self._names.read_text(encoding="ascii").split())

    def ended(self, folder: Path, words: tuple[str, ...], fault: Fault) -> Ended:
        """Run a command with one fault, as ``endings.ended`` does."""
        call, error, turn = fault.refused.split()
        number = int(turn.removesuffix("+"))
        refused = (str(folder), call, number, getattr(errno, error), fault.is_lasting)
        return self._run(folder, words, refused, "")

    def _run(
        self, folder: Path, words: tuple[str, ...], refused: tuple[object, ...], names: str
    ) -> Ended:
        for each in self._said:
            each.write_bytes(b"")
        environment = {
            "REVISIT_DB": str(folder / "revisit.db"), "REVISIT_BY": "甲", "REVISIT_NOW": NOW,
            "COLUMNS": "80",
        }  # fmt: skip
        told = {
            "words": words, "environment": environment, "refused": refused, "names": names,
            "said": list(map(str, self._said)),
        }  # fmt: skip
        if self._process.stdin is None:
            raise AssertionError
        self._process.stdin.write(f"{json.dumps(told)}\n")
        self._process.stdin.flush()
        code = int(self._answers.readline())
        return Ended(code, *(each.read_text(encoding="utf-8") for each in self._said))


@contextmanager
def refusing() -> Iterator[Refusing]:
    """Load the program, to be used until the end."""
    with tempfile.TemporaryDirectory() as name:
        found = Refusing(Path(name))
        try:
            yield found
        finally:
            found.close()


def refusals(
    disk: Refusing, name: str, prepared: Path, work: Path
) -> dict[str, list[tuple[str, Fault]]]:
    """Return an error of every kind at every call of one command, once and lasting, by call."""
    folder = copied(prepared, work)
    try:
        found = disk.calls(folder, words_of(name, folder / PLACED))
    finally:
        shutil.rmtree(folder)
    return {
        call: [
            (name, Fault(refused=f"{call} {error} {turn}{lasting}"))
            for error in ERRORS[call]
            for turn in range(1, count + 1)
            for lasting in ("", "+")
        ]
        for call, count in found.items()
    }


def main() -> None:
    """Put in so many errors, chosen by chance, and print what was found."""
    total, seed = (*sys.argv[1:], *("1000", "1")[len(sys.argv) - 1 :])
    tally, chance = Tally("disk errors"), Chance(seed)
    with tempfile.TemporaryDirectory() as name, refusing() as disk:
        root = Path(name)
        prepared = laid_out(root / "prepared")
        kinds = [
            shuffled(found, chance)
            for command in COMMANDS
            for found in refusals(disk, command, prepared, root / "work").values()
        ]
        print(f"{sum(map(len, kinds))} errors can be put in", flush=True)
        # In turn of each call of each command: of reading alone is more than of all else.
        turns = (each for turn in zip_longest(*shuffled(kinds, chance)) for each in turn if each)
        for command, fault in islice(turns, int(total)):
            end, wrong = tried(command, prepared, root / "work", fault, disk.ended)
            tally.add(f"exit {end.code}", *("wrong" for _ in wrong))
            for each in wrong:
                print(f"{command}, {fault}: {each}\n{end.said}", flush=True)
    tally.tell()


def shuffled(found: list[Any], chance: Chance) -> list[Any]:
    """Return the same in an order by chance."""
    return sorted(found, key=lambda _: chance.below(1 << 30))


if __name__ == "__main__":
    main()
