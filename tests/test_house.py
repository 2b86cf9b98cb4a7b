"""The code keeps its rules: file length, names, where Chinese stands, what the log may be told."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import revisit_cli
from revisit_cli.labels.act import SENTENCES, facts_of
from revisit_cli.labels.calls import aloud
from revisit_cli.labels.file.audit import KINDS
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, keys_of
from tests.cases import hold_each
from tests.sources import docstrings

HOUSE = Path(revisit_cli.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})
# Packages of a subject: deeper than the layers, the migrations aside.
PACKAGES = sorted(set(HOUSE.glob("*/*/__init__.py")) - {HOUSE / "store/migrations/__init__.py"})
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SPEAKING = ("document.py", "readings.py", "labels", "errors", "cli")
# The built-in book speaks as the document does.
BOOKS = "builtin_"
# Facts that no sentence tells: hashes for checking, and what another fact of the event says too.
QUIET = {
    "sha256",
    "pool_sha256",
    "seed_sha256",
    "algorithm",
    "alg",
    "file",
    "files",
    "outcomes",
    "outcome",
    "calls",
    "counts",
    "notes",
    "token",
    "skip",
    "not_served",
    "admonition",
    "erasure",
    "months",
    "evaluations",
    "size",
    "calendar",
    "seats",
    "known",
    "visits",
    "problems",
    "confidences",
    "findings",
    "month",
}
# What the tables add to a sentence, or a kind's own facts beside those that are declared.
ADDED = {"CallRecorded": {"overall"}, "SettingChanged": {"month"}, "PoolFrozen": {"half", "month"}}
# What holds the program to something else: the facts of a sentence to the log's, the rates to the
# published ones, whose share of unknown cases is another; and the form to one with a question more.
FOR_TESTS = {"facts_of", "rates", "using"}
# A function that is called by what decorates it.
_CALLED = re.compile(r"command|callback")
# The package itself answers a Python that is too old to load anything else.
ENTRY = HOUSE / "__init__.py"
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py", "shared.py"}


def test_every_module_is_short_and_is_named_after_something() -> None:
    def check(path: Path) -> None:
        assert path.name not in FORBIDDEN_NAMES
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 400 or path.parent.name == "migrations", f"{len(lines)} lines"

    hold_each(FILES, check)


def test_no_folder_holds_more_than_25_modules() -> None:
    def check(folder: Path) -> None:
        modules = {path.name for path in folder.glob("*.py")} - {"__init__.py"}
        assert len(modules) <= 25 or folder.name == "migrations", f"{len(modules)} modules"

    hold_each(FOLDERS, check)


def test_a_package_says_what_it_is_about_and_loads_nothing() -> None:
    def check(path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree)
        assert len(tree.body) == 1

    hold_each(PACKAGES, check)


def test_chinese_strings_stand_only_where_the_program_speaks() -> None:
    hold_each(FILES, _hold_free_of_chinese)


def _hold_free_of_chinese(path: Path) -> None:
    if path.relative_to(HOUSE).parts[0] in SPEAKING or path.name.startswith(BOOKS):
        return
    if path == ENTRY:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = docstrings(tree) | {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "clause"
        for argument in node.args
    }
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and id(node) not in aside
    ]
    assert not found, found


def test_sentences_to_read_aloud_are_shown_by_one_function() -> None:
    def check(path: Path) -> None:
        assert f"{aloud.MARK}「" not in path.read_text(encoding="utf-8")

    hold_each([path for path in FILES if path.is_relative_to(HOUSE / "cli")], check)


def test_nothing_stands_for_tests_alone() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    on_pages = set(re.findall(r"\w+", "".join(_pages())))
    asked: dict[str, set[str]] = {}
    for path, tree in trees.items():
        for module, name in _asked(_module(path), tree):
            asked.setdefault(module, set()).add(name)
    # What is looked up by its name: refusals that the reading child tells, lazily loaded commands.
    told = on_pages | asked[""] | FOR_TESTS | {"__all__"}

    def check(path: Path) -> None:
        names = {name for node in trees[path].body for name in _made(node)}
        left = names - asked.get(_module(path), set()) - told
        assert not left, left

    hold_each([path for path in FILES if path.parent.name not in ("migrations", "menu")], check)


def _module(path: Path) -> str:
    name = ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def _asked(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each module and name of it that a module asks for; the module "" for a text."""
    aliases: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                yield node.module, each.name
                aliases.setdefault(each.asname or each.name, set()).add(
                    f"{node.module}.{each.name}"
                )
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield module, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from ((found, node.attr) for found in aliases.get(node.value.id, ()))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield "", node.value


def _pages() -> Iterator[str]:
    """Yield the templates, which name words too."""
    return (path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.html"))


def _made(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module makes; commands are called by Typer."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        if not any(_CALLED.search(ast.unparse(each)) for each in node.decorator_list):
            yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = (each for target in targets for each in ast.walk(target))
        yield from (each.id for each in names if isinstance(each, ast.Name) and each.id != "_")


def _kinds_of(kind: type[Value]) -> Iterator[type[Value]]:
    """Yield every public class of the records that is of a kind."""
    for module in pkgutil.walk_packages([str(HOUSE / "records")], "revisit_cli.records."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if isinstance(found, type) and issubclass(found, kind) and not name.startswith("_"):
                yield found


def test_every_event_has_its_word_and_every_word_its_event() -> None:
    kinds = {each.__name__ for each in _kinds_of(LoggedOutcome)}
    assert kinds - {"LoggedOutcome"} == KINDS.keys() == SENTENCES.keys()


def test_every_fact_that_an_event_tells_is_in_its_sentence_or_kept_out_of_all() -> None:
    for each in set(_kinds_of(LoggedOutcome)) - {LoggedOutcome}:
        told, kept = facts_of(each.__name__), set(keys_of(each, to_log=True))
        assert kept - told <= QUIET, each
        assert told - kept <= ADDED.get(each.__name__, set()), each


def test_every_event_tells_the_log_something() -> None:
    silent = {each for each in _kinds_of(LoggedOutcome) if not keys_of(each, to_log=True)}
    assert silent == {LoggedOutcome}
