"""What stands in a month's way, what is carried over, and when it may still be changed."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.reports.closing import (
    AcceptedByRequired,
    CarryNotOpen,
    CarryUnreadable,
    ClosedBefore,
    MonthNotCleared,
    MonthNotOver,
)
from revisit_cli.policy.days.cycle import carried_to
from revisit_cli.policy.reports import closing as policy
from revisit_cli.policy.reports.certificate import certificate_given, certificate_kept
from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.closing import CallItem, Carry, ClosingFacts, Item, MissingUnit
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

RULES = loader.rules()
NOVEMBER = RULES.period("2026-11")

CLEAR = ClosingFacts(
    month="2026-11",
    locked_at="2026-11-26T09:00:00+08:00",
    list_size=1,
    list_sha256="0" * 64,
    calls=(CallItem(1, "示例甲厂", "done", "completed", True, False),),
    visits=(Item(1, "示例甲厂", "done", False),),
    problems=(Item(1, "", "answered", False),),
    filings=(("on_time", 2),),
)


def _call(state: CallState) -> CallItem:
    return CallItem(2, "示例乙厂", state, None, True, False)


@pytest.mark.clause("四3", "R15", "三(一)1", "三(三)1", "四4", "三(二)3")
@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        (CLEAR, []),
        (replace(CLEAR, fault_count=2), ["log"]),
        (replace(CLEAR, missing=(MissingUnit("质监站", False),)), ["ledger"]),
        (replace(CLEAR, missing=(MissingUnit("质监站", True),)), []),
        (replace(CLEAR, locked_at=None), ["list"]),
        *(
            (replace(CLEAR, calls=(_call(state),)), ["call"])
            for state in ("new", "retry", "appointment", "returned")
        ),
        *((replace(CLEAR, visits=(Item(1, "", s, False),)), ["visit"]) for s in ("to_do",)),
        (replace(CLEAR, visits=(Item(1, "", "unsigned", False),)), ["visit"]),
        *(
            (replace(CLEAR, problems=(Item(3, "", state, True),)), ["problem"])
            for state in ("open", "assigned", "transferred")
        ),
        *(
            (replace(CLEAR, problems=(Item(3, "", state, True),)), [])
            for state in ("handled", "answered", "closed")
        ),
        (replace(CLEAR, month="2026-12"), ["symposium"]),
        (replace(CLEAR, month="2026-06"), ["symposium"]),
        (replace(CLEAR, month="2026-12", symposium_count=1), []),
        (replace(CLEAR, undecided_count=4, held_count=2), []),
    ],
)
def test_each_duty_of_the_cycle_stands_in_the_way(facts: ClosingFacts, kinds: list[str]) -> None:
    assert [each.kind for each in policy.obstacles(facts, RULES)] == kinds


@pytest.mark.clause("四3", "R15")
@pytest.mark.parametrize(
    ("text", "carry"),
    [
        ("call:12", Carry("call", "12")),
        ("call：１２", Carry("call", "12")),
        ("problem:P-0003", Carry("problem", "3")),
        ("visit:5", Carry("visit", "5")),
        ("symposium:2026-H2", Carry("symposium", "2026-H2")),
    ],
)
def test_a_carry_over_is_read_as_typed(text: str, carry: Carry) -> None:
    assert policy.carries_given([text, text]) == (carry,)


@pytest.mark.parametrize("text", ["call", "call:", "call:x", "call:0", "list:1", "symposium:2026"])
def test_a_carry_over_that_names_nothing_is_refused(text: str) -> None:
    with pytest.raises(CarryUnreadable):
        policy.carries_given([text])


@pytest.mark.clause("四3", "R15")
def test_only_what_is_open_is_carried_and_only_by_a_name() -> None:
    facts = replace(CLEAR, calls=(_call("new"),))
    with pytest.raises(AcceptedByRequired):
        policy.carried_over(facts, [Carry("call", "2")], " ", "2026-12", RULES)
    with pytest.raises(CarryNotOpen):
        policy.carried_over(facts, [Carry("call", "1")], "张局长", "2026-12", RULES)
    (carried,) = policy.carried_over(facts, [Carry("call", "2")], " 张局长 ", "2026-12", RULES)
    assert (carried.name, carried.to, carried.accepted_by) == ("示例乙厂", "2026-12", "张局长")
    policy.check_close(facts, [carried], RULES)
    with pytest.raises(MonthNotCleared):
        policy.check_close(facts, [], RULES)


@pytest.mark.clause("四3")
def test_a_month_is_cleared_once_and_only_after_its_last_day() -> None:
    policy.check_moment(CLEAR, NOVEMBER, date(2026, 11, 26))
    with pytest.raises(MonthNotOver):
        policy.check_moment(CLEAR, NOVEMBER, date(2026, 11, 25))
    with pytest.raises(ClosedBefore):
        policy.check_moment(
            replace(CLEAR, closed_at="2026-12-21T09:00"), NOVEMBER, date(2026, 12, 22)
        )


@pytest.mark.clause("四3", "R15")
def test_what_is_carried_goes_to_the_next_month_that_is_open() -> None:
    assert carried_to("2026-12", frozenset()) == "2027-01"
    assert carried_to("2026-11", {"2026-12", "2027-01"}) == "2027-02"


@pytest.mark.clause("四3", "R12", "R15")
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["completed", "refused_hard", "exhausted", None]),
            st.booleans(),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_every_firm_has_one_outcome_or_is_carried_over(
    found: list[tuple[CallOutcome | None, bool, bool]],
) -> None:
    calls = tuple(
        CallItem(n, f"示例{n}厂", "done" if outcome else "retry", outcome, listed, not listed and x)
        for n, (outcome, listed, x) in enumerate(found, 1)
    )
    size = sum(call.is_listed for call in calls)
    facts = replace(CLEAR, calls=calls, list_size=size)
    open_ones = [Carry("call", str(call.id)) for call in calls if call.state != "done"]
    carried = policy.carried_over(facts, open_ones, "张局长", "2026-12", RULES)
    policy.check_close(facts, carried, RULES)
    told = policy.certificate_of(facts, carried, "2026-H2", "2026-12-21T09:00:00+08:00", "测试员")
    for tally in (told.calls, told.unlisted, told.carried_in):
        assert sum(count for _, count in tally.parts) == tally.total
    assert told.calls.total + told.unlisted.total + told.carried_in.total == len(calls)
    assert told.calls.total == size
    log = LogHead(3, "0" * 20)
    kept = json.loads(json.dumps(certificate_kept(told)))
    assert certificate_given(kept, log) == replace(told, log=log)


def test_a_long_list_is_cut_and_says_where_the_rest_is() -> None:
    calls = tuple(CallItem(n, f"示例{n}厂", "new", None, True, False) for n in range(1, 101))
    with pytest.raises(MonthNotCleared) as refused:
        policy.check_close(replace(CLEAR, calls=calls), [], RULES)
    told = str(refused.value)
    assert "100 项未了" in told
    assert "还有 70 项未列出，见 revisit calls list 2026-11" in told
