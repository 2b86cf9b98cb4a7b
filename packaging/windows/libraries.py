"""Put into a Windows Python what the project asks for, by the Python 3.11 that runs here.

    python3.11 packaging/windows/libraries.py FOLDER

FOLDER is one that set_up.sh has made. Besides what the project needs come the tools of its tests of
files and store, and of the folder that needs no Python. Their wheels stay in FOLDER/wheels. What is
there already is kept.
"""

import compileall
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HOUSE = Path(__file__).parents[2]
CANNOT_BE_HAD = 75
TRIED_BY = ("pytest>", "hypothesis", "xlwt")
# pip judges "only on Windows" by the system it runs on, so what only Windows needs is named.
ON_WINDOWS = ("colorama", "pefile", "pywin32-ctypes", "altgraph")
PACKED_BY = ("pyinstaller", "packaging")
BUILT_BY = ("setuptools",)


def main() -> None:
    """Install the libraries where they are not those that are there."""
    folder = Path(sys.argv[1])
    library, told = folder / "python" / "Lib", folder / "libraries.txt"
    wheels = folder / "wheels"
    needed = wanted()
    is_there = told.exists() and told.read_text("utf-8").splitlines() == needed
    if is_there and wheels.exists():
        return
    told.unlink(missing_ok=True)
    site = library / "site-packages"
    shutil.rmtree(wheels, ignore_errors=True)
    ended = pip("download", "--dest", str(wheels), *needed)
    if ended.returncode == 0:
        shutil.rmtree(site, ignore_errors=True)
        kept = ("--no-index", "--find-links", str(wheels))
        ended = pip("install", "--no-warn-conflicts", *kept, "--target", str(site), *needed)
    if ended.returncode != 0:
        print(
            f"libraries for Windows cannot be had: {ended.stderr.strip()[-300:]}", file=sys.stderr
        )
        raise SystemExit(CANNOT_BE_HAD)
    compileall.compile_dir(library, quiet=2, workers=0)
    told.write_text("".join(f"{each}\n" for each in needed), "utf-8")


def wanted() -> list[str]:
    """Return what is to be installed."""
    with (HOUSE / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    tools = [each for each in extras["test"] if each.startswith(TRIED_BY)]
    shipped = [*project["dependencies"], *extras["seal"], *extras["docx"], *extras["qr"]]
    return [*shipped, *tools, *ON_WINDOWS, *PACKED_BY, *BUILT_BY]


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    """Run pip for Windows, which gives up soon where there is no network."""
    command = [sys.executable, "-m", "pip", words[0], "--quiet", "--retries", "1"]
    system = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11"]
    return subprocess.run(
        [*command, "--timeout", "30", *system, *words[1:]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
