"""Days of service are read in every shape people write, and impossible ones are told."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.ledgers.service_date import read_date
from revisit_cli.records.workbooks.grid import Cell

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2026, 11, 3, 9, 30),
        DAY,
        46329.0,
        "46329",
        20261103.0,
        "20261103",
        "2026.11.3",
        "2026/11/03",
        "2026-11-03 09:30",
        "2026-11-03T09:30:00",
        "2026年11月3日上午9时30分",
        "2026年11月3日（周二）",
        "２０２６．１１．３",
        "26.11.3",
        "2026.11.1-11.3",
        "2026.10.30至2026.11.3",
        "2026年11月1日—3日",
        "2026.11.1、11.3",
        "2026.11.3 9:00-11:00",
    ],
)
def test_a_day_is_read_as_written_and_of_a_range_the_end(cell: Cell) -> None:
    assert read_date(cell, None) == (DAY, ())


@pytest.mark.parametrize("cell", ["11月3日", "11.3", 11.3, "1103", "11月1-3日", "11月3日下午"])
def test_a_day_without_a_year_takes_the_ledgers(cell: Cell) -> None:
    assert read_date(cell, "2026-11") == (DAY, ("year_inferred",))
    assert read_date(cell, None) == (None, ("date_unreadable",))


@pytest.mark.clause("三(一)1", "R1")
@pytest.mark.parametrize(
    ("cell", "month", "on"),
    [
        ("12月28日", "2026-01", date(2025, 12, 28)),
        ("1月2日", "2026-12", date(2027, 1, 2)),
        ("2月29日", "2024-03", date(2024, 2, 29)),
    ],
)
def test_the_year_puts_the_day_nearest_to_the_cycle(cell: str, month: str, on: date) -> None:
    assert read_date(cell, month) == (on, ("year_inferred",))


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        (None, "date_missing"),
        ("无", "date_missing"),
        (" / ", "date_missing"),
        ("2026年11月", "date_unreadable"),
        ("20261141", "date_unreadable"),
        ("20261103123", "date_unreadable"),
        ("2026.13.1", "date_unreadable"),
        ("2月30日", "date_unreadable"),
        ("三月三日", "date_unreadable"),
        ("11.3.5", "date_unreadable"),
        (True, "date_unreadable"),
        (timedelta(hours=9), "date_unreadable"),
        (float("nan"), "date_unreadable"),
        (float("inf"), "date_unreadable"),
    ],
)
def test_what_is_no_day_is_told(cell: Cell, note: str) -> None:
    assert read_date(cell, "2026-11") == (None, (note,))


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]),
)
def test_every_day_in_every_form_is_itself(day: date, form: str) -> None:
    assert read_date(day.strftime(form), None) == (day, ())


@given(st.text(max_size=25) | st.floats() | st.integers())
def test_nothing_breaks_the_reader(cell: Cell) -> None:
    day, notes = read_date(cell, "2026-11")
    assert (day is None) == (notes in {("date_missing",), ("date_unreadable",)})
