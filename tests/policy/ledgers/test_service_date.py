"""Days of service are read in every shape people write, and impossible ones are told."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.ledgers.service_date import read_date
from revisit_cli.records.workbooks.grid import Cell, Number
from revisit_cli.rulebook import loader

RULES = loader.rules()


def span(month: str) -> tuple[date, date]:
    cycle = RULES.period(month)
    return cycle.first_on, cycle.last_on


NOVEMBER = span("2026-11")

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2026, 11, 3, 9, 30),
        DAY,
        46329.0,
        "46329",
        "46329.00",
        "46329.375",
        "20261103.0",
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
        "二〇二六年十一月三日",
        "【2026.11.3】",
        "\u30142026年11月3日\u3015",
        '="2026-11-03"',
        "“2026.11.3”",
        "二○二六年11月三日",
        "2026 11 3",
        "2026、11、3",
        "2026，11，3",
        "2026, 11, 3",
        "2026\\11\\3",
        "2026_11_03",
        "2026·11·3",
        "261103",
        "2026.11.3办结",
        "办结时间：2026.11.3",
        "2026.11.3(补)",
        "已办结（2026年11月3日）",
        "2026年11月3日（2026年10月20日受理）",
        "2026.10.20受理，2026.11.3办结",
        "2026-10-30/2026-11-03",
        "自2026年10月26日起至11月3日止",
        "已于2026年11月3日办结",
        "于2026.11.3受理",
        "2026年 11月 3日 15 : 30",
    ],
)
def test_a_day_is_read_as_written_and_of_a_range_the_end(cell: Cell) -> None:
    assert read_date(cell, None) == (DAY, ())


@pytest.mark.parametrize("cell", [
        "11月3日", "11.3", 11.3, "1103", "11月1-3日", "11月3日下午", "十一月三日", "11月3日起",
        "11月1日/11月3日", "10.30/11.3", "11月1日 11月3日", "（11月3日）",
        "已于11月3日办结", "3-Nov", "3 Nov",
    ],
)  # fmt: skip
def test_a_day_without_a_year_takes_the_ledgers(cell: Cell) -> None:
    assert read_date(cell, NOVEMBER) == (DAY, ("year_inferred",))
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
    assert read_date(cell, span(month)) == (on, ("year_inferred",))


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
        ("二十五日", "date_unreadable"),
        ("11月3日前", "date_unreadable"),
        ("2026 1 1 3", "date_unreadable"),
        ("11/3/12", "date_unreadable"),
        ("11.3.5", "date_unreadable"),
        (True, "date_unreadable"),
        (timedelta(hours=9), "date_unreadable"),
        (float("nan"), "date_unreadable"),
        (float("inf"), "date_unreadable"),
    ],
)
def test_what_is_no_day_is_told(cell: Cell, note: str) -> None:
    assert read_date(cell, NOVEMBER) == (None, (note,))


SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-02T16:00:00.000Z",
        "2026-11-02T16:00Z",
        "2026-11-02 16:30:00 UTC",
        "2026/11/2 16:00:00 GMT",
        "2026-11-02T20:00:00-08:00",
        "2026-11-03T00:00:00.000+0800",
        "2026-11-03T08:00:00+08:00",
        "2026-11-02 17:00:00+01",
        "Mon Nov 02 2026 16:00:00 GMT+0000",
        "Tue Nov 03 2026 00:00:00 GMT+0800 (中国标准时间)",
        "Nov 3, 2026",
        "Mon, 02 Nov 2026 16:30:00 GMT",
        "2026-11-01T16:00Z至2026-11-02T16:00Z",
        "2026.11.3 9:00-11:00",
        "2026-11-03 09:00:00-11:00:00",
        datetime(2026, 11, 2, 16, tzinfo=UTC),
    ],
)
def test_a_moment_of_another_zone_is_the_day_it_falls_on_here(cell: Cell) -> None:
    assert read_date(cell, None) == (DAY, ())


@given(st.datetimes(datetime(2001, 1, 1), datetime(2098, 12, 31)), st.integers(-12 * 4, 14 * 4))
def test_every_moment_in_every_zone_is_the_day_it_falls_on_here(
    at: datetime, quarters: int
) -> None:
    moment = at.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    day = moment.astimezone(SHANGHAI).date()
    assert read_date(moment.isoformat(), None)[0] == day or moment.strftime("%T") == "23:59:17"


@pytest.mark.parametrize(
    ("cell", "day", "is_noted"),
    [
        (11.1, date(2026, 11, 1), True),  # 11.10 too: both in the cycle
        (11.2, date(2026, 11, 2), True),
        (11.3, date(2026, 11, 3), False),  # the 30th is none of this cycle's
        (10.3, date(2026, 10, 30), True),  # the 3rd is none of this cycle's
        (9.1, date(2026, 9, 1), True),
        (11.4, date(2026, 11, 4), False),
        (2.3, date(2027, 2, 3), False),
        (11.12, date(2026, 11, 12), False),
        ("11.1", date(2026, 11, 1), False),
        ("10.3", date(2026, 10, 3), False),
        (Number(11.1, "11.10"), date(2026, 11, 10), False),
        (Number(11.1, "11.1"), date(2026, 11, 1), True),
        (Number(10.3, "10.3"), date(2026, 10, 30), True),
        (Number(10.3, "10.30"), date(2026, 10, 30), False),
        (Number(11.1, "11.10元"), date(2026, 11, 10), False),
        (Number(11.5, "11.50"), date(2026, 11, 5), False),
        (Number(11.05, "11.050"), date(2026, 11, 5), False),
    ],
)
def test_a_number_is_the_day_it_shows_and_of_two_the_one_in_the_cycle(
    cell: Cell, day: date, is_noted: bool
) -> None:
    notes = ("year_inferred", "date_ambiguous") if is_noted else ("year_inferred",)
    assert read_date(cell, NOVEMBER) == (day, notes)


@pytest.mark.parametrize(
    "cell",
    [
        Number(46329, "46329.00"),
        Number(44867, "44867", is_1904=True),
        Number(20261103, "2026-1103"),
    ],
)
def test_a_serial_is_a_day_whatever_its_format_and_its_epoch(cell: Cell) -> None:
    assert read_date(cell, None) == (DAY, ())


@pytest.mark.parametrize(
    ("cell", "day", "is_noted"),
    [
        ("11/03/2026", date(2026, 11, 3), True),  # 11 March too, and that is none of the cycle's
        ("3/11/2026", date(2026, 11, 3), True),
        ("11/13/2026", date(2026, 11, 13), False),
        ("11/11/2026", date(2026, 11, 11), False),
        ("11/3/26", date(2026, 11, 3), True),
        ("3-Nov-26", date(2026, 11, 3), False),
        ("03 Nov 2026 08:00", date(2026, 11, 3), False),
    ],
)
def test_a_year_that_stands_last_is_read(cell: str, day: date, is_noted: bool) -> None:
    assert read_date(cell, NOVEMBER) == (day, ("date_ambiguous",) if is_noted else ())


@pytest.mark.parametrize(
    "cell", [datetime(2026, 11, 2, 23, 59, 17), "2026-11-02 23:59:17", "2026-11-02T23:59:17.000"]
)
def test_midnight_43_seconds_short_is_the_next_day_and_noted(cell: Cell) -> None:
    assert read_date(cell, NOVEMBER) == (DAY, ("date_ambiguous",))
    assert read_date("2026-10-25 23:59:17", NOVEMBER)[0] == date(2026, 10, 26)
    assert read_date("2026-11-25 23:59:17", NOVEMBER)[0] == date(2026, 11, 25)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        [
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y%m%d",
            "%Y年%m月%d日",
            "%d-%b-%Y",
            "%d%b%Y",
            "%Y-%b-%d",
            "%a, %d %b %Y",
            "%b %d, %Y",
        ]
    ),
)
def test_every_day_in_every_form_is_itself(day: date, form: str) -> None:
    assert read_date(day.strftime(form), None) == (day, ())


@given(st.text(max_size=25) | st.floats() | st.integers())
def test_nothing_breaks_the_reader(cell: Cell) -> None:
    day, notes = read_date(cell, NOVEMBER)
    assert (day is None) == (notes in {("date_missing",), ("date_unreadable",)})


@pytest.mark.clause("三(一)1", "R1")
@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("十月二十五日", None),  # in words and without a year only where the cycle has it
        ("十月二十六日", date(2026, 10, 26)),
        ("十一月廿五日", date(2026, 11, 25)),
        ("十一月二十六日", None),
        ("二〇二六年十月二十五日", date(2026, 10, 25)),
    ],
)
def test_a_day_in_words_is_read_with_its_year_or_inside_the_cycle(
    cell: str, day: date | None
) -> None:
    assert read_date(cell, NOVEMBER)[0] == day


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_in_words_is_the_day_in_figures(day: date) -> None:
    signs = "〇一二三四五六七八九"

    def worded(number: int) -> str:
        tens, ones = divmod(number, 10)
        ten = ("" if tens < 2 else signs[tens]) + "十" if tens else ""
        return ten + (signs[ones] if ones else "")

    year = "".join(signs[int(digit)] for digit in str(day.year))
    text = f"{year}年{worded(day.month)}月{worded(day.day)}日"
    assert read_date(text, None) == (day, ())


@given(st.dates(date(2026, 10, 26), date(2026, 11, 25)), st.integers(0, 6), st.booleans())
def test_a_weekday_that_is_not_the_days_is_noted(day: date, said: int, has_year: bool) -> None:
    written = f"{day.year}年" * has_year + f"{day.month}月{day.day}日（周{'一二三四五六日'[said]}）"
    found, notes = read_date(written, NOVEMBER)
    assert found == day
    assert ("date_ambiguous" in notes) == (said != day.weekday())
