"""What facts propose, what a person decides, and where it leads."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.errors.discipline.duty import (
    AdmonishedBefore,
    AdmonitionTooEarly,
    DecisionIncomplete,
    DismissalIncomplete,
    FindingDecidedBefore,
    FindingNotConfirmed,
    KindUnknown,
)
from revisit_cli.policy.discipline import duty as policy
from revisit_cli.records.code import CallOutcome, Escalation, FindingKind, FindingState, UnitKind
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.discipline.duty import DutyFacts, FilingFact, Finding
from revisit_cli.records.ledgers.number import GivenNumber, RungNumber
from revisit_cli.records.rules.setting import Settings
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader


def _found(now: str, **facts: Any) -> list[tuple[str, int, str]]:
    known = {"filings": (), "missing": (), "numbers": (), "denied": (), **facts}
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    cycle = loader.rules().period("2026-09")
    found = policy.suspicions(DutyFacts("2026-09", **known), moment, Calendar(), cycle, Settings())
    return [(each.kind, each.unit, each.subject) for each in found]


@pytest.mark.clause("三(四)2", "R13")
@pytest.mark.parametrize(
    ("now", "facts", "found"),
    [
        # The 25th of September 2026 is a holiday: silence is late from 28 September, 18:00.
        ("2026-09-28T18:00", {"missing": (1,)}, []),
        ("2026-09-28T18:01", {"missing": (1,)}, [("missing", 1, "month:2026-09")]),
        ("2026-09-29T09:00", {"filings": (FilingFact(7, 1, "zero"),)}, []),
        ("2026-09-29T09:00", {"filings": (FilingFact(7, 1, "on_time"),)}, []),
        ("2026-09-29T09:00", {"filings": (FilingFact(7, 1, "late"),)}, [("late", 1, "filing:7")]),
        ("2026-09-29T09:00", {"denied": ((2, 5),)}, [("denied_service", 2, "call:5")]),
        ("2026-09-29T09:00", {"concealed": ((2, "某厂"),)}, [("concealed", 2, "firm:某厂")]),
    ],
)
def test_facts_propose_and_nothing_more(
    now: str, facts: dict[str, Any], found: list[tuple[str, int, str]]
) -> None:
    assert _found(now, **facts) == found


@pytest.mark.clause("三(四)2", "R12", "R28")
@pytest.mark.parametrize(
    ("outcomes", "is_over"),
    [
        (["wrong_number", *["completed"] * 4], False),
        (["dead_number", "wrong_number", *["completed"] * 4], True),
        (["contact_left", "no_answer", "busy", None], False),
        (["dead_number", None, None, None], True),
        ([], False),
    ],
)
def test_bad_numbers_above_the_rate_are_a_suspicion(
    outcomes: list[CallOutcome | None], is_over: bool
) -> None:
    rung = [
        RungNumber(call, f"1380000000{call}", outcome, is_voided=False)
        for call, outcome in enumerate(outcomes)
        if outcome is not None
    ]
    numbers = [GivenNumber(n, 1, "一科", 1, f"1380000000{n}") for n in range(len(outcomes))]
    others = [GivenNumber(n, 2, "二科", 2, f"1380000001{n}") for n in range(3)]
    facts = DutyFacts("2026-09", (), (), (), (*numbers, *others), tuple(rung))
    assert policy.over_dead_rate(facts, 20) == ((1,) if is_over else ())


@pytest.mark.clause("三(四)2", "R16")
@pytest.mark.parametrize(
    ("kind", "nth", "talked_to"),
    [
        ("late", 1, "deputy"),
        ("missing", 2, "deputy"),
        ("late", 3, "chief"),
        ("concealed", 4, "chief"),
        ("forced_praise", 1, "chief"),
    ],
)
def test_the_third_finding_and_forced_praise_go_to_the_chief(
    kind: FindingKind, nth: int, talked_to: str
) -> None:
    assert policy.escalation(kind, nth, loader.rules().numbers) == talked_to


@pytest.mark.clause("R16")
@pytest.mark.parametrize(
    ("found_in", "count"),
    [
        ([], 0),
        (["2026-01", "2026-11", "2026-11"], 3),
        (["2025-11"], 0),
        (["2025-12"], 1),
        (["2026-12"], 0),
    ],
)
def test_findings_count_in_the_twelve_months_that_end_with_the_one_reported(
    found_in: list[str], count: int
) -> None:
    assert policy.in_twelve_months(found_in, "2026-11") == count


@pytest.mark.clause("R16")
def test_repeated_is_three_times_by_the_number_of_the_month() -> None:
    numbers = loader.rules().numbers
    assert [policy.is_repeated(count, numbers) for count in (2, 3)] == [False, True]
    assert policy.is_repeated(2, numbers._replace(repeated_findings=2))


def _finding(state: FindingState) -> Finding:
    return Finding(
        1, "late", 1, "某科", "2026-09", "filing:1", state, "2026-09-29T09:00:00+08:00",
        "2026-10-01T09:00:00+08:00", "甲", None,
    )  # fmt: skip


@pytest.mark.clause("三(四)2")
@given(st.sampled_from([None, "", " "]), st.booleans())
def test_nobody_decides_without_a_name_and_grounds(empty: str | None, is_confirmed: bool) -> None:
    refusal = DecisionIncomplete if is_confirmed else DismissalIncomplete
    for name, grounds in ((empty, "依据"), ("甲", empty)):
        with pytest.raises(refusal):
            policy.check_decision(_finding("suspected"), name, grounds, is_confirmed=is_confirmed)
    policy.check_decision(_finding("suspected"), "甲", "依据", is_confirmed=is_confirmed)


@pytest.mark.clause("三(四)2")
@pytest.mark.parametrize("state", ["confirmed", "dismissed"])
def test_a_decision_stands(state: FindingState) -> None:
    with pytest.raises(FindingDecidedBefore):
        policy.check_decision(_finding(state), "乙", "依据", is_confirmed=True)


@pytest.mark.clause("三(四)2")
@pytest.mark.parametrize(
    ("escalation", "kind", "whom"),
    [
        ("deputy", "bureau_unit", ("deputy", "副职乙")),
        ("deputy", "office", ("officer", "承办丙")),
        ("deputy", "unknown", ("either", "副职乙")),
        ("chief", "bureau_unit", ("chief", "正职甲")),
        ("chief", "office", ("chief", "正职甲")),
    ],
)
def test_who_is_talked_to_goes_by_the_kind_of_unit_and_how_far_it_went(
    escalation: Escalation, kind: UnitKind, whom: tuple[str, str]
) -> None:
    finding = replace(
        _finding("confirmed"), escalation=escalation, unit_kind=kind,
        leader="正职甲", deputy="副职乙", contact="承办丙",
    )  # fmt: skip
    assert policy.whom_to_talk_to(finding) == whom


@pytest.mark.clause("三(四)2")
def test_a_talk_follows_a_decision_and_is_held_once() -> None:
    confirmed = _finding("confirmed")
    policy.check_admonition(confirmed, date(2026, 10, 1))
    with pytest.raises(AdmonitionTooEarly):
        policy.check_admonition(confirmed, date(2026, 9, 30))
    with pytest.raises(AdmonishedBefore):
        policy.check_admonition(replace(confirmed, admonished_on="2026-10-02"), date(2026, 10, 3))
    for state in ("suspected", "dismissed"):
        with pytest.raises(FindingNotConfirmed):
            policy.check_admonition(_finding(state), date(2026, 10, 3))


def test_a_year_nobody_announced_gives_no_suspicion_of_silence() -> None:
    with pytest.raises(YearUnknown):
        policy.suspicions(
            DutyFacts("2030-01", (), (1,), (), ()),
            datetime(2030, 3, 1, tzinfo=BEIJING),
            Calendar(),
            loader.rules().period("2030-01"),
            Settings(),
        )


def test_kinds_are_known_by_word_and_code() -> None:
    assert policy.kind_given("迟报") == policy.kind_given("late") == "late"
    assert policy.kind_given(None) is None
    with pytest.raises(KindUnknown):
        policy.kind_given("早报")
