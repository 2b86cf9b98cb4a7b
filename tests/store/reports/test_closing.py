"""What clearing a month looks at and keeps: each condition has a row on either side."""

import json
from typing import Any

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.closing import ClosingFacts, MissingUnit
from revisit_cli.rulebook.loader import rules
from revisit_cli.store.reports import closing as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


def _facts(stored: Stored) -> ClosingFacts:
    return store.load(stored.database, rules().period(MONTH))


def test_a_month_is_told_with_its_own_clearing_list_findings_and_held_rows(stored: Stored) -> None:
    stored.put("closing", month=BEFORE)
    stored.put("call_list", month=BEFORE, size=9)
    mine = stored.put("call_list", size=7, locked_at=AT, sha256="a" * 64, unlocked_at=LATER)
    for told in ({}, {}, {"month": BEFORE}, {"state": "confirmed"}):
        stored.put("finding", **told)
    for told in ({}, {}, {}, {"month": BEFORE}, {"state": "accepted"}, {"voided_at": AT}):
        stored.put("service", **{"state": "held", **told})
    found = _facts(stored)
    assert (found.closed_at, found.locked_at, found.list_size) == (None, None, 0)
    assert (found.undecided_count, found.held_count) == (2, 3)
    stored.change("call_list", mine, unlocked_at=None)
    stored.put("closing", closed_at=LATER)
    found = _facts(stored)
    assert (found.closed_at, found.locked_at, found.list_size) == (LATER, AT, 7)
    assert found.list_sha256 == "a" * 64


def test_a_missing_unit_is_named_by_its_months_own_finding(stored: Stored) -> None:
    units = [stored.put("unit", name=name) for name in ("甲科", "乙科", "丙科", "丁科", "戊科")]
    for unit in units:
        stored.put("roster_term", unit=unit)
    stored.put("unit", name="不在册")
    stored.put("filing", unit=units[4])
    for unit, told in zip(
        units[:4], ({}, {"month": BEFORE}, {"kind": "late"}, {"kind": "concealed"}), strict=True
    ):
        stored.put("finding", **{"unit": unit, "kind": "missing", **told})
    assert _facts(stored).missing == (
        MissingUnit("甲科", True), MissingUnit("乙科", False), MissingUnit("丙科", False),
        MissingUnit("丁科", False),
    )  # fmt: skip


def test_a_certificate_is_that_of_its_month(stored: Stored) -> None:
    store.close(stored.database, BEFORE, AT, "甲", {"calls": 1})
    assert store.certificate(stored.database, MONTH) is None
    store.close(stored.database, MONTH, LATER, "甲", {"calls": 2})
    assert store.certificate(stored.database, MONTH) == {"calls": 2}


def test_the_head_is_that_of_the_last_clearing_of_the_month(stored: Stored) -> None:
    rows = (
        ("MonthClosed", BEFORE),
        ("MonthClosed", MONTH),
        ("MonthClosed", MONTH),
        ("MonthReopened", MONTH),
        ("MonthClosed", NEXT),
    )
    assert store.log_head(stored.database, MONTH) is None
    for seq, (kind, month) in enumerate(rows, 1):
        body = json.dumps({"kind": kind, "facts": {"month": month}})
        stored.put("event", seq=seq, body=body, prev=f"{seq - 1:064d}", hash=f"{seq:064d}")
    assert store.log_head(stored.database, MONTH) == LogHead(3, f"{3:064d}"[:20])


def test_what_a_month_leaves_open_is_what_it_answers_for_and_has_no_end(stored: Stored) -> None:
    def carried(kind: str, number: int, to_month: str) -> None:
        stored.put("carry", kind=kind, subject=number, month=BEFORE, to_month=to_month)

    calls: list[dict[str, Any]] = [
        {"state": "retry"},
        {},
        {"state": "done"},
        {"state": "withdrawn"},
        {"carried_to": NEXT},
        {"month": BEFORE},
    ]
    calls_open = [stored.put("call", **told) for told in calls][:2]
    stored.put("problem")
    visits: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
        ({}, {}),
        ({"state": "unsigned"}, None),
        ({"state": "done"}, {}),
        ({}, None),
        ({}, {"dropped_at": AT}),
        ({"month": NEXT}, {}),
        ({"month": BEFORE}, {}),
    ]
    made = []
    for told, reason in visits:
        made.append(stored.put("visit", **told))
        if reason is not None:
            stored.put("flag", visit=made[-1], **reason)
    carried("visit", made[6], MONTH)
    problems: list[dict[str, Any]] = [
        {"state": "assigned"},
        {"state": "transferred"},
        {"state": "handled"},
        {"voided_at": AT},
        {"month": NEXT},
        {"month": BEFORE},
    ]
    raised = [stored.put("problem", **told) for told in problems]
    carried("problem", raised[5], MONTH)
    carried("problem", raised[0], NEXT)
    assert store.left_open(stored.database, MONTH) == [
        *(("call", number) for number in calls_open),
        *(("problem", number) for number in (1, raised[1], raised[5])),
        *(("visit", number) for number in (made[0], made[1], made[6])),
    ]


def test_a_call_is_carried_to_the_firms_call_of_that_month(stored: Stored) -> None:
    stored.put("call", firm=stored.put("firm"))
    firm = stored.put("firm")
    call = stored.put("call", firm=firm)
    stored.put("call", month=NEXT)
    added = store.target_of(stored.database, call, NEXT, "2027-01-10")
    assert stored.get("call", added, "firm", "month", "due_on") == (firm, NEXT, "2027-01-10")
    assert store.target_of(stored.database, call, NEXT, "2027-01-11") == added
    store.mark_call(stored.database, call, NEXT, "甲")
    assert stored.get("call", call, "carried_to", "carried_by") == (NEXT, "甲")
    assert stored.get("call", added, "carried_to") == (None,)
