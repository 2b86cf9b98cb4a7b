"""At every prompt of the menu ``?`` says what is asked for, and not only which keys there are."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from revisit_cli.cli import menu

# What asks in the menu, and the place of what it says of itself where that is no keyword.
ASKS = {"choice": None, "choice_shown": None, "key": 2, "number": None, "words": None, "yes": 2}
MODULES = sorted(Path(menu.__file__).parent.glob("*.py"))


def _questions(module: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS:
            yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_question_of_the_menu_explains_itself(module: Path) -> None:
    silent = [
        ast.unparse(call)
        for call in _questions(module)
        if not any(word.arg == "about" for word in call.keywords)
        and len(call.args) <= (ASKS[call.func.id] or len(call.args))  # type: ignore[attr-defined]
    ]
    assert silent == []


def test_there_are_questions_to_look_at() -> None:
    assert sum(len(list(_questions(module))) for module in MODULES) > 50
