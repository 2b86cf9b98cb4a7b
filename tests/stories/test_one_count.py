"""Every number that two screens share, read from all of them at the same second.

Three moments of one month: on the fifth working day a minute after closing time, the day after
the visits were due, and once it is cleared with something of each kind carried over.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.ledgers import write_ledger

MONTH, NEXT = "2026-11", "2026-12"
FIRMS = [firm_name(number) for number in range(9)]
SAID = ("--outcome", "completed", "--overall", "满意")
MOMENTS = ("2026-12-07T18:01", "2026-12-21T09:00", "2026-12-21T10:00")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """November: two units in time, one late, one missing; one firm comes after the freeze."""
    revisit = Revisit(tmp_path_factory.mktemp("bureau"))
    revisit.now = "2026-11-25T10:00"
    for number, unit in enumerate(("审批科", "质安站")):
        firms = FIRMS[:5] if number else FIRMS[:7]
        revisit(
            "import",
            write_ledger(revisit.folder, unit, firms, date(2026, 11, 3), 13800000100 + 50 * number),
        )
    revisit("units", "add", "人事科")
    revisit.now = "2026-11-27T10:00"
    revisit("calls", "lock", MONTH)
    late = write_ledger(revisit.folder, "燃气办", FIRMS[7:], date(2026, 11, 4), 13800000300)
    revisit("import", late)
    revisit.now = "2026-11-30T16:00"
    calls = revisit.calls(MONTH)
    for number, firm in enumerate(FIRMS[:4]):
        extra = ("--suggestion", f"少跑一趟{number}") if number < 3 else ()
        revisit("calls", "record", calls[firm], *SAID, *extra)
    revisit("calls", "record", calls[FIRMS[4]], "--outcome", "refused_hard", "--words",
            "outcome=不愿接受")  # fmt: skip
    revisit("calls", "record", calls[FIRMS[5]], "--outcome", "no_answer")
    revisit("calls", "record", calls[FIRMS[7]], *SAID)
    for firm, reason in ((FIRMS[0], "差评"), (FIRMS[1], "反映难办")):
        revisit("flags", "add", firm, "--reason", reason, "--month", MONTH)
    # Answered in the last minute, and never.
    revisit("problems", "answer", 1, "--words", "已答复", now="2026-12-07T18:00")
    return revisit


def _duties(told: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {d["what"]: (d["done"], d["of"], d["late_count"]) for d in told["duties"]}


def _hold(revisit: Revisit, now: str) -> None:
    """Compare what all screens of a month say at one moment."""
    report = revisit.json("report", "month", MONTH, now=now)
    duties = _duties(revisit.json("status", MONTH, now=now))
    listed = revisit.json("calls", "list", MONTH, now=now)["calls"]
    progress = revisit.json("calls", "progress", MONTH, now=now)
    visits = revisit.json("visits", "list", MONTH, now=now)["visits"]
    problems = revisit.json("problems", "list", MONTH, now=now)["problems"]
    duty = revisit.json("report", "duty", MONTH, now=now)
    half = revisit.json("report", "half", "2026-H2", now=now)
    ledgers = revisit.json("ledgers", "list", MONTH, now=now)

    # N and what became of it
    board = progress["total"]
    assert report["firms"] == board["of"] == len(listed) == half["total"]["firms"]
    assert report["coverage"]["n"] == board["of"] - board["untouched"]
    assert report["dispositions"]["I"] + report["dispositions"]["P"] == board["reached"]
    assert report["list"] == progress["list"] == revisit.json("status", MONTH, now=now)["list"]
    undone = Counter(each["state"] for each in report["not_done"])
    assert board["of"] - board["finished"] == undone.total()
    gone = report["carried_out"]
    made = (board["finished"], board["of"] - gone["calls"])
    assert duties["电话回访"][:2] == made
    assert duties["电话回访"][2] == report["calls"]["late"]
    # Problems
    counts = report["problems"]
    left = counts["raised"] - counts["carried"]
    assert duties["问题处理或答复"][:2] == (counts["answered"], left)
    late = sum(each["late"] for each in problems)
    assert late == counts["late"]
    if not gone["problems"]:
        assert duties["问题处理或答复"][2] == late
    assert len(problems) == counts["raised"] == half["total"]["problems"]["raised"]
    # Visits
    states = Counter(each["state"] for each in visits)
    assert report["visits"]["flagged"] == len(visits) == half["total"]["visits"]["flagged"]
    assert report["visits"]["done"] == states["done"]
    assert duties["上门回访（全部）"][:2] == (states["done"], len(visits) - gone["visits"])
    # Ledgers
    assert report["filings"] == duty["filings"]
    filed = sum(report["filings"].values()) - report["filings"]["missing"]
    assert duties["各单位报送台账"][:2] == (filed, sum(report["filings"].values()))
    assert len({each["unit"] for each in ledgers["ledgers"]}) == filed
    assert len(ledgers["missing"]) == report["filings"]["missing"]
    for unit in duty["units"]:
        (line,) = (each for each in report["units"] if each["unit"] == unit["unit"])
        assert line["filing"] == unit["filing"]
    # The half-year has no other month
    for name in ("coverage", "contact_rate", "effective_rate", "satisfaction"):
        assert half["total"][name] == report[name]
    months = {each["month"]: each for each in half["months"]}
    assert months[MONTH] == {key: report[key] for key in months[MONTH]}


@pytest.mark.clause("四3", "R12", "R13", "R21")
@pytest.mark.parametrize("now", MOMENTS[:2])
def test_all_screens_say_the_same_at_the_same_second(bureau: Revisit, now: str) -> None:
    _hold(bureau, now)


@pytest.mark.clause("四3", "R15", "R22")
def test_they_say_the_same_once_the_month_is_cleared(bureau: Revisit) -> None:
    bureau.now = MOMENTS[2]
    bureau("duty", "find", MONTH)
    report = bureau.json("report", "month", MONTH)
    calls = bureau.calls(MONTH)
    undone = [calls[each["firm"]] for each in report["not_done"]]
    visits = [each["id"] for each in bureau.json("visits", "list", MONTH)["visits"]]
    words = [f"call:{number}" for number in undone] + [f"visit:{number}" for number in visits]
    words += ["problem:2", "problem:3"]
    carries = [word for each in words for word in ("--carry", each)]
    cleared = bureau.json("close", MONTH, "--yes", *carries, "--accepted-by", "张局长")
    after = bureau.json("report", "month", MONTH)
    assert cleared["list"]["firms"] + cleared["list"]["added"] == after["firms"]
    assert cleared["visits"]["total"] == after["visits"]["flagged"]
    assert cleared["problems"]["total"] == after["problems"]["raised"]
    parts = cleared["filings"]["parts"]
    assert parts == {k: n for k, n in after["filings"].items() if n and k != "missing"}
    assert cleared["missing"] == ["人事科"]
    for kind, numbers in (("calls", undone), ("visits", visits), ("problems", [2, 3])):
        assert after["carried_out"][kind] == len(numbers)
        came = bureau.json("report", "month", NEXT)["carried_in"][kind]
        assert (came["n"], came["of"]) == (0, len(numbers))
    _hold(bureau, MOMENTS[2])
