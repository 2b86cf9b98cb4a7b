"""What stands in the source of a module, for tests of all of them."""

import ast

Owner = type[ast.Module | ast.ClassDef | ast.FunctionDef]
OWNERS: tuple[Owner, ...] = (ast.Module, ast.ClassDef, ast.FunctionDef)


def docstrings(tree: ast.Module, owners: tuple[Owner, ...] = OWNERS) -> set[int]:
    """Return the ids of the nodes of a tree that are docstrings of such owners."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
