"""A made-up month as its first page tells it, with whatever of it a test wants otherwise."""

from datetime import date
from typing import Any

from revisit_cli.policy.reports import front
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.front import (
    MonthBefore,
    MonthDays,
    MonthStood,
    MonthTold,
    ProblemParts,
    Step,
    Undone,
)
from revisit_cli.records.reports.question import TagFigures
from revisit_cli.records.reports.report import MonthReported, UnitFigures
from revisit_cli.records.value import replace

NONE = Rate(0, 0)
OPEN = MonthDays(
    as_of="2026-12-04T16:20:00+08:00",
    closed_at=None,
    ledgers_late="2026-11-25T18:00:00+08:00",
    calls_due=date(2026, 12, 10),
    calls_left=5,
    calls_over=0,
    visits_due=date(2026, 12, 20),
    visits_over=0,
)
CLEARED = replace(
    OPEN, as_of="2026-12-18T10:00:00+08:00", closed_at="2026-12-18T10:00:00+08:00", calls_over=8
)
CENSUS = RecheckFigures(
    "done", "2026-11", pool=15, size=15, drawn=15, answered=15, most=0, most_with_unreached=0
)
CHECKED = RecheckFigures(
    "done", "2026-11", pool=312, size=60, drawn=60, answered=52, unreached=8, most=15,
    most_with_unreached=68,
)  # fmt: skip


def unit(name: str, filing: str = "on_time", **changed: Any) -> UnitFigures:
    """Return a unit's line."""
    counts = dict.fromkeys(
        ("services", "firms", "evaluations", "satisfied", "dissatisfied", "unrated", "beyond",
         "unasked", "unreached", "pending", "carried", "visited"), 0,
    )  # fmt: skip
    fields = {"unit": name, "filing": filing, "satisfaction": NONE, "is_ranked": False}
    return UnitFigures(**{**fields, "bad_numbers": NONE, **counts, **changed})


def reported(**changed: Any) -> MonthReported:
    """Return a month of 212 firms, 210 of them called."""
    fields: dict[str, Any] = {
        "month": "2026-11",
        "is_locked": True,
        "firms": 212,
        "call_list": CallList(212, 0, is_locked=True, locked_at="2026-11-25T18:05:00+08:00"),
        "sole_traders": 3,
        "services": 287,
        "late_entries": 0,
        "late_entry_firms": 0,
        "overdue": 0,
        "coverage": Rate(210, 212),
        "contact_rate": Rate(203, 211),
        "effective_rate": Rate(199, 211),
        "aapor": (),
        "satisfaction": Rate(190, 196),
        "unrated_firms": 16,
        "dispositions": (("I", 199), ("P", 0), ("NE", 0)),
        "filings": (("on_time", 24), ("late", 1), ("supplement", 0), ("zero", 4), ("missing", 1)),
        "units": (unit("人防工程站", "missing"), unit("燃气办", "late")),
        "not_done": (),
        "unevaluated": (),
        "problems": (("raised", 21), ("answered", 20), ("open", 0), ("carried", 1)),
        "problems_in_time": Rate(19, 21),
        "visits": (("flagged", 14), ("done", 13), ("unsigned", 0), ("to_do", 0), ("carried", 1)),
        "visits_in_time": Rate(13, 14),
        "calls": (),
        "calls_in_time": NONE,
        "integrity": (),
        "hidden_approvals": TagFigures(0, 0, 0, ()),
        "questions": (),
        "origin": "示例",
        "log": LogHead(1284, "7c1e09ab52d4f31088e6"),
        "answers": (("satisfied", 190), ("dissatisfied", 6), ("unrated", 16)),
    }
    return MonthReported(**{**fields, **changed})


BEFORE = reported(
    month="2026-10",
    firms=187,
    coverage=Rate(187, 187),
    effective_rate=Rate(173, 187),
    satisfaction=Rate(163, 170),
    filings=(("on_time", 26), ("late", 3), ("supplement", 0), ("zero", 0), ("missing", 0)),
    problems_in_time=Rate(14, 17),
    visits=(("flagged", 9), ("done", 9), ("unsigned", 0), ("to_do", 0), ("carried", 0)),
)
UNDONE = (
    Undone("unreached", ("示例甲厂", "示例乙厂", "示例丙厂", "示例丁厂")),
    Undone("not_attempted", ("示例戊厂",), carried=1, added_late=1, came_on=date(2026, 12, 14)),
)
PARTS = ProblemParts(
    categories=(("suggestion", 13), ("difficulty", 8), ("other", 0)),
    timings=(
        ("in_time", 19), ("extended", 1), ("late", 1), ("not_due", 0), ("carried_not_due", 0),
    ),
    transferred=4,
    transferred_answered=4,
    dissatisfied_flagged=6,
)  # fmt: skip
STEPS = (
    Step("ledgers", date(2026, 12, 25), 1),
    Step("unfiled", date(2026, 12, 25), 1, ("人防工程站",)),
    Step("calls", date(2027, 1, 10), 1),
    Step("visits", date(2027, 1, 20), 1),
)


def page(
    figures: MonthReported | None = None, then: MonthReported | None = BEFORE, **changed: Any
) -> MonthTold:
    """Return a month as its first page tells it, without its words yet."""
    month = reported() if figures is None else figures
    days = changed.get("days", CLEARED)
    rules = changed.pop("rules", ())
    before = None
    if then is not None:
        before = MonthBefore(then.month, then.firms, True, month.firms - then.firms, rules)
    stood = None if then is None else MonthStood(then.month, then.firms, front.six(then))
    six = front.six_figures(month, stood, rules, is_final=front.is_final(month, days))
    undone = changed.get("undone", UNDONE)
    fields = {
        "month": month,
        "days": days,
        "before": before,
        "figures": six,
        "undone": undone,
        "left": front.left(month, undone),
        "problem_parts": PARTS,
        "steps": STEPS,
        "state_codes": front.states(month, days),
    }
    return MonthTold(**{**fields, **changed})
