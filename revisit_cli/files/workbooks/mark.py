"""The word that a workbook of our own bears for what it is, so that none is taken for a ledger."""

from datetime import datetime
from typing import Any

PROPERTY = "revisit"
SEAL = "revisit-seal"


def mark(book: Any, what: str, now: datetime | None = None, *, seal: str = "") -> None:
    """Write what a workbook is into its properties: a key of ``labels.workbooks.workbook``.

    ``now`` becomes the time of making, so that the same facts give the same bytes. ``seal`` is a
    digest of the cells, for a workbook that comes back.
    """
    book.set_custom_property(PROPERTY, what)
    if seal:
        book.set_custom_property(SEAL, seal)
    if now is not None:
        book.set_properties({"created": now.replace(tzinfo=None)})
