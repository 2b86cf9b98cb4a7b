"""Visits out of the store: each condition of each select has a row on either side."""

import json

import pytest

from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.records.visits.visit import Visit, VisitEntry
from revisit_cli.store.visits import visit as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored


def found(stored: Stored, number: int) -> Visit:
    visit = store.find(stored.database, number)
    assert visit is not None
    return visit


def test_the_visits_of_a_month_are_its_own_and_those_carried_into_it(stored: Stored) -> None:
    own = stored.put("visit")
    came = stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="visit", subject=came, to_month=MONTH)
    other = stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="problem", subject=other, to_month=MONTH)
    onward = stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="visit", subject=onward, to_month=NEXT)
    assert [each.id for each in store.of_month(stored.database, MONTH)] == [own, came]


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_visit_tells_where_it_was_carried_its_reasons_and_places(
    stored: Stored, is_listed: bool
) -> None:
    stored.put("firm", name="示例丙公司")
    firm, other = stored.put("firm", name="示例甲公司"), stored.put("firm", name="示例乙公司")
    stored.put("visit", firm=other)
    number = stored.put("visit", firm=firm)
    for month, to in ((MONTH, NEXT), (NEXT, "2027-01")):
        stored.put("carry", month=month, kind="visit", subject=number, to_month=to)
    stored.put("carry", month=BEFORE, kind="call", subject=number, to_month="2027-03")
    stored.put("carry", month=BEFORE, kind="visit", subject=number + 1, to_month="2027-04")
    for reason in ("petition", "complaint", "petition"):
        stored.put("flag", firm=firm, reason=reason, visit=number)
    for told in (
        {"visit": number - 1, "reason": "bad_review"},
        {"visit": None, "reason": "hard_to_do"},
        {"dropped_at": AT, "reason": "key_project"},
        {"pending_since": AT, "reason": "overdue_completion"},
    ):
        stored.put("flag", **{"firm": firm, "visit": number, **told})
    for place in ("乙处", "甲处", "甲处", "", None):
        stored.put("service", firm=firm, place=place)
    for told in (
        {"firm": other, "place": "别家"},
        {"month": BEFORE, "place": "上期"},
        {"state": "held", "place": "暂存"},
        {"replaced_by": stored.put("service"), "place": "已更正"},
        {"voided_at": AT, "place": "已撤下"},
    ):
        stored.put("service", **{"firm": firm, **told})
    visit = (
        next(each for each in store.of_month(stored.database, MONTH) if each.id == number)
        if is_listed
        else found(stored, number)
    )
    assert visit.firm_name == "示例甲公司"
    assert visit.carried_to == "2027-01"
    assert visit.reasons == ("petition", "complaint")
    assert sorted(visit.places) == ["乙处", "甲处"]
    assert store.find(stored.database, 99) is None


def test_a_visit_is_saved_and_voided_alone(stored: Stored) -> None:
    number, other = stored.put("visit"), stored.put("visit")
    entry = VisitEntry(at=AT, lead="王", signature="signed", signed_by="赵", witnesses=("甲", "乙"))
    visit = replace(found(stored, number), entry=entry, state="done", by="某", entered_at=LATER)
    store.save(stored.database, visit)
    assert found(stored, number).entry == entry
    assert found(stored, number).entered_at == LATER
    assert found(stored, other).state == "to_do"
    store.void(stored.database, number, LATER, "某", "记错")
    (kept,) = store.voided(stored.database, number)
    assert (kept.by, kept.reason) == ("某", "记错")
    assert store.voided(stored.database, other) == ()
    (record,) = stored.get("visit_void", 1, "record")
    assert json.loads(record)["lead"] == "王"


