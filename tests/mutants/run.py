"""Change the store's statements one condition at a time and see whether its tests notice.

    python -m tests.mutants.run                     every module of the store
    python -m tests.mutants.run problems visits     those packages
    python -m tests.mutants.run calls/queue         one module
    python -m tests.mutants.run standing            the conditions that selects share

A statement is a module's text that one of its functions runs, or a condition that it hands on.
Each mutant of it is put in its place for the tests under ``tests/store`` that bear the module's
name or import it; with ``--wide`` also for those of its package under ``tests/cli`` and for
``tests/stories/test_month.py``. A condition that selects share is left out or turned round as a
whole; what is in it is changed where it stands, in ``standing``.
Whatever survives is printed: it wants a test, or stands in ``equivalent.txt`` with its reason.
"""

import argparse
import ast
import gc
import importlib
import re
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from revisit_cli.store import standing
from revisit_cli.store.migrations import fresh
from tests.mutants.sql import Mutant, mutants

ROOT = Path(__file__).parents[2]
STORE = ROOT / "revisit_cli/store"
KNOWN = Path(__file__).with_name("equivalent.txt")
PACKAGES = (
    "problems", "visits", "discipline", "firms", "ledgers", "days", "calls", "draws", "rules",
    "reports", "recheck", "standing", "correction",
)  # fmt: skip
SECONDS = 10
# A condition that stands alone is changed as what it is read after.
STANDING, _WHERE = "standing", "where "
_SQL = re.compile(r"\s*(?:select|insert|update|delete|with)\b", re.IGNORECASE)
_CONDITION = re.compile(r"^\s*\(?\s*\w+\.\w+ (?:=|in|is)|\b(?:and|or|not) ")
# What a template leaves open, for whoever fills it in.
_OPEN = re.compile(r"\{\w+\}")

SHARED_NAMES = sorted(
    ((name, text) for name, text in vars(standing).items() if name.isupper()),
    key=lambda pair: -len(pair[1]),
)
SHARED = frozenset(text for _, text in SHARED_NAMES)


class Statement(NamedTuple):
    """A text of SQL that a module runs: its name, and the key where it stands in a table."""

    module: str
    name: str
    key: str | None
    sql: str

    @property
    def is_condition(self) -> bool:
        """Whether it is no statement of its own, but what others ask for."""
        return not _SQL.match(self.sql)

    @property
    def place(self) -> str:
        return f"{self.module}.{self.name}" + (f"[{self.key}]" if self.key else "")


def statements(path: Path) -> Iterator[Statement]:
    """Yield every statement that a function of a module names."""
    name = path.relative_to(STORE).with_suffix("").as_posix()
    module = importlib.import_module(f"revisit_cli.store.{name.replace('/', '.')}")
    if name == STANDING:
        for constant, value in vars(module).items():
            if constant.isupper() and constant[0] != "_" and isinstance(value, str):
                yield Statement(name, constant, None, value)
        return
    for constant in _named_in_functions(ast.parse(path.read_text(encoding="utf-8"))):
        value = vars(module).get(constant)
        if isinstance(value, str) and (_SQL.match(value) or _CONDITION.search(value)):
            if value not in SHARED:
                yield Statement(name, constant, None, value)
        elif isinstance(value, dict):
            for key, text in value.items():
                if isinstance(text, str) and _SQL.match(text):
                    yield Statement(name, constant, key, text)


def mutants_of(statement: Statement) -> Iterator[Mutant]:
    """Yield every mutant of a statement that SQLite takes and that the schema does not make one."""
    own, shared = (statement.sql, {}) if statement.module == STANDING else _apart(statement.sql)
    before = _WHERE if statement.is_condition else ""
    for each in dict.fromkeys(mutants(before + own)):
        sql = each.sql.removeprefix(before)
        for name, text in shared.items():
            sql = sql.replace(name, text)
        if statement.is_condition or (parses(sql) and not is_whole_by_schema(each, statement.sql)):
            yield each._replace(sql=sql)


def _apart(sql: str) -> tuple[str, dict[str, str]]:
    """Return a text with a name for each condition that others share, and what the names mean."""
    found: dict[str, str] = {}
    for name, text in SHARED_NAMES:
        for told in dict.fromkeys(re.findall(_filled(text), sql)):
            mark = f"{name}_{len(found)}"
            found[mark] = told
            sql = sql.replace(told, mark)
    # One may hold another: the outer ones are put back first.
    return sql, dict(reversed(found.items()))


def _filled(text: str) -> str:
    """Return the pattern of a text as it is filled in for one place or another."""
    given = {"{calls}": r"\((?:[^()]|\([^()]*\))*\)"}
    found = re.split(rf"({_OPEN.pattern})", text)
    return "".join(
        given.get(each, r"\b\w+") if _OPEN.fullmatch(each) else re.escape(each) for each in found
    )


