"""Telephone numbers as screens and files show them. Apart from reading them: lists only show."""

from revisit_cli.document import clause


@clause("三(四)1")
def masked(phone: str) -> str:
    """Return a number as screens and files show it, such as ``138****5678``: 「严格执行保密纪律」.

    Eleven digits and more keep the first three and the last four; fewer keep the last four, and
    those shorter than seven the last two. An extension is not shown.
    """
    digits = phone.partition("-")[0]
    if len(digits) >= 11:
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    kept = 4 if len(digits) >= 7 else 2
    return f"{'*' * max(0, len(digits) - kept)}{digits[-kept:]}"