def test_one_units_answers_take_the_place_of_its_own_and_of_no_others(stored: Stored) -> None:
    number, other = stored.put("visit"), stored.put("visit")
    stored.put("unit", name="别的科")
    first, second = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    visit = found(stored, number)
    before = store.add_evaluation(
        stored.database, visit, first, Answers.of(overall="dissatisfied"), AT
    )
    kept = store.add_evaluation(stored.database, visit, second, Answers.of(overall="satisfied"), AT)
    elsewhere = stored.put("evaluation", visit=other, unit=first)
    again = store.add_evaluation(
        stored.database, visit, first, Answers.of(overall="satisfied"), LATER
    )
    shown = store.evaluations(stored.database, number)
    assert [(each.id, each.unit, each.answers.code("overall")) for each in shown] == [
        (kept, "燃气办", "satisfied"),
        (again, "审批科", "satisfied"),
    ]
    assert stored.get("evaluation", before, "voided_at") == (LATER,)
    assert store.void(stored.database, number, "2026-11-28T09:00:00+08:00", "某", "记错") == 2
    assert stored.get("evaluation", before, "voided_at") == (LATER,)
    assert stored.get("evaluation", elsewhere, "voided_at") == (None,)
    assert store.evaluations(stored.database, number) == []


def test_the_units_of_a_visit_served_the_firm_or_are_named_by_its_flags(stored: Stored) -> None:
    firm = stored.put("firm")
    visit = found(stored, stored.put("visit", firm=firm))
    names = ("甲科", "乙科", "丙科", "丁科", "戊科", "己科", "庚科", "辛科", "壬科", "癸科")
    units = [stored.put("unit", name=name) for name in names]
    stored.put("service", firm=firm, unit=units[1])
    stored.put("service", firm=firm, unit=units[1])
    stored.put("service", firm=firm, unit=units[2], month=BEFORE)
    stored.put("service", unit=units[3])
    stored.put("service", firm=firm, unit=units[4], state="held")
    stored.put("service", firm=firm, unit=units[5], replaced_by=stored.put("service"))
    stored.put("service", firm=firm, unit=units[6], voided_at=AT)
    stored.put("flag", firm=firm, unit=units[0], visit=visit.id)
    stored.put("flag", firm=firm, unit=units[1], visit=visit.id)
    stored.put("flag", firm=firm, unit=units[7], dropped_at=AT, visit=visit.id)
    stored.put("flag", firm=firm, unit=units[8], visit=stored.put("visit"))
    stored.put("flag", unit=units[9])
    stored.put("flag", firm=firm)
    assert store.units_served(stored.database, visit) == {units[0]: "甲科", units[1]: "乙科"}
    assert list(store.units_served(stored.database, visit)) == units[:2]


def test_the_problems_of_a_visit_are_its_own_that_stand(stored: Stored) -> None:
    number = stored.put("visit")
    own = stored.put("problem", visit=number, source="visit")
    stored.put("problem", visit=number, source="visit", voided_at=AT)
    stored.put("problem", visit=stored.put("visit"), source="visit")
    assert store.problems(stored.database, number) == (own,)


def test_a_firm_is_reached_by_its_best_number_or_one_of_a_firm_merged_into_it(
    stored: Stored,
) -> None:
    firm = stored.put("firm")
    assert store.contact(stored.database, firm) == ("", "")
    stored.put("contact", firm=stored.put("firm"), name="外人", state="good")
    for state in ("wrong", "dead", "left", "erased"):
        stored.put("contact", firm=firm, name=state, state=state, phone=f"1380000000{len(state)}")
    assert store.contact(stored.database, firm) == ("", "")
    stored.put("contact", firm=firm, name="无号")
    assert store.contact(stored.database, firm) == ("无号", "")
    stored.put("contact", firm=firm, name="甲", phone="13800000001")
    stored.put("contact", firm=firm, name="乙", phone="13800000002")
    assert store.contact(stored.database, firm) == ("甲", "13800000001")
    kin = stored.put("firm", merged_into=firm)
    stored.put("contact", firm=kin, name="丙", phone="13800000003", state="good")
    assert store.contact(stored.database, firm) == ("丙", "13800000003")
