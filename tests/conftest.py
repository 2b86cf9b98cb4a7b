"""What every test may ask for: a revisit of its own, golden files, other programs."""

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.files.workbooks import office, workbook
from tests import faster

faster.compile_once()
faster.keep_folders_in_memory()
faster.build_commands_once()
faster.copy_new_files()
faster.keep_the_reader()

NO_SEALING = "PyNaCl is not installed"
# What cases of making the committee's key are called.
MAKING_A_KEY = {"key", "a key", "KeyFileExists"}
NO_DRIVER = "Playwright is not installed"
GOLDEN = Path(__file__).parent / "golden"
UNHURRIED_SECONDS = 600

# How long an example takes to make and to try says how busy the machine is, and no more.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@dataclass
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Revisit:
    """The command line over one data file, with the clock in the test's hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "revisit.db"
        self.now = "2026-11-26T09:00"
        self.by = "测试员"

    def __call__(self, *words: object, code: int = 0, now: str | None = None, by: str = "") -> Ran:
        """Run ``revisit words…`` and hold it to its exit code; a key needs PyNaCl."""
        if words[:3] == ("duty", "key", "new") and code == 0 and not find_spec("nacl"):
            pytest.skip(NO_SEALING)
        ran = self.try_out(*words, now=now, by=by)
        assert ran.code == code, f"{words}: {ran.code}\n{ran.out}\n{ran.err}"
        return ran

    def try_out(self, *words: object, now: str | None = None, by: str = "") -> Ran:
        """Run ``revisit words…``, however it may end."""
        environment = {
            "REVISIT_DB": str(self.db),
            "REVISIT_BY": by or self.by,
            "REVISIT_NOW": now or self.now,
            "COLUMNS": "80",
        }
        result = CliRunner().invoke(app, [str(word) for word in words], env=environment)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def json(self, *words: object, code: int = 0, now: str | None = None, by: str = "") -> Any:
        """Run with --json and return the document."""
        return self(*words, "--json", code=code, now=now, by=by).json

    def calls(self, month: str) -> dict[str, int]:
        """Return the calls of a month by their firms, each on it once, in the order of the list."""
        listed = self.json("calls", "list", month)["calls"]
        found = {each["firm"]: each["id"] for each in listed}
        assert len(found) == len(listed)
        return found

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a select finds in the data file."""
        with closing(sqlite3.connect(self.db)) as connection:
            return connection.execute(sql, values).fetchall()

    def edit(self, sql: str, values: Sequence[object] = ()) -> None:
        """Change the data file behind its log's back."""
        with closing(sqlite3.connect(self.db)) as connection, connection:
            connection.execute(sql, values)


Build = Callable[[Revisit], Revisit]


def heed_interrupts() -> None:
    """Let a child heed Ctrl-C even where the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _no_test_meets_the_users_own_file(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep the default data file of every test, and of what it starts, out of the user's home."""
    folder = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def _no_test_fails_for_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait long for another process; what it does is limited in seconds of the processor."""
    for module, name in (
        (workbook, "SECONDS_SILENT"),
        (workbook, "SECONDS_AT_MOST"),
        (office, "SECONDS_AT_MOST"),
    ):
        monkeypatch.setattr(module, name, UNHURRIED_SECONDS)


@pytest.fixture
def revisit(tmp_path: Path) -> Revisit:
    """A revisit with an empty data file of its own."""
    return Revisit(tmp_path)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Build], Revisit]:
    """Return what makes a revisit by a function, once in a process."""

    @cache
    def make(build: Build) -> Revisit:
        return build(Revisit(tmp_path_factory.mktemp("made")))

    return make


def begins(build: Build) -> Any:
    """Make a fixture of a function that fills a revisit: it runs once, and each test gets a copy.

    The function does the same whoever calls it, and asks for nothing but the revisit.
    """

    def copied(revisit: Revisit, _made: Callable[[Build], Revisit]) -> Revisit:
        made = _made(build)
        shutil.copytree(made.folder, revisit.folder, dirs_exist_ok=True)
        revisit.now, revisit.by = made.now, made.by
        return revisit

    copied.__doc__ = build.__doc__
    return pytest.fixture(copied, name=build.__name__)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Hold a text to ``tests/golden/NAME``; UPDATE_GOLDEN=1 rewrites it."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"{name}: UPDATE_GOLDEN=1 rewrites it"

    return check


def pytest_configure(config: pytest.Config) -> None:
    """Share the tests out among the workers."""
    faster.keep_files_together(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with a plain reason, what needs a program that is not here."""
    if not find_spec("nacl"):
        for item in items:
            cases = item.callspec.params.values() if hasattr(item, "callspec") else ()
            if item.get_closest_marker("seal") or any(str(case) in MAKING_A_KEY for case in cases):
                item.add_marker(pytest.mark.skip(reason=NO_SEALING))
    programs = {"office": ("soffice", "LibreOffice"), "browser": ("chromium", "Chromium")}
    for item in items:
        for mark, (program, name) in programs.items():
            if item.get_closest_marker(mark) and not shutil.which(program):
                item.add_marker(pytest.mark.skip(reason=f"{name} is not installed"))
        if item.get_closest_marker("browser") and not find_spec("axe_playwright_python"):
            item.add_marker(pytest.mark.skip(reason=NO_DRIVER))
