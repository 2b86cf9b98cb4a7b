"""The program starts itself anew wherever it runs, and tells its own gaps from a file's faults."""

import locale
import os
import py_compile
import re
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import openpyxl
import pytest

from revisit_cli import program
from revisit_cli.errors.workbooks.workbook import ReaderNotStarted
from revisit_cli.files.workbooks import reader, workbook
from revisit_cli.policy.firms import similarity
from revisit_cli.records.workbooks.grid import Workbook


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业名称", "联系电话"])
    sheet.append(["示例市甲子有限公司", 13800000001])
    path = tmp_path / "台账.xlsx"
    book.save(path)
    return path


def test_nothing_in_the_clerks_folder_is_run_in_the_programs_stead(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("revisit_cli", "python_calamine", "hashlib", "typer"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)")
    monkeypatch.chdir(tmp_path)
    assert workbook.read_workbook(ledger).sheets[0].rows[1][1] == 13800000001
    ended = subprocess.run(
        program.this_program("--version"), capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout.split()[0]) == (0, "revisit")


def test_libraries_are_found_where_the_parent_found_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "库"
    place.mkdir()
    (place / "elsewhere_only.py").write_text("")
    monkeypatch.setattr(sys, "path", [*sys.path, str(place)])
    command = program.own_process(program.READER)
    told = "import elsewhere_only; from revisit_cli.program import answered"
    command[3] = command[3].replace("from revisit_cli.program import answered", told)
    ended = subprocess.run(command, input=b"", capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_frozen_program_is_started_by_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.this_program("status") == [sys.executable, "status"]
    first, mark, name = program.own_process(program.READER)
    assert (first, name) == (sys.executable, program.READER)
    ended = subprocess.run(
        [sys.executable, "-m", "revisit_cli", mark, name],
        input=b"",
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    assert b"ready" in ended.stdout


def test_a_reader_that_does_not_start_is_no_fault_of_the_file(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        workbook, "own_process", lambda _: [sys.executable, "-c", "import no_such_part"]
    )
    with pytest.raises(ReaderNotStarted, match=r"没有装完整.*不是文件的问题"):
        workbook.read_workbook(ledger)


def test_without_the_fast_parser_the_same_is_read_and_said_of_the_first_file(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = workbook.read_workbook(ledger)
    start = program.own_process(program.READER)
    blocked = f"import sys; sys.modules[{reader.NATIVE!r}] = None\n"
    start[3] = blocked + start[3]
    monkeypatch.setattr(workbook, "own_process", lambda _: start)
    first, second = workbook.read_workbooks([ledger, ledger])
    assert isinstance(first, Workbook)
    assert isinstance(second, Workbook)
    assert first.sheets == second.sheets == with_it.sheets
    assert (first.tells_slow, second.tells_slow) == (True, False)


def test_with_a_fast_parser_that_does_not_load_the_same_is_read(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a copy that ended half-way; shut in, the reader cannot try to load it anew."""
    with_it = workbook.read_workbook(ledger)
    place = tmp_path / "库" / reader.NATIVE
    place.mkdir(parents=True)
    (place / "__init__.py").write_text("from python_calamine import _parser\n")
    (place / f"_parser{EXTENSION_SUFFIXES[0]}").write_bytes(b"no library")
    start = program.own_process(program.READER)
    told = "from revisit_cli.program import answered"
    start[3] = start[3].replace(told, f"sys.path.insert(0, {str(place.parent)!r})\n{told}")
    monkeypatch.setattr(workbook, "own_process", lambda _: start)
    found = workbook.read_workbook(ledger)
    assert (found.sheets, found.tells_slow) == (with_it.sheets, True)


# What is piped on Windows is in the code page.
PIPED = locale.getencoding() if sys.platform == "win32" else "utf-8"
# By the name it is installed under, how many eighths lie here, and a command that would load it.
HALVES = {
    "python-calamine": (4, "import 台账.xlsx"),
    "rapidfuzz": (1, "firms similar"),
    "MarkupSafe": (4, "report public -o 公布.html"),
    "PyNaCl": (7, "duty key new -o 钥匙.json"),
    "cffi": (4, "duty key new -o 钥匙.json"),
}
REFUSED = {"PyNaCl": 5, "cffi": 5}
LIBRARIES = {".so", ".pyd", ".dll"}


@pytest.mark.parametrize("name", HALVES)
def test_a_native_part_that_lies_here_by_half_is_named_and_never_loaded(
    name: str, tmp_path: Path
) -> None:
    eighths, words = HALVES[name]
    try:
        whole = [Path(str(each.locate())) for each in metadata.files(name) or ()]
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    if not all(each.exists() for each in whole if each.suffix in LIBRARIES):
        pytest.skip(f"no library of {name} is here")
    home = next(each for each in whole if each.name == "RECORD").parents[1]
    place = tmp_path / "库"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"],
        ["审批科", "2026.11.3", "施工", "示例市甲子建设有限公司", "甲", 13800000001],
        ["审批科", "2026.11.4", "施工", "示例市甲子建筑有限公司", "乙", 13800000002],
    ):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    for each in (each for each in whole if each.suffix != ".pyc" and ".." not in each.parts):
        copy = place / each.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = each.read_bytes()
        is_library = each.suffix in LIBRARIES
        copy.write_bytes(data[: len(data) * eighths // 8] if is_library else data)
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join([str(place), *sys.path[1:]]),
        "REVISIT_DB": str(tmp_path / "revisit.db"), "REVISIT_NOW": "2026-11-26T09:00",
    }  # fmt: skip
    for command in dict.fromkeys(("--version", "import 台账.xlsx", words, "db check")):
        ended = subprocess.run(
            [sys.executable, "-m", "revisit_cli", *command.split()],
            cwd=tmp_path, env=environment, capture_output=True, encoding=PIPED, check=False,
        )  # fmt: skip
        said = ended.stdout + ended.stderr
        assert ended.returncode == (REFUSED.get(name, 0) if command == words else 0), said
        if command in ("--version", "db check"):
            told = "PyNaCl" if name == "cffi" else name
            assert f"本机的程序没有装完整（缺 {told}），不是文件的问题。" in said
            assert f"{told} 没有" in said


MAIN = "from revisit_cli.cli import main; main()"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("typer", "--version"),
        ("rich", "clause list"),
        ("dateutil", "units list"),
        ("chinese_calendar", "calendar show"),
        ("platformdirs", "db path"),
        ("xlsxwriter", "forms 1 -o 附表1.xlsx"),
        ("revisit_cli.labels", "--version"),
        ("revisit_cli.cli.ledgers.unit", "units list"),
    ],
)
def test_a_part_that_is_missing_is_named_and_no_file_is_blamed(
    part: str, words: str, tmp_path: Path
) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name != "REVISIT_DB"}
    ended = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules[{part!r}] = None\n{MAIN}", *words.split()],
        env=surroundings | {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)},
        cwd=tmp_path, capture_output=True, encoding=PIPED, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert f"本机的程序没有装完整（缺 {part}" in ended.stderr
    assert "），不是文件的问题。" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("half", ["compiled", "source"])
@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("cli/help_page", "--help"),
        ("cli/app", "--version"),
        ("cli/bug", "settings set bureau 示例局"),
        ("operations/rules/setting", "settings set bureau 示例局"),
        ("store/rules/setting", "status"),
        ("cli/file/undo", "undo --list"),
    ],
)
def test_a_part_that_lies_here_by_half_is_named_and_nothing_else_is_said_to_have_ended(
    part: str, words: str, half: str, tmp_path: Path
) -> None:
    """As a full disk leaves a module: Python ends its loading as it ends the reading of input."""
    house = Path(program.__file__).parent
    copied = tmp_path / "部件" / "revisit_cli"
    shutil.copytree(house, copied, ignore=shutil.ignore_patterns("__pycache__"))
    module = copied / f"{part}.py"
    if half == "source":
        source = module.read_bytes()
        module.write_bytes(source[: source.index(b"(") + 1])
    else:
        compiled = Path(str(py_compile.compile(str(module), doraise=True)))
        compiled.write_bytes(compiled.read_bytes()[:-200])
    if part == "cli/bug":
        (copied / "operations/rules/setting.py").write_text("raise KeyError")
    environment = {
        **os.environ, "PYTHONPATH": str(copied.parent), "PYTHONDONTWRITEBYTECODE": "1",
        "REVISIT_DB": str(tmp_path / "revisit.db"),
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-m", "revisit_cli", *words.split()],
        cwd=copied.parent, env=environment, capture_output=True, encoding=PIPED, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert re.search(rf"没有装完整（缺 (\w+\.)*{module.stem}）", ended.stderr), ended.stderr
    assert "Traceback" not in ended.stderr
    assert "输入结束" not in ended.stderr


def test_native_parts_are_named_with_their_versions_or_as_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.fuzz_cpp", None)
    parts = program.native_parts()
    assert parts["rapidfuzz"] is None
    assert list(parts) == ["python-calamine", "rapidfuzz", "MarkupSafe", "PyNaCl"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例市甲子建设有限公司", "示例市甲子建筑有限公司"),
        ("甲乙丙", "甲乙丙"),
        ("甲乙丙", "丁"),
        ("", ""),
    ],
)
def test_the_standard_library_finds_the_same_likeness_and_steps(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = similarity.likeness(one, other), similarity.steps(one, other)
    monkeypatch.setattr(similarity, "fuzz", None)
    monkeypatch.setattr(similarity, "Levenshtein", None)
    slow = similarity.likeness(one, other), similarity.steps(one, other)
    assert slow[0] == pytest.approx(fast[0])
    for steps in (fast[1], slow[1]):
        assert "".join(one[step.start : step.end] for step in steps) == one
        assert "".join(other[step.other_start : step.other_end] for step in steps) == other
        assert all(
            one[step.start : step.end] == other[step.other_start : step.other_end]
            for step in steps
            if step.is_same
        )


def test_an_older_python_is_answered_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(program.__file__).with_name("__init__.py").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit, match=r"需要 Python 3\.11 .*这里是 3\.10\.4"):
        exec(source, {})  # noqa: S102


OLDER = ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10")


@pytest.mark.parametrize("script", ["-m revisit_cli", "packaging/bundle.py", "packaging/build.py"])
def test_whatever_is_started_with_an_older_python_says_so_in_chinese(script: str) -> None:
    house = Path(program.__file__).parents[1]
    taken = script.startswith("-m")
    tried = 0
    for version in OLDER if taken else OLDER[1:]:
        python = shutil.which(f"python{version}")
        command = [str(python), "-B", *script.split()]
        if python is None or subprocess.run([python, "-c", ""], check=False).returncode:
            continue
        ended = subprocess.run(command, cwd=house, capture_output=True, check=False)
        said = ended.stderr.decode()
        assert ended.returncode == 1
        assert said.startswith("revisit 需要 Python 3.11 或更新的版本，这里是 " + version), said
        assert said.count("\n") == 1
        tried += 1
    if not tried:
        pytest.skip("no Python older than 3.11 is installed")
