"""A unit's line balances with its firms, and what is answered twice is one evaluation."""

from datetime import date

import pytest

from tests.conftest import Revisit, begins
from tests.filled import firm_name
from tests.ledgers import write_ledger

MONTH = "2026-11"
FIRMS = [firm_name(number) for number in range(16)]


@begins
def sixteen(revisit: Revisit) -> Revisit:
    """November with sixteen firms of one unit on a frozen list."""
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    revisit("calls", "lock", MONTH)
    return revisit


def _record(revisit: Revisit, call: int, overall: str, *words: str, now: str | None = None) -> None:
    said = ("--outcome", "接通", "--overall", overall)
    revisit("calls", "record", call, *said, *words, now=now)


@pytest.mark.clause("R25", "R11", "R17")
def test_twelve_two_and_two_that_said_nothing_are_sixteen(sixteen: Revisit) -> None:
    """One was asked and did not say, one was not reached: neither hides in an unrated nought."""
    for call in range(1, 15):
        _record(sixteen, call, "满意" if call <= 12 else "不满意")
    sixteen(
        "calls", "record", 15, "--outcome", "部分回答", "--unit", "审批科", "--attitude", "好",
    )  # fmt: skip
    sixteen("calls", "record", 16, "--outcome", "无人接听")
    report = sixteen.json("report", "month", MONTH)
    (line,) = report["units"]
    assert (line["firms"], line["satisfied"], line["dissatisfied"]) == (16, 12, 2)
    assert line["not_rated"] == 2
    assert line["satisfied"] + line["dissatisfied"] + line["not_rated"] == line["firms"]
    told = {each["firm"] for each in report["unevaluated"]} | {
        each["firm"] for each in report["not_done"]
    }
    assert {FIRMS[14], FIRMS[15]} <= told
    out = sixteen("report", "month", MONTH, "--all").out
    assert FIRMS[15] in out
    assert (report["satisfaction"]["n"], report["satisfaction"]["of"]) == (12, 14)


@pytest.mark.clause("R25")
def test_what_is_answered_twice_of_one_unit_is_one_evaluation(sixteen: Revisit) -> None:
    """The second unit keeps the call open: the first is answered for once more before it."""
    other = write_ledger(sixteen.folder, "燃气办", FIRMS[:1], date(2026, 11, 4))
    sixteen("import", other)
    _record(sixteen, 1, "满意", "--unit", "审批科", now="2026-11-26T09:00")
    _record(sixteen, 1, "不满意", "--unit", "审批科", now="2026-11-26T09:30")
    _record(sixteen, 1, "满意", "--unit", "燃气办", now="2026-11-26T09:40")
    report = sixteen.json("report", "month", MONTH)
    lines = {each["unit"]: each for each in report["units"]}
    for unit, told in (("审批科", (1, 0, 1)), ("燃气办", (1, 1, 0))):
        line = lines[unit]
        assert (line["evaluations"], line["satisfied"], line["dissatisfied"]) == told
    # Satisfied with one and dissatisfied with another is dissatisfied for the bureau.
    assert (report["satisfaction"]["n"], report["satisfaction"]["of"]) == (0, 1)
    listed = sixteen.json("calls", "list", "--answers")["answers"]
    assert {(each["unit"], each["overall"]) for each in listed} == {
        ("审批科", "dissatisfied"), ("燃气办", "satisfied"),
    }  # fmt: skip
    assert len(sixteen.json("calls", "show", 1)["history"]) == 3
