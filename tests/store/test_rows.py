"""Rows stop at the store: what it gives are records, so that mypy knows every column."""

import ast
from pathlib import Path

import revisit_cli.store

STORE = Path(revisit_cli.store.__file__).parent


def test_no_function_gives_rows() -> None:
    found = {}
    for path in sorted(STORE.glob("*/*.py")):
        if path.parent.name in ("file", "migrations"):
            continue
        giving = sorted(
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and node.returns is not None
            and any(
                isinstance(each, ast.Name) and each.id == "Row" for each in ast.walk(node.returns)
            )
        )
        if giving:
            found[path.relative_to(STORE).with_suffix("").as_posix()] = " ".join(giving)
    assert found == {}
