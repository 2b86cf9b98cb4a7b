"""Which visit settles a reason, and when another one is owed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.visits.visit import ReasonNotOfVisit, VisitSettlesNothing
from revisit_cli.policy.visits import owing
from revisit_cli.records.code import FlagReason, VisitState
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.visits.owing import Owing, VisitStand
from revisit_cli.rulebook import loader

RULES = loader.rules()
MONTH, NEXT = "2026-11", "2026-12"
TODAY = date(2026, 12, 9)


def reason(
    flag: int = 1,
    day: date | None = None,
    *,
    case: str | None = None,
    code: FlagReason = "petition",
    month: str = MONTH,
) -> Owing:
    return Owing(flag, month, code, day, case)


def stand(
    number: int = 1,
    on: int | None = None,
    *cases: str,
    names: bool = False,
    month: str = MONTH,
    state: VisitState = "done",
) -> VisitStand:
    day = None if on is None else date(2026, 12, on)
    return VisitStand(number, month, state if on else "to_do", day, cases, names)


@pytest.mark.clause("三(三)1", "三(三)2", "R23")
@pytest.mark.parametrize(
    ("told", "visits", "expected"),
    [
        (reason(), [], None),
        # One open visit of the cycle collects its reasons.
        (reason(), [stand(1)], 1),
        (reason(), [stand(1, month=NEXT)], None),
        (reason(), [stand(1, 5), stand(2)], 2),
        # A later one is settled by an earlier visit only if that names the same case.
        (reason(day=date(2026, 12, 6)), [stand(1, 5)], None),
        (reason(day=date(2026, 12, 6), case="XF-2"), [stand(1, 5, "XF-1")], None),
        (reason(day=date(2026, 12, 6), case="XF-2"), [stand(1, 5, "XF-1", "xf-2 ")], 1),
        (reason(day=date(2026, 12, 6), case="XF-2"), [stand(1, 5, "XF-2", month=NEXT)], 1),
        # One whose day is not after the visit's is settled, unless the record names others.
        (reason(day=date(2026, 12, 5)), [stand(1, 5)], 1),
        (reason(day=date(2026, 12, 5)), [stand(1, 5, state="unsigned")], 1),
        (reason(day=date(2026, 12, 5)), [stand(1, 5, names=True)], None),
        (reason(day=date(2026, 12, 5)), [stand(1, 5, month=NEXT)], None),
        # Where nobody says its day it is the day it was entered on.
        (reason(), [stand(1, 8)], None),
        (reason(), [stand(1, 9)], 1),
    ],
)
def test_a_later_reason_is_settled_by_an_earlier_visit_only_for_the_same_case(
    told: Owing, visits: list[VisitStand], expected: int | None
) -> None:
    assert owing.settled_by(told, visits, TODAY) == expected


@pytest.mark.clause("R23")
def test_a_visit_settles_the_reasons_that_its_record_names_or_all_before_it() -> None:
    on = date(2026, 12, 5)
    early, late = reason(1, on), reason(2, on + timedelta(days=1), case="XF-2", code="complaint")
    undated = reason(3, code="bad_review")
    three = [early, late, undated]
    assert owing.left_by(three, on, (), ()) == (late,)
    assert owing.left_by(three, on, (), ("XF-2",)) == ()
    assert owing.left_by(three, on, ("差评",), ()) == (early, late)
    assert owing.left_by(three, on, ("差评", "complaint"), ()) == (early,)
    with pytest.raises(VisitSettlesNothing):
        owing.left_by([late], on, (), ())
    for text in ("重点项目", "随便"):
        with pytest.raises(ReasonNotOfVisit):
            owing.left_by(three, on, (text,), ())


@pytest.mark.clause("R23", "三(二)2")
@pytest.mark.parametrize(
    ("day", "closed", "month"),
    [
        (None, [], MONTH),
        (date(2026, 11, 25), [], MONTH),
        (date(2026, 11, 26), [], NEXT),
        (date(2026, 10, 20), ["2026-10"], MONTH),
        (date(2026, 10, 20), ["2026-10", MONTH], NEXT),
        (None, [MONTH], NEXT),
    ],
)
def test_a_reason_belongs_to_the_cycle_of_its_day_or_the_next_open_one(
    day: date | None, closed: list[str], month: str
) -> None:
    assert owing.month_of(day, TODAY, RULES, closed) == month


@pytest.mark.clause("R23", "三(二)2")
@pytest.mark.parametrize(
    ("entered", "due"),
    [
        (date(2026, 12, 11), date(2026, 12, 20)),
        (date(2026, 12, 14), date(2026, 12, 21)),
        (date(2026, 12, 21), date(2026, 12, 28)),
        # The last of them lie where nothing counts before the next year's notice is loaded.
        (date(2026, 12, 22), None),
        (date(2026, 12, 30), None),
    ],
)
def test_a_visit_is_due_on_the_twentieth_and_never_before_the_fifth_working_day(
    entered: date, due: date | None
) -> None:
    assert owing.due_on(RULES.period(MONTH), entered, Calendar()) == due


@pytest.mark.clause("R19", "R23")
@pytest.mark.parametrize(
    ("entered", "due"),
    [(date(2026, 12, 31), date(2027, 1, 20)), (date(2027, 1, 1), None), (date(2027, 1, 20), None)],
)
def test_the_twentieth_stands_where_no_notice_can_move_it(entered: date, due: date | None) -> None:
    assert owing.due_on(RULES.period("2026-12"), entered, Calendar()) == due


DAYS = st.integers(1, 20).map(lambda number: date(2026, 12, number))
CASES = st.none() | st.sampled_from(["XF-1", "XF-2"])


@pytest.mark.clause("R23")
@given(
    st.lists(st.tuples(st.booleans(), DAYS, CASES), max_size=12),
)
def test_what_is_settled_and_what_is_owed_are_all_the_reasons(
    steps: list[tuple[bool, date, str | None]],
) -> None:
    """Whatever comes, reasons and visits in any order: every reason has one visit, and the cycle
    one open visit at most.
    """
    visits: dict[int, VisitStand] = {}
    assigned: dict[int, tuple[Owing, int]] = {}
    for number, (is_visit, day, case) in enumerate(steps, 1):
        to_make = next((each for each in visits.values() if each.state == "to_do"), None)
        if not is_visit:
            told = reason(number, day, case=case)
            found = owing.settled_by(told, list(visits.values()), day)
            if found is None:
                found = len(visits) + 1
                visits[found] = stand(found)
            made = visits[found]
            if made.visited_on is not None and day > made.visited_on:
                assert case is not None
                assert case in made.cases
            assigned[number] = (told, found)
        elif to_make is not None:
            mine = [told for told, visit in assigned.values() if visit == to_make.id]
            try:
                left = owing.left_by(mine, day, (), (case,) if case else ())
            except VisitSettlesNothing:
                continue
            sources = tuple(told.case for told in mine if told.case and told not in left)
            names = (*((case,) if case else ()), *sources)
            visits[to_make.id] = stand(to_make.id, day.day, *names)
            if left:
                again = len(visits) + 1
                visits[again] = stand(again)
                for told in left:
                    assigned[told.flag] = (told, again)
    owed = [each for each in visits.values() if each.state == "to_do"]
    assert len(owed) <= 1
    assert {visit for _, visit in assigned.values()} == set(visits)
