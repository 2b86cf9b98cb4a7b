"""How many are done of how many: one count for report, status and certificate."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.reports import closing, count, status
from revisit_cli.policy.reports.month import reported
from revisit_cli.records.code import (
    CallOutcome,
    CallReported,
    FilingState,
    ProblemReported,
    VisitReported,
)
from revisit_cli.records.context import BEIJING
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.reports.closing import ClosingFacts
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ProblemFact, VisitFact
from revisit_cli.records.reports.question import Feedback
from revisit_cli.records.reports.status import StatusFacts
from revisit_cli.rulebook import loader

Ended = tuple[CallReported, CallOutcome | None]
ENDED: list[Ended] = [("done", "completed"), ("retry", "busy"), ("new", None), ("carried", "busy")]
CALLS = st.lists(st.tuples(st.sampled_from(ENDED), st.booleans(), st.booleans()), max_size=9)
FILED: list[FilingState] = ["on_time", "late", "zero"]
PROBLEM: list[ProblemReported] = ["open", "assigned", "handled", "answered", "closed"]
VISIT: list[VisitReported] = ["done", "unsigned", "to_do", "carried"]
RAISED = "2026-12-01T10:00:00+08:00"


def _call(number: int, ended: Ended, *, is_listed: bool, came: bool) -> CallFact:
    state, last = ended
    outcome = last if state == "done" else None
    listed = is_listed and not came
    return CallFact(number, f"示例{number}厂", False, listed, state, outcome, last, came, number)


def _problem(number: int, state: ProblemReported) -> ProblemFact:
    raised = ProblemEvent("raised", RAISED, "甲", None, "2026-12-08", RAISED)
    return ProblemFact(
        "2026-11", None, None, "other", "慢", state, "2026-12-08", None, (raised,), number
    )


NOW = datetime(2026, 12, 5, 9, tzinfo=BEIJING)


@pytest.mark.clause("四3", "R12", "R13", "R15")
@given(
    CALLS,
    st.lists(st.sampled_from(FILED), max_size=4),
    st.lists(st.sampled_from(PROBLEM), max_size=5),
    st.lists(st.sampled_from(VISIT), max_size=5),
    st.lists(st.sampled_from(VISIT), max_size=5),
)
def test_report_status_and_certificate_count_the_same(
    calls: list[tuple[Ended, bool, bool]],
    filed: list[FilingState],
    problems: list[ProblemReported],
    visits: list[VisitReported],
    came: list[VisitReported],
) -> None:
    facts = MonthFacts(
        "2026-11",
        True,
        tuple(_call(n, e, is_listed=a, came=b) for n, (e, a, b) in enumerate(calls, 1)),
        (),
        tuple((f"第{number}科", state) for number, state in enumerate(filed)),
        ("燃气办",),
        tuple(_problem(number, state) for number, state in enumerate(problems, 1)),
        tuple(VisitFact("甲", s, "2026-12-20", False, id=n) for n, s in enumerate(visits, 1)),
        carried_visits=tuple(
            VisitFact("乙", s, "2026-12-20", False, id=n) for n, s in enumerate(came, 90)
        ),
    )
    figures = reported(
        facts, LogHead(1, "0" * 20), "x", before=Feedback(), rules=loader.rules(),
        now=NOW,
    )  # fmt: skip
    shown = status.with_month(StatusFacts(), facts, date(2026, 11, 25))
    cleared = closing.with_month(ClosingFacts("2026-11"), facts, NOW, loader.rules())
    # Calls: N, what is done of it, what came and what went.
    own = of_n(facts.calls)
    done = figures.firms - len(figures.not_done)
    assert figures.firms == len(own) == shown.call_list.size
    assert shown.calls.of == len(facts.calls) - dict(figures.carried_out)["calls"]
    others = sum(call.state == "done" for call in facts.calls if call not in own)
    assert shown.calls.done == done + others == count.calls_made(facts).n
    assert len(cleared.calls) == shown.calls.of
    assert sum(call.state == "done" for call in cleared.calls) == shown.calls.done
    # Ledgers.
    assert dict(cleared.filings) == {
        kind: n for kind, n in figures.filings if n and kind != "missing"
    }
    assert (shown.ledgers.done, shown.ledgers.of) == (len(filed), len(filed) + 1)
    # Problems and visits.
    assert shown.problems.done == dict(figures.problems)["answered"]
    assert shown.problems.of == len(cleared.problems) == len(problems)
    assert shown.causes.of == shown.problems.done
    assert shown.causes.done == problems.count("closed")
    left = dict(figures.carried_out)["visits"]
    assert len(cleared.visits) == len(visits) + len(came) - left
