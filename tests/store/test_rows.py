"""Rows stop at the store: what it gives are records, so that mypy knows every column."""

import ast
from pathlib import Path

import revisit_cli.store

STORE = Path(revisit_cli.store.__file__).parent
# What gives rows still; it may only become less.
LEFT = {
    "calls/call": "contacts contacts_of_month find of_firms of_month services services_of_month",
    "calls/claim": "find",
    "calls/entry": "attempts",
    "calls/form": "attempts",
    "calls/queue": "sharing",
    "calls/record": "again carried come_of of_call own_last",
    "calls/return_list": "numbers unreachable",
}


def test_no_more_functions_give_rows_than_are_left() -> None:
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
    assert found == LEFT
