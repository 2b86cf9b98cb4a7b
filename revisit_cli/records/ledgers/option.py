"""Options that a clerk gave beside a file, and what became of them."""

from revisit_cli.records.value import Value


class IdleOption(Value):
    """An option as it was typed that had no effect, and why: a code of
    ``labels.ledgers.ledger.IDLE``."""

    option: str
    why: str
