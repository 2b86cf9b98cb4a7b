"""The one door to the book in force."""

from collections.abc import Iterator
from contextlib import contextmanager

from revisit_cli.rulebook.form import Form
from revisit_cli.rulebook.rules import Rules

# Forms that are in force in place of the built-in one, the last first.
_OTHERS: list[Form] = []


def rules() -> Rules:
    """Return the rules of the book, before a bureau has dated any of its numbers."""
    from revisit_cli.rulebook.builtin_rules import RULES

    return RULES


def form() -> Form:
    """Return the questions of the forms in force."""
    if _OTHERS:
        return _OTHERS[-1]
    from revisit_cli.rulebook.builtin_form import FORM

    return FORM


@contextmanager
def using(other: Form) -> Iterator[None]:
    """Let another form be in force for a while."""
    _OTHERS.append(other)
    try:
        yield
    finally:
        _OTHERS.pop()
