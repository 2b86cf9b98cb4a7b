"""Which rows stand: each condition that many selects share has a row on either side of it."""

from typing import Any, get_args

import pytest

from revisit_cli.records.code import CallState, ContactState
from revisit_cli.records.firms.person import USABLE
from revisit_cli.store import standing
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

ONE, TWO = "13800000001", "13800000002"


def _ids(stored: Stored, source: str, condition: str, **values: Any) -> list[int]:
    """Return the ids of the rows of a source, named by its first word, that a condition finds."""
    table = source.split()[0]
    told = f"select {table}.id as id from {source} where {condition} order by {table}.id"
    return [row["id"] for row in stored.database.rows(told, values)]


def _values(stored: Stored, table: str, term: str) -> list[Any]:
    """Return what a term is for each row of a table, by id."""
    told = f"select {term} as told from {table} order by {table}.id"
    return [row["told"] for row in stored.database.rows(told, {})]


def test_a_row_stands_that_was_accepted_and_neither_replaced_nor_voided(stored: Stored) -> None:
    stands = stored.put("service")
    held = stored.put("service", state="held")
    for state in ("accepted", "held"):
        stored.put("service", state=state, replaced_by=stands)
        stored.put("service", state=state, voided_at=AT)
    stored.put("service", state="duplicate")
    assert _ids(stored, "service", standing.SERVICE_STANDS) == [stands]
    assert _ids(stored, "service", standing.SERVICE_IS_HELD) == [held]


@pytest.mark.clause("R27")
def test_a_row_may_repeat_one_that_stands_of_its_firm_and_unit_in_another_month(
    stored: Stored,
) -> None:
    firm, unit, note = stored.put("firm"), stored.put("unit"), '["row_hidden","maybe_repeated"]'
    told: dict[str, Any] = {"firm": firm, "unit": unit, "served_on": None, "notes": note}
    undated = stored.put("service", **told, matter="登记")
    without_matter = stored.put("service", **{**told, "served_on": "2026-11-03"}, matter="")
    whole = stored.put("service", **{**told, "served_on": "2026-11-03"}, matter="登记")
    gone = [
        stored.put("service", **told, state="held"),
        stored.put("service", **told, replaced_by=whole),
        stored.put("service", **told, voided_at=AT),
    ]
    apart = [
        stored.put("service", **{**told, "firm": stored.put("firm")}),
        stored.put("service", **{**told, "unit": stored.put("unit")}),
    ]
    for other in ({"state": "duplicate"}, {"replaced_by": whole}, {"voided_at": AT}):
        stored.put("service", **told, month=BEFORE, **other)
    mine = [undated, without_matter, whole, *gone, *apart]
    noted = f"select {standing.SERVICE_NOTES} from service where service.id = :id"

    def notes() -> list[str]:
        return [stored.database.value(noted, {"id": each}) for each in mine]

    plain = '["row_hidden"]'
    assert notes() == [plain] * 8
    stored.put("service", **{**told, "notes": "[]"}, month=BEFORE)
    assert notes() == [note, note, *[plain] * 6]


def test_a_call_counts_that_is_live_or_is_answered_under_the_firms_other_name(
    stored: Stored,
) -> None:
    live = stored.put("call")
    twin = stored.put("call", state="withdrawn", twin_of=live)
    gone = stored.put("call", state="withdrawn")
    second = stored.put("call", state="withdrawn", twin_of=twin)
    lost = stored.put("call", state="withdrawn", twin_of=gone)
    # What a live call was a twin of once says nothing of it, nor of those behind it.
    stored.change("call", live, twin_of=stored.put("call"))
    assert _ids(stored, "call", standing.CALL_COUNTS) == [live, twin, second, lost, lost + 1]
    assert _values(stored, "call", standing.MADE_BY) == [live, live, None, live, None, lost + 1]


@pytest.mark.clause("R32", "R33")
def test_a_call_is_open_until_it_is_done_or_withdrawn_and_left_until_it_is_carried_over(
    stored: Stored,
) -> None:
    states = {stored.put("call", state=state): state for state in get_args(CallState)}
    ids = [call for call, state in states.items() if state not in ("done", "withdrawn")]
    assert _ids(stored, "call", standing.CALL_IS_OPEN) == ids
    stored.change("call", ids[0], carried_to=NEXT)
    assert _ids(stored, "call", standing.CALL_IS_OPEN) == ids
    assert _ids(stored, "call", standing.CALL_IS_LEFT) == ids[1:]


