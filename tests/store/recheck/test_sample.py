"""What a re-check's selects take in, and what they leave out: a row on either side of each."""

from revisit_cli.store.recheck import doubt, entry, sample, signal
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored

POOL = {"percent": 10, "pool": "示例公司\n", "nth": 1}


def test_completed_calls_are_those_of_the_month_that_ended_so(stored: Stored) -> None:
    put = stored.put
    call = put("call", state="done", outcome="completed")
    first = put("attempt", call=call, at=AT)
    put("attempt", call=call, at=LATER, voided_at=LATER)
    told = put("evaluation", attempt=first)
    put("answer", evaluation=told, question="overall", code="satisfied")
    put("answer", evaluation=told, question="attitude", code="good")
    put("call", state="done", outcome="partial")
    put("call", month=BEFORE, state="done", outcome="completed")
    put("call", state="withdrawn", outcome="completed")
    found = sample.load(stored.database, MONTH)
    assert [(each.call, each.last_at, each.overall) for each in found.completed] == [
        (call, AT, ("satisfied",))
    ]
    assert found.open_firms == ()
    assert not found.is_locked


def test_a_firm_that_was_merged_stands_by_the_one_it_became(stored: Stored) -> None:
    root = stored.put("firm", name="示例合并公司")
    firm = stored.put("firm", merged_into=root)
    stored.put("call", firm=firm, state="done", outcome="completed")
    (found,) = sample.load(stored.database, MONTH).completed
    assert (found.firm, found.name, found.last_at) == (root, "示例合并公司", "")


def test_open_calls_are_those_without_an_end_that_nobody_carries(stored: Stored) -> None:
    for state in ("new", "retry", "appointment", "returned"):
        stored.put("call", state=state, firm=stored.put("firm", name=state))
    stored.put("call", state="new", carried_to="2026-12")
    stored.put("call", state="new", month=BEFORE)
    for state in ("done", "withdrawn"):
        stored.put("call", state=state)
    found = sample.load(stored.database, MONTH).open_firms
    assert found == ("new", "retry", "appointment", "returned")


def test_seeds_are_those_of_every_draw(stored: Stored) -> None:
    recheck = stored.put("recheck", size=1, pool_count=1, **POOL)
    stored.put("recheck_draw", recheck=recheck, seed="1", drawn_at=AT)
    stored.put("draw", seed="2", drawn_at=LATER)
    assert sample.seeds(stored.database) == {"1": AT, "2": LATER}


def test_a_cleared_months_recheck_is_told_with_when_it_last_went_on(stored: Stored) -> None:
    put = stored.put
    recheck = put("recheck", size=1, pool_count=1, frozen_at=AT, **POOL)
    put("recheck", month=BEFORE, size=1, pool_count=1, **POOL)
    put("closing", closed_at=AT)
    assert sample.closed(stored.database) == {MONTH: (AT, AT)}
    call = put("recheck_call", recheck=recheck, rank=1)
    put("recheck_attempt", recheck_call=call, answer="unsure", overall=None, entered_at=LATER)
    assert sample.closed(stored.database) == {MONTH: (AT, LATER)}


def test_whoever_recorded_counts_by_call_voided_ones_too(stored: Stored) -> None:
    put = stored.put
    one, other = put("call"), put("call")
    for call in (one, one, other):
        put("attempt", call=call, by="王芳")
    put("attempt", call=one, by="李敏", voided_at=LATER)
    put("attempt", call=put("call", month=BEFORE), by="周强")
    assert entry.recorded_by(stored.database, MONTH) == {"王芳": 2, "李敏": 1}


def test_entries_are_the_ranked_calls_with_what_was_said_until_then(stored: Stored) -> None:
    put = stored.put
    recheck = put("recheck", size=1, pool_count=1, **POOL)
    second = put("recheck_call", recheck=recheck, rank=2, label="乙")
    first = put("recheck_call", recheck=recheck, rank=1, label="甲")
    put("recheck_call", recheck=recheck, rank=None, label="丙")
    other = put("recheck", size=1, pool_count=1, **{**POOL, "nth": 2})
    put("recheck_call", recheck=other, rank=1)
    for at in (AT, LATER):
        put("recheck_attempt", recheck_call=first, answer="unreached", overall=None, at=at,
            entered_at=at)  # fmt: skip
    found = entry.entries(stored.database, recheck, AT)
    assert [(each.id, len(each.said)) for each in found] == [(first, 2), (second, 0)]
    (early, _) = entry.entries(stored.database, recheck, AT, AT)
    assert len(early.said) == 1


def test_signals_look_at_completed_records_that_stand(stored: Stored) -> None:
    put = stored.put
    call = put("call")
    kept = put("attempt", call=call)
    put("attempt", call=call, outcome="no_answer")
    put("attempt", call=call, voided_at=LATER)
    put("attempt", call=put("call", month=BEFORE))
    assert [each.attempt for each in signal.saved(stored.database, MONTH)] == [kept]


def test_doubts_wait_while_they_are_contradictions_and_nobody_decided(stored: Stored) -> None:
    put = stored.put
    put("doubt", kind="not_called", subject="1", attempts="[]")
    put("doubt", kind="not_ours", subject="2", attempts="[]")
    put("doubt", kind="not_called", subject="3", attempts="[]", state="dismissed")
    put("doubt", kind="too_short", subject="4", attempts="[]")
    put("doubt", kind="not_called", subject="5", attempts="[]", month=BEFORE)
    listed = doubt.listed(stored.database, MONTH, is_contradicted=True)
    assert [each.kind for each in listed] == ["not_called", "not_ours", "not_called"]
    assert [each.state for each in listed] == ["suspected", "suspected", "dismissed"]
    signals = doubt.listed(stored.database, None, is_contradicted=False)
    assert [each.kind for each in signals] == ["too_short"]
