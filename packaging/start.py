"""Hold the start of the folder that needs no Python to that of the installed program.

    python packaging/start.py FOLDER_PROGRAM [WORD...] -- INSTALLED_PROGRAM [WORD...]

Both are started in turn, and the least processor time of each is compared, which a busy machine
leaves nearly as it is. Exits 1 where the folder takes longer than is promised.
"""

import resource
import subprocess
import sys

# Each costs seconds under Wine; more are taken only where few do not tell.
FEW, MANY = 5, 15
AT_MOST = 1.15
# Opens nothing and loads no native part.
ASKED = ("db", "path")


def main() -> None:
    """Start both in turn and tell the ratio."""
    words = sys.argv[1:]
    apart = words.index("--")
    folder, installed = words[:apart], words[apart + 1 :]
    pairs: list[tuple[float, float]] = []
    ratio = AT_MOST + 1
    while len(pairs) < FEW or (ratio > AT_MOST and len(pairs) < MANY):
        pairs.append((seconds(folder), seconds(installed)))
        quickest, beside = (min(each) for each in zip(*pairs, strict=True))
        ratio = quickest / beside
    print(f"start: {quickest:.3f} s, {ratio:.2f} times that of the installed ({beside:.3f} s)")
    if ratio > AT_MOST:
        sys.exit(f"it may take {AT_MOST} times as long")


def seconds(program: list[str]) -> float:
    """Return the processor time that one start takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*program, *ASKED], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