def test_a_contact_has_a_number_that_nobody_has_proved_bad(stored: Stored) -> None:
    numbers = {
        stored.put("contact", state=state, phone=phone): bool(phone) and state in USABLE
        for state in get_args(ContactState)
        for phone in (ONE, "")
    }
    found = _ids(stored, "contact", standing.HAS_NUMBER.format(contact="contact"))
    assert found == [number for number, has_one in numbers.items() if has_one]


def test_what_a_call_answers_counts_for_the_firm_it_was_another_name_of(stored: Stored) -> None:
    one, two, three = [stored.put("firm") for _ in range(3)]
    alone = stored.put("call", firm=one)
    other = stored.put("call", firm=two, state="done", twin_of=alone)
    stored.put("call", firm=three, state="withdrawn", twin_of=other)
    stored.put("call", firm=two, month=NEXT)
    assert _values(stored, "call", standing.ANSWERS_FOR) == [one, one, one, two]


@pytest.mark.clause("R12")
def test_a_firm_is_only_carried_in_that_is_on_no_list_and_was_not_served(stored: Stored) -> None:
    carried = stored.put("call")
    listed = stored.put("call", is_listed=1)
    own = stored.put("call")
    firm = stored.put("firm")
    served = stored.put("call", firm=firm)
    for each in (carried, listed, served):
        stored.put("carry", target=each, subject=each)
    stored.put("service", firm=firm)
    (of_carried,) = stored.get("call", carried, "firm")
    stored.put("service", firm=of_carried, month=BEFORE)
    stored.put("service", firm=of_carried, voided_at=AT)
    stored.put("service", firm=of_carried, state="held")
    stored.put("service", firm=of_carried, replaced_by=stored.put("service"))
    assert _ids(stored, "call", standing.IS_CARRIED_IN) == [carried]
    assert own not in _ids(stored, "call", standing.IS_CARRIED_IN)


def test_a_frozen_list_stands_until_it_is_opened(stored: Stored) -> None:
    frozen = stored.put("call_list")
    stored.put("call_list", month=NEXT, unlocked_at=AT)
    assert _ids(stored, "call_list", standing.LIST_STANDS) == [frozen]


@pytest.mark.clause("R29")
def test_a_row_is_overdue_that_no_timely_ledger_of_its_month_ever_had(stored: Stored) -> None:
    unit = stored.put("unit")
    timely = stored.put("filing", unit=unit, version=1)
    zero = stored.put("filing", unit=unit, version=2, state="zero")
    late = stored.put("filing", unit=unit, version=3, state="late")
    more = stored.put("filing", unit=unit, version=4, state="supplement")
    of_before = stored.put("filing", unit=unit, month=BEFORE, state="late")
    told = {"unit": unit}
    overdue = [stored.put("service", **told, filing=each) for each in (late, more)]
    stored.put("service", **told, filing=timely)
    stored.put("service", **told, filing=of_before)
    stored.put("service", **told, filing=late, voided_at=AT)
    stored.put("service", **told, filing=late, state="duplicate")
    # Corrected and put right: what it was before came in time, or did not.
    for was, comes in ((timely, False), (zero, False), (late, True)):
        new = stored.put("service", **told, filing=more)
        stored.put("service", **told, filing=was, replaced_by=new)
        held = stored.put("service", **told, filing=was, state="held")
        right = stored.put("service", **told, filing=more, puts_right=held)
        stored.change("service", held, voided_at=AT)
        overdue += [new, right] if comes else []
    assert _ids(stored, "service", standing.SERVICE_IS_OVERDUE) == overdue


