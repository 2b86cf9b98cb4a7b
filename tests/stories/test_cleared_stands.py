"""A cleared month prints what it printed, whatever is done afterwards without a correction."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.called import COMPLETED
from tests.conftest import Revisit, begins
from tests.filled import firm_name
from tests.ledgers import write_ledger

MONTH, NEXT = "2026-11", "2026-12"
FIRMS = [firm_name(number) for number in range(6)]
BY = ("--decided-by", "纪委张三", "--evidence", "收件登记")
# What was agreed on, done or decided later, each in an order that one may rely on.
LATER: tuple[tuple[str, ...], ...] = (
    ("units", "rename", "审批科", "行政审批科"),
    ("units", "set", "燃气办", "--no-roster", "--until", "2026-12"),
    ("settings", "set", "rank_from_evaluations", "1"),
    ("settings", "set", "dead_rate_percent", "1"),
    ("settings", "set", "answer_workdays", "10"),
    ("firms", "merge", FIRMS[0], FIRMS[1], "--reason", "电话核实", "-y"),
    ("problems", "transfer", "2", "--to", "市政务数据局"),
    ("problems", "answer", "2", "--words", "已告知企业", "--at", "2026-12-08 10:00"),
    ("problems", "extend", "3", "--to", "2026-12-31", "--words", "待批复"),
    ("problems", "close", "1", "--cause", "人手不足", "--words", "企业满意"),
    ("visits", "record", "2", "--lead", "王局", "--signature", "盖章", "--signed-by", "赵总",
     "--at", "2026-12-18 10:00"),
    ("calls", "record", "7", *COMPLETED),
    ("firms", "split", FIRMS[0], "--reason", "核实为两家"),
)  # fmt: skip
# What these are about: where things stand today, and not what the month came to.
TODAY = ("log", "next", "after_close")


@begins
def cleared(revisit: Revisit) -> Revisit:
    """November: one unit in time, one late; a call, a visit and two problems are carried over."""
    for unit in ("审批科", "燃气办"):
        revisit("units", "add", unit, "--since", MONTH, now="2026-11-02T09:00")
    path = write_ledger(revisit.folder, "审批科", FIRMS[:5], date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    path = write_ledger(revisit.folder, "燃气办", FIRMS[5:], date(2026, 11, 3), 13800000500)
    revisit("import", path, now="2026-11-30T10:00")
    revisit("calls", "lock", MONTH, now="2026-12-01T08:00")
    for call in range(1, 6):
        words = ("--suggestion", f"少跑一趟{call}") if call < 4 else ()
        revisit("calls", "record", call, *COMPLETED, *words, now="2026-12-02T09:00")
    revisit("calls", "record", 6, "--outcome", "无人接听", now="2026-12-02T09:00")
    for firm in FIRMS[:2]:
        revisit("flags", "add", firm, "--reason", "差评", "--month", MONTH, now="2026-12-02T11:00")
    signed = ("--lead", "王局", "--signature", "签字", "--signed-by", "赵总")
    revisit("visits", "record", 1, *signed, now="2026-12-03T09:00")
    revisit("problems", "answer", 1, "--words", "已告知企业", now="2026-12-04T09:00")
    revisit("duty", "find", MONTH, now="2026-12-05T09:00")
    for finding in revisit.json("duty", "list", MONTH, now="2026-12-05T09:00")["findings"]:
        revisit("duty", "confirm", finding["id"], *BY, now="2026-12-05T10:00")
    carried = ("call:6", "visit:2", "problem:2", "problem:3")
    carries = [word for each in carried for word in ("--carry", each)]
    revisit("close", MONTH, "-y", *carries, "--accepted-by", "张局长", now="2026-12-21T09:00")
    revisit.now = "2026-12-22T20:00"
    return revisit


def printed(revisit: Revisit) -> Iterator[tuple[str, Any]]:
    """Yield each figure that the month's reports and its certificate print."""
    for words in (
        ("report", "month", MONTH), ("report", "public", MONTH), ("report", "duty", MONTH),
        ("close", MONTH, "--certificate"),
    ):  # fmt: skip
        told = revisit.json(*words)
        yield from ((f"{words[1]} {key}", told[key]) for key in told if key not in TODAY)


@pytest.mark.clause("四3", "R15", "R21", "R26")
def test_nothing_that_is_done_later_changes_what_it_printed(cleared: Revisit) -> None:
    before = dict(printed(cleared))
    for number, words in enumerate(LATER):
        cleared(*words, now=f"2026-12-22T10:{number:02d}")
        after = dict(printed(cleared))
        changed = [key for key in before if after[key] != before[key]]
        assert (words[:2], changed) == (words[:2], [])
    # What was done is told by the month that did it.
    december = cleared.json("report", "month", NEXT)
    assert december["carried_in"]["problems"]["n"] == december["carried_in"]["visits"]["n"] == 1
    assert december["doubtful_times"] > 0
