"""Installs as a clerk does, on a live Windows console under Wine, and opens the menu.

    python3 packaging/windows/pasted.py FOLDER SOURCE BUNDLE

FOLDER is one that set_up.sh has made, SOURCE a copy of the checkout, BUNDLE the unpacked offline
bundle. README's block for Windows is typed at ``cmd`` as it stands, then the bundle's installer is
started by its name, each for a user of its own. Exits 1 where the program does not start then.
What pip asks its index for comes from FOLDER/wheels.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

import pexpect

SECONDS_AT_MOST = 600


def main() -> None:
    """Type both and see the menu after each."""
    folder, source, bundle = (Path(each).absolute() for each in sys.argv[1:])
    readme = (source / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```bat\n(.*?)```", readme, re.DOTALL)
    used(folder, source, block.splitlines())
    print("README's block for Windows was pasted into cmd")
    # A key for the window that waits, as after a double click.
    used(folder, source, [f'"{named(bundle / "安装.cmd")}"', "", "revisit"])
    print("the bundle's installer was started in cmd")


def used(folder: Path, place: Path, lines: list[str]) -> None:
    """Type lines at a cmd of a new user, the last of which opens the menu, and leave it."""
    with tempfile.TemporaryDirectory(prefix="办事员 ") as home:
        programs = Path(home, "Microsoft", "WindowsApps")
        programs.mkdir(parents=True)
        surroundings = os.environ | {
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEPATH": f"{named(folder / 'python')};{named(programs)}",
            "LC_ALL": "zh_CN.UTF-8",
            "TERM": "xterm",
            "REVISIT_BY": "办事员甲",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": named(folder / "wheels"),
            # Thousands of modules that the menu does not load; under Wine that takes a minute.
            "PIP_NO_COMPILE": "1",
        }
        console = pexpect.spawn(
            "wine", ["cmd"], cwd=place, env=surroundings, encoding="utf-8",
            timeout=SECONDS_AT_MOST, dimensions=(40, 160),
        )  # fmt: skip
        console.expect(">")
        # Wine takes its own folder of the user for any that it is told of.
        for line in (f"set LOCALAPPDATA={named(Path(home))}", *lines):
            console.send(f"{line}\r")
        console.expect("办哪件")
        console.send("q\r")
        console.expect("再见")
        console.send("exit\r")
        console.expect(pexpect.EOF)


def named(path: Path) -> str:
    """Return a path as Wine's Windows names it."""
    return f"Z:{path}".replace("/", "\\")


if __name__ == "__main__":
    main()