@pytest.mark.clause("R29")
def test_the_arrival_that_counts_is_that_of_the_ledger_in_which_a_row_first_stood(
    stored: Stored,
) -> None:
    unit = stored.put("unit")
    said = stored.put("filing", unit=unit, version=1, received_said_by="甲")
    unsaid = stored.put("filing", unit=unit, version=2)
    wrong = stored.put("service", filing=said, state="held")
    mended = stored.put("service", filing=unsaid, puts_right=wrong)
    bare = stored.put("service", filing=None, state="held")
    first = stored.put("service", filing=said, puts_right=bare)
    then = stored.put("service", filing=unsaid)
    stored.change("service", first, replaced_by=then)
    held = stored.put("service", filing=unsaid, state="held")
    right = stored.put("service", filing=said, puts_right=held)
    alone = stored.put("service", filing=unsaid)
    found = dict(
        zip(
            (wrong, mended, bare, first, then, held, right, alone),
            _values(stored, "service", standing.SERVICE_ARRIVAL_IS_SAID),
            strict=True,
        )
    )
    assert found == {
        wrong: 1,
        mended: 1,
        bare: None,
        first: 1,
        then: 1,
        held: 0,
        right: 0,
        alone: 0,
    }


@pytest.mark.clause("R23")
def test_a_visit_stands_that_was_made_or_that_a_reason_still_asks_for(stored: Stored) -> None:
    asked, made, idle, dropped, waiting = [
        stored.put("visit", state=state) for state in ("to_do", "done", *["to_do"] * 3)
    ]
    flag = stored.put("flag", visit=asked)
    stored.put("flag", visit=dropped, dropped_at=AT)
    stored.put("flag", visit=waiting, pending_since=AT)
    unbound = stored.put("flag")
    assert _ids(stored, "visit", standing.VISIT_STANDS) == [asked, made]
    assert _ids(stored, "flag", standing.FLAG_COUNTS) == [flag, unbound]
    assert idle not in _ids(stored, "visit", standing.VISIT_STANDS)


@pytest.mark.parametrize("kind", ["problem", "visit"])
def test_a_problem_or_visit_is_of_its_month_and_of_those_it_was_handed_to(
    stored: Stored, kind: str
) -> None:
    other = {"problem": "visit", "visit": "problem"}[kind]
    own = stored.put(kind, month=MONTH)
    handed, mistaken, away = [stored.put(kind, month=BEFORE) for _ in range(3)]
    for subject, told in (
        (handed, {"kind": kind, "to_month": MONTH}),
        (mistaken, {"kind": other, "to_month": MONTH}),
        (away, {"kind": kind, "to_month": NEXT}),
    ):
        stored.put("carry", subject=subject, month=BEFORE, **told)
    of_month = standing.OF_MONTH.format(kind=kind)
    assert _ids(stored, kind, of_month, month=MONTH) == [own, handed]
    stored.put("carry", kind=kind, subject=handed, month=MONTH, to_month=NEXT)
    stands_in = standing.STANDS_IN.format(kind=kind)
    assert _values(stored, kind, stands_in) == [MONTH, NEXT, BEFORE, NEXT]


@pytest.mark.clause("R32")
def test_a_tag_stands_alone_that_no_problem_of_its_attempt_has(stored: Stored) -> None:
    tags = '["hidden_approval"]'
    alone, void, bare, told, voided, without = [
        stored.put("attempt", tags=each) for each in (tags, tags, None, tags, tags, tags)
    ]
    stored.change("attempt", void, voided_at=AT)
    for attempt, problem in (
        (told, {"tags": tags}),
        (voided, {"tags": tags, "voided_at": AT}),
        (without, {"tags": "[]"}),
    ):
        stored.put("problem", attempt=attempt, **problem)
    assert _ids(stored, "attempt", standing.TAGGED_ALONE) == [alone, voided, without]
    assert bare not in _ids(stored, "attempt", standing.TAGGED_ALONE)


@pytest.mark.clause("R32")
def test_a_tag_of_a_visit_stands_alone_that_no_problem_of_its_own_month_has(
    stored: Stored,
) -> None:
    tags = '["hidden_approval"]'
    alone, told, later, voided, without = [
        stored.put("visit", tags=tags, tagged_in=MONTH) for _ in range(5)
    ]
    for visit, problem in (
        (told, {"tags": tags}),
        (later, {"tags": tags, "month": NEXT}),
        (voided, {"tags": tags, "voided_at": AT}),
        (without, {"tags": "[]"}),
    ):
        stored.put("problem", **{"visit": visit, "month": MONTH, **problem})
    found = _ids(stored, "visit", standing.VISIT_TAGGED_ALONE)
    assert found == [alone, later, voided, without]


