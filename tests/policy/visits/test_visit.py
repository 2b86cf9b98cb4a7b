from datetime import date, datetime

import pytest

from revisit_cli.errors.visits.visit import (
    AnswerUnknown,
    RefusalIncomplete,
    SignatureIncomplete,
    VisitTimeStands,
    WitnessesNotFree,
)
from revisit_cli.policy.visits.visit import (
    check_moment,
    chief_given,
    completed,
    in_district,
    is_late,
    is_listed,
    judged,
    notes_of,
    signature_given,
    state_of,
    tagged,
)
from revisit_cli.records.code import FlagReason, VisitState
from revisit_cli.records.context import BEIJING
from revisit_cli.records.value import replace
from revisit_cli.records.visits.visit import Visit, VisitEntry
from revisit_cli.rulebook import loader

RULES = loader.rules()
DUE = date(2026, 12, 20)
SIGNED = VisitEntry(at="2026-12-05T10:00:00+08:00", lead="王", signature="signed", signed_by="赵")
REFUSED = VisitEntry(
    at="2026-12-05T10:00:00+08:00",
    lead="王",
    signature="refused",
    refusal_reason="不便",
    witnesses=("甲", "乙"),
)


def visit(entry: VisitEntry, *reasons: FlagReason, state: VisitState = "done") -> Visit:
    return Visit(1, "2026-11", 1, "甲公司", state, DUE, reasons, entry)


@pytest.mark.clause("三(一)2")
def test_a_visit_is_done_when_signed_or_sealed_and_not_before() -> None:
    assert state_of(SIGNED, "某", ()) == "done"
    assert state_of(replace(SIGNED, signature="sealed"), "某", ()) == "done"
    assert state_of(VisitEntry(lead="王"), "某", ()) == "unsigned"


@pytest.mark.clause("三(一)2")
def test_a_refusal_to_sign_wants_a_reason_and_two_witnesses() -> None:
    assert state_of(REFUSED, "某", ()) == "done"
    for lacking in (
        replace(REFUSED, refusal_reason=None),
        replace(REFUSED, witnesses=("甲",)),
        replace(REFUSED, witnesses=("甲", "甲")),
        replace(REFUSED, witnesses=("甲", " 甲")),
        replace(REFUSED, witnesses=("甲", "乙"), respondent="乙"),
    ):
        with pytest.raises(RefusalIncomplete):
            state_of(lacking, "某", ())


@pytest.mark.clause("R24")
@pytest.mark.parametrize(
    ("witnesses", "by", "is_enough"),
    [
        (("甲", "乙"), "某", True),
        (("甲", "王"), "某", True),
        (("甲", "某", ()), "某", True),
        (("王", "某", ()), "某", False),
        (("王", " 某"), "某", False),
        (("王", "某", "甲"), "某", True),
        (("王", "甲"), "王", True),
    ],
)
def test_leader_and_recorder_are_one_witness_at_most(
    witnesses: tuple[str, ...], by: str, is_enough: bool
) -> None:
    entry = replace(REFUSED, witnesses=witnesses)
    if is_enough:
        assert state_of(entry, by, ()) == "done"
    else:
        with pytest.raises(WitnessesNotFree):
            state_of(entry, by, ())


@pytest.mark.parametrize("entry", [VisitEntry(signature="signed"), VisitEntry(signed_by="赵")])
def test_half_a_signature_is_refused(entry: VisitEntry) -> None:
    with pytest.raises(SignatureIncomplete):
        state_of(entry, "某", ())


@pytest.mark.clause("三(一)2")
def test_a_key_project_visit_that_nobody_led_is_not_done() -> None:
    nobody = replace(SIGNED, lead=None)
    project: tuple[FlagReason, ...] = ("key_project",)
    assert state_of(nobody, "某", ()) == "done"
    assert state_of(nobody, "某", ("complaint", *project)) == "unsigned"
    assert state_of(replace(REFUSED, lead=None), "某", project) == "unsigned"
    assert state_of(SIGNED, "某", project) == "done"
    assert "lead_needed" in notes_of(visit(nobody, "key_project", state="unsigned"))


@pytest.mark.clause("三(一)2")
def test_a_key_project_visit_without_the_chief_leader_says_so() -> None:
    assert notes_of(visit(SIGNED, "key_project")) == ("chief_absent",)
    assert notes_of(visit(replace(SIGNED, is_lead_chief=True), "key_project")) == ()
    assert notes_of(visit(SIGNED, "complaint")) == ()


