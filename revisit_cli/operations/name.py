"""The name under which somebody acts, held to what a name can be."""

from revisit_cli.policy import name


def name_given(text: str) -> str:
    """Return a clerk's name as it goes on record. Raises NameUnreadable."""
    return name.name_given(text)