def _named_in_functions(tree: ast.Module) -> list[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    names = [
        node.id
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id.isupper()
    ]
    return list(dict.fromkeys(names))


def is_whole_by_schema(mutant: Mutant, sql: str) -> bool:
    """Whether an inner join may be a left one: its foreign key is never null, so it finds."""
    found = re.match(r"join -> left join", mutant.what)
    if not found:
        return False
    aliases = {
        alias or table: table
        for table, alias in re.findall(r"\b(?:from|join) (\w+)(?: as (\w+))?", sql)
    }
    # The join that was changed is the one that stands alone in the mutant's text.
    where = re.search(r": .*?join (\w+)(?: as (\w+))?", mutant.what)
    if where is None:
        return False
    told = where[2] or where[1]
    pair = re.search(rf"\bon {told}\.id = (\w+)\.(\w+)", sql)
    return pair is not None and (aliases.get(pair[1], ""), pair[2]) in _never_null()


@cache
def _never_null() -> frozenset[tuple[str, str]]:
    tables = _schema().execute("select name from sqlite_schema where type = 'table'").fetchall()
    return frozenset(
        (table, row[1])
        for (table,) in tables
        for row in _schema().execute(f"pragma table_info({table})")
        if row[3]
    )


@cache
def _schema() -> sqlite3.Connection:
    with fresh() as connection:
        whole = connection.serialize()
    kept = sqlite3.connect(":memory:")
    kept.deserialize(whole)
    return kept


def parses(sql: str) -> bool:
    """Whether SQLite takes a statement at all; a mutant that it does not is none."""
    sql = _OPEN.sub("true", sql)
    names = dict.fromkeys(re.findall(r":(\w+)", sql))
    try:
        _schema().execute(f"explain {sql}", names)
    except sqlite3.OperationalError:
        return False
    return True


def _put(statement: Statement, sql: str) -> None:
    module: ModuleType = importlib.import_module(
        f"revisit_cli.store.{statement.module.replace('/', '.')}"
    )
    if statement.key is None:
        setattr(module, statement.name, sql)
    else:
        table: Any = vars(module)[statement.name]
        setattr(module, statement.name, {**table, statement.key: sql})


def tests_of(module: str, *, is_wide: bool) -> list[str]:
    """Return the tests to run for a module of the store."""
    package, _, name = module.rpartition("/")
    folder = ROOT / "tests/store" / package
    found = sorted(folder.glob(f"test_{name}*.py"))
    asked = f"store.{package.replace('/', '.')} import {name} "
    found += [
        path
        for path in sorted(folder.glob("test_*.py"))
        if path not in found and asked in path.read_text(encoding="utf-8")
    ]
    if is_wide:
        found += sorted((ROOT / "tests/cli" / package).glob("test_*.py"))
        found += [ROOT / "tests/stories/test_month.py"]
    return [str(path) for path in found]


class Trial:
    """A run of pytest that goes through the collected tests once for every mutant."""

    def __init__(self, asked: Sequence[str], known: Collection[str], *, is_wide: bool) -> None:
        self.known = known
        self.is_wide = is_wide
        self.counts: Counter[str] = Counter()
        self.statements = [
            found
            for what in asked
            for path in (
                [STORE / f"{what}.py"]
                if (STORE / f"{what}.py").exists()
                else sorted((STORE / what).glob("*.py"))
            )
            for found in statements(path)
        ]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of the loop over tests; without a mutant all of them pass."""
        if red := [item.nodeid for item in session.items if _fails(item)]:
            pytest.exit("\n".join(["red before anything was changed:", *red]), 2)
        for statement in self.statements:
            paths = tests_of(statement.module, is_wide=self.is_wide)
            items = [item for item in session.items if str(item.path) in paths]
            for mutant in mutants_of(statement):
                self._judge(statement, mutant, items)
        return True

    def _judge(self, statement: Statement, mutant: Mutant, items: Sequence[pytest.Item]) -> None:
        told = f"{statement.place}\t{mutant.what}"
        _put(statement, mutant.sql)
        try:
            is_killed = any(_fails(item) for item in items)
        finally:
            _put(statement, statement.sql)
        verdict = "killed" if is_killed else "excused" if told in self.known else "survived"
        self.counts[verdict] += 1
        if verdict == "survived":
            sys.stderr.write(f"{told}\n")


def _fails(item: pytest.Item) -> bool:
    item._initrequest()  # type: ignore[attr-defined]
    timer = threading.Timer(SECONDS, _interrupt)
    timer.start()
    reports = runtestprotocol(item, log=False, nextitem=None)
    timer.cancel()
    return any(report.failed for report in reports)


def _interrupt() -> None:
    """End what SQLite is at: a mutant of a recursion may never come to an end."""
    for each in gc.get_objects():
        if isinstance(each, sqlite3.Connection):
            with suppress(sqlite3.ProgrammingError):
                each.interrupt()


def main() -> int:
    """Try every mutant of what is asked for; tell which survive."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=PACKAGES)
    parser.add_argument("--wide", action="store_true")
    asked = parser.parse_args()
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    known = {line.rpartition("\t")[0] for line in lines if line and not line.startswith("#")}
    trial = Trial(asked.what, known, is_wide=asked.wide)
    paths = {
        path for each in trial.statements for path in tests_of(each.module, is_wide=asked.wide)
    }
    began = time.monotonic()
    # A module without tests is tried as well: all its mutants survive.
    paths = paths or {str(ROOT / "tests/store/test_standing.py")}
    pytest.main(["-o", "addopts=", "-p", "no:terminal", *sorted(paths)], plugins=[trial])
    told = ", ".join(f"{trial.counts[name]} {name}" for name in ("killed", "excused", "survived"))
    sys.stderr.write(f"{trial.counts.total()} tried: {told} ({time.monotonic() - began:.0f} s)\n")
    return bool(trial.counts["survived"])


if __name__ == "__main__":
    sys.exit(main())
