"""What a number means by its format: days, times, and digits as the cell shows them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.workbooks.number_format import BUILT_IN, is_usual, serial_of, value_of

# A number, its format, and what the cell shows; None where the number says it all.
SHOWN = [
    (11.1, "General", None),
    (11.1, "G/通用格式", None),
    (11.1, "@", None),
    (11.1, "0.00", "11.10"),
    (11.1, "0.00_ ", "11.10"),
    (11.1, "#,##0.00", "11.10"),
    (11.1, "[Red]0.00", "11.10"),
    (11.1, "0.00;[Red]-0.00", "11.10"),
    (11.1, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "11.10"),
    (11.1, '"¥"#,##0.00', "11.10"),
    (11.1, "0.0", None),
    (11.1, "0.0#", None),
    (11.1, "0.##", None),
    (11.1, "0.000", "11.100"),
    (9.1, "00.00", "09.10"),
    (0.5, ".00", ".50"),
    (11.15, "0.0", None),  # what is rounded says less than the number
    (11.1, "0%", None),
    (11.1, "0.00E+00", None),
    (11.1, "# ?/?", None),
    (11.1, "[DBNum1]0.00", None),
    (371.0, "0000", "0371"),
    (66600001.0, '"0371-"0', "0371-66600001"),
    (37166600001.0, "000000000000", "037166600001"),
    (37166600001.0, "0000-00000000", "0371-66600001"),
    (6660001.0, "[<=9999999]###-####;(###) ###-####", "666-0001"),
    (13800000001.0, "000-0000-0000", None),
    (13800000001.0, "#,##0", None),
    (13800000001.0, "0.00", None),
    (5.0, '0"人"', None),
    (1103.0, '0"月"00"日"', "11月03日"),
    (20261103.0, "0000-00-00", "2026-11-03"),
    (46329.0, "0.00", None),
    (-5.0, "0.00", None),
]


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_a_number_comes_with_what_its_cell_shows(
    value: float, code: str, shown: str | None
) -> None:
    told = value if shown is None else ("number", value, shown, False)
    assert value_of(value, code) == told


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (46329.0, "yyyy/m/d", date(2026, 11, 3)),
        (46329.0, 'yyyy"年"m"月"d"日";@', date(2026, 11, 3)),
        (46329.0, "[$-804]aaaa", date(2026, 11, 3)),
        (46329.0, "m.dd", date(2026, 11, 3)),
        (46329.0, "e年m月d日", date(2026, 11, 3)),
        (46329.375, "上午/下午h时mm分", datetime(2026, 11, 3, 9)),
        (46328.9995023148, "m/d/yy", datetime(2026, 11, 2, 23, 59, 17)),
        (0.375, "h:mm", time(9)),
        (1.0, "yyyy/m/d", date(1900, 1, 1)),
        (61.0, "yyyy/m/d", date(1900, 3, 1)),
        (1.5, "[h]:mm:ss", timedelta(hours=36)),
        (0.375, "[mm]:ss", timedelta(hours=9)),
        (13800000002.0, "[h]:mm:ss", 13800000002.0),
        (13800000002.0, "yyyy/m/d", 13800000002.0),
        (2345678.0, "yyyy/m/d", 2345678.0),
        (13800000002.0, "h:mm:ss", 13800000002.0),
        (-1.0, "yyyy/m/d", -1.0),
        (float("nan"), "0.00", None),
    ],
)
def test_a_number_is_a_day_or_a_time_where_its_format_and_its_size_say_so(
    value: float, code: str, told: object
) -> None:
    assert value_of(value, code) == told


def test_the_days_of_old_macs_begin_in_1904() -> None:
    assert value_of(44867.0, "yyyy/m/d", is_1904=True) == date(2026, 11, 3)
    assert value_of(44867.0, "General", is_1904=True) == ("number", 44867.0, "44867", True)
    assert value_of(13800000001.0, "General", is_1904=True) == 13800000001.0
    assert value_of(11.1, "0.00", is_1904=True) == ("number", 11.1, "11.10", False)


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_a_format_that_says_more_is_never_a_usual_one(
    value: float, code: str, shown: str | None
) -> None:
    assert shown is None or not is_usual(code)


def test_formats_of_days_by_number_are_usual() -> None:
    assert is_usual(BUILT_IN[14])
    assert is_usual(BUILT_IN[22])
    assert not is_usual(BUILT_IN[2])
    assert not is_usual(BUILT_IN[46])


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(max_size=20))
def test_no_format_and_no_number_breaks_the_reader(value: float, code: str) -> None:
    value_of(value, code)
    value_of(value, code, is_1904=True)
    is_usual(code)


@given(st.integers(0, 60_000), st.sampled_from(["0.00", "0.000", "00.00", "#,##0.00", '"¥"0.00']))
def test_what_is_shown_is_the_number(hundredths: int, code: str) -> None:
    value = hundredths / 100
    told = value_of(value, code)
    assert told == value or (isinstance(told, tuple) and float(told[2]) == value)


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_only_a_day_too_far_off_is_a_number(day: date) -> None:
    assert serial_of(day) is None
    assert serial_of(date(2200, 1, 1)) == 109_575.0
    assert serial_of(datetime(8322, 2, 27, 12)) == 2345646.5
