"""What calls and visits are judged by, with a row on either side of each condition."""

from datetime import date

import pytest

from revisit_cli.store.reports import task
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


@pytest.fixture
def stored() -> Stored:
    return Stored()


def _carried(stored: Stored, kind: str, subject: int, **told: object) -> None:
    stored.put("carry", **{"month": MONTH, "kind": kind, "subject": subject, "at": AT, **told})


def test_a_call_is_told_with_its_attempts_and_when_its_ledger_came(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    firm, other = stored.put("firm", name="示例甲厂"), stored.put("firm", name="示例乙厂")
    stored.put("call", firm=other, month=BEFORE)
    call = stored.put("call", firm=firm, is_listed=0)
    gone = stored.put("call", firm=other, state="withdrawn")
    # Its other name's call was withdrawn too: nobody makes it.
    stored.put("call", state="withdrawn", twin_of=gone)
    for told in (
        {"outcome": "busy", "at": AT},
        {"outcome": "completed", "at": LATER},
        {"outcome": "refused_hard", "at": LATER, "voided_at": LATER},
        {"outcome": "partial", "call": call - 1},
    ):
        stored.put("attempt", **{"call": call, "entered_at": LATER, **told})
    times = [f"2026-11-{day}T09:00:00+08:00" for day in (20, 21, 22, 23, 24, 25)]
    filings = [stored.put("filing", received_at=at, version=n) for n, at in enumerate(times, 1)]
    stored.change("filing", filings[0], voided_at=LATER)
    stored.put("service", firm=other, filing=filings[1])
    stored.put("service", firm=firm, filing=filings[2], month=BEFORE)
    stored.put("service", firm=firm, filing=filings[3], state="held")
    for filing in (filings[5], filings[4], filings[0]):
        stored.put("service", firm=firm, filing=filing)
    _carried(stored, "call", call)
    _carried(stored, "visit", call, to_month="2027-02")
    _carried(stored, "call", call + 50, to_month="2027-03")
    (found,) = task.calls(stored.database, MONTH)
    assert (found.firm, found.month, found.is_listed) == ("示例甲厂", MONTH, False)
    assert found.came_at == times[4]
    assert [(each.outcome, each.at) for each in found.attempts] == [
        ("busy", AT),
        ("completed", LATER),
    ]
    assert found.handed_on == ((NEXT, AT),)
    stored.change("call", call, is_listed=1)
    (listed,) = task.calls(stored.database, MONTH)
    assert (listed.is_listed, listed.came_at) == (True, None)


@pytest.mark.parametrize(
    ("gone_at", "unlocked_at", "came_at"),
    [
        (AT, None, LATER),
        (LATER, None, AT),
        (None, None, AT),
        (AT, LATER, AT),
    ],
)
def test_a_row_that_was_gone_when_the_list_was_frozen_brought_no_firm(
    stored: Stored, gone_at: str | None, unlocked_at: str | None, came_at: str
) -> None:
    stored.put("call_list", locked_at=AT, unlocked_at=unlocked_at)
    firm = stored.put("firm", name="示例甲厂")
    stored.put("call", firm=firm, is_listed=0)
    for version, at, voided_at in ((1, AT, gone_at), (2, LATER, None)):
        filing = stored.put("filing", received_at=at, version=version)
        stored.put("service", firm=firm, filing=filing, voided_at=voided_at)
    (found,) = task.calls(stored.database, MONTH)
    assert found.came_at == came_at


DUE, DAY_BEFORE, ON_THE_DAY = "2026-12-10", "2026-12-09T23:59:59+08:00", "2026-12-10T00:00:00+08:00"


def test_a_call_done_before_its_day_cannot_be_late(stored: Stored) -> None:
    def call(state: str = "done", **attempt: object) -> int:
        firm = stored.put("firm", name=f"示例{state}{len(made)}厂")
        number = stored.put("call", firm=firm, state=state, due_on=DUE, outcome="completed")
        stored.put("attempt", **{"call": number, "at": DAY_BEFORE, **attempt})
        made.append(number)
        return number

    made: list[int] = []
    struck = {"unit": stored.put("unit", name="审批科"), "leader": "赵某", "reason": "没办过"}
    in_time = [call(), call(), call(), call()]
    stored.put("attempt", call=in_time[0], at=ON_THE_DAY, voided_at=LATER)
    _carried(stored, "visit", in_time[1])
    stored.put("not_served", call=in_time[2], at=DAY_BEFORE, **struck)
    stored.put("not_served", call=in_time[3], at=ON_THE_DAY, voided_at=LATER, **struck)
    may_be = [call("retry"), call(at=ON_THE_DAY), call(), call()]
    _carried(stored, "call", may_be[2])
    stored.put("not_served", call=may_be[3], at=ON_THE_DAY, **struck)
    assert [each.id for each in task.perhaps_late(stored.database, MONTH)] == may_be
    assert [each.id for each in task.calls(stored.database, MONTH)] == made


def test_a_month_is_told_the_calls_it_was_handed_with_what_was_done_there(stored: Stored) -> None:
    firm = stored.put("firm", name="示例甲厂")
    source = stored.put("call", firm=firm, due_on="2026-12-10")
    target = stored.put("call", firm=firm, month=NEXT, due_on="2027-01-10")
    stored.put("attempt", call=target, at=LATER)
    stored.put("attempt", call=source, at=AT)
    _carried(stored, "call", source, target=target)
    _carried(stored, "call", stored.put("call"))
    # Carried once more: the second month had its verdict.
    onward = stored.put("call", firm=firm, month="2027-01")
    stored.put(
        "carry", month=NEXT, kind="call", subject=target, to_month="2027-01", target=onward, at=AT
    )
    (found,) = task.calls(stored.database, NEXT)
    assert (found.month, found.due_on.isoformat()) == (MONTH, "2026-12-10")
    assert [each.at for each in found.attempts] == [LATER]
    assert found.handed_on == ((NEXT, AT),)
    assert task.calls(stored.database, "2027-01") == ()


def test_a_visit_is_told_by_the_months_that_answer_for_it(stored: Stored) -> None:
    firms = [stored.put("firm", name=f"示例{n}厂") for n in range(5)]
    own = stored.put("visit", firm=firms[0], state="done", visited_at=AT, entered_at=LATER)
    stored.put("visit", firm=firms[1])
    came = stored.put("visit", firm=firms[2], month=BEFORE)
    stored.put("flag", firm=firms[2], visit=came)
    _carried(stored, "visit", stored.put("visit", firm=firms[4], month=BEFORE), to_month=MONTH)
    stored.put("visit", firm=firms[3], month=BEFORE, state="done")
    for month, to in ((BEFORE, MONTH), (MONTH, NEXT)):
        _carried(stored, "visit", came, month=month, to_month=to)
    _carried(stored, "call", own, to_month="2027-05")
    found = task.visits(stored.database, MONTH)
    assert [(each.firm, each.task.done_at, each.task.entered_at) for each in found] == [
        ("示例0厂", AT, LATER),
        ("示例2厂", None, None),
    ]
    assert [each.task.month for each in found] == [MONTH, BEFORE]
    assert [each.task.handed_on for each in found] == [(), ((MONTH, AT), (NEXT, AT))]


def test_the_first_day_is_that_of_the_months_calls_and_of_those_handed_to_it(
    stored: Stored,
) -> None:
    assert task.first_due(stored.database, MONTH) is None
    earlier = stored.put("call", month=BEFORE, due_on="2026-11-10")
    for number, (firm, due_on) in enumerate((("甲厂", "2026-12-10"), ("乙厂", "2026-12-08"))):
        stored.put("call", firm=stored.put("firm", name=firm), due_on=due_on, id=100 + number)
    _carried(stored, "call", earlier, month=BEFORE, to_month=NEXT)
    _carried(stored, "visit", earlier, month=BEFORE, to_month=MONTH)
    assert task.first_due(stored.database, MONTH) == date(2026, 12, 8)
    stored.change("carry", stored.put("carry", subject=0, kind="problem"), to_month=MONTH)
    assert task.first_due(stored.database, MONTH) == date(2026, 12, 8)
    for due_on in ("2026-11-11", "2026-11-12"):
        handed = stored.put("call", month=BEFORE, due_on=due_on)
        _carried(stored, "call", handed, month=BEFORE, to_month=MONTH)
    assert task.first_due(stored.database, MONTH) == date(2026, 11, 11)


def _struck(stored: Stored, call: int, at: str, **told: object) -> None:
    unit = stored.put("unit")
    stored.put("not_served", call=call, unit=unit, at=at, **told)


def test_a_call_was_struck_when_the_last_of_its_units_said_so(stored: Stored) -> None:
    source, call = stored.put("call"), stored.put("call", outcome="not_served")
    handed = stored.put("call", month=NEXT, outcome="not_served")
    _carried(stored, "call", source, target=handed)
    _carried(stored, "visit", source, target=handed, to_month=NEXT)
    for each in (call, handed):
        _struck(stored, each, LATER)
        _struck(stored, each, AT)
        _struck(stored, each, ON_THE_DAY, voided_at=LATER)
    _struck(stored, source, ON_THE_DAY)
    assert [each.struck_at for each in task.calls(stored.database, MONTH)] == [None, LATER]
    assert [each.struck_at for each in task.calls(stored.database, NEXT)] == [LATER]
    stored.change("call", call, outcome="completed")
    assert [each.struck_at for each in task.calls(stored.database, MONTH)] == [None, None]


def test_calls_handed_on_are_told_in_the_order_of_the_carrying_with_their_attempts(
    stored: Stored,
) -> None:
    sources = [stored.put("call", firm=stored.put("firm", name=name)) for name in ("甲厂", "乙厂")]
    for source in reversed(sources):
        target = stored.put("call", month=NEXT)
        _carried(stored, "call", source, target=target)
        for outcome, voided_at in (("busy", None), ("no_answer", None), ("completed", LATER)):
            stored.put("attempt", call=target, outcome=outcome, voided_at=voided_at)
    found = task.calls(stored.database, NEXT)
    assert [each.firm for each in found] == ["乙厂", "甲厂"]
    assert {tuple(made.outcome for made in each.attempts) for each in found} == {
        ("busy", "no_answer")
    }
