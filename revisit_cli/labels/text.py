"""How several things, and moments, stand in a line."""

LISTED = "、"


def minute(iso: str | None) -> str:
    """Return a moment to the minute, such as ``2026-11-24 17:58``; "" for None."""
    return (iso or "")[:16].replace("T", " ")