@pytest.mark.clause("R32")
def test_a_tag_is_of_the_unit_it_was_said_of_or_of_the_only_one_answered_for(
    stored: Stored,
) -> None:
    one, two, named = [stored.put("unit") for _ in range(3)]
    said, single, both, none = [
        stored.put("attempt", unit=unit) for unit in (named, None, None, None)
    ]
    for attempt, unit in ((said, one), (single, two), (both, one), (both, two)):
        stored.put("evaluation", attempt=attempt, unit=unit)
    assert none
    assert _values(stored, "attempt", standing.TAGGED_UNIT) == [named, two, None, None]


@pytest.mark.clause("R26")
def test_a_unit_owes_within_its_terms_both_ends_included(stored: Stored) -> None:
    spans = (
        (None, None), (MONTH, MONTH), (BEFORE, NEXT), (MONTH, None), (None, MONTH),
        (None, BEFORE), (NEXT, None),
    )  # fmt: skip
    units = [stored.put("unit") for _ in spans]
    for unit, (since, until) in zip(units, spans, strict=True):
        stored.put("roster_term", unit=unit, since=since, until=until)
    stored.put("unit")
    gone = stored.put("unit", voided_at=AT)
    stored.put("roster_term", unit=gone)
    assert _ids(stored, "unit", standing.UNIT_OWES, month=MONTH) == units[:5]


@pytest.mark.clause("R26")
def test_a_unit_is_missing_that_owes_and_filed_nothing_before_its_month_was_cleared(
    stored: Stored,
) -> None:
    missing, filed, of_before, void, after, stranger = [stored.put("unit") for _ in range(6)]
    for unit in (missing, filed, of_before, void, after):
        stored.put("roster_term", unit=unit, since=MONTH, until=MONTH)
    for term in ({"until": BEFORE}, {"since": NEXT}):
        stored.put("roster_term", unit=stored.put("unit"), **term)
    stored.put("roster_term", unit=stored.put("unit", voided_at=AT))
    stored.put("filing", unit=filed)
    stored.put("filing", unit=of_before, month=BEFORE)
    stored.put("filing", unit=void, voided_at=AT)
    stored.put("filing", unit=after, after_close=1)
    found = _ids(stored, "unit", standing.UNIT_IS_MISSING, month=MONTH)
    assert found == [missing, of_before, void, after]
    assert stranger not in found


@pytest.mark.clause("R2", "R14")
def test_one_filing_of_a_units_month_says_whether_it_was_in_time_and_one_is_in_force(
    stored: Stored,
) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    told = {"unit": unit}
    void = stored.put("filing", **told, version=1, voided_at=AT)
    late = stored.put("filing", **told, version=2, state="late")
    first = stored.put("filing", **told, version=3)
    second = stored.put("filing", **told, version=4)
    more = stored.put("filing", **told, version=5, state="supplement")
    stored.put("filing", **told, version=6, voided_at=AT)
    of_other = stored.put("filing", unit=other, version=7, state="late")
    of_before = stored.put("filing", unit=unit, month=BEFORE, version=8)
    after = stored.put("filing", unit=other, month=NEXT, version=1, after_close=1)
    then = stored.put("filing", unit=other, month=NEXT, version=2)
    assert _ids(stored, "filing", standing.FILING_IS_FIRST) == [first, of_other, of_before, then]
    assert _ids(stored, "filing", standing.FILING_IN_FORCE) == [more, of_other, of_before, then]
    assert not {void, late, second, after} & set(_ids(stored, "filing", standing.FILING_IS_FIRST))


@pytest.mark.clause("R2")
def test_of_two_ledgers_after_the_day_the_earlier_says_when_it_came(stored: Stored) -> None:
    unit = stored.put("unit")
    late = stored.put("filing", unit=unit, version=1, state="late")
    stored.put("filing", unit=unit, version=2, state="supplement")
    assert _ids(stored, "filing", standing.FILING_IS_FIRST) == [late]


