"""What a shell offers while somebody types a command."""

from pathlib import Path

from revisit_cli.pattern import pattern
from revisit_cli.store import completion as store

# A shell puts what is offered into its line as it is, and units name themselves in their ledgers.
_HARMLESS = pattern(r"[\w·（）][\w·（）—-]*")


def offered(path: Path, kind: str, begun: str) -> list[str]:
    """Return what may follow of a kind that the store names; makes and changes nothing."""
    return [
        each
        for each in store.offered(path, kind)
        if each.startswith(begun) and _HARMLESS.fullmatch(each)
    ]
