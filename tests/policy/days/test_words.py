"""Days and times as people type them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.days.words import DayAhead, DayUnreadable, MomentAhead, MomentUnreadable
from revisit_cli.policy.days.words import Side, day_given, moment_given
from revisit_cli.records.context import BEIJING

# A Thursday.
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, 30, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("2026-11-24", "near", "2026-11-24"),
        ("2026/11/4", "near", "2026-11-04"),
        ("２０２６．１１．２４", "near", "2026-11-24"),
        ("20261124", "near", "2026-11-24"),
        ("2026年11月24日", "near", "2026-11-24"),
        ("6-25", "past", "2026-06-25"),
        ("0625", "past", "2026-06-25"),
        ("6月25日", "past", "2026-06-25"),
        ("6.25", "future", "2027-06-25"),
        ("1-5", "near", "2027-01-05"),
        ("2-10", "past", "2026-02-10"),
        ("9-20", "future", "2027-09-20"),
        # Close by on the other side: the caller refuses it, and never means another year.
        ("11-25", "future", "2026-11-25"),
        ("11-26", "past", "2026-11-26"),
        ("11-26", "future", "2026-11-26"),
        ("2-29", "past", "2024-02-29"),
        ("2-29", "future", "2028-02-29"),
        ("今天", "past", "2026-11-26"),
        (" 昨天 ", "past", "2026-11-25"),
        ("大前天", "past", "2026-11-23"),
        ("明天", "future", "2026-11-27"),
        ("后天", "near", "2026-11-28"),
        ("周五", "near", "2026-11-27"),
        ("周五", "future", "2026-11-27"),
        ("周五", "past", "2026-11-20"),
        ("星期四", "past", "2026-11-26"),
        ("礼拜一", "future", "2026-11-30"),
        ("上周五", "past", "2026-11-20"),
        ("本周一", "past", "2026-11-23"),
        ("下周日", "future", "2026-12-06"),
        ("下周天", "near", "2026-12-06"),
        ("下个星期三", "future", "2026-12-02"),
        ("下下周一", "future", "2026-12-07"),
        ("上上周五", "past", "2026-11-13"),
        ("周5", "future", "2026-11-27"),
        ("明儿", "future", "2026-11-27"),
        ("前日", "past", "2026-11-24"),
        ("月底", "future", "2026-11-30"),
        ("月底前", "future", "2026-11-30"),
        ("上个月底", "past", "2026-10-31"),
        ("月初", "past", "2026-11-01"),
        ("月初", "future", "2026-12-01"),
        ("12月底", "future", "2026-12-31"),
        ("下月中", "future", "2026-12-15"),
        ("年底", "future", "2026-12-31"),
        ("去年底", "past", "2025-12-31"),
        ("上月25号", "past", "2026-10-25"),
        ("下个月五号", "future", "2026-12-05"),
        ("明年1月5日", "future", "2027-01-05"),
        ("26年11月25日", "past", "2026-11-25"),
        ("25", "past", "2026-11-25"),
        ("25号", "future", "2026-12-25"),
        ("三天后", "future", "2026-11-29"),
        ("过两天", "future", "2026-11-28"),
        ("一周后", "future", "2026-12-03"),
        ("三天前", "past", "2026-11-23"),
        ("11月28日（周六）", "future", "2026-11-28"),
        ("11月28日 星期六", "future", "2026-11-28"),
        ("12月4日 周五", "future", "2026-12-04"),
        ("周五前", "future", "2026-11-27"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, side: Side, day: str) -> None:
    assert day_given(text, TODAY, side).isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨",
        "13-1",
        "2-30",
        "20261301",
        "周八",
        "三月三",
        "999-1-1",
        "下周",
        "13月底",
        "底",
        "32",
        "2月30号",
        "11月28日周五",
        "三天",
        "半天后",
        "过三天前",
        "月",
        "上上月31号",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayUnreadable) as refused:
        day_given(text, TODAY)
    assert refused.value.facts == {"text": text}


def test_a_day_to_come_is_refused_where_only_a_past_one_makes_sense() -> None:
    with pytest.raises(DayAhead):
        day_given("2026-11-27", TODAY, "past")
    for text in ("明天", "11-27", "12-28"):
        with pytest.raises(DayAhead):
            day_given(text, TODAY, "past")


@pytest.mark.parametrize(
    ("text", "side", "moment"),
    [
        ("2026-12-05T10:00", "near", "2026-12-05T10:00"),
        ("2026-11-25 09:05:07", "past", "2026-11-25T09:05:07"),
        ("2026-11-25T01:00+00:00", "past", "2026-11-25T09:00"),
        ("2026-11-25", "past", "2026-11-25T00:00"),
        ("2026-11-27", "future", "2026-11-27T09:00"),
        ("9:05", "past", "2026-11-26T09:05"),
        ("15：30", "future", "2026-11-26T15:30"),
        ("明天 15:30", "future", "2026-11-27T15:30"),
        ("明天15:30", "future", "2026-11-27T15:30"),
        ("昨天下午3点半", "past", "2026-11-25T15:30"),
        ("周五上午", "future", "2026-11-27T09:00"),
        ("下午", "future", "2026-11-26T15:00"),
        ("周五上午10点", "future", "2026-11-27T10:00"),
        ("11-27 8点05分", "future", "2026-11-27T08:05"),
        ("1127 8:05", "future", "2026-11-27T08:05"),
        ("11月27日 14时", "future", "2026-11-27T14:00"),
        ("中午12:10", "future", "2026-11-26T12:10"),
        ("2026/11/25 9:30", "past", "2026-11-25T09:30"),
        ("九点", "future", "2026-11-26T09:00"),
        ("三点半", "future", "2026-11-26T15:30"),
        ("3点", "future", "2026-11-26T15:00"),
        ("3:00", "future", "2026-11-26T03:00"),
        ("上午三点", "future", "2026-11-26T03:00"),
        ("十一点一刻", "future", "2026-11-26T11:15"),
        ("十二点", "future", "2026-11-26T12:00"),
        ("两点整", "future", "2026-11-26T14:00"),
        ("八点钟", "future", "2026-11-26T08:00"),
        ("二十点", "future", "2026-11-26T20:00"),
        ("九点二十五分", "past", "2026-11-26T09:25"),
        ("明早", "future", "2026-11-27T09:00"),
        ("明早八点半", "future", "2026-11-27T08:30"),
        ("今晚", "future", "2026-11-26T19:00"),
        ("今晚八点", "future", "2026-11-26T20:00"),
        ("昨晚", "past", "2026-11-25T19:00"),
        ("明下午", "future", "2026-11-27T15:00"),
        ("明天上午", "future", "2026-11-27T09:00"),
        ("后天", "future", "2026-11-28T09:00"),
        ("下周三上午", "future", "2026-12-02T09:00"),
        ("下周三三点", "future", "2026-12-02T15:00"),
        ("周三三点半", "future", "2026-12-02T15:30"),
        ("十二月三日十点", "future", "2026-12-03T10:00"),
        ("25日下午", "near", "2026-11-25T15:00"),
        ("半小时后", "future", "2026-11-26T11:00"),
        ("一个半小时后", "future", "2026-11-26T12:00"),
        ("两小时以后", "future", "2026-11-26T12:30"),
        ("10分钟后", "future", "2026-11-26T10:40"),
        ("三天后", "future", "2026-11-29T10:30"),
        ("半小时前", "past", "2026-11-26T10:00"),
        ("现在", "past", "2026-11-26T10:30"),
        ("刚刚", "past", "2026-11-26T10:30"),
        ("过半小时", "future", "2026-11-26T11:00"),
        ("再过两个小时", "future", "2026-11-26T12:30"),
        ("过一刻钟", "future", "2026-11-26T10:45"),
        ("三天后下午", "future", "2026-11-29T15:00"),
        ("大后天下午两点一刻", "future", "2026-11-29T14:15"),
        ("差一刻十点", "past", "2026-11-26T09:45"),
        ("十点差五分", "past", "2026-11-26T09:55"),
        ("昨天差五分一点", "past", "2026-11-25T12:55"),
        ("九点零五", "past", "2026-11-26T09:05"),
        ("九点过五分", "past", "2026-11-26T09:05"),
        ("十五点三十", "future", "2026-11-26T15:30"),
        ("零点", "past", "2026-11-26T00:00"),
        ("9:5", "past", "2026-11-26T09:05"),
        ("1530", "future", "2026-11-26T15:30"),
        ("明天1530", "future", "2026-11-27T15:30"),
        ("明天9.30", "future", "2026-11-27T09:30"),
        ("下午3.30", "future", "2026-11-26T15:30"),
        ("11-25 17.30", "past", "2026-11-25T17:30"),
        ("1125", "past", "2026-11-25T00:00"),
        ("中午一点", "future", "2026-11-26T13:00"),
        ("晚上七点半", "future", "2026-11-26T19:30"),
        ("明天凌晨两点", "future", "2026-11-27T02:00"),
        ("昨天傍晚", "past", "2026-11-25T18:00"),
        ("明儿一早", "future", "2026-11-27T09:00"),
        ("昨天下午五点左右", "past", "2026-11-25T17:00"),
        ("大概九点吧", "past", "2026-11-26T09:00"),
        ("下午3時", "future", "2026-11-26T15:00"),
        ("11月28日（周六）下午3点", "future", "2026-11-28T15:00"),
        ("12月4日 周五 09:00", "future", "2026-12-04T09:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(text: str, side: Side, moment: str) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=BEIJING)
    assert moment_given(text, NOW, side) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25:00",
        "明天 9:61",
        "二十五点",
        "下午下午",
        "2026-13-01T10:00",
        "下个礼拜吧",
        "半后",
        "三三点",
        "夜里两点",
        "晚上12点",
        "下午八点钟十分",
        "11.259:30",
        "11月28日周五 9:00",
        "凌晨",
        "1999-12-31T23:59",
        "3000-01-01T00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(MomentUnreadable):
        moment_given(text, NOW)


def test_a_moment_to_come_is_refused_where_only_a_past_one_makes_sense() -> None:
    with pytest.raises(MomentAhead):
        moment_given("10:31", NOW, "past")
    assert moment_given("10:30", NOW, "past") == NOW


DAYS = st.dates(date(2004, 1, 1), date(2096, 1, 1))


@given(DAYS, DAYS)
def test_every_day_reads_back_from_each_full_spelling(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert day_given(text, today) == day


def _on(day: date, year: int) -> date:
    return day.replace(year=year)


@given(DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), DAYS)
def test_a_day_without_a_year_lies_on_the_side_asked_for(day: date, today: date) -> None:
    text = f"{day.month}-{day.day}"
    found = day_given(text, today, "future")
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= today or today - found <= timedelta(days=60)
    ahead = today + timedelta(days=60)
    if any(today < _on(day, year) <= ahead for year in (today.year, today.year + 1)):
        with pytest.raises(DayAhead):
            day_given(text, today, "past")
    else:
        assert day_given(text, today, "past") <= today


_SAID = [*"零一二三四五六七八九", "十", *(f"十{each}" for each in "一二三四五六七八九")]
_SAID += [f"{tens}十{ones}" for tens in "二三四五" for ones in ("", *"一二三四五六七八九")]


@given(st.integers(0, 23), st.integers(0, 59), st.booleans(), st.booleans())
def test_every_minute_of_a_day_reads_back_as_it_is_said(
    hour: int, minute: int, in_digits: bool, has_half: bool
) -> None:
    half = "" if not has_half else "凌晨" if hour < 6 else "上午" if hour < 12 else "下午"
    # 13 to 18 are the afternoon's, from one to six: what is later has words of its own.
    if has_half and hour > 18:
        half = "晚上"
    said = hour - 12 if hour > 12 and has_half else hour
    hours = str(said) if in_digits else _SAID[said]
    nought = "0" if in_digits else "零"
    minutes = str(minute) if in_digits else _SAID[minute]
    minutes = f"{nought if minute < 10 else ''}{minutes}" if minute else ""
    found = moment_given(f"昨天{half}{hours}点{minutes}", NOW, "past")
    at = hour + 12 if 0 < hour < 7 and not has_half else hour
    assert (found.day, found.hour, found.minute) == (25, at, minute)


@given(DAYS, DAYS.map(lambda day: day.replace(day=1)))
def test_a_day_as_the_program_tells_it_reads_back(day: date, today: date) -> None:
    weekday = "一二三四五六日"[day.weekday()]
    wrong = "一二三四五六日"[(day.weekday() + 1) % 7]
    written = f"{day.year}年{day.month}月{day.day}日"
    assert day_given(f"{written} 周{weekday}", today) == day
    with pytest.raises(DayUnreadable):
        day_given(f"{written} 周{wrong}", today)


@given(DAYS)
def test_the_end_of_a_month_is_followed_by_the_beginning_of_the_next(today: date) -> None:
    for month in ("本月", "上个月", "下月"):
        last = day_given(f"{month}底", today)
        assert (last + timedelta(days=1)).day == 1
    assert day_given("月底", today, "future") == day_given("本月底", today)
    assert day_given("下月初", today) == day_given("本月底", today) + timedelta(days=1)


@pytest.mark.parametrize(("side", "fits"), [("past", "昨天"), ("future", "明早"), ("near", "昨天")])
def test_what_is_no_moment_is_answered_with_what_would_fit(side: Side, fits: str) -> None:
    with pytest.raises(MomentUnreadable) as refused:
        moment_given("下个礼拜吧", NOW, side)
    assert fits in str(refused.value)


@pytest.mark.parametrize("side", ["past", "future", "near"])
def test_every_example_of_a_refusal_is_understood(side: Side) -> None:
    with pytest.raises(MomentUnreadable) as refused:
        moment_given("", NOW, side)
    examples = str(refused.value).partition("应形如 ")[2].rstrip("。").split("、")
    for each in examples:
        moment_given(each, NOW)