@pytest.mark.clause("R14")
def test_a_row_is_in_force_that_the_newest_version_brought_or_repeats(stored: Stored) -> None:
    unit, other = stored.put("unit"), stored.put("unit")
    old = stored.put("filing", unit=unit, version=1)
    new = stored.put("filing", unit=unit, version=2)
    stored.put("filing", unit=unit, version=3, voided_at=AT)
    of_other = stored.put("filing", unit=other, version=4)
    of_before = stored.put("filing", unit=unit, month=BEFORE, version=1)
    told = {"unit": unit}
    kept = stored.put("service", **told, filing=old)
    dropped = stored.put("service", **told, filing=old)
    brought = stored.put("service", **told, filing=new)
    copy = stored.put("service", **told, filing=new, state="duplicate", duplicate_of=kept)
    earlier = stored.put("service", **told, filing=of_before, month=BEFORE)
    # Copies in other filings than the newest of the row's own unit and month keep nothing.
    stored.put("service", unit=other, filing=of_other, state="duplicate", duplicate_of=dropped)
    stored.put("service", **told, filing=of_before, state="duplicate", duplicate_of=dropped)
    found = _ids(stored, "service", f"service.unit = {unit} and {standing.SERVICE_IN_FORCE}")
    assert [each for each in found if each in (kept, dropped, brought, copy, earlier)] == [
        kept, brought, copy, earlier,
    ]  # fmt: skip


@pytest.mark.clause("R12")
def test_a_unit_is_struck_from_the_call_of_which_its_leader_said_so(stored: Stored) -> None:
    unit, call = stored.put("unit"), stored.put("call")
    struck = stored.put("service", unit=unit)
    stored.put("service")
    is_struck = standing.UNIT_IS_STRUCK.format(calls=f"({call})")
    stored.put("not_served", call=stored.put("call"), unit=unit)
    note = stored.put("not_served", call=call, unit=unit, voided_at=AT)
    assert _ids(stored, "service", is_struck) == []
    stored.change("not_served", note, voided_at=None)
    assert _ids(stored, "service", is_struck) == [struck]


def test_a_firm_is_reached_by_its_own_contacts_and_those_of_firms_merged_into_it(
    stored: Stored,
) -> None:
    firm = stored.put("firm")
    own = stored.put("contact", firm=firm)
    of_kin = stored.put("contact", firm=stored.put("firm", merged_into=firm))
    stored.put("contact")
    assert _ids(stored, "contact", standing.CONTACT_REACHES, firm=firm) == [own, of_kin]


class _Contacts:
    """A firm with one contact that a ledger gave: a name and a number."""

    def __init__(self, stored: Stored, **told: Any) -> None:
        self.stored = stored
        self.unit = stored.put("unit")
        self.into = stored.put("firm")
        self.firm = stored.put("firm", merged_into=self.into)
        self.filing = stored.put("filing", unit=self.unit, version=5)
        given = {"name": "张工", "phone": ONE, "filing": self.filing, **told}
        self.contact = stored.put("contact", firm=self.firm, **given)

    @property
    def stands(self) -> bool:
        found = _ids(self.stored, "contact", standing.CONTACT_STANDS.format(contact="contact"))
        return found == [self.contact]

    def served(self, **told: Any) -> int:
        """Put a row that carries the contact."""
        row = {"firm": self.firm, "unit": self.unit, "filing": self.filing,
               "phones": f'["{ONE}"]', "contact_text": "张工", **told}  # fmt: skip
        return self.stored.put("service", **row)


def test_a_contact_that_a_person_added_is_offered(stored: Stored) -> None:
    assert _Contacts(stored, filing=None).stands


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"phones": f'["{TWO}","{ONE}"]'},
        {"phones": f'["{ONE}-8"]'},
        {"contact_text": None, "phone_text": f"张工 {ONE}"},
        {"contact_text": "李总、张工"},
        {"state": "duplicate"},
    ],
)
def test_a_contact_is_offered_that_a_row_in_force_carries(
    stored: Stored, row: dict[str, Any]
) -> None:
    kept = _Contacts(stored)
    assert not kept.stands
    kept.served(**row)
    assert kept.stands


