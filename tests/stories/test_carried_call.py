"""A call left open in one month and made in the next is settled by it, and counts once."""

from datetime import date

import pytest

from tests.conftest import Revisit, begins
from tests.filled import firm_name
from tests.ledgers import write_ledger

FIRMS = [firm_name(number) for number in range(6)]
SAID = ("--outcome", "completed", "--overall", "满意")


def _serve(revisit: Revisit, firms: list[str], on: date) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", firms, on))
    revisit("calls", "lock", f"{on:%Y-%m}")


@begins
def served(revisit: Revisit) -> Revisit:
    """October: six firms, five of them called; the sixth was not reached."""
    revisit.now = "2026-10-26T10:00"
    _serve(revisit, FIRMS, date(2026, 10, 9))
    revisit.now = "2026-11-03T10:00"
    calls = revisit.calls("2026-10")
    for firm in FIRMS[:5]:
        revisit("calls", "record", calls[firm], *SAID)
    revisit("calls", "record", calls[FIRMS[5]], "--outcome", "no_answer")
    return revisit


def _close(revisit: Revisit, month: str, call: int) -> None:
    revisit("close", month, "--carry", f"call:{call}", "--accepted-by", "张局长")


@pytest.mark.clause("R22", "R15")
def test_all_six_were_called_in_the_half_year_though_one_was_carried_over(served: Revisit) -> None:
    served.now = "2026-11-21T10:00"
    _close(served, "2026-10", served.calls("2026-10")[FIRMS[5]])
    served.now = "2026-11-25T10:00"
    _serve(served, FIRMS[:1], date(2026, 11, 9))
    served.now = "2026-11-27T10:00"
    for call in served.calls("2026-11").values():
        served("calls", "record", call, *SAID)
    total = served.json("report", "half", "2026-H2")["total"]
    assert (total["firms"], total["distinct_firms"]) == (7, 6)
    for rate in ("coverage", "effective_rate", "satisfaction"):
        assert (total[rate]["n"], total[rate]["of"]) == (7, 7)
    month = served.json("report", "month", "2026-11")
    assert month["carried_in"]["calls"] == {"n": 1, "of": 1, "value": 1.0}


@pytest.mark.clause("R22", "R15", "R11")
def test_the_next_months_own_call_settles_what_is_carried_to_it(served: Revisit) -> None:
    served.now = "2026-11-25T10:00"
    _serve(served, FIRMS[5:], date(2026, 11, 9))
    served.now = "2026-11-27T10:00"
    (call,) = served.calls("2026-11").values()
    served("calls", "record", call, *SAID)
    served.now = "2026-11-28T10:00"
    _close(served, "2026-10", served.calls("2026-10")[FIRMS[5]])
    out = served.json("report", "month", "2026-10")["carried_out"]["calls"]
    came = served.json("report", "month", "2026-11")["carried_in"]["calls"]
    assert (out, came["n"], came["of"]) == (1, 1, 1)
    total = served.json("report", "half", "2026-H2")["total"]
    assert (total["firms"], total["distinct_firms"]) == (7, 6)
    assert (total["coverage"]["n"], total["coverage"]["of"]) == (7, 7)
    assert total["satisfaction"] == {"n": 6, "of": 6, "value": 1.0}
    assert total["answers"]["settled_later"] == 1
