"""How a ledger was filed, in words."""

from revisit_cli.records.code import FilingStanding

FILING_STATES: dict[FilingStanding, str] = {
    "on_time": "按时",
    "late": "迟报",
    "supplement": "补报",
    "zero": "零报告",
    "missing": "未报",
}


def filing_words(state: FilingStanding, file: str | None) -> str:
    """Return the state of a filing in words; one without a file is a zero report."""
    word, zero = FILING_STATES[state], FILING_STATES["zero"]
    return word if file is not None or state == "zero" else f"{zero}（{word}）"