def test_a_contact_is_offered_that_a_row_of_the_firm_it_was_merged_into_carries(
    stored: Stored,
) -> None:
    kept = _Contacts(stored)
    kept.served(firm=kept.into)
    assert kept.stands


@pytest.mark.parametrize("told", [{"phone": ""}, {"name": ""}])
def test_what_a_contact_lacks_no_row_need_carry(stored: Stored, told: dict[str, Any]) -> None:
    kept = _Contacts(stored, **told)
    kept.served(phones="[]" if "phone" in told else f'["{ONE}"]',
                contact_text=None if "name" in told else "张工")  # fmt: skip
    assert kept.stands


@pytest.mark.parametrize(
    "row",
    [
        {"phones": f'["{TWO}"]'},
        {"phones": f'["1{ONE}"]'},
        {"phones": f'["{ONE}1"]'},
        {"contact_text": "李总"},
        {"contact_text": None},
        {"state": "held"},
        {"voided_at": AT},
        {"state": "duplicate", "filing": "old"},
        {"state": "duplicate", "filing": "void"},
        {"firm": "other"},
        {"replaced_by": "other"},
    ],
)
def test_a_contact_is_not_offered_that_no_row_in_force_carries(
    stored: Stored, row: dict[str, Any]
) -> None:
    kept = _Contacts(stored)
    # The newest of another unit, and of another month, are no newer versions of this one's.
    stored.put("filing", version=9)
    stored.put("filing", unit=kept.unit, month=BEFORE, version=9)
    stored.put("filing", unit=kept.unit, version=9, voided_at=AT)
    named = {
        ("filing", "old"): stored.put("filing", unit=kept.unit, version=4),
        ("filing", "void"): stored.put("filing", unit=kept.unit, version=6, voided_at=AT),
        ("firm", "other"): stored.put("firm"),
        ("replaced_by", "other"): stored.put("service"),
    }
    kept.served(**{name: named.get((name, told), told) for name, told in row.items()})
    assert not kept.stands
    kept.served(state="duplicate")
    assert kept.stands


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_number_is_offered_that_somebody_rang_for_the_firm(
    stored: Stored, is_merged: bool
) -> None:
    kept = _Contacts(stored)
    call = stored.put("call", firm=kept.into if is_merged else kept.firm)
    stored.put("attempt", call=stored.put("call"), phone=ONE)
    stored.put("attempt", call=call, phone=TWO)
    void = stored.put("attempt", call=call, phone=ONE, voided_at=AT)
    assert not kept.stands
    stored.change("attempt", void, voided_at=None)
    assert kept.stands


def test_a_contact_without_a_number_is_not_offered_for_a_call_without_one(stored: Stored) -> None:
    kept = _Contacts(stored, phone="")
    call = stored.put("call", firm=kept.firm)
    stored.put("attempt", call=call, phone="")
    assert not kept.stands


@pytest.mark.clause("R25")
def test_of_the_answers_about_a_unit_the_last_of_a_call_or_visit_stands(stored: Stored) -> None:
    unit, call, visit = stored.put("unit"), stored.put("call"), stored.put("visit")
    first, again, undone = [stored.put("attempt", call=call) for _ in range(3)]
    elsewhere = stored.put("attempt", call=stored.put("call"))
    stored.change("attempt", undone, voided_at=LATER)

    def put(**told: Any) -> int:
        return stored.put("evaluation", **{"unit": unit, **told})

    put(attempt=first)
    of_another = put(attempt=first, unit=stored.put("unit"))
    stands = put(attempt=again)
    put(attempt=again, voided_at=AT)
    put(attempt=undone)
    other_call = put(attempt=elsewhere)
    put(visit=visit)
    visited = put(visit=visit)
    put(visit=visit, voided_at=AT)
    visited_apart = put(visit=visit, unit=stored.put("unit"))
    other_visit = put(visit=stored.put("visit"))
    source = "evaluation left join attempt on attempt.id = evaluation.attempt"
    assert _ids(stored, source, standing.EVALUATION_STANDS) == [
        of_another, stands, other_call, visited, visited_apart, other_visit,
    ]  # fmt: skip
