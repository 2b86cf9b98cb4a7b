"""An act is taken back in the months it changed, whatever cleared months its rows are of."""

from collections.abc import Sequence
from typing import Any

import pytest

from revisit_cli.errors import ExitCode
from tests.conftest import Revisit, begins

HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
OCTOBER, NOVEMBER, NOW = "2026-10", "2026-11", "2026-11-26T09:00"
FIRMS = [f"示例市{stem}子有限公司" for stem in "甲乙丙"]


def _ledger(revisit: Revisit, name: str, day: str, *firms: int) -> None:
    lines = [f"审批科,甲,{day},许可,{FIRMS[n]},某人,1380000{n:04d}" for n in firms]
    path = revisit.folder / f"{name}.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


@begins
def november(revisit: Revisit) -> Revisit:
    """November's ledger is in; October is cleared, and handed on a call, a problem and a visit."""
    revisit("units", "add", "审批科", "--since", OCTOBER, now="2026-10-08T09:00")
    _ledger(revisit, "十月", "2026.10.9", 0, 1)
    _ledger(revisit, "补报", "2026.10.12", 0, 1, 2)
    _ledger(revisit, "十一月", "2026.11.5", 0, 2)
    words = ("--month", OCTOBER, "--accept-gone", "--replace")
    revisit("import", revisit.folder / "十月.csv", *words, now="2026-10-23T10:00")
    revisit("calls", "lock", OCTOBER, now="2026-10-27T09:00")
    revisit(
        "calls", "record", 1, "--outcome", "接通", "--overall", "不满意", "--difficulty", "排队",
        now="2026-10-28T09:00",
    )  # fmt: skip
    carried = [word for each in ("call:2", "visit:1", "problem:1") for word in ("--carry", each)]
    revisit("close", OCTOBER, *carried, "--accepted-by", "张局长", "--yes", now="2026-10-29T09:00")
    revisit.now = NOW
    revisit("import", revisit.folder / "十一月.csv", "--month", NOVEMBER)
    return revisit


def _told(revisit: Revisit, month: str) -> tuple[Any, list[tuple[str, int | None]]]:
    """Return a month's report but for its log, and what was taken back of it."""
    told = revisit.json("report", "month", month, now="2026-11-26T10:00")
    back = told.pop("log").get("retractions", [])
    return told, [(each["kind"], each["subject"]) for each in back]


ACTS: dict[str, tuple[Sequence[object], tuple[str, int | None] | None]] = {
    # The number came with October's ledger.
    "a bad number": (("calls", "record", 4, "--outcome", "号码有误"), ("attempt", 4)),
    "a call handed on": (
        ("calls", "record", 3, "--outcome", "接通", "--overall", "满意"),
        ("attempt", 3),
    ),
    "a problem handed on": (
        ("problems", "extend", 1, "--to", "2026-12-04", "--words", "待复"),
        ("problem", 1),
    ),
    "a visit handed on": (
        ("visits", "record", 1, "--signature", "签字", "--signed-by", "赵总"),
        ("visit", 1),
    ),
    "a ledger that came late": (
        ("import", "{folder}/补报.csv", "--month", OCTOBER),
        ("ledger", 3),
    ),
}


@pytest.mark.clause("四3", "R15", "R21")
@pytest.mark.parametrize("name", ACTS)
def test_what_left_a_cleared_month_alone_is_taken_back_without_correcting_it(
    november: Revisit, name: str
) -> None:
    words, retracted = ACTS[name]
    calls = november.json("calls", "list", NOVEMBER)["calls"]
    assert {each["id"]: each["firm"] for each in calls} == {3: FIRMS[1], 4: FIRMS[0], 5: FIRMS[2]}
    cleared, before = _told(november, OCTOBER), _told(november, NOVEMBER)
    november(*(str(word).format(folder=november.folder) for word in words))
    after = _told(november, NOVEMBER)
    assert after != before
    november("undo", 1)
    assert _told(november, OCTOBER) == cleared
    assert _told(november, NOVEMBER) == (before[0], [retracted])
    november("undo", 1)
    assert _told(november, NOVEMBER) == after
    assert november.json("audit", "verify")["ok"]


@pytest.mark.clause("四3", "R15")
def test_what_was_cleared_since_is_corrected_and_nothing_before(november: Revisit) -> None:
    """The visit that October handed on was made in November."""
    november("visits", "record", 1, "--signature", "签字", "--signed-by", "赵总")
    event = november.json("audit", "head")["size"]
    november("calls", "lock", NOVEMBER)
    for call in (3, 4, 5):
        november("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    now = "2026-12-22T09:00"
    november("problems", "answer", 1, "--words", "已答复", now=now)
    november("close", NOVEMBER, now=now)
    back = ("undo", "--event", event)
    assert "2026-11 已清零" in november(*back, code=ExitCode.FORBIDDEN, now=now).err
    november(*back, "--correct", "记错了企业", now=now)
    noted = november.rows("select month, kind, subject from correction")
    assert noted == [(NOVEMBER, "event", event)]
    (visit,) = november.json("visits", "list", "2026-12", now=now)["visits"]
    assert (visit["id"], visit["state"]) == (1, "to_do")
