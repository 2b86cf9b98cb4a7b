"""How a telephone number is shown."""

from revisit_cli.document import clause

_LONG, _SHORT = 11, 7


@clause("三(四)1")
def masked(phone: str) -> str:
    """Return a number with its middle starred: 「严格执行保密纪律」.

    Eleven digits and more keep the first three and the last four; fewer keep the last four, and
    those shorter than seven the last two.
    """
    if len(phone) >= _LONG:
        return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}"
    kept = 4 if len(phone) >= _SHORT else 2
    return "*" * max(len(phone) - kept, 0) + phone[-kept:] if phone else ""
