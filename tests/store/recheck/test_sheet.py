"""Sheets of a re-check: each of the sample it was written for."""

from revisit_cli.store.recheck import sheet as sheets
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored


def test_a_sheet_is_of_the_sample_it_was_written_for(stored: Stored) -> None:
    stored.put("recheck", month=BEFORE, nth=1)
    sample = stored.put("recheck", month=MONTH, nth=1)
    other, sheet = [stored.put("recheck_packet", recheck=sample) for _ in range(2)]
    found = sheets.find(stored.database, sheet)
    assert found is not None
    assert (found.id, found.month) == (sheet, MONTH)
    assert sheets.find(stored.database, other + sheet) is None


def test_a_row_is_known_that_is_on_record_in_every_respect(stored: Stored) -> None:
    packet, other = stored.put("recheck_packet"), stored.put("recheck_packet")
    entry = stored.put("recheck_call")
    told = {"recheck_call": entry, "packet": packet, "answer": "called", "at": AT}
    stored.put("recheck_attempt", **told, overall="satisfied")

    def is_known(answer: str, overall: str | None, **changed: int | str) -> bool:
        row = {"entry": entry, "packet": packet, "at": AT, **changed}
        return sheets.is_known(
            stored.database, int(row["entry"]), int(row["packet"]), answer, overall, str(row["at"])
        )

    assert is_known("called", "satisfied")
    assert not is_known("called", "dissatisfied")
    assert not is_known("unsure", "satisfied")
    assert not is_known("unsure", None)
    assert not is_known("called", "satisfied", entry=entry + 1)
    assert not is_known("called", "satisfied", packet=other)
    assert not is_known("called", "satisfied", at=LATER)
    stored.put("recheck_attempt", **{**told, "answer": "unsure"})
    assert is_known("unsure", None)
