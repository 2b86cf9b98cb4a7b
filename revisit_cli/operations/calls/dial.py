"""The code of a number that is on the open card, for the desk."""

from revisit_cli.files.calls import dial


def dial_code(phone: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code's modules, row by row; True is dark. Raises QrMissing."""
    return dial.modules(phone)
