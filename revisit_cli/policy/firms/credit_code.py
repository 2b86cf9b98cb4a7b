"""Unified social credit codes: kept and checked where a ledger has them."""

from functools import lru_cache

from revisit_cli.labels.ledgers.ledger import CODE_IN_NAME
from revisit_cli.pattern import pattern
from revisit_cli.policy.text import folded, says_nothing
from revisit_cli.records.ledgers.importing import DecidedRow

LENGTH = 18
_CODE_IN_NAME = pattern(CODE_IN_NAME)


def code_in(text: str) -> str:
    """Return the credit code that a cell holds, in capitals and without spaces; "" for nothing."""
    return "" if says_nothing(text) else folded(text).upper()


def parted(text: str) -> tuple[str, str]:
    """Return a firm's name, and the credit code that stands in its cell; "" where none does."""
    found = _CODE_IN_NAME.search(text) if len(text) > LENGTH else None
    if found is None:
        return text, ""
    return text[: found.start()] + text[found.end() :], found["code"]


@lru_cache(maxsize=65536)
def is_valid(code: str) -> bool:
    """Tell whether a code has eighteen characters of the alphabet and the right check digit."""
    from stdnum.cn import uscc

    return len(code) == LENGTH and bool(uscc.is_valid(code))


def code_of(row: DecidedRow) -> str:
    """Return the valid credit code that a row gives its firm, else ""."""
    code = row.read.credit_code
    return code if code and "credit_code_invalid" not in row.notes else ""
