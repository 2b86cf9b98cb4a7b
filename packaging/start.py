"""Hold the start of the folder that needs no Python to that of the installed program.

    python packaging/start.py FOLDER_PROGRAM [WORD...] -- INSTALLED_PROGRAM [WORD...]

Both are started in turn, and the quickest start of each is compared: what a busy machine adds is in
the others. Exits 1 where the folder takes longer than is promised.
"""

import subprocess
import sys
import time

TURNS = 7
AT_MOST = 1.15
# Opens nothing and loads no native part.
ASKED = ("db", "path")


def main() -> None:
    """Start both in turn and tell the ratio."""
    words = sys.argv[1:]
    apart = words.index("--")
    folder, installed = words[:apart], words[apart + 1 :]
    pairs = [(seconds(folder), seconds(installed)) for _ in range(TURNS)]
    quickest, beside = (min(each) for each in zip(*pairs, strict=True))
    ratio = quickest / beside
    print(f"start: {quickest:.2f} s, {ratio:.2f} times that of the installed ({beside:.2f} s)")
    if ratio > AT_MOST:
        sys.exit(f"it may take {AT_MOST} times as long")


def seconds(program: list[str]) -> float:
    """Return how long one start takes."""
    started = time.perf_counter()
    subprocess.run([*program, *ASKED], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
