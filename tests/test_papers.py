"""The reference, CHANGELOG and CONTRIBUTING say what is so."""

import ast
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli import __version__
from revisit_cli.cli.app import app
from revisit_cli.labels.file.promise import HELD_BY, NOT_PROMISED, PROMISES
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.file.database import schema_version

ROOT = Path(__file__).parents[1]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_reference_lists_every_command_once_and_no_other() -> None:
    rows = re.findall(r"^\| [^|]+ \| (.*) \|$", _read("docs/参考.md"), re.MULTILINE)
    named = [words for row in rows for words in re.findall(r"`([a-z][a-z/ -]*)`", row)]
    listed = {
        group: tuple(names.split("/")) for group, _, names in (n.partition(" ") for n in named)
    }
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    ctx = root.make_context("revisit", ["status"])
    there = {}
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        inner = command.list_commands(ctx) if isinstance(command, TyperGroup) else ()
        there[name] = sorted(inner)
    assert len(named) == len(listed)
    assert {group: sorted(filter(None, names)) for group, names in listed.items()} == there


def test_every_picture_that_is_shown_stands_with_words_for_who_does_not_see_it() -> None:
    shown = [
        (words, paper.parent / path)
        for paper in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
        for words, path in re.findall(r"!\[(.*?)\]\((.*?)\)", paper.read_text(encoding="utf-8"))
    ]
    assert len(shown) == 3
    assert all(words and path.stat().st_size > 1000 for words, path in shown)


def test_the_changelog_tells_the_data_format_there_is() -> None:
    assert re.findall(r"数据格式 (\d+)", _read("CHANGELOG.md"))[0] == str(schema_version())


