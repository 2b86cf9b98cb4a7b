"""Which backups stay."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.file.backup import DAYS_KEPT, MONTHS_KEPT, to_keep
from revisit_cli.records.context import BEIJING

MOMENTS = st.lists(
    st.integers(0, 3 * 365 * 24).map(
        lambda hours: datetime(2024, 1, 1, tzinfo=BEIJING) + timedelta(hours=hours)
    ),
    unique=True,
)


def test_seven_days_and_twelve_months_stay() -> None:
    days = [datetime(2025, 1, 1, 9, tzinfo=BEIJING) + timedelta(days=n) for n in range(600)]
    kept = sorted(to_keep(days))
    assert kept[-7:] == days[-7:]
    assert len(kept) == DAYS_KEPT + MONTHS_KEPT - 1
    assert all((day + timedelta(days=1)).day == 1 for day in kept[:-7])


@given(MOMENTS)
def test_the_newest_always_stays_and_keeping_again_lets_nothing_go(moments: list[datetime]) -> None:
    kept = to_keep(moments)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept
    assert to_keep(kept) == kept
    assert len(kept) <= DAYS_KEPT + MONTHS_KEPT
