"""Suspicions out of the store: each condition of each select has a row on either side."""

import json
from datetime import date
from typing import Any

import pytest

from revisit_cli.records.discipline.duty import AnswerChange, FilingFact, Suspicion
from revisit_cli.store.discipline import duty as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

ON = date(2026, 11, 25)


def test_the_first_filing_that_stands_says_how_a_units_month_came(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    stored.put("filing", unit=unit, version=1, state="late", voided_at=AT)
    first = stored.put("filing", unit=unit, version=2, state="on_time")
    stored.put("filing", unit=unit, version=3, state="supplement")
    stored.put("filing", unit=unit, month=BEFORE, version=1)
    theirs = stored.put("filing", unit=other, version=4, state="zero")
    assert store.load(stored.database, MONTH, ON).filings == (
        FilingFact(first, unit, "on_time"),
        FilingFact(theirs, other, "zero"),
    )


@pytest.mark.clause("R26")
def test_a_unit_is_missing_that_owes_a_ledger_of_the_month_and_filed_none(stored: Stored) -> None:
    def owing(since: str | None, until: str | None = None, **told: str) -> int:
        unit = stored.put("unit", **told)
        stored.put("roster_term", unit=unit, since=since, until=until)
        return unit

    missing = [owing(None), owing(MONTH), owing(BEFORE, MONTH), owing(None, NEXT)]
    twice = owing(BEFORE, BEFORE)
    stored.put("roster_term", unit=twice, since=MONTH)
    owing(NEXT)
    owing(None, BEFORE)
    owing(None, voided_at=AT)
    stored.put("unit", is_on_roster=1)
    stored.put("filing", unit=owing(None))
    late, void = owing(None), owing(None)
    stored.put("filing", unit=late, month=BEFORE)
    stored.put("filing", unit=void, voided_at=AT)
    assert store.load(stored.database, MONTH, ON).missing == (*missing, twice, late, void)


def test_a_denial_is_against_every_unit_that_named_the_firm_until_it_is_a_finding(
    stored: Stored,
) -> None:
    first, second = stored.put("unit"), stored.put("unit")
    firm = stored.put("firm")
    for unit in (second, first, first):
        stored.put("service", unit=unit, firm=firm)
    for told in (
        {"month": BEFORE},
        {"firm": stored.put("firm")},
        {"state": "held"},
        {"replaced_by": stored.put("service")},
        {"voided_at": AT},
    ):
        stored.put("service", **{"unit": stored.put("unit"), "firm": firm, **told})
    call = stored.put("call", firm=firm)
    stored.put("attempt", call=call, outcome="busy")
    void = stored.put("attempt", call=call, outcome="denies_service", voided_at=AT)
    assert store.load(stored.database, MONTH, ON).denied == ()
    other = stored.put("call", firm=firm, month=BEFORE)
    stored.put("attempt", call=other, outcome="denies_service")
    assert store.load(stored.database, MONTH, ON).denied == ()
    stored.put("attempt", call=stored.put("call"), outcome="denies_service")
    stored.change("attempt", void, voided_at=None)
    assert store.load(stored.database, MONTH, ON).denied == ((first, call), (second, call))
    second_call = stored.put("call", firm=stored.put("firm"))
    stored.put("service", unit=first, firm=stored.get("call", second_call, "firm")[0])
    again = stored.put("attempt", call=second_call, outcome="denies_service")
    denied = store.load(stored.database, MONTH, ON).denied
    assert denied == ((first, call), (first, second_call), (second, call))
    stored.change("attempt", again, voided_at=AT)
    known: dict[str, Any] = {"kind": "denied_service", "unit": first, "subject": f"call:{call}"}
    for told in (
        {"kind": "forced_praise"},
        {"month": BEFORE},
        {"subject": f"call:{call + 1}"},
    ):
        stored.put("finding", **(known | told))
    assert store.load(stored.database, MONTH, ON).denied == ((first, call), (second, call))
    stored.put("finding", **known)
    assert store.load(stored.database, MONTH, ON).denied == ()


def test_a_finding_is_put_on_record_once(stored: Stored) -> None:
    unit = stored.put("unit")
    suspicion = Suspicion("late", unit, MONTH, "filing:1")
    number = store.add(stored.database, suspicion, AT)
    assert number is not None
    assert store.add(stored.database, suspicion, AT) is None
    assert store.find(stored.database, number + 1) is None


def test_findings_are_those_of_month_state_and_kind_newest_month_first(stored: Stored) -> None:
    older = stored.put("finding", month=BEFORE)
    first = stored.put("finding")
    second = stored.put("finding", state="confirmed")
    third = stored.put("finding", kind="missing")

    def told(*wanted: str | None) -> list[int]:
        return [each.id for each in store.findings(stored.database, *wanted)]

    assert told(None) == [first, second, third, older]
    assert told(MONTH) == [first, second, third]
    assert told(None, "confirmed") == [second]
    assert told(None, None, "missing") == [third]


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_finding_names_its_unit_its_talk_and_what_it_rests_on(
    stored: Stored, is_listed: bool
) -> None:
    stored.put("unit", name="别的科")
    unit = stored.put("unit", name="审批科", kind="office", leader="甲", deputy="乙", contact="丙")
    stored.put("filing", received_at=AT)
    filing = stored.put("filing", received_at=LATER)
    kept = stored.put("firm", name="示例甲公司")
    merged = stored.put("firm", name="示例乙公司", merged_into=kept)
    stored.put("call", firm=stored.put("firm", name="示例丙公司"))
    calls = {"示例甲公司": stored.put("call", firm=merged)}
    calls["示例丁公司"] = stored.put("call", firm=stored.put("firm", name="示例丁公司"))
    details = {f"filing:{filing}": LATER, "concealed:示例厂": None}
    details |= {f"call:{call}": name for name, call in calls.items()}
    numbers = {subject: stored.put("finding", unit=unit, subject=subject) for subject in details}
    talked = numbers[f"filing:{filing}"]
    stored.put("admonition", finding=talked, held_on="2026-12-01", held_by="丁", whom="戊")
    for subject, detail in details.items():
        number = numbers[subject]
        found = (
            next(each for each in store.findings(stored.database, None) if each.id == number)
            if is_listed
            else store.find(stored.database, number)
        )
        assert found is not None
        assert (found.unit_name, found.unit_kind, found.detail) == ("审批科", "office", detail)
        assert (found.leader, found.deputy, found.contact) == ("甲", "乙", "丙")
        talk = ("2026-12-01", "丁", "戊") if number == talked else (None, None, None)
        assert (found.admonished_on, found.admonished_by, found.admonished) == talk
    assert len(store.findings(stored.database, None)) == len(details)


def test_a_decision_is_of_its_own_finding_and_counts_against_its_unit(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    later = stored.put("finding", unit=unit)
    number = stored.put("finding", unit=unit)
    for told in ({"unit": other, "state": "confirmed"}, {"state": "dismissed"}, {}):
        stored.put("finding", **{"unit": unit, "decided_at": AT, **told})
    decision: dict[str, Any] = {"state": "confirmed", "by": "甲", "escalation": "deputy"}
    store.decide(stored.database, later, **decision, at=LATER)
    assert store.confirmed_in(stored.database, unit) == [MONTH]
    assert stored.get("finding", number, "state") == ("suspected",)
    store.decide(stored.database, number, **decision, at=AT)
    stored.change("finding", number, month=BEFORE)
    assert store.confirmed_in(stored.database, unit) == [MONTH, BEFORE]


def test_the_units_are_those_that_stand_by_name(stored: Stored) -> None:
    unit = stored.put("unit", name="审批科")
    stored.put("unit", name="旧科", voided_at=AT)
    named_again = stored.put("unit", name="燃气办")
    assert list(store.units(stored.database).items()) == [("审批科", unit), ("燃气办", named_again)]


def test_changes_are_told_by_month_and_by_what_the_answer_became(stored: Stored) -> None:
    unit, made = stored.put("unit"), []
    for month in (MONTH, BEFORE, MONTH):
        firm = stored.put("firm")
        call, told = stored.put("call", firm=firm, month=month), {"firm": firm, "unit": unit}
        for by in ("先", "后"):
            _answer(stored, call, "dissatisfied", **told, month=month, by=f"{call}{by}")
        _answer(stored, call, "satisfied", **told, month=month)
        made.append(call)
    first, before, last = made
    assert [each.first_by for each in store.changes(stored.database, None)] == [
        f"{call}{by}" for call in (before, first, last) for by in ("先", "后")
    ]


def _answer(stored: Stored, call: int, overall: str, **told: Any) -> int:
    attempt = stored.put("attempt", call=call, at=told.pop("at", AT), by=told.pop("by", "甲"))
    number = stored.put("evaluation", attempt=attempt, **told)
    # What else was answered changes nothing.
    stored.put("answer", evaluation=number, question="attitude", code=overall)
    stored.put("answer", evaluation=number, question="overall", code=overall)
    return number


def test_an_answer_changed_only_where_one_firm_said_both_of_one_unit_in_one_month(
    stored: Stored,
) -> None:
    firm, unit = stored.put("firm", name="示例甲公司"), stored.put("unit", name="审批科")
    other, office = stored.put("firm", name="示例乙公司"), stored.put("unit", name="燃气办")
    call = stored.put("call", firm=firm)
    same: dict[str, Any] = {"firm": firm, "unit": unit}
    # Said before, and so not what the dissatisfied answer became.
    _answer(stored, call, "satisfied", **same)
    _answer(stored, call, "dissatisfied", **same, voided_at=LATER)
    for told in ({"firm": other}, {"unit": office}, {"month": BEFORE}, {"voided_at": LATER}):
        _answer(stored, call, "satisfied", **(same | told))
    _answer(stored, stored.put("call", firm=firm, month=BEFORE), "dissatisfied", **same)
    assert store.changes(stored.database, None) == ()
    _answer(stored, call, "satisfied", **same, by="乙", at=LATER)
    (change,) = store.changes(stored.database, MONTH)
    assert change == AnswerChange(
        month=MONTH, firm="示例甲公司", unit="审批科", call=call, visit=None, first_at=AT,
        first_by="甲", voided_at=LATER, voided_by=None, reason=None, now_at=LATER, now_by="乙",
    )  # fmt: skip
    assert store.changes(stored.database, BEFORE) == ()
    assert store.changes(stored.database, None) == (change,)


def test_an_answer_that_stands_or_was_satisfied_before_is_no_change(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit")
    call = stored.put("call", firm=firm)
    _answer(stored, call, "satisfied", firm=firm, unit=unit, voided_at=LATER)
    _answer(stored, call, "dissatisfied", firm=firm, unit=unit)
    other = stored.put("call", firm=firm, month=BEFORE)
    _answer(stored, other, "satisfied", firm=firm, unit=unit)
    assert store.changes(stored.database, None) == ()
    # In the same call a later answer supersedes it, though nothing was undone.
    _answer(stored, call, "satisfied", firm=firm, unit=unit)
    assert len(store.changes(stored.database, None)) == 1


def test_an_answer_changed_between_visits_tells_who_was_there(stored: Stored) -> None:
    stored.put("visit", by="外人", visited_at="2026-11-01T09:00:00+08:00")
    firm, unit = stored.put("firm"), stored.put("unit")
    visit = stored.put("visit", firm=firm, visited_at=AT, by="丙", void_reason="记错", voided_at=AT)
    same: dict[str, Any] = {"firm": firm, "unit": unit, "attempt": None, "visit": visit}
    before = stored.put("evaluation", **same, voided_at=LATER)
    stored.put("answer", evaluation=before, question="overall", code="dissatisfied")
    after = stored.put("evaluation", **same)
    stored.put("answer", evaluation=after, question="overall", code="satisfied")
    (change,) = store.changes(stored.database, None)
    assert (change.call, change.visit, change.reason) == (None, visit, "记错")
    assert (change.first_at, change.first_by, change.now_at, change.now_by) == (AT, "丙", AT, "丙")


def _logged(stored: Stored, finding: int, *, by: str = "甲", kind: str = "PraiseReported") -> None:
    count = stored.database.value("select count(*) from event")
    body = json.dumps({"kind": kind, "by": by, "facts": {"finding": finding}})
    stored.put("event", seq=count + 1, body=body, prev=f"{count:064d}", hash=f"{count + 1:064d}")


def test_praise_was_just_reported_only_where_the_same_person_said_the_same(stored: Stored) -> None:
    unit = stored.put("unit")
    given: dict[str, Any] = {
        "unit": unit,
        "month": MONTH,
        "words": "要好评",
        "by": "甲",
        "since": AT,
    }

    def reported(**changed: Any) -> int | None:
        values = given | changed
        return store.reported_since(
            stored.database,
            values["unit"],
            values["month"],
            values["words"],
            by=values["by"],
            since=values["since"],
        )

    def report(words: str = "要好评", *, is_sealed: int = 0, **told: Any) -> int:
        row = {"unit": unit, "kind": "forced_praise", "found_at": AT}
        subject = f"report:{stored.database.value('select count(*) from finding')}"
        finding = stored.put("finding", **{"subject": subject, **row, **told})
        stored.put("confidence", finding=finding, words=words, is_sealed=is_sealed)
        return finding

    first = report()
    assert reported() is None
    _logged(stored, first, by="乙")
    _logged(stored, first, kind="FindingDecided")
    _logged(stored, first + 1)
    assert reported() is None
    _logged(stored, first)
    assert reported() == first
    for changed in (
        {"unit": stored.put("unit")},
        {"month": BEFORE},
        {"words": "没要"},
        {"by": "丙"},
        {"since": LATER},
    ):
        assert reported(**changed) is None
    others: list[dict[str, Any]] = [
        {"kind": "late"},
        {"subject": "call:7"},
        {"found_at": BEFORE + "-26T09:00:00"},
    ]
    for told in others:
        _logged(stored, report(**told))
    assert reported() == first
    sealed = report("密文", is_sealed=1)
    _logged(stored, sealed)
    assert reported(words="没要") == reported() == sealed
    of_unit: dict[str, Any] = {"unit": unit, "kind": "forced_praise", "found_at": AT}
    grounds = stored.put("finding", **of_unit, subject="report:9")
    stored.put("confidence", finding=grounds, words="要好评", is_evidence=1)
    _logged(stored, grounds)
    bare = stored.put("finding", **of_unit, subject="report:8")
    _logged(stored, bare)
    assert reported() == sealed


def test_a_complaint_is_of_a_firm_that_no_ledger_has(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    first, second = [stored.put("firm", name=name) for name in ("甲厂", "乙厂")]

    def complain(firm: int, **told: Any) -> None:
        stored.put("flag", **{"firm": firm, "unit": unit, "reason": "complaint", **told})

    for told in (
        {"month": BEFORE},
        {"unit": None},
        {"reason": "key_project"},
        {"dropped_at": AT},
        {"pending_since": AT},
    ):
        complain(stored.put("firm"), **told)
    served = stored.put("firm")
    stored.put("service", firm=served, month=BEFORE)
    complain(served)
    stored.put("service", firm=first, voided_at=AT)
    complain(second, unit=other)
    complain(first, reason="petition")
    complain(first)
    complain(second)
    assert store.load(stored.database, MONTH, ON).concealed == (
        (unit, "乙厂"),
        (unit, "甲厂"),
        (other, "乙厂"),
    )


def _row(stored: Stored, unit: int, filing: int, **told: Any) -> int:
    return stored.put("service", **{"unit": unit, "filing": filing, **told})


def test_late_rows_are_counted_of_ledgers_whose_arrival_somebody_said(stored: Stored) -> None:
    unsaid, said, both = [stored.put("unit") for _ in range(3)]
    late = {
        (unit, who): stored.put("filing", unit=unit, version=n, state="late", received_said_by=who)
        for n, (unit, who) in enumerate(
            ((both, None), (both, "赵某"), (unsaid, None), (said, "赵某")), 1
        )
    }
    for (unit, _), filing in late.items():
        _row(stored, unit, filing)
    in_time = stored.put("filing", unit=both, version=9, received_said_by="赵某")
    _row(stored, both, in_time)
    for told in ({"month": BEFORE}, {"voided_at": AT}, {"state": "held"}):
        _row(stored, both, late[both, None], **told)
    found = store.load(stored.database, MONTH, ON).arrivals
    assert [(each.unit, each.overdue, each.others) for each in found] == [
        (said, 1, 0),
        (both, 1, 2),
    ]


@pytest.mark.parametrize(
    ("zero", "mended", "is_after"),
    [
        ({}, None, True),
        ({"file": 1}, None, False),
        ({"voided_at": AT}, None, False),
        ({"version": 6}, None, False),
        ({"month": BEFORE}, None, False),
        ({"unit": 2}, None, False),
        ({}, {}, False),
        ({}, {"state": "late"}, True),
        ({}, {"voided_at": AT}, True),
        ({}, {"version": 1}, True),
        ({}, {"month": BEFORE}, True),
        ({}, {"unit": 2}, True),
    ],
)
def test_rows_came_after_their_unit_said_it_had_none_and_never_mended_that(
    stored: Stored, zero: dict[str, Any], mended: dict[str, Any] | None, is_after: bool
) -> None:
    unit, _, file = stored.put("unit"), stored.put("unit"), stored.put("file")
    assert (unit, file) == (1, 1)
    late = {"unit": unit, "state": "late", "received_said_by": "赵某"}
    own = stored.put("filing", **late, version=5)
    stored.put("filing", **{"unit": unit, "version": 2, "state": "zero", "file": None, **zero})
    if mended is not None:
        stored.put("filing", **{"unit": unit, "version": 3, "file": file, **mended})
    _row(stored, unit, own)
    (found,) = store.load(stored.database, MONTH, ON).arrivals
    assert found.is_after_zero is is_after


def test_of_several_rows_one_that_came_after_a_zero_report_is_enough(stored: Stored) -> None:
    unit = stored.put("unit")
    late = {"unit": unit, "state": "late", "received_said_by": "赵某"}
    before = stored.put("filing", **late, version=1)
    stored.put("filing", unit=unit, version=2, state="zero", file=None)
    unsaid = stored.put("filing", unit=unit, version=3, state="late")
    _row(stored, unit, before)
    _row(stored, unit, unsaid)
    (found,) = store.load(stored.database, MONTH, ON).arrivals
    assert not found.is_after_zero
    _row(stored, unit, stored.put("filing", **late, version=4))
    (found,) = store.load(stored.database, MONTH, ON).arrivals
    assert found.is_after_zero
