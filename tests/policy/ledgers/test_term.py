"""From which month to which a unit owes ledgers."""

from datetime import date, datetime

import pytest

from revisit_cli.errors.ledgers.unit import (
    TermBackwards,
)
from revisit_cli.policy.ledgers.term import (
    entered,
    left,
    month_entered,
    month_left,
    month_of_import,
    owed,
    roster_changes,
)
from revisit_cli.records.context import BEIJING
from revisit_cli.records.file.undo import LoggedAct
from revisit_cli.records.ledgers.unit import Term, TermVersion
from revisit_cli.rulebook.loader import rules


@pytest.mark.clause("R26")
@pytest.mark.parametrize(
    ("today", "cleared", "first", "later"),
    [
        (date(2026, 11, 1), (), "2026-10", "2026-11"),
        (date(2026, 11, 20), (), "2026-10", "2026-11"),
        (date(2026, 11, 21), (), "2026-11", "2026-11"),
        (date(2026, 11, 30), ("2026-09", "2026-10"), "2026-11", "2026-11"),
        (date(2026, 11, 12), ("2026-10",), "2026-11", "2026-11"),
        (date(2026, 11, 30), ("2026-11",), "2026-12", "2026-12"),
        (date(2027, 1, 5), (), "2026-12", "2027-01"),
    ],
)
def test_a_unit_owes_ledgers_from_the_month_at_hand_and_none_from_before_it_was(
    today: date, cleared: tuple[str, ...], first: str, later: str
) -> None:
    assert month_entered(rules(), today, cleared, is_first_roster=True) == first
    assert month_entered(rules(), today, cleared) == later


@pytest.mark.clause("R26")
def test_a_unit_that_leaves_owes_the_month_in_which_it_leaves() -> None:
    for day, month in ((1, "2026-11"), (20, "2026-11"), (21, "2026-11"), (30, "2026-11")):
        assert month_left(rules(), date(2026, 11, day)) == month
    assert left(Term(1, "2026-10"), "2026-11") == Term(1, "2026-10", "2026-11")
    assert owed([left(Term(1, "2026-10"), "2026-09")], ("2026-09", "2026-10")) == frozenset()
    with pytest.raises(TermBackwards):
        left(Term(1, "2026-10"), "2026-08")


@pytest.mark.clause("R26")
def test_a_unit_added_by_an_import_owes_ledgers_from_the_first_of_its_months() -> None:
    assert month_of_import({"2026-11", "2026-10"}, ()) == "2026-10"
    assert month_of_import({"2026-08"}, ("2026-09",)) == "2026-10"


@pytest.mark.clause("R26")
@pytest.mark.parametrize(
    ("terms", "since", "is_said", "expected"),
    [
        ((), "2026-11", False, Term(0, "2026-11")),
        ((Term(1, "2026-09"),), "2026-11", False, Term(1, "2026-09")),
        ((Term(1),), "2026-11", False, Term(1)),
        ((Term(1),), "2026-11", True, Term(1, "2026-11")),
        ((Term(1, None, "2026-10"),), "2026-11", False, Term(1)),
        ((Term(1, "2026-07", "2026-09"),), "2026-11", False, Term(0, "2026-11")),
        ((Term(1, "2026-07", "2026-09"),), "2026-10", True, Term(0, "2026-10")),
    ],
)
def test_a_unit_that_comes_again_has_a_term_of_its_own_where_a_month_lies_between(
    terms: tuple[Term, ...], since: str, is_said: bool, expected: Term
) -> None:
    assert entered(terms, since, is_said=is_said) == expected


@pytest.mark.clause("R26")
def test_a_term_does_not_begin_before_the_one_before_it_ended() -> None:
    with pytest.raises(TermBackwards):
        entered((Term(1, "2026-07", "2026-09"),), "2026-09", is_said=True)


@pytest.mark.clause("R26")
@pytest.mark.parametrize(
    ("term", "months"),
    [
        (Term(1), ["2026-10", "2026-11", "2026-12"]),
        (Term(1, "2026-11"), ["2026-11", "2026-12"]),
        (Term(1, None, "2026-11"), ["2026-10", "2026-11"]),
        (Term(1, "2026-11", "2026-11"), ["2026-11"]),
    ],
)
def test_both_ends_of_a_term_are_owed(term: Term, months: list[str]) -> None:
    assert sorted(owed([term], ("2026-10", "2026-11", "2026-12"))) == months


LATE = datetime(2026, 11, 25, 18, tzinfo=BEIJING)


@pytest.mark.clause("三(一)1", "R26")
@pytest.mark.parametrize(
    ("before", "after", "kind", "at", "change"),
    [
        (("2026-09", None), ("2026-09", "2026-10"), "UnitChanged", "2026-10-26T00:00", "left"),
        (("2026-09", None), ("2026-09", "2026-10"), "UnitChanged", "2026-10-25T23:59", None),
        (("2026-09", None), ("2026-09", "2026-11"), "UnitChanged", "2026-12-02T09:00", None),
        (("2026-09", None), ("2026-12", None), "UnitChanged", "2026-12-02T09:00", "left"),
        (("2026-09", None), None, "UnitsImported", "2026-12-02T09:00", "left"),
        ((None, None), (None, "2026-10"), "UnitsImported", "2026-12-02T09:00", "left"),
        (None, ("2026-11", None), "UnitAdded", "2026-11-25T18:00", None),
        (None, ("2026-11", None), "UnitAdded", "2026-11-25T18:01", "entered"),
        (None, ("2026-11", None), "LedgerImported", "2026-11-25T18:01", None),
        (None, ("2026-12", None), "UnitAdded", "2026-12-02T09:00", None),
        (("2026-12", None), ("2026-11", None), "UnitChanged", "2026-12-02T09:00", "entered"),
        (("2026-09", "2026-10"), ("2026-09", None), "UnitChanged", "2026-12-02T09:00", "entered"),
    ],
)
def test_a_roster_is_changed_afterwards_once_the_month_runs_or_its_day_is_over(
    before: tuple[str | None, str | None] | None,
    after: tuple[str | None, str | None] | None,
    kind: str,
    at: str,
    change: str | None,
) -> None:
    versions = [TermVersion(2, "燃气办", "2026-09", None, 0)]
    if before:
        versions.append(TermVersion(1, "审批科", *before, 3, 7))
    if after:
        versions.append(TermVersion(1, "审批科", *after, 7))
    act = LoggedAct(7, kind, f"{at}:00+08:00", "张三", {})
    found = roster_changes(versions, [act], rules().period("2026-11"), LATE)
    told = [(each.unit, each.change, each.by, each.id) for each in found]
    assert told == ([("审批科", change, "张三", 1)] if change else [])


@pytest.mark.clause("R26")
def test_a_unit_that_owes_by_another_term_is_no_change() -> None:
    versions = [
        TermVersion(1, "审批科", "2026-09", None, 3),
        TermVersion(1, "审批科", "2026-11", "2026-11", 4, 7),
    ]
    act = LoggedAct(7, "UnitChanged", "2026-12-02T09:00:00+08:00", "张三", {})
    assert roster_changes(versions, [act], rules().period("2026-11"), LATE) == ()
