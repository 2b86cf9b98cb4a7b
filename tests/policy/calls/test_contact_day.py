from datetime import date, datetime

import pytest

from revisit_cli.errors.calls.call import ContactAhead, ContactTooEarly
from revisit_cli.policy.calls.contact_day import check_contact_day, first_day
from revisit_cli.records.context import BEIJING

NOW = datetime(2026, 11, 26, 9, tzinfo=BEIJING)


@pytest.mark.clause("R35")
@pytest.mark.parametrize(
    ("served", "first"),
    [
        ((), None),
        ((None, ""), None),
        ((None, "2026-11-24"), date(2026, 11, 24)),
        (("2026-11-24", "2026-11-03"), date(2026, 11, 3)),
    ],
)
def test_the_first_day_is_that_of_the_first_dated_service(
    served: tuple[str | None, ...], first: date | None
) -> None:
    assert first_day(served) == first


@pytest.mark.clause("R35", "R30")
@pytest.mark.parametrize(
    ("at", "first", "refused"),
    [
        ("2026-11-26T09:00", None, None),
        ("2020-01-01T09:00", None, None),
        ("2026-11-26T09:01", None, ContactAhead),
        ("2026-11-27T00:00", date(2026, 11, 3), ContactAhead),
        ("2026-11-24T00:00", date(2026, 11, 24), None),
        ("2026-11-23T23:59", date(2026, 11, 24), ContactTooEarly),
        ("2026-11-26T09:00", date(2026, 11, 27), ContactTooEarly),
    ],
)
def test_no_contact_is_ahead_or_before_the_first_day(
    at: str, first: date | None, refused: type[Exception] | None
) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=BEIJING)
    if refused is None:
        check_contact_day(moment, NOW, "示例企业", first)
        return
    with pytest.raises(refused) as found:
        check_contact_day(moment, NOW, "示例企业", first)
    told = str(found.value)
    assert ("2026-11-26 09:00" if refused is ContactAhead else str(first)) in told
