"""Holiday notices: what they decide, and when a year becomes known by one."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.days.calendar import NoticeUnreadable, YearUnknown
from revisit_cli.labels.days.calendar import FESTIVALS, HOLIDAYS
from revisit_cli.policy.days.notice import changed, days_given, missing_of_year, new_years
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.records.days.calendar import Calendar, NoticeDay

# A made-up notice of 2027: thirteen days off, every festival named once.
WHOLE_2027 = {
    "2027-01-01": "元旦",
    **{f"2027-02-{day:02d}": "春节" for day in (5, 6, 7, 8)},
    "2027-04-05": "清明节",
    "2027-05-01": "劳动节",
    "2027-05-02": "劳动节",
    "2027-06-09": "端午节",
    **{f"2027-10-{day:02d}": "“国庆节、中秋节”" for day in (1, 2, 3, 4)},
}


def _csv(*lines: str) -> str:
    return "\n".join(("日期,是否上班,名称", *lines))


@pytest.mark.clause("R19")
@pytest.mark.parametrize(
    "text",
    [
        _csv("2027-01-01,否,元旦", "2027-01-03,是,元旦"),
        "日期\t放假\t名称\n2027/1/1\t是\t元旦\n20270103\t否\t元旦\n",
        _csv("", "２０２７.１.１,休,元旦", "2027-1-3,班,元旦", ",,"),
        json.dumps(
            {
                "year": 2027,
                "days": [
                    {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
                    {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
                ],
            }
        ),
        "类型,日期,节日\n节假日,2027-01-01,元旦\n补班,2027-01-03,元旦\n",
        "date,name,type\n2027-01-01,元旦,holiday\n2027-01-03,元旦,workday\n",
        "节日,开始日期,结束日期,调休上班\n元旦,2027-01-01,2027-01-01,2027-01-03\n",
        json.dumps(
            {
                "code": 0,
                "holiday": {
                    "01-01": {"holiday": True, "name": "元旦", "date": "2027-01-01", "wage": 3},
                    "01-03": {"holiday": False, "name": "元旦", "date": "2027-01-03"},
                },
            }
        ),
        json.dumps(
            {
                "holidays": {"2027-01-01": "New Year,元旦,1"},
                "workdays": {"2027-01-03": "元旦"},
                "inLieuDays": {"2027-01-04": "元旦"},
            }
        ),
        json.dumps(
            [
                {"name": "元旦", "date": "2027-01-01", "is_work": False},
                {"name": "元旦", "date": "2027-01-03", "is_work": True},
            ]
        ),
    ],
)
def test_a_notice_is_read_in_every_shape_people_have_it(text: str) -> None:
    days, year = days_given("n", text)
    assert days == (
        NoticeDay(date(2027, 1, 1), False, "元旦"),
        NoticeDay(date(2027, 1, 3), True, "元旦"),
    )
    assert year == 2027


@pytest.mark.clause("R19")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "表头"),
        ("标题\n2027-01-01", "表头"),
        (_csv(), "没有日期"),
        (_csv("2027-02-30,否,x"), "第2行"),
        (_csv("2027-01-01,否,x", "2027-01-02,也许,x"), "第3行"),
        (_csv("2027-01-01,否,x", "2027-01-01,是,x"), "第3行"),
        (_csv("2027-01-01,调休,x"), "第2行"),
        ("名称,开始,结束\n春节,2027-02-05,2027-02-03\n", "第2行"),
        ("名称,开始,结束\n春节,2027-02-05,2027-03-05\n", "第2行"),
        ("名称,开始,结束,补班\n元旦,2027-01-01,2027-01-03,一月四日\n", "第2行"),
        ("{", "JSON"),
        ('{"days": 3}', "不是认得的放假安排"),
        ('{"days": [3]}', "不是认得的放假安排"),
        ('{"days": [{"date": "2027-01-01"}]}', "第1行"),
    ],
)
def test_a_notice_that_is_wrong_is_refused_with_the_place(text: str, told: str) -> None:
    with pytest.raises(NoticeUnreadable) as refusal:
        days_given("n", text)
    assert told in str(refusal.value.facts["what"])


@pytest.mark.clause("R19")
@pytest.mark.parametrize("missing", ["2027-01-01", "2027-04-05", "2027-06-09", "2027-10-01"])
def test_a_year_becomes_known_only_by_a_whole_notice(missing: str) -> None:
    lines = [f"{day},否,{name}" for day, name in WHOLE_2027.items()]
    days, year = days_given("n", _csv(*lines))
    assert new_years("n", days, year, Calendar()) == (2027,)
    some = [day for day in days if day.on.isoformat() != missing]
    with pytest.raises(NoticeUnreadable):
        new_years("n", some, 2027, Calendar())


@pytest.mark.clause("R19")
@pytest.mark.parametrize("festival", FESTIVALS)
def test_a_notice_that_names_no_day_off_of_one_festival_makes_no_year_known(festival: str) -> None:
    # As many days off as ever, and a weekend worked by that name.
    lines = [f"{day},否,{name.replace(festival, '假') or '假'}" for day, name in WHOLE_2027.items()]
    days, year = days_given("n", _csv(*lines, f"2027-02-20,是,{festival}"))
    (told,) = missing_of_year(days, year)
    assert festival in told


@pytest.mark.clause("R19")
@pytest.mark.parametrize(("year", "least"), [(2024, 11), (2025, 13)])
def test_a_notice_frees_as_many_days_as_the_law_does(year: int, least: int) -> None:
    days = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3), *((2, n) for n in range(5, least))]
    name = "、".join(FESTIVALS)
    found = [NoticeDay(date(year, month, day), False, name) for month, day in days]
    assert len(found) == least
    assert missing_of_year(found, year) == ()
    (told,) = missing_of_year([day for day in found if day.on != date(year, 2, 5)], year)
    assert f"{least - 1} 天" in told


@pytest.mark.clause("R19")
@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_announced_calendar_of_every_year_is_whole_and_no_half_of_it_is(year: int) -> None:
    from chinese_calendar.constants import holidays

    # The year in which two festivals fell on one day is announced under both names.
    both = {2020: {date(2020, 10, 1): "国庆节、中秋节"}}.get(year, {})
    rest = {
        day: both.get(day, HOLIDAYS[name]) for day, name in holidays.items() if day.year == year
    }
    text = json.dumps(
        {
            "year": year,
            "days": [
                {"name": name, "date": day.isoformat(), "isOffDay": True}
                for day, name in rest.items()
            ],
        }
    )
    days, about = days_given("n", text)
    assert about == year
    assert missing_of_year(days, year) == ()
    assert missing_of_year([day for day in days if day.on.month < 7], year)
    assert missing_of_year([day for day in days if day.on.month > 6], year)


@pytest.mark.clause("R19")
def test_a_known_year_takes_single_days_and_keeps_its_other_holidays() -> None:
    days, year = days_given("n", _csv("2026-12-04,否,本地"))
    assert new_years("n", days, year, Calendar()) == ()
    calendar = Calendar({day.on: day.is_work for day in days})
    assert not is_workday(date(2026, 12, 4), calendar)
    assert not is_workday(date(2026, 10, 1), calendar)
    assert is_workday(date(2026, 10, 10), calendar)
    with pytest.raises(YearUnknown):
        is_workday(date(2027, 1, 4), calendar)


@given(st.dictionaries(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.booleans(), min_size=1))
def test_what_is_loaded_once_is_no_change_the_second_time(days: dict[date, bool]) -> None:
    lines = [f"{day},{'是' if work else '否'},假" for day, work in days.items()]
    found, _ = days_given("n", _csv(*lines))
    assert {day.on: day.is_work for day in found} == days
    loaded = Calendar(days, dict.fromkeys(days, "假"))
    assert changed(found, Calendar()) == found
    assert changed(found, loaded) == ()


@pytest.mark.clause("R19")
def test_a_holiday_a_line_stands_for_each_of_its_days() -> None:
    text = "名称,开始,结束,补班\n春节,2027-02-05,2027-02-11,2027-01-31、2027-02-20\n"
    days, _ = days_given("n", text)
    assert [(day.on.isoformat(), day.is_work) for day in days] == [
        ("2027-01-31", True),
        *((f"2027-02-{number:02d}", False) for number in range(5, 12)),
        ("2027-02-20", True),
    ]
    assert {day.name for day in days} == {"春节"}
