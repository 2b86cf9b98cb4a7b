"""A month's facts out of the store: each condition of each select has a row on either side."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.reports import count as count_store
from revisit_cli.store.reports import report as store
from revisit_cli.store.reports.feedback import feedback
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored, answered, attempted

LAST_ON = date(2026, 11, 25)


def facts(stored: Stored) -> MonthFacts:
    return store.load(stored.database, MONTH, LAST_ON)


def test_a_call_tells_its_last_attempt_that_stands_and_where_it_went(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    firm = stored.put("firm", name="示例甲厂", is_sole_trader=1)
    call = stored.put("call", firm=firm, state="retry", is_listed=1)
    for outcome, party, voided_at in (
        ("busy", None, None),
        ("no_answer", "firm", None),
        ("completed", "third_party", AT),
    ):
        stored.put("attempt", call=call, outcome=outcome, callback_party=party, voided_at=voided_at)
    outside = stored.put("call", month=BEFORE)
    stored.put("attempt", outcome="wrong_number", callback_party="third_party", call=outside)
    gone = stored.put("call", carried_to=NEXT)
    alone = stored.put("call", state="withdrawn")
    # Its other name's call was withdrawn too: nobody makes it.
    stored.put("call", state="withdrawn", twin_of=alone)
    told = facts(stored).calls
    assert [each.firm for each in told] == [firm, *stored.get("call", gone, "firm")]
    assert (told[0].name, told[0].is_sole_trader, told[0].is_listed) == ("示例甲厂", True, True)
    assert (told[0].state, told[0].outcome, told[0].last) == ("retry", None, "no_answer")
    assert told[0].last_party == "firm"
    assert (told[1].state, told[1].last) == ("carried", None)


def test_a_call_tells_the_one_that_it_was_handed_on_to(stored: Stored) -> None:
    call, target = stored.put("call"), stored.put("call", month=NEXT)
    wrong = stored.put("call", month=NEXT)
    others: list[dict[str, Any]] = [{"month": BEFORE}, {"kind": "visit"}, {"subject": target}]
    for told in others:
        stored.put(
            "carry", **{"month": MONTH, "kind": "call", "subject": call, "target": wrong, **told}
        )
    assert [each.target for each in facts(stored).calls] == [None]
    stored.put("carry", month=MONTH, kind="call", subject=call, target=target)
    assert [each.target for each in facts(stored).calls] == [target]


def test_calls_that_a_month_was_handed_are_those_with_a_call_to_make_them(stored: Stored) -> None:
    target = stored.put("call")
    rows: list[dict[str, Any]] = [
        {"kind": "visit"},
        {"to_month": NEXT},
        {"target": None},
        {},
        {"subject": 7},
    ]
    for number, told in enumerate(rows):
        row = {"month": BEFORE, "to_month": MONTH, "kind": "call", "subject": number + 1}
        stored.put("carry", **{**row, "target": target, **told})
    assert facts(stored).carried_calls == ((4, target), (7, target))


def test_firms_that_came_when_their_month_was_cleared_are_told_by_both_months(
    stored: Stored,
) -> None:
    firm = stored.put("firm")
    earlier, own, later = [
        stored.put("filing", month=month, version=n)
        for n, month in enumerate((BEFORE, MONTH, NEXT), 1)
    ]
    rows: tuple[tuple[int, str], ...] = (
        (earlier, MONTH),
        (own, "2027-01"),
        (own, NEXT),
        (own, MONTH),
        (later, "2027-01"),
    )
    for filing, month in rows:
        for told in ({"firm": firm}, {"firm": firm}, {}, {}, {"voided_at": AT}, {"state": "held"}):
            stored.put("service", **{"filing": filing, "month": month, **told})
    assert facts(stored).after_close == (
        AfterClose(BEFORE, MONTH, 3),
        AfterClose(MONTH, NEXT, 3),
        AfterClose(MONTH, "2027-01", 3),
    )


def test_the_format_is_that_of_the_months_own_certificate(stored: Stored) -> None:
    stored.put("closing", month=BEFORE, certificate='{"format": 3}')
    assert facts(stored).certificate_format is None
    closing = stored.put("closing")
    assert facts(stored).certificate_format == 1
    stored.change("closing", closing, certificate='{"format": 2}')
    assert facts(stored).certificate_format == 2


def test_the_months_corrected_since_are_told_once(stored: Stored) -> None:
    for month, closed_at in ((MONTH, AT), (BEFORE, AT), (NEXT, LATER)):
        stored.put("closing", month=month, closed_at=closed_at)
    for month, at in ((MONTH, AT), (BEFORE, LATER), (MONTH, LATER), (NEXT, AT), ("2026-09", AT)):
        stored.put("correction", month=month, at=at)
    assert store.corrected(stored.database) == {BEFORE, MONTH}


def test_a_call_is_carried_in_that_is_a_target_and_not_served_this_month(stored: Stored) -> None:
    firms = [stored.put("firm") for _ in range(7)]
    calls = [stored.put("call", firm=firm) for firm in firms]
    for call in calls[1:]:
        stored.put("carry", month=BEFORE, subject=call, target=call, to_month=MONTH)
    served: list[dict[str, Any]] = [
        {},
        {"month": BEFORE},
        {"state": "held"},
        {"replaced_by": stored.put("service")},
        {"voided_at": AT},
    ]
    for firm, told in zip(firms[1:], served, strict=False):
        stored.put("service", firm=firm, **told)
    found = [each.is_carried_in for each in facts(stored).calls]
    assert found == [False, False, True, True, True, True, True]


def test_services_are_a_months_own_that_stand_under_the_names_of_then(stored: Stored) -> None:
    unit = stored.put("unit", name="审批科")
    stored.put("unit_alias", unit=unit, name="最早科", renamed_on="2026-11-25")
    stored.put("unit_alias", unit=unit, name="后来科", renamed_on="2027-01-02")
    stored.put("unit_alias", unit=unit, name="当时科", renamed_on="2026-12-01")
    stored.put("unit_alias", unit=stored.put("unit"), name="别的科", renamed_on="2026-11-26")
    stored.put("firm", name="示例外厂")
    firm = stored.put("firm", name="示例甲厂")
    late = stored.put("service", unit=unit, firm=firm, notes='["date_before_cycle"]')
    stored.put("service", unit=unit, firm=firm, served_on="2026-11-03")
    for told in (
        {"month": BEFORE},
        {"state": "held"},
        {"replaced_by": late},
        {"voided_at": AT},
    ):
        stored.put("service", **{"unit": unit, "firm": firm, **told})
    found = facts(stored).services
    assert [(each.unit, each.firm_name) for each in found] == [("当时科", "示例甲厂")] * 2
    assert [bool(each.is_late_entry) for each in found] == [True, False]
    printed = list(store.form_rows(stored.database, MONTH, LAST_ON))
    assert [(each.unit, each.firm_name) for each in printed] == [("当时科", "示例甲厂")] * 2
    assert [each.served_on for each in printed] == ["", "2026-11-03"]


def test_the_first_filing_that_stands_is_told_of_each_unit(stored: Stored) -> None:
    _owing(stored, name="别的科")
    unit = stored.put("unit", name="审批科")
    stored.put("filing", unit=unit, version=1, state="late", voided_at=AT)
    stored.put("filing", unit=unit, version=2, state="on_time", received_at=LATER)
    stored.put("filing", unit=unit, version=3, state="supplement")
    stored.put("filing", unit=unit, month=BEFORE, version=1, state="late")
    stored.put("unit", name="不在册")
    _owing(stored, name="旧科", voided_at=AT)
    gone = stored.put("unit", name="销号科", voided_at=AT)
    stored.put("filing", unit=gone, version=1, state="late")
    third = stored.put("unit", name="燃气处")
    stored.put("unit_alias", unit=third, name="燃气办", renamed_on="2026-12-01")
    stored.put("filing", unit=third, version=1, state="zero", received_at=AT)
    stored.put("filing", unit=unit, month=BEFORE, version=2, state="late")
    fourth = stored.put("unit", name="物业科")
    stored.put("filing", unit=fourth, version=1, state="late", received_at=AT)
    before = _owing(stored, name="上期科")
    stored.put("filing", unit=before, month=BEFORE, version=1, state="late")
    filed = (("审批科", "on_time"), ("销号科", "late"), ("燃气办", "zero"), ("物业科", "late"))
    assert facts(stored).filings == filed
    assert facts(stored).missing == ("别的科", "上期科")


def test_every_fact_bears_the_name_that_its_unit_had_then(stored: Stored) -> None:
    other = stored.put("unit", name="别的科")
    stored.put("unit_alias", unit=other, name="别的旧名", renamed_on="2026-11-26")
    unit = stored.put("unit", name="审批科")
    stored.put("unit_alias", unit=unit, name="最早科", renamed_on="2026-11-25")
    stored.put("unit_alias", unit=unit, name="当时科", renamed_on="2026-12-01")
    for each in (unit, other):
        attempted(stored, unit=each)
        stored.put("filing", unit=each)
        stored.put("problem", unit=each)
    told = facts(stored)
    stored.put("service", unit=unit)
    stored.put("service", unit=other)
    assert [each.unit for each in facts(stored).services] == ["别的旧名", "当时科"]
    assert [name for name, _ in told.filings] == ["别的旧名", "当时科"]
    assert [each.unit for each in told.problems] == ["当时科", "别的旧名"]
    found = feedback(stored.database, (MONTH,), LAST_ON).answers
    assert [each.unit for each in found] == ["别的旧名", "当时科"]
    assert facts(stored).roster[:2] == ("别的旧名", "当时科")


def _owing(stored: Stored, since: str | None = None, until: str | None = None, **told: str) -> int:
    unit = stored.put("unit", **told)
    stored.put("roster_term", unit=unit, since=since, until=until)
    return unit


@pytest.mark.clause("R26")
def test_units_are_counted_that_nobody_noted_since_when_they_owe_ledgers(stored: Stored) -> None:
    _owing(stored)
    _owing(stored, until=MONTH)
    again = _owing(stored)
    stored.put("roster_term", unit=again, since=MONTH)
    _owing(stored, since=BEFORE)
    _owing(stored, until=BEFORE)
    _owing(stored, voided_at=AT)
    assert facts(stored).undated_units == 2


def _carried(stored: Stored, kind: str, subject: int) -> None:
    """Carry a thing over, and other things of its number that are not it."""
    stored.put("carry", kind=kind, subject=subject, month=MONTH)


@pytest.mark.parametrize("carry", [{"month": BEFORE}, {"kind": "call"}, {"subject": 99}])
def test_a_visit_or_problem_stands_as_it_is_unless_it_was_carried(
    stored: Stored, carry: dict[str, Any]
) -> None:
    firm = stored.put("firm", name="示例甲厂")
    visit = stored.put("visit", firm=firm, state="unsigned")
    problem = stored.put("problem", firm=firm, state="assigned")
    assert visit == problem
    for kind in ("visit", "problem") if "kind" not in carry else ("call",):
        stored.put("carry", **{"kind": kind, "subject": visit, **carry})
    told = facts(stored)
    assert [(each.firm, each.state) for each in told.visits] == [("示例甲厂", "unsigned")]
    (found,) = told.problems
    assert (found.firm, found.state) == ("示例甲厂", "assigned")


def test_what_was_carried_over_is_told_as_such(stored: Stored) -> None:
    visit, problem = stored.put("visit", state="unsigned"), stored.put("problem", firm=None)
    _carried(stored, "visit", visit)
    _carried(stored, "problem", problem)
    assert [each.state for each in facts(stored).visits] == ["carried"]
    assert [each.state for each in facts(stored).problems] == ["carried"]


def test_problems_and_visits_are_a_months_own_that_stand(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    unit = stored.put("unit", name="审批科")
    stored.put("problem", text="后到期", due_on="2026-12-09", unit=unit)
    stored.put("problem", text="先到期", due_on="2026-12-03", unit=None, firm=None)
    stored.put("problem", month=BEFORE)
    stored.put("problem", voided_at=AT)
    stored.put("problem", text="待定", due_on=None, unit=None)
    told = [(each.text, each.unit) for each in facts(stored).problems]
    assert told == [("先到期", None), ("后到期", "审批科"), ("待定", None)]


def test_a_visit_is_told_that_was_made_or_that_a_reason_asks_for(stored: Stored) -> None:
    firms = [stored.put("firm", name=f"示例{n}厂") for n in range(6)]
    for firm in firms:
        stored.put("visit", firm=firm)
    stored.change("visit", 1, state="unsigned")
    stored.put("flag", firm=firms[1], visit=2)
    stored.put("flag", firm=firms[2], visit=3, dropped_at=AT)
    stored.put("flag", firm=firms[3], visit=4, pending_since=AT)
    stored.put("flag", firm=firms[4])
    stored.put("visit", firm=firms[0], month=BEFORE, state="done")
    # Taken back from one that was made, and from one that another reason asks for.
    stored.put("flag", firm=firms[0], visit=1, dropped_at=AT)
    stored.put("flag", firm=firms[1], visit=2, dropped_at=AT)
    earlier = stored.put("visit", firm=firms[5], month=BEFORE)
    stored.put("flag", firm=firms[5], visit=earlier, dropped_at=AT)
    assert [each.firm for each in facts(stored).visits] == ["示例0厂", "示例1厂"]
    assert [each.firm for each in facts(stored).dropped_visits] == ["示例2厂"]


def test_visits_bear_each_reason_that_counts_once_in_the_order_of_the_first(
    stored: Stored,
) -> None:
    own, came = stored.put("visit"), stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="visit", subject=came, to_month=MONTH)
    for visit in (own, came):
        for reason in ("petition", "complaint", "bad_review", "petition"):
            stored.put("flag", visit=visit, reason=reason)
        stored.put("flag", visit=visit, reason="hard_to_do", dropped_at=AT)
        stored.put("flag", visit=visit, reason="key_project", pending_since=AT)
    stored.put("flag", visit=stored.put("visit", month=NEXT), reason="extra_trips")
    told = ("petition", "complaint", "bad_review")
    assert [each.reasons for each in facts(stored).visits] == [told]
    assert [each.reasons for each in facts(stored).carried_visits] == [told]


def test_visits_whose_reasons_were_taken_back_are_told_in_their_order(stored: Stored) -> None:
    visits = [stored.put("visit") for _ in range(3)]
    for visit in reversed(visits):
        stored.put("flag", visit=visit, dropped_at=AT)
    assert [each.id for each in facts(stored).dropped_visits] == visits


def test_what_came_from_an_earlier_month_is_told_by_its_state_or_carried_on(
    stored: Stored,
) -> None:
    stored.put("visit", month=BEFORE, state="done")
    visits = [stored.put("visit", month=BEFORE, state="unsigned") for _ in range(2)]
    problems = [stored.put("problem", month=BEFORE, state="answered") for _ in range(3)]
    stored.put("problem", id=visits[0] + 10, month=BEFORE, state="open")
    stored.change("problem", problems[2], voided_at=AT)
    # Nothing asks for it any more.
    idle = stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="visit", subject=idle, to_month=MONTH)
    for kind, subjects in (("visit", visits), ("problem", problems)):
        for subject in subjects:
            stored.put("carry", month=BEFORE, kind=kind, subject=subject, to_month=MONTH)
    stored.put("carry", month=BEFORE, kind="visit", subject=1, to_month=NEXT)
    # Carried once more: this one, and nothing else of its number.
    stored.put("carry", month=MONTH, kind="visit", subject=visits[1], to_month=NEXT)
    stored.put("carry", month=MONTH, kind="call", subject=visits[0], to_month=NEXT)
    stored.put("carry", month="2026-09", kind="visit", subject=visits[0], to_month=BEFORE)
    found = facts(stored).carried_visits
    assert [(each.id, each.state) for each in found] == [
        (visits[0], "unsigned"), (visits[1], "carried"),
    ]  # fmt: skip
    came = facts(stored).carried_problems
    assert [(each.month, each.state) for each in came] == [(BEFORE, "answered")] * 2


def test_calls_carried_to_a_month_are_told_with_what_takes_them_over(stored: Stored) -> None:
    sources = [stored.put("call", month=BEFORE, firm=stored.put("firm")) for _ in range(2)]
    call = stored.put("call", firm=stored.put("firm"))
    for source in sources:
        stored.put("carry", month=BEFORE, subject=source, target=call, to_month=MONTH)
    stored.put("carry", month=MONTH, subject=call, target=call, to_month=NEXT)
    stored.put("carry", month="2026-09", subject=sources[0], kind="visit", to_month=MONTH)
    told = facts(stored)
    assert told.carried_calls == ((sources[0], call), (sources[1], call))
    assert [(each.id, each.target) for each in told.calls] == [(call, call)]


def test_the_list_of_a_month_is_frozen_by_its_own_freeze(stored: Stored) -> None:
    stored.put("call_list", month=BEFORE)
    assert not facts(stored).is_locked
    stored.put("call_list")
    assert facts(stored).is_locked


def test_corrections_are_told_in_their_order(stored: Stored) -> None:
    stored.put("correction", month=BEFORE, at=LATER, kind="visit", subject=7)
    stored.put("correction", month=MONTH, at=AT)
    stored.put("closing", month=BEFORE, closed_at=AT)
    told = facts(stored).corrections
    assert [(each.month, each.kind) for each in told] == [(BEFORE, "visit"), (MONTH, "call")]
    assert [each.corrects(month) for each in told for month in (BEFORE, MONTH)] == [
        True, False, False, False,
    ]  # fmt: skip


def test_what_later_months_are_compared_with_are_the_months_own_facts_and_how_satisfied_firms_are(
    stored: Stored,
) -> None:
    unit, firm = stored.put("unit", name="审批科"), stored.put("firm")
    call = stored.put("call", firm=firm, state="done", outcome="completed")
    stored.put("visit", firm=firm, state="done")
    stored.put("problem", firm=firm, unit=unit)
    stored.put("filing", unit=unit)
    stored.put("call", firm=stored.put("firm"), month=BEFORE)
    attempt = stored.put("attempt", call=call)
    evaluation = stored.put("evaluation", firm=firm, unit=unit, attempt=attempt)
    answered(stored, evaluation, "overall", "satisfied")
    answered(stored, evaluation, "attitude", "good")
    other = stored.put("unit", name="燃气办")
    unrated = stored.put("evaluation", firm=firm, unit=other, attempt=attempt)
    answered(stored, unrated, "attitude", "poor")

    found, whole = count_store.stood(stored.database, MONTH, LAST_ON), facts(stored)

    told = ("month", "calls", "filings", "missing", "problems", "visits", "certificate_format")
    assert [getattr(found, name) for name in told] == [getattr(whole, name) for name in told]
    assert found.calls
    assert [each.answers for each in found.answers] == [
        Answers.of(overall="satisfied"),
        Answers(),
    ]
    assert len(whole.answers) == 2


def test_calls_counted_by_what_they_count_as_are_the_months_own(stored: Stored) -> None:
    def call(**told: Any) -> int:
        return stored.put("call", **{"firm": stored.put("firm"), "outcome": None, **told})

    first = call(state="done", outcome="completed")
    for told in (
        {"state": "new"},
        {"state": "retry", "is_listed": 1},
        {"state": "retry", "is_listed": 1},
        {"state": "done", "outcome": "completed", "month": BEFORE},
        {"state": "retry", "is_listed": 1, "carried_to": NEXT},
        {"state": "new", "twin_of": first},
        {"state": "withdrawn"},
        {"state": "withdrawn", "twin_of": first},
        {"state": "withdrawn", "twin_of": first, "month": BEFORE},
    ):
        call(**told)
    carried = call(state="new", is_listed=1, carried_to=NEXT)
    call(state="withdrawn", twin_of=carried)
    served = stored.put("firm")
    stored.put("service", firm=served)
    came: tuple[dict[str, int], ...] = ({}, {"is_listed": 1}, {"firm": served})
    for each in came:
        target = call(state="new", **each)
        stored.put("carry", month=BEFORE, kind="call", subject=target, target=target)

    names = ("state", "is_listed", "is_carried_in", "is_twin", "is_merged")

    def told_of(found: MonthFacts) -> Counter[tuple[Any, ...]]:
        return Counter(tuple(getattr(each, name) for name in names) for each in found.calls)

    found, whole = count_store.counted(stored.database, MONTH, LAST_ON), facts(stored)
    assert told_of(found) == told_of(whole)
    assert max(told_of(found).values()) > 1
    assert {each.is_carried_in for each in found.calls} == {True, False}
    alike = ("month", "is_locked", "filings", "missing", "problems", "visits", "freeze")
    assert [getattr(found, name) for name in alike] == [getattr(whole, name) for name in alike]
    assert found.visit_tasks == whole.visit_tasks
    assert found.call_tasks == ()
