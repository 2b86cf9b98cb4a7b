"""``python -m tests.oracle.run N [FIRST]``: N random half-years, each with all its figures."""

import sys
import tempfile
import traceback
from pathlib import Path

from tests.conftest import Revisit
from tests.oracle.story import Story


def main(count: int, first: int) -> int:
    compared = failed = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = Story(Revisit(Path(folder)), seed, firms=8 + seed % 5).run()
            except Exception:
                failed += 1
                print(f"half-year {seed} FAILED")
                print("\n".join(traceback.format_exc().splitlines()[-14:]))
                continue
        compared += found.count
        print(f"half-year {seed}: {found.count} comparisons")
    print(f"{count} half-years, {compared} comparisons, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]] or [1]
    sys.exit(main(numbers[0], numbers[1] if len(numbers) > 1 else 1))
