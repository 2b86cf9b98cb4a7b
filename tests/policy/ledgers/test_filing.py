"""What becomes of a ledger's rows beside those of other months."""

from datetime import date, datetime, timedelta

import pytest

from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers.filing import dated_notes, decide_rows, filing_state, identity_of
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.importing import DecidedRow, EarlierRow, Elsewhere
from revisit_cli.records.ledgers.ledger import Hints, ReadRow
from revisit_cli.records.workbooks.grid import Sheet, Workbook
from revisit_cli.rulebook import loader

HEAD = ("单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话")
FIRM, MONTH = "示例甲有限公司", "2026-11"
RULES = loader.rules()
OCTOBER = date(2026, 10, 8)


def _read(day: str, matter: str = "许可", firm: str = FIRM, phone: str = "13800000001") -> ReadRow:
    rows = (HEAD, ("审批科", day, matter, firm, "某甲", phone))
    book = Workbook("台账.xlsx", "0" * 64, 1, "xlsx", (Sheet("表", rows),))
    (sheet,) = understand(book, Hints(month=MONTH)).sheets
    return sheet.rows[0]


def _decided(row: ReadRow, before: ReadRow | None = None, **given: object) -> DecidedRow:
    place = ("审批科", MONTH)
    month_before = {} if before is None else {place: frozenset([identity_of(before, FIRM)])}
    find = {"审批科": "审批科"}.get
    if before is not None:
        given["met"] = {place: {firm_key(before.firm)}}
    (decided,) = decide_rows([(row, MONTH)], find, {}, month_before, RULES, **given)  # type: ignore[arg-type]
    return decided


@pytest.mark.clause("R27")
@pytest.mark.parametrize(
    ("row", "state"),
    [
        (_read("2026-10-08"), "duplicate"),
        (_read("2026-10-08", phone="13800000009"), "duplicate"),
        (_read("2026-10-08", matter="备案"), "accepted"),
        (_read("2026-10-09"), "accepted"),
        (_read("2026-10-08", firm="示例乙有限公司"), "accepted"),
        (_read(""), "accepted"),
        (_read("2026-10-08", matter=""), "accepted"),
    ],
)
def test_a_row_of_another_months_ledger_is_a_duplicate(row: ReadRow, state: str) -> None:
    standing = [Elsewhere("2026-10", EarlierRow(7, (), firm_key(FIRM), "许可"))]
    elsewhere = {("审批科", firm_key(FIRM), OCTOBER, matter): standing for matter in ("许可", "")}
    decided = _decided(row, elsewhere=elsewhere)
    assert decided.state == state
    assert (decided.repeats is not None) == (state == "duplicate")


@pytest.mark.clause("R27")
@pytest.mark.parametrize(
    ("months", "fixed", "state", "moved"),
    [
        (("2026-12",), (), "accepted", (0,)),
        (("2026-12", "2027-01"), (), "accepted", (0, 1)),
        (("2026-12",), ("2026-12",), "duplicate", ()),
        (("2026-12", "2027-01"), ("2027-01",), "duplicate", ()),
        (("2026-10",), (), "duplicate", ()),
        (("2026-10", "2026-12"), (), "duplicate", ()),
    ],
)
def test_a_row_stands_in_the_earliest_month_unless_it_is_fixed_in_another(
    months: tuple[str, ...], fixed: tuple[str, ...], state: str, moved: tuple[int, ...]
) -> None:
    standing = [
        Elsewhere(month, EarlierRow(number, (), firm_key(FIRM), "许可"), month in fixed)
        for number, month in enumerate(months)
    ]
    row = _read("2026-11-03")
    key = ("审批科", firm_key(FIRM), row.served_on, "许可")
    decided = _decided(row, elsewhere={key: standing})
    assert (decided.state, decided.moved) == (state, moved)


@pytest.mark.clause("R27")
@pytest.mark.parametrize(
    ("row", "is_noted"),
    [
        (_read(""), True),
        (_read("2026-11-03", matter=""), True),
        (_read("2026-11-03"), False),
        (_read("", firm="示例乙有限公司"), False),
    ],
)
def test_a_row_that_does_not_say_when_or_what_is_called_and_noted(
    row: ReadRow, is_noted: bool
) -> None:
    decided = _decided(row, _read("2026-10-08"))
    assert decided.state == "accepted"
    assert ("maybe_repeated" in decided.notes) == is_noted


@pytest.mark.clause("R2", "R19")
def test_what_comes_before_the_day_is_in_time_whatever_the_calendar() -> None:
    cycle, calendar = RULES.period("2030-01"), Calendar()
    closing = datetime(2030, 1, 25, 18, 0, tzinfo=BEIJING)
    assert filing_state(cycle, closing, calendar, has_earlier=False) == "on_time"
    with pytest.raises(YearUnknown):
        filing_state(cycle, closing + timedelta(minutes=1), calendar, has_earlier=False)


@pytest.mark.clause("R30")
@pytest.mark.parametrize(
    ("day", "received", "notes"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), ("date_in_future",)),
        (date(2026, 11, 20), date(2026, 11, 20), ()),
        (date(2026, 11, 20), None, ()),
        (date(2026, 11, 26), date(2026, 11, 19), ("date_after_cycle",)),
        (date(2026, 10, 24), date(2026, 10, 20), ("date_before_cycle",)),
        (date(2026, 10, 25), date(2026, 10, 20), ("date_boundary",)),
    ],
)
def test_a_day_after_the_receipt_is_told_within_the_cycle(
    day: date, received: date | None, notes: tuple[str, ...]
) -> None:
    assert dated_notes(day, RULES.period(MONTH), received) == notes
