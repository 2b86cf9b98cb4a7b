"""A number as a code on the screen, for a mobile to dial."""

import shutil

from revisit_cli.cli.screen import columns
from revisit_cli.operations.calls.dial import dial_code

LEAST_LINES = 44  # of a window that shows card and code together
LIGHT, DARK = "██", "  "


def code_lines(phone: str) -> list[str]:
    """Return a number's code as lines, a module two columns wide: what is light is drawn.

    Whole blocks alone: half ones are not in GBK. Raises QrMissing.
    """
    return ["".join(DARK if each else LIGHT for each in row) for row in dial_code(phone)]


def has_room() -> bool:
    """Whether the window shows a code beneath a card."""
    return shutil.get_terminal_size().lines >= LEAST_LINES and columns() >= len(LIGHT) * 30
