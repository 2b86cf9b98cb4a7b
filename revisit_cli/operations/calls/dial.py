"""The code of a number that lies on the table, for the face."""

from revisit_cli.files.calls import dial


def dial_code(phone: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code's modules, row by row; True is dark. Raises QrMissing."""
    return dial.modules(phone)
