"""What a bureau gets holds together; `.ci/shipped` makes and uses each of it from nothing."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from base64 import urlsafe_b64encode
from hashlib import sha256
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


def test_a_clerk_is_given_every_extra_by_every_way() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    given = {
        each for needed in extras["full"] for each in re.findall(r"\[(.*?)\]", needed)[0].split(",")
    }
    assert given == set(extras) - {"full", "test", "check"}
    for way in ("README.md", "packaging/bundle.py", "packaging/build.py", ".ci/shipped"):
        told = (HOUSE / way).read_text(encoding="utf-8")
        assert "[full]" in told or '("revisit-cli", "full")' in told, way


def test_no_processor_is_asked_for_a_wheel_that_nobody_built_for_it(tmp_path: Path) -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    native = [each for each in project["dependencies"] if "platform_machine" in each]
    (marker,) = {each.split("; ")[1] for each in native}
    assert {re.split("[><]", each)[0] for each in native} == {"python-calamine", "rapidfuzz"}
    bundle = runpy.run_path(str(PACKAGING / "bundle.py"))
    assert bundle["NATIVE"] == marker
    for name in (
        "rapidfuzz-3.9-cp311-cp311-win_amd64",
        "rapidfuzz-3.9-cp312-cp312-win_amd64",
        "markupsafe-3.0-cp311-cp311-win_amd64",
        "markupsafe-3.0-py3-none-any",
        "xlrd-2.0-py2.py3-none-any",
        "colorama-0.4-py2.py3-none-any",
    ):
        (tmp_path / f"{name}.whl").write_text(name)
    told = bundle["requirements"](tmp_path).replace(" \\\n", "").splitlines()
    asked = {line.split("    --hash")[0]: line.count("--hash=sha256:") for line in told}
    assert asked == {
        'colorama==0.4; sys_platform == "win32"': 1,
        "markupsafe==3.0": 2,
        f"rapidfuzz==3.9; {marker}": 2,
        "xlrd==2.0": 1,
    }


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


def test_the_source_distribution_has_all_that_is_kept_here() -> None:
    """Tests, examples, checks and the makers of bundle and folder come with the sources."""
    manifest = (HOUSE / "MANIFEST.in").read_text(encoding="utf-8").splitlines()
    named = {word for line in manifest for word in line.split()[1:] if "exclude" not in line}
    always = {"MANIFEST.in", "pyproject.toml", "setup.py", "README.md", "LICENSE", "revisit_cli"}
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, check=False
    ).stdout.decode()
    kept = {name.split("/")[0] for name in tracked.split("\0") if name}
    assert kept - named - always <= {".gitignore"}


def test_the_folder_records_its_libraries_as_they_lie_in_it(tmp_path: Path) -> None:
    library, record = tmp_path / "part" / "part.so", tmp_path / "part-1.dist-info" / "RECORD"
    for each in (library, record):
        each.parent.mkdir()
    library.write_bytes(b"stripped")
    record.write_text("part/part.so,sha256=whole,9000\npart/left_out.py,sha256=it,12\nRECORD,,\n")
    runpy.run_path(str(PACKAGING / "build.py"))["record_as_stripped"](tmp_path)
    told, *others = record.read_text().splitlines()
    digest = urlsafe_b64encode(sha256(b"stripped").digest()).decode().rstrip("=")
    assert told == f"part/part.so,sha256={digest},8"
    assert others == ["part/left_out.py,sha256=it,12", "RECORD,,"]
