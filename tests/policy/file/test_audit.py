"""What is typed from a paper is whole or refused; times at odds are told, whatever their order."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.file.audit import AnchorIncomplete, HeadUnreadable
from revisit_cli.labels.text import in_fours
from revisit_cli.policy.file.audit import anchor_given, clock_flags, time_flags
from revisit_cli.records.file.audit import Anchor
from revisit_cli.records.file.audit_shown import TimeFact

OFFSETS = [timezone(timedelta(hours=hours)) for hours in (8, 0)]
DAY = "2026-11-26T{}:00+08:00"

HEAD = "3f9c0a1b2c3d4e5f6071"


def test_a_paper_is_typed_whole_or_not_at_all() -> None:
    assert anchor_given(None, None) is None
    assert anchor_given(9, HEAD) == Anchor(9, HEAD)
    assert anchor_given(9, f" {HEAD.upper()} ") == Anchor(9, HEAD)
    assert anchor_given(9, in_fours(HEAD)) == Anchor(9, HEAD)


@pytest.mark.parametrize("size", [None, 9])
@pytest.mark.parametrize("head", [None, "", "0", HEAD])
def test_half_of_a_paper_is_refused(size: int | None, head: str | None) -> None:
    if (size is None) is not (head is None):
        with pytest.raises(AnchorIncomplete) as refused:
            anchor_given(size, head)
        assert refused.value.facts == {"missing": "--size" if size is None else "--head"}


@given(st.text() | st.text("0123456789abcdefABCDEF０ ", max_size=30))
def test_a_head_has_twenty_hex_digits_and_nothing_else(typed: str) -> None:
    told = "".join(typed.split())
    if len(told) == 20 and all(digit in "0123456789abcdefABCDEF" for digit in told):
        assert anchor_given(1, typed) == Anchor(1, told.lower())
    else:
        with pytest.raises(HeadUnreadable):
            anchor_given(1, typed)


def test_a_clock_that_went_back_is_told_but_for_five_minutes() -> None:
    times = ["09:00", "09:10", "09:06", "08:00", "09:05", "09:11"]
    moments = [(seq, DAY.format(time)) for seq, time in enumerate(times, 1)]
    assert [(flag.seq, flag.what) for flag in clock_flags(moments)] == [(4, "clock_went_back")]


@pytest.mark.clause("三(四)2", "四3")
@pytest.mark.parametrize(
    ("said", "entered", "received", "closed", "flags"),
    [
        ("09:00", "09:00", None, None, []),
        ("09:00", "09:30", "08:00", None, []),
        ("07:00", "09:00", "08:00", None, ["before_import"]),
        ("09:10", "09:00", None, None, ["not_yet"]),
        ("09:00", "10:00", None, "09:30", ["after_close"]),
        ("09:00", "09:20", None, "09:30", []),
    ],
)
def test_a_record_is_flagged_by_what_is_odd_about_it(
    said: str, entered: str, received: str | None, closed: str | None, flags: list[str]
) -> None:
    fact = TimeFact(
        "attempt", 1, DAY.format(said), DAY.format(entered),
        received and DAY.format(received), closed and DAY.format(closed),
    )  # fmt: skip
    assert [flag.what for flag in time_flags([fact])] == flags


NOON = datetime(2026, 11, 24, 12, tzinfo=OFFSETS[0])
# About where what is odd begins: five minutes, a day, and the day's own end.
APART = [0, 1, 299, 300, 301, 3600, 43_199, 43_200, 86_399, 86_400, 86_401, 90_000]
MOMENTS = st.builds(
    lambda apart, sign, micro, offset: (
        NOON + timedelta(seconds=sign * apart, microseconds=micro)
    ).astimezone(offset),
    st.sampled_from(APART),
    st.sampled_from([1, -1]),
    st.sampled_from([0, 0, 0, 500_000]),
    st.sampled_from(OFFSETS),
)


@given(said=MOMENTS, entered=MOMENTS, received=st.none() | MOMENTS, closed=st.none() | MOMENTS)
def test_times_are_flagged_by_their_moments_however_they_are_written(
    said: datetime, entered: datetime, received: datetime | None, closed: datetime | None
) -> None:
    flags = {
        "before_import": received is not None and said < received - timedelta(minutes=5),
        "not_yet": said > entered + timedelta(minutes=5),
        "entered_later": entered - said > timedelta(days=1),
        "after_close": closed is not None and entered > closed,
    }
    written = [None if each is None else each.isoformat() for each in (received, closed)]
    fact = TimeFact("attempt", 1, said.isoformat(), entered.isoformat(), *written)
    assert [each.what for each in time_flags([fact])] == [
        what for what, is_odd in flags.items() if is_odd
    ]


def test_what_is_entered_more_than_a_day_later_is_told() -> None:
    fact = TimeFact("visit", 3, "2026-11-24T09:00:00+08:00", DAY.format("09:01"), None, None)
    (flag,) = time_flags([fact])
    assert flag.as_json() == {"table": "visit", "row": 3, "what": "entered_later"}
