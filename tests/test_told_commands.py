"""Every command that a sentence tells can be typed as it stands there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import revisit_cli
from revisit_cli.cli.app import app
from revisit_cli.cli.spelling import names_shown

HOUSE = Path(revisit_cli.__file__).parent
# What is told of commands elsewhere than in a sentence on the screen: as names, for a reader.
ASIDE = ("labels/file/promise.py", "store/migrations")
# Where a command line ends that stands in a sentence.
END = re.compile(r"[，。；：（）“”、\n」]| {2,}|\u3000| revisit ")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ROOM = ("cli", "errors", "labels")


def _sentences(module: Path) -> Iterator[tuple[int, str]]:
    """Yield each Chinese text of a module, what is filled in as 1, with its line."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    aside = {id(each) for node in ast.walk(tree) for each in _aside(node)}
    for node in ast.walk(tree):
        text = "" if id(node) in aside else _text(node)
        if CHINESE.search(text):
            yield getattr(node, "lineno", 0), text


def _aside(node: ast.AST) -> list[ast.AST]:
    """Return what of a node is no sentence of its own: parts, docstrings."""
    if isinstance(node, ast.JoinedStr):
        return [*node.values]
    return [node.value] if isinstance(node, ast.Expr) else []


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.Constant) else "1" for each in node.values)
        return "".join(map(str, parts))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{[^}]*\}", "1", node.value)
    return ""


def _all() -> Iterator[tuple[str, str]]:
    for room in ROOM:
        for module in sorted((HOUSE / room).rglob("*.py")):
            where = module.relative_to(HOUSE).as_posix()
            if not where.startswith(ASIDE):
                for line, text in _sentences(module):
                    yield f"{where}:{line}", text


@pytest.fixture(scope="module")
def root() -> Any:
    return get_command(app)


def _fault(root: Any, ctx: Any, words: list[str]) -> str | None:
    """Return what keeps a line from being understood, as far as it is told."""
    command = root
    while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
        command = command.get_command(ctx, words[0])
        if command is None:
            return f"no {words[0]}"
        words = words[1:]
    # By the names that its help page shows: one option, one name.
    known = {"-h", "--help", *(name for param in command.params for name in names_shown(param))}
    given = {word.partition("=")[0] for word in words if re.match("--?[a-z]", word)}
    return f"no {given - known}" if given - known else None


def test_every_command_that_is_told_is_one(root: Any) -> None:
    ctx = root.make_context("revisit", ["status"])
    told, wrong = 0, {}
    for where, text in _all():
        for found in re.finditer(r"revisit (?=([a-z-][^\n]*))", text):
            words = END.split(found[1])[0].split()
            told += 1
            if words and (fault := _fault(root, ctx, words)):
                wrong[where] = (fault, " ".join(words))
    assert told > 200
    assert wrong == {}


def test_no_sentence_tells_a_command_without_the_word_that_it_is_typed_with(root: Any) -> None:
    ctx = root.make_context("revisit", ["status"])
    groups = {name: root.get_command(ctx, name) for name in root.list_commands(ctx)}
    pairs = "|".join(
        f"{name} (?:{'|'.join(map(re.escape, group.list_commands(ctx)))})"
        for name, group in groups.items()
        if isinstance(group, TyperGroup)
    )
    bare = re.compile(rf"(?<![a-z-])(?<!revisit )(?<!--db 1 )(?:{pairs})(?![a-z-])")
    wrong = {where: text for where, text in _all() if bare.search(text)}
    assert wrong == {}
