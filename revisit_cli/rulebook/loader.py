"""The one door to the book in force."""

from revisit_cli.rulebook.rules import Rules


def rules() -> Rules:
    """Return the rules of the book, before a bureau has dated any of its numbers."""
    from revisit_cli.rulebook.builtin_rules import RULES

    return RULES
