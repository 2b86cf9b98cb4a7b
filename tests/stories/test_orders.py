"""Cumulative ledgers: in any order, the same rows stand and the same firms are called."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Revisit
from tests.ledgers import write_ledger

EXAMPLES = int(os.environ.get("REVISIT_EXAMPLES", "3"))
HEAD = "单位,时间,涉企事宜,工作完成情况,企业名称,联系人,联系电话"
MONTHS = ("2026-10", "2026-11", "2026-12")
DAYS = {
    "2026-10": ("2026-09-28", "2026-10-08", "2026-10-25"),
    "2026-11": ("2026-10-26", "2026-11-03", "2026-11-25"),
    "2026-12": ("2026-11-26", "2026-12-03"),
}
FIRMS = ("示例甲厂", "示例乙厂", "示例丙厂", "示例丁厂")
Service = tuple[str, str, str]


def _services(month: str) -> st.SearchStrategy[Service]:
    return st.tuples(
        st.sampled_from(DAYS[month]), st.sampled_from(("许可", "备案")), st.sampled_from(FIRMS)
    )


@st.composite
def _ledgers(draw: st.DrawFn) -> dict[str, list[Service]]:
    """Draw two or three months' ledgers; each may have rows of the months before, too."""
    months = sorted(draw(st.sets(st.sampled_from(MONTHS), min_size=2)))
    ledgers, known = {}, list[Service]()
    for month in MONTHS:
        known += draw(st.lists(_services(month), max_size=4, unique=True))
        if month in months:
            rows = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
            own = draw(_services(month))
            ledgers[month] = list(dict.fromkeys([*rows, own]))
    return ledgers


def _write(folder: Path, month: str, rows: Sequence[Service], completion: str = "已办结") -> Path:
    path = folder / f"审批科{month.replace('-', '年')}月台账.csv"
    lines = [
        f"审批科,{day},{matter},{completion},{firm},甲,1380000000{FIRMS.index(firm)}"
        for day, matter, firm in rows
    ]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


@contextmanager
def _fresh() -> Iterator[Revisit]:
    with TemporaryDirectory() as folder:
        revisit = Revisit(Path(folder))
        revisit.now = "2026-12-24T09:00"
        yield revisit


def _without_arrival(report: dict[str, Any]) -> None:
    """Take from a month's report what tells when its rows came: the log, and the names' order."""
    for key in ("log", "doubtful_times"):
        del report[key]
    for key in ("not_done", "late_calls"):
        report[key].sort(key=lambda each: each["firm"])
    for each in report.get("undone", ()):
        each["firms"].sort()


def _state(revisit: Revisit) -> dict[str, Any]:
    """Return what stands, who is to be called and what is counted, month by month."""
    state: dict[str, Any] = {}
    for month in MONTHS:
        report = revisit.json("report", "month", month)
        _without_arrival(report)
        listed = revisit.json("ledgers", "list", month)
        rows = []
        if listed["ledgers"]:
            shown = revisit.json("ledgers", "show", "审批科", month)["rows"]
            rows = sorted((row["date"], row["matter"], row["firm"]) for row in shown)
        calls = sorted(each["firm"] for each in revisit.json("calls", "list", month)["calls"])
        state[month] = (rows, calls, listed["missing"], report)
    state["half"] = revisit.json("report", "half", "2026-H2")["months"]
    for report in state["half"]:
        _without_arrival(report)
    return state


def _imported(revisit: Revisit, ledgers: dict[str, list[Service]], order: Sequence[str]) -> None:
    for month in order:
        revisit("import", _write(revisit.folder, month, ledgers[month]))


@pytest.mark.clause("R27")
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(ledgers=_ledgers())
def test_the_order_of_cumulative_ledgers_changes_nothing(ledgers: dict[str, list[Service]]) -> None:
    states = []
    for order in permutations(ledgers):
        with _fresh() as revisit:
            _imported(revisit, ledgers, order)
            states.append(_state(revisit))
    for state in states[1:]:
        assert state == states[0]
    # Each service stands once, in the earliest month whose ledger has it.
    for month, rows in ledgers.items():
        earlier = {row for before in ledgers if before < month for row in ledgers[before]}
        assert states[0][month][0] == sorted(set(rows) - earlier)


TWO = {
    "2026-11": [("2026-11-03", "许可", FIRMS[0]), ("2026-11-04", "许可", FIRMS[1])],
    "2026-12": [
        ("2026-11-03", "许可", FIRMS[0]),
        ("2026-11-04", "许可", FIRMS[1]),
        ("2026-12-03", "许可", FIRMS[2]),
    ],
}


@pytest.mark.clause("R27")
def test_rows_of_a_later_ledger_give_way_to_their_own_months(revisit: Revisit) -> None:
    revisit.now = "2026-12-24T09:00"
    _imported(revisit, TWO, ["2026-12"])
    path = _write(revisit.folder, "2026-11", TWO["2026-11"])
    ran = revisit("import", path)
    assert "2 行以后各期的台账也报了，按本期的算，那里的作重复" in ran.err
    assert ([*revisit.calls("2026-11")], [*revisit.calls("2026-12")]) == (
        list(FIRMS[:2]),
        [FIRMS[2]],
    )
    rows = revisit.json("ledgers", "show", "审批科2026年12月台账.csv")["rows"]
    assert [row["state"] for row in rows] == ["duplicate", "duplicate", "accepted"]
    assert revisit.json("import", path)["files"][0]["unchanged"]
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R27")
@pytest.mark.parametrize("settles", ["call", "lock_later", "lock_earlier"])
def test_after_a_call_or_a_freeze_the_row_stays_where_it_is(revisit: Revisit, settles: str) -> None:
    revisit.now = "2026-12-24T09:00"
    revisit("import", write_ledger(revisit.folder, "质安站", ["示例戊厂"], date(2026, 11, 5)))
    _imported(revisit, TWO, ["2026-12"])
    assert [*revisit.calls("2026-12")] == list(FIRMS[:3])
    if settles == "call":
        revisit("calls", "record", 2, "--outcome", "无人接听")
    else:
        month = "2026-12" if settles == "lock_later" else "2026-11"
        revisit("calls", "lock", month)
    told = revisit.json("import", _write(revisit.folder, "2026-11", TWO["2026-11"]))["files"][0]
    stays = 1 if settles == "call" else 2
    assert (told["rows"]["duplicate"], told["moved"]) == (stays, 2 - stays)
    assert sorted(revisit.calls("2026-11")) == sorted(["示例戊厂", *FIRMS[stays:2]])
    assert FIRMS[0] in revisit.calls("2026-12")
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R27")
def test_an_old_row_given_again_is_told_with_what_it_says_otherwise(revisit: Revisit) -> None:
    revisit.now = "2026-12-24T09:00"
    _imported(revisit, TWO, ["2026-11"])
    path = _write(revisit.folder, "2026-12", TWO["2026-12"], completion="已发证")
    ran = revisit("import", path)
    assert "收下 1，重复 2" in ran.err
    assert "与别的月份重复的行里，2 行有变化" in ran.err
    assert "示例甲厂：工作完成情况 已办结 → 已发证" in ran.err
    assert [*revisit.calls("2026-12")] == [FIRMS[2]]
    (filing,) = revisit.json("ledgers", "list", "2026-12")["ledgers"]
    assert filing["state"] == "on_time"
    report = revisit.json("report", "month", "2026-12")
    assert (report["firms"], report["services"], report["late_entries"]) == (1, 1, 0)
