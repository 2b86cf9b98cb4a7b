"""Make the offline bundle: the same program for every machine of a bureau, without a network.

    python3 packaging/bundle.py FOLDER [SYSTEM PYTHON]

makes FOLDER/revisit-VERSION-offline/ and its zip, with the wheels of Windows x64, Linux x86-64 and
aarch64 for Python 3.11 to 3.14, all extras included; ``requirements.txt``, which pins each by version
and SHA-256, so that two bureaus get one program; and an installer of two steps (check, install)
for either system. Where a system and a Python are named (linux-x86_64 3.11) it holds the wheels of
those alone, in seconds. It needs pip and a network. aarch64 and x86-64 mean glibc 2.28 or newer, as UOS
and Kylin have; a processor without wheels (LoongArch) is given the plain ones and no others.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
HOUSE = HERE.parent
sys.path.insert(0, str(HOUSE))
from revisit_cli import __version__ as version  # noqa: E402 - says so where Python is too old

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# The oldest C library of a desk is 2.28; wheels made for an older one run there as well.
_MANYLINUX = ("_2_28", "_2_27", "_2_26", "_2_24", "_2_17", "2014", "_2_12", "2010", "_2_5", "1")
SYSTEMS = {
    "windows-x64": ("win_amd64",),
    "linux-x86_64": tuple(f"manylinux{each}_x86_64" for each in _MANYLINUX),
    "linux-aarch64": tuple(f"manylinux{each}_aarch64" for each in _MANYLINUX),
}
# pip judges "only on Windows" by the system it runs on, so what only Windows needs is named.
ON_WINDOWS = ("colorama",)
# Native and needed; without a compiler it is built without what is native in it.
ALSO_PLAIN = ("markupsafe",)
NATIVE = "platform_machine in 'x86_64 AMD64 aarch64 arm64'"
SOURCE = ("revisit_cli", "pyproject.toml", "setup.py", "README.md", "LICENSE")
INSTALLERS = ("安装.cmd", "安装.sh")


def main() -> None:
    """Gather the wheels, pin them, and pack all of it."""
    folder, *named = sys.argv[1:]
    kinds = [tuple(named)] if named else [(each, python) for each in SYSTEMS for python in PYTHONS]
    bundle = Path(folder).absolute() / f"revisit-{version}-offline"
    shutil.rmtree(bundle, ignore_errors=True)
    wheels = bundle / "wheels"
    wheels.mkdir(parents=True)
    _own_wheel(wheels)
    (own,) = wheels.glob("revisit_cli-*.whl")
    pins = bundle / "pins.txt"
    pins.touch()
    for system, python in kinds:
        _gather(wheels, own, SYSTEMS[system], python, pins)
        # What the first system was given, all others are given.
        pins.write_text("".join(f"{name}=={found}\n" for name, found in _found(wheels)))
    if any(system.startswith("linux") for system, _ in kinds):
        _plain(wheels, pins)
    pins.unlink()
    (bundle / "requirements.txt").write_text(requirements(wheels), encoding="utf-8")
    for name in INSTALLERS:
        shutil.copy(HERE / name, bundle / name)
    packed = shutil.make_archive(str(bundle), "zip", bundle.parent, bundle.name)
    print(f"{Path(packed).name}: {Path(packed).stat().st_size / 1e6:.1f} MB")


def _gather(wheels: Path, own: Path, tags: tuple[str, ...], python: str, pins: Path) -> None:
    """Download what one system with one Python needs."""
    platforms = [word for tag in tags for word in ("--platform", tag)]
    _pip(
        "download", "--only-binary=:all:", "--python-version", python, *platforms,
        "--constraint", pins, "--dest", wheels, f"{own}[full]", *ON_WINDOWS,
    )  # fmt: skip


def _own_wheel(wheels: Path) -> None:
    """Build the program's own wheel from a copy: what an earlier build left beside it stays out."""
    with tempfile.TemporaryDirectory() as place:
        for name in SOURCE:
            copied = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy
            copied(HOUSE / name, Path(place) / name)
        _pip("wheel", "--no-deps", "--wheel-dir", wheels, place)


def _plain(wheels: Path, pins: Path) -> None:
    """Build what a processor without wheels needs of the libraries that are native elsewhere."""
    os.environ["CC"] = "false"
    for name in ALSO_PLAIN:
        words = ("--no-deps", "--no-binary", name, "--constraint", pins, "--wheel-dir", wheels)
        _pip("wheel", *words, name)
    del os.environ["CC"]


def requirements(wheels: Path) -> str:
    """Return the pins with the digest of every wheel that may stand for each.

    What has native wheels alone is asked for where there are some.
    """
    digests: dict[str, list[str]] = defaultdict(list)
    plain = set()
    for each in sorted(wheels.glob("*.whl")):
        digests[_name(each)].append(hashlib.sha256(each.read_bytes()).hexdigest())
        if each.stem.endswith("-any"):
            plain.add(_name(each))
    lines = []
    for name, found in sorted(set(_found(wheels))):
        wanted = f"revisit-cli[full]=={version}" if name == "revisit-cli" else f"{name}=={found}"
        marker = "" if name in plain else f"; {NATIVE}"
        if name in ON_WINDOWS:
            marker = '; sys_platform == "win32"'
        hashes = "".join(f" \\\n    --hash=sha256:{each}" for each in digests[name])
        lines.append(f"{wanted}{marker}{hashes}\n")
    return "".join(lines)


def _found(wheels: Path) -> Iterator[tuple[str, str]]:
    """Yield name and version of every wheel, once."""
    yield from dict.fromkeys(
        (_name(each), each.name.split("-")[1]) for each in wheels.glob("*.whl")
    )


def _name(wheel: Path) -> str:
    return re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower()


def _pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", words[0], "--quiet", *words[1:]]
    subprocess.run([str(word) for word in command], check=True)


if __name__ == "__main__":
    main()
