"""What a bureau gets holds together; `.ci/shipped` makes and uses each of it from nothing."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PACKAGING = HOUSE / "packaging"
SCRIPTS = [*PACKAGING.rglob("*.sh"), *(HOUSE / ".ci").iterdir()]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_one_that_a_shell_reads(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").splitlines()[0].split("/")[-1].split()[-1]
    assert subprocess.run([shell, "-n", script], check=False).returncode == 0
    assert script.stat().st_mode & 0o111


@pytest.mark.parametrize("script", ["安装.cmd", "回访.bat"])
def test_what_windows_runs_is_read_on_its_code_page(script: str) -> None:
    data = (PACKAGING / script).read_bytes()
    data.decode("gbk")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_bundle_and_installers_take_the_pythons_that_the_package_takes() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tree = ast.parse((PACKAGING / "bundle.py").read_text(encoding="utf-8"))
    (pythons,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PYTHONS"
    )
    assert project["requires-python"] == f">={pythons[0]}"
    told = [each.rsplit(" ", 1)[1] for each in project["classifiers"] if ":: 3." in each]
    assert told == list(pythons)
    shell = (PACKAGING / "安装.sh").read_text(encoding="utf-8")
    command = (PACKAGING / "安装.cmd").read_bytes().decode("gbk")
    for python in pythons:
        assert f"python{python}" in shell
        assert f"call :try py -{python}\r\n" in command


def test_the_folder_names_every_native_part() -> None:
    spec = (PACKAGING / "revisit.spec").read_text(encoding="utf-8")
    check = (PACKAGING / "check.sh").read_text(encoding="utf-8")
    program = (HOUSE / "revisit_cli" / "program.py").read_text(encoding="utf-8")
    parts = re.findall(r'"([\w-]+)": "[\w.]+",', program[program.index("_NATIVE: Final") :])
    assert parts
    for part in parts:
        assert f'"{part}"' in spec
        assert part in check


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            "os.access = lambda *_: False",
            "本目录只能读、不能写，在这里装不了。请改用离线包里的 wheel",
        ),
        ("sys.version_info = (3, 9, 2)", "revisit 需要 Python 3.11 或更新的版本，这里是 3.9.2。"),
    ],
)
def test_pip_is_told_in_chinese_why_nothing_can_be_built(state: str, said: str) -> None:
    """Both are told before any file is made: pip prints what setup.py says."""
    script = f"import os, runpy, sys\n{state}\nrunpy.run_path('setup.py')"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(said)


def test_every_file_that_the_package_reads_is_put_into_it() -> None:
    """A template or a style left out is missed only where the package is installed."""
    setup = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    patterns = setup["setuptools"]["package-data"]["revisit_cli"]
    house = HOUSE / "revisit_cli"
    put = {path for pattern in patterns for path in house.glob(pattern)}
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "revisit_cli"], cwd=HOUSE, capture_output=True, check=False
    ).stdout.decode()
    files = [HOUSE / name for name in tracked.split("\0") if name]
    assert [path for path in files if path.suffix != ".py" and path not in put] == []
