"""Build the folder that needs no Python, zipped, on the system it is for.

    python packaging/build.py FOLDER

makes FOLDER/revisit-VERSION-SYSTEM.zip from what is installed beside this Python: the project with
its ``full`` extra, and PyInstaller. Run it under Windows (or Wine) for Windows. On Linux the zip
runs where the C library is at least as new as the one here, which is said; for UOS and Kylin build
it on a machine with glibc 2.28.
"""

import platform
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from revisit_cli import __version__  # noqa: E402 - says so where Python is too old

# isort: split
from importlib.metadata import Distribution, distribution, requires  # noqa: E402

from packaging.requirements import Requirement  # noqa: E402

EPOCH = (2026, 1, 1, 0, 0, 0)
IS_WINDOWS = sys.platform == "win32"
BESIDE_PYTHON = (
    "With it: OpenSSL (Apache-2.0), SQLite (public domain), zlib (Zlib), bzip2 (bzip2-1.0.6), "
    "XZ (0BSD), libffi (MIT), the C and C++ libraries (with their runtime exceptions), and "
    "PyInstaller's starter (GPL-2.0-or-later WITH Bootloader-exception)."
)
NEVER_SHIPPED = {"pip", "setuptools"}  # sqlite-utils asks for pip, and nothing of it is used


def main() -> None:
    """Build, list the licences, and zip."""
    out = Path(sys.argv[1]).absolute()
    work = out / "work"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    subprocess.run([*command, *places, str(HERE / "revisit.spec")], check=True)
    folder = work / "dist" / "revisit"
    record_as_stripped(folder)
    starter = "回访.bat" if IS_WINDOWS else "回访.sh"
    shutil.copy(HERE / starter, folder / starter)
    (folder / "LICENSES.txt").write_text(licences(), encoding="utf-8")
    shutil.copy(HERE.parent / "LICENSE", folder / "LICENSE")
    system = "windows-x64" if IS_WINDOWS else f"linux-{platform.machine()}"
    packed = zipped(folder, out / f"revisit-{__version__}-{system}.zip")
    files = [each for each in folder.rglob("*") if each.is_file()]
    size = sum(each.stat().st_size for each in files)
    print(f"{packed.name}: {packed.stat().st_size / 1e6:.1f} MB, unpacked {size / 1e6:.1f} MB")
    if not IS_WINDOWS:
        print(f"built on {' '.join(platform.libc_ver())}: runs on that C library or a newer one")


def record_as_stripped(folder: Path) -> None:
    """Let what is recorded of each library in a folder say how large it is without its symbols.

    The program takes a native part of which less lies there for half of one.
    """
    for record in folder.rglob("*.dist-info/RECORD"):
        lines = []
        for line in record.read_text("utf-8").splitlines():
            name, _, size = line.rsplit(",", 2)
            file = record.parents[1] / name
            if size and file.is_file():
                data = file.read_bytes()
                digest = urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")
                line = f"{name},sha256={digest},{len(data)}"
            lines.append(line)
        record.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def licences() -> str:
    """Return the licence of every library in the folder, with its text as it came."""
    told = []
    for each in sorted(shipped(), key=lambda found: found.name.lower()):
        kind = each.metadata.get("License-Expression") or each.metadata.get("License") or ""
        told.append(
            f"{'=' * 70}\n{each.name} {each.version}  {kind.splitlines()[0] if kind else ''}"
        )
        for file in each.files or ():
            if "licen" in file.name.lower() or "copying" in file.name.lower():
                told.append(Path(str(file.locate())).read_text("utf-8", errors="replace"))
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    whole = python.read_text("utf-8", errors="replace") if python.exists() else ""
    head = f"Python {platform.python_version()}  PSF-2.0\n{BESIDE_PYTHON}\n\n{whole}"
    return "\n\n".join([head, *told])


def shipped() -> list[Distribution]:
    """Return the libraries that the program needs, and those that they need."""
    seen: set[tuple[str, str]] = set()
    wanted = [("revisit-cli", "full")]
    while wanted:
        name, extra = wanted.pop()
        if (name, extra) in seen or name in NEVER_SHIPPED:
            continue
        seen.add((name, extra))
        for text in requires(name) or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                wanted += [(needed.name.lower(), each) for each in ("", *needed.extras)]
    return [distribution(name) for name in {name for name, _ in seen} - {"revisit-cli"}]


def zipped(folder: Path, target: Path) -> Path:
    """Pack a folder so that the same content gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for each in sorted(folder.rglob("*")):
            if each.is_dir():
                continue
            entry = zipfile.ZipInfo(f"revisit/{each.relative_to(folder).as_posix()}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            mode = 0o755 if each.stat().st_mode & 0o100 else 0o644
            entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
            packed.writestr(entry, each.read_bytes())
    return target


if __name__ == "__main__":
    main()
