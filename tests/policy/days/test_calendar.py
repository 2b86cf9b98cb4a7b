"""Deadlines of a month, and a due day explained."""

from datetime import date

import pytest

from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.days.calendar import deadlines_of, explained_lines, pictured
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook import loader

RULES = loader.rules()


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "三(二)3")
@pytest.mark.parametrize(
    ("month", "days"),
    [
        (
            "2026-09",
            {
                "remind-2026-09": "2026-09-24",
                "ledgers-2026-09": "2026-09-28",
                "calls-2026-09": "2026-10-10",
                "visits-2026-09": "2026-10-20",
                "symposium-2026-H2": "2026-12-31",
            },
        ),
        (
            "2026-06",
            {
                "remind-2026-06": "2026-06-25",
                "ledgers-2026-06": "2026-06-25",
                "calls-2026-06": "2026-07-10",
                "visits-2026-06": "2026-07-20",
                "symposium-2026-H1": "2026-06-30",
            },
        ),
        # A year nobody has announced: what does not move stays.
        (
            "2030-01",
            {
                "calls-2030-01": "2030-02-10",
                "visits-2030-01": "2030-02-20",
                "symposium-2030-H1": "2030-06-30",
            },
        ),
    ],
)
def test_a_months_deadlines_are_the_documents(month: str, days: dict[str, str]) -> None:
    found = deadlines_of(month, (), Calendar(), RULES)
    assert {each.uid: each.on.isoformat() for each in found} == days
    assert [each.on for each in found] == sorted(each.on for each in found)


@pytest.mark.clause("四4")
def test_open_problems_stand_among_the_deadlines() -> None:
    found = deadlines_of("2026-11", [(12, "2026-12-03")], Calendar(), RULES)
    assert ("problem-12", date(2026, 12, 3)) in {(each.uid, each.on) for each in found}


@pytest.mark.clause("R7", "R19")
def test_every_day_between_is_told_once_with_its_why() -> None:
    lines = explained_lines(date(2026, 9, 30), 5, Calendar())
    assert (lines[0].on, lines[-1].on) == (date(2026, 10, 1), date(2026, 10, 13))
    assert len(lines) == 13
    assert sum(line.counts is True for line in lines) == 5
    assert [line.kind for line in lines if line.on.day == 10] == ["make_up"]
    assert all(line.kind == "holiday" for line in lines[:7])


@pytest.mark.clause("R19")
def test_the_last_days_of_a_year_wait_for_the_next_ones_notice() -> None:
    lines = pictured("2026-12", (), Calendar())
    waiting = [line.on.day for line in lines if line.counts is None]
    assert (len(lines), waiting) == (31, [29, 30, 31])
    assert {line.kind for line in lines[-3:]} == {"unannounced"}
    loaded = Calendar(years=frozenset({2027}))
    assert all(line.counts is not None for line in pictured("2026-12", (), loaded))
    with pytest.raises(YearUnknown):
        pictured("2027-12", (), Calendar())


@pytest.mark.clause("R19")
@pytest.mark.parametrize(("month", "size", "worked"), [("2026-10", 31, 18), ("2024-02", 29, 18)])
def test_a_month_is_pictured_whole(month: str, size: int, worked: int) -> None:
    lines = pictured(month, deadlines_of("2026-09", (), Calendar(), RULES), Calendar())
    assert len(lines) == size
    assert sum(line.counts is True for line in lines) == worked
    marked = {line.on.day for line in lines if line.marks}
    assert marked == ({10, 20} if month == "2026-10" else set())


@pytest.mark.clause("R6")
def test_a_deadline_on_a_day_of_rest_stays_and_says_what_day_to_plan_for() -> None:
    titles = {each.uid: each.title for each in deadlines_of("2026-01", (), Calendar(), RULES)}
    # 20 February 2026 lies in the Spring Festival: the last working day before is the 14th.
    assert titles["visits-2026-01"].endswith("逢休息日，按02-14安排")
    assert titles["calls-2026-01"] == "电话回访截止（2026-01期）"