def test_the_changelog_has_an_unreleased_part_then_dated_versions_newest_first() -> None:
    parts = re.split(r"^## ", _read("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    unreleased, *released = (part.split("\n", 1) for part in parts)
    assert unreleased[0] == "未发布"
    named = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", head) for head, _ in released]
    versions = [tuple(map(int, m[1].split("."))) for m in named if m]
    dates = [date.fromisoformat(m[2]) for m in named if m]
    assert len(versions) == len(released)
    assert versions == sorted(set(versions), reverse=True)
    assert dates == sorted(dates, reverse=True)
    assert ".".join(map(str, versions[0])) == __version__


def test_every_part_of_the_changelog_begins_with_the_upgrade_note() -> None:
    for part in re.split(r"^## .*$", _read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        first, *_ = re.findall(r"^(\*\*升级\*\*|[-#]+ )", part, flags=re.MULTILINE)
        assert first == "**升级**"


def test_the_changelog_tells_each_change_once_and_in_whole_bullets() -> None:
    """Lines of two hands are put together by union: halves of bullets are left where both began."""
    unreleased = _read("CHANGELOG.md").split("\n## ")[1]
    changes = unreleased.partition("\n### ")[2].split("\n")[1:]
    assert [line for line in changes if line and not line.startswith(("- ", "  ", "### "))] == []
    bullets = [line for line in changes if line.startswith("- ")]
    assert [line for line, count in Counter(bullets).items() if count > 1] == []


# Names of tables and of what a function is given: no module bears them.
NOT_OURS = ("act.", "firm.")


def _spans(text: str) -> list[str]:
    """Return what stands between backticks, the blocks aside."""
    return re.findall(r"`([^`]+)`", re.sub(r"(?ms)^```.*?^```$", "", text).replace("\n", " "))


def _stands(named: str) -> bool:
    """Tell whether a file, folder, module, or name inside a module is there."""
    for base in (ROOT, ROOT / "revisit_cli"):
        for tail in ("", ".py"):
            if (base / (named + tail)).exists():
                return True
        path, _, inside = named.rpartition(".")
        module = base / (path.replace(".", "/") + ".py")
        if path and module.exists():
            tree = ast.parse(module.read_text(encoding="utf-8"))
            return inside in {getattr(each, "name", None) for each in tree.body}
    return False


def _named(text: str) -> Iterator[str]:
    """Yield the paths, modules and names inside modules that a paper names."""
    for span in _spans(text):
        if started := re.match(r"python -m ([\w.]+)", span):
            yield started[1].replace(".", "/")
            continue
        for path in span.split(" → ") if "/" in span.partition(" → ")[0] else [span]:
            word = path.strip().rstrip("/").partition("(")[0].partition(" ")[0]
            if re.search(r"[\w\u4e00-\u9fff][/.][a-zA-Z\u4e00-\u9fff]|^\.[a-z]", word) and not (
                word.startswith(("~", *NOT_OURS))
            ):
                yield word


def test_contributing_names_no_file_module_or_function_that_is_not_there() -> None:
    named = set(_named(_read("CONTRIBUTING.md")))
    assert len(named) > 70
    assert {"policy/calls", "tests/bench/run", "records.value.replace", ".ci/run"} <= named
    assert [each for each in sorted(named) if not _stands(each)] == []


def test_a_name_that_nothing_bears_is_found() -> None:
    text = "`policy/lost.py` `records.value.lost` `python -m tests.lost 9` `cli/calls → cli/lost`"
    assert [each for each in _named(text) if not _stands(each)] == [
        "policy/lost.py",
        "records.value.lost",
        "tests/lost",
        "cli/lost",
    ]


def test_contributing_shows_every_layer_and_their_order() -> None:
    text = _read("CONTRIBUTING.md")
    folders = {
        each.name for each in (ROOT / "revisit_cli").iterdir() if (each / "__init__.py").exists()
    }
    assert folders == set(re.findall(r"^  (\w+)/ ", text, re.MULTILINE))
    told = next(each for each in _spans(text) if each.startswith("cli → operations → ("))
    layers = _contract("Imports run one way")["layers"]
    assert [each.strip("()") for each in told.split(" → ")] == layers[layers.index("cli") :]


def test_contributing_lists_the_subjects_from_the_top_down() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", _read("CONTRIBUTING.md"), re.MULTILINE)
    layers = _contract("Subjects stand in one order")["layers"]
    assert rows == [each for line in layers for each in re.findall(r"\w+", line)]


def _contract(name: str) -> dict[str, list[str]]:
    """Return the import contract whose name begins so."""
    tools = tomllib.loads(_read("pyproject.toml"))["tool"]
    contracts: list[Any] = tools["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(c for c in contracts if c["name"].startswith(name))
    return found


def test_the_checks_before_a_commit_are_those_that_let_a_change_land_and_those_of_make() -> None:
    checks = ["ruff format --check .", "ruff check .", "mypy", "lint-imports"]
    told = {
        ".ci/run": r'^"\$tools/((?:ruff|mypy|lint)[^"]*)"(.*)$',
        "Makefile": r"^\t\$\(BIN\)/((?:ruff|mypy|lint)\S*)(.*)$",
        ".pre-commit-config.yaml": r"^ +entry: \.venv/bin/(\S+)(.*)$",
    }
    for name, line in told.items():
        found = ["".join(each) for each in re.findall(line, _read(name), re.MULTILINE)]
        assert [each for each in found if "--fix" not in each][: len(checks)] == checks, name


def test_checks_stand_before_the_suite_and_contributing_names_every_word_of_make() -> None:
    run = _read(".ci/run")
    assert run.index("lint-imports") < run.index("pytest")
    words = re.findall(r"^([a-z]+):.*## ", _read("Makefile"), re.MULTILINE)
    named = re.findall(r"`make ([a-z]+)`", _read("CONTRIBUTING.md").replace("\n", " "))
    assert set(named) <= set(words)
    assert {"check", "fix", "test", "golden", "cover", "bench"} <= set(named)


def _promises() -> str:
    """Return the promises as the reference prints them."""
    lines = []
    for each in PROMISES:
        files = LISTED.join(f"`{file}`" for file in each.files)
        lines += [f"{each.number}. {each.text}{NOT_PROMISED}{each.beyond}"]
        lines += [f"   {HELD_BY}{files}"]
    return "\n".join(lines) + "\n"


def test_the_reference_prints_every_promise_of_the_program_and_no_other() -> None:
    start, _, told = _read("docs/参考.md").partition("印的也是这些。\n\n")
    if os.environ.get("UPDATE_GOLDEN"):
        (ROOT / "docs/参考.md").write_text(f"{start}印的也是这些。\n\n{_promises()}", "utf-8")
        return
    assert told == _promises(), "UPDATE_GOLDEN=1 rewrites it"


def test_every_promise_is_held_by_tests_that_are_there_and_says_what_it_leaves_out() -> None:
    assert [each.number for each in PROMISES] == list(range(1, len(PROMISES) + 1))
    for each in PROMISES:
        assert each.text.endswith("。")
        assert each.beyond.endswith("。")
        assert each.tests, f"{each.number} has no test"
        for test in each.tests:
            assert _is_there(test), test


def _is_there(test: str) -> bool:
    """Whether pytest would run a test of that name: it is written and not simply skipped."""
    file, _, name = test.partition("::")
    if not (ROOT / file).is_file():
        return False
    for node in ast.parse(_read(file)).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            marks = " ".join(ast.unparse(each) for each in node.decorator_list)
            return not re.search(r"mark\.(skip|xfail)\b", marks)
    return False