def test_remarks_name_what_is_unusual() -> None:
    assert notes_of(visit(REFUSED, "complaint")) == ("signature_refused",)
    assert notes_of(visit(VisitEntry(), "complaint", state="unsigned")) == (
        "lead_missing",
        "unsigned",
    )
    assert notes_of(visit(VisitEntry(), "key_project", state="to_do")) == ()


@pytest.mark.clause("三(二)2", "R6")
@pytest.mark.parametrize(
    ("visited", "now", "late"),
    [
        (None, "2026-12-20T23:59:59", False),
        (None, "2026-12-21T00:00:00", True),
        ("2026-12-20T23:59:59", "2026-12-31T09:00:00", False),
        ("2026-12-21T00:00:00", "2026-12-31T09:00:00", True),
    ],
)
@pytest.mark.parametrize("state", ["unsigned", "done"])
def test_the_twentieth_is_still_in_time_and_what_came_later_stays_late(
    visited: str | None, now: str, late: bool, state: VisitState
) -> None:
    at = visited and f"{visited}+08:00"
    entry = VisitEntry() if at is None else replace(SIGNED, at=at)
    made = replace(visit(entry, "complaint", state=state if at else "to_do"), entered_at=at)
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    assert is_late(made, moment, RULES) is late
    shown = judged(made, moment, RULES)
    assert shown.is_late is late
    assert ("visited_late" in shown.notes) is (late and at is not None)


@pytest.mark.clause("R21")
def test_when_a_visit_took_place_is_said_once() -> None:
    made = visit(replace(SIGNED, signature=None), state="unsigned")
    check_moment(made, None)
    check_moment(made, datetime.fromisoformat(SIGNED.at or ""))
    check_moment(visit(VisitEntry(), state="to_do"), datetime(2026, 12, 1, tzinfo=BEIJING))
    with pytest.raises(VisitTimeStands):
        check_moment(made, datetime(2026, 12, 1, 9, tzinfo=BEIJING))


@pytest.mark.clause("三(三)1", "三(三)2", "R18")
def test_a_visit_is_listed_while_a_reason_stands_or_once_it_was_paid() -> None:
    assert is_listed(visit(VisitEntry(), "dissatisfied", state="to_do"))
    assert not is_listed(visit(VisitEntry(), state="to_do"))
    assert is_listed(visit(SIGNED))


def test_a_later_entry_adds_and_forgets_nothing() -> None:
    before = VisitEntry(at="t", lead="王", participants=("李",))
    assert completed(before, VisitEntry(signature="signed", signed_by="赵")) == replace(
        before, signature="signed", signed_by="赵"
    )


@pytest.mark.clause("二(二)3", "R32")
@pytest.mark.parametrize(
    ("known", "handed_on", "unit", "told"),
    [
        ((None, None), (), 1, ("2026-11", 1)),
        ((None, None), (("2026-12", "2026-12-21T09:00"),), 1, ("2026-12", 1)),
        (("2026-11", 1), (), 1, ("2026-11", 1)),
        (("2026-11", 1), (), 2, ("2026-11", None)),
        (("2026-11", 1), (), None, ("2026-11", None)),
        # The month before was cleared: what is said now is not of it.
        (("2026-11", 1), (("2026-12", "2026-12-21T09:00"),), 2, ("2026-11", 1)),
    ],
)
def test_a_tag_counts_in_the_month_that_first_had_one(
    known: tuple[str | None, int | None],
    handed_on: tuple[tuple[str, str], ...],
    unit: int | None,
    told: tuple[str, int | None],
) -> None:
    before = replace(
        visit(VisitEntry(), "bad_review", state="unsigned"),
        handed_on=handed_on,
        tagged_in=known[0],
        tagged_unit=known[1],
    )
    after = tagged(before, before, unit)
    assert (after.tagged_in, after.tagged_unit) == told


def test_signatures_and_leaders_are_given_in_chinese_too() -> None:
    assert [signature_given(each) for each in ("签字", "sealed", "拒签", None)] == [
        "signed",
        "sealed",
        "refused",
        None,
    ]
    assert [chief_given(each) for each in ("是", "no", None)] == [True, False, None]
    with pytest.raises(AnswerUnknown):
        signature_given("按手印")
    with pytest.raises(AnswerUnknown):
        chief_given("也许")


def test_a_round_is_what_is_left_in_a_district() -> None:
    left = replace(visit(VisitEntry(), "complaint", state="to_do"), places=("羊山新区",))
    done = replace(left, state="done")
    other = replace(left, entry=VisitEntry(district="浉河区"))
    assert in_district([left, done, other], "羊山") == (left,)
    assert in_district([left, other], None) == (other, left)
