"""What a few typed characters look for among firms."""

import re

from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.firms.initials import typed_initials
from revisit_cli.records.value import Value

DIGITS = 3
_NUMBER = pattern(r"[\d\-+*#]+")


class Wanted(Value):
    """One search: part of a key, initials, digits of a number, part of a credit code.

    What a text cannot be is "", which finds nothing.
    """

    key: str
    letters: str
    digits: str
    code: str


def wanted_of(text: str) -> Wanted:
    """Return what a typed text may mean; one Chinese character is enough.

    Fewer than three digits are part of a name and not of a telephone number.
    """
    key = firm_key(text)
    digits = re.sub(r"\D", "", key) if _NUMBER.fullmatch(key) else ""
    return Wanted(
        key=key,
        letters=typed_initials(text),
        digits=digits if len(digits) >= DIGITS else "",
        code=key.upper() if key.isascii() and key.isalnum() and len(key) >= DIGITS else "",
    )
