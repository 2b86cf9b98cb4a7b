"""Who may re-check, which call comes next, and what an answer comes to."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.recheck.entry import (
    AnswerUnknown,
    CheckedBefore,
    CheckerNameless,
    CheckerRecorded,
    CheckInFuture,
    CheckTooEarly,
    MergedSince,
    OverallUnasked,
    OverallWanted,
    RankInReserve,
    RankUnknown,
)
from revisit_cli.labels.recheck.entry import PRESSURES
from revisit_cli.policy.recheck import entry as policy
from revisit_cli.policy.recheck.figures import figures
from revisit_cli.records.code import RecheckAnswer, RecheckClass, RecheckOverall
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.recheck.entry import EntryRecord, RecheckEntry, Said
from revisit_cli.records.recheck.source import RecheckFacts
from revisit_cli.records.rules.setting import Settings
from revisit_cli.records.value import replace

DRAWN = datetime(2026, 12, 12, 9, 0, tzinfo=BEIJING)
MORNING = DRAWN + timedelta(hours=1)
# A working day's morning, and the afternoon of the next: the rule's two days and two half-days.
GIVEN_UP = (MORNING, datetime(2026, 12, 14, 15, 0, tzinfo=BEIJING))


def said(
    answer: RecheckAnswer, overall: RecheckOverall | None = None, at: datetime = MORNING
) -> Said:
    return Said(1, answer, overall, "周正", "机关纪委", at)


def entry(rank: int, *told: Said, recorded: str | None = "satisfied") -> RecheckEntry:
    return RecheckEntry(rank, rank, f"示例{rank}公司", 100 + rank, rank, recorded, None, told)


def unreached(rank: int) -> RecheckEntry:
    return entry(rank, *(said("unreached", at=at) for at in GIVEN_UP))


@pytest.mark.clause("三(一)", "R37")
@pytest.mark.parametrize("name", ["王芳", " 王 芳", "王芳\u3000", "王\u200b芳", "王\u00a0芳"])
def test_whoever_recorded_does_not_recheck_however_the_name_is_written(name: str) -> None:
    with pytest.raises(CheckerRecorded) as refused:
        policy.check_checker(name, {"王芳": 3, "王　芳": 2, "李敏": 1}, "2026-11", is_typed=True)
    assert refused.value.facts["count"] == 5


def test_full_width_digits_are_the_same_name() -> None:
    with pytest.raises(CheckerRecorded):
        policy.check_checker("体验官 ２", {"体验官2": 1}, "2026-11", is_typed=True)


def test_another_name_rechecks_and_none_does_not() -> None:
    policy.check_checker("王芳芳", {"王芳": 3}, "2026-11", is_typed=True)
    for name, is_typed in (("周正", False), ("", True), (" \u200b", True)):
        with pytest.raises(CheckerNameless):
            policy.check_checker(name, {}, "2026-11", is_typed=is_typed)


CLASSES: list[tuple[RecheckAnswer, RecheckOverall | None, str | None, RecheckClass]] = [
    ("called", "satisfied", "satisfied", "agrees"),
    ("called", "dissatisfied", "dissatisfied", "agrees"),
    ("called", "dissatisfied", "satisfied", "rating_differs"),
    ("called", "satisfied", "dissatisfied", "rating_differs"),
    ("called", "unsaid", "satisfied", "agrees"),
    ("called", "satisfied", None, "agrees"),
    ("not_called", None, "satisfied", "not_called"),
    ("not_ours", None, "satisfied", "not_ours"),
    ("unsure", None, "satisfied", "unsure"),
]


@pytest.mark.clause("R38", "R25")
@pytest.mark.parametrize(("answer", "overall", "recorded", "found"), CLASSES)
def test_an_answer_comes_to_one_class(
    answer: RecheckAnswer, overall: RecheckOverall | None, recorded: str | None, found: RecheckClass
) -> None:
    assert policy.class_of(entry(1, said(answer, overall), recorded=recorded)) == found


@pytest.mark.clause("R38")
@pytest.mark.parametrize(
    ("moments", "is_given_up"),
    [
        ([MORNING], False),
        ([MORNING, MORNING + timedelta(hours=6)], False),  # one day
        ([MORNING, MORNING + timedelta(days=1)], False),  # mornings only
        (list(GIVEN_UP), True),
    ],
)
def test_nobody_is_given_up_before_two_days_and_both_half_days(
    moments: list[datetime], is_given_up: bool
) -> None:
    tried = entry(1, *(said("unreached", at=at) for at in moments))
    assert (policy.class_of(tried) == "unreached") is is_given_up


@pytest.mark.clause("R38")
def test_the_next_in_order_are_added_until_enough_have_answered() -> None:
    fresh = [entry(rank) for rank in range(1, 8)]
    assert [each.rank for each in policy.sample_of(fresh, 3)] == [1, 2, 3]
    gone = [fresh[0], unreached(2), *fresh[2:]]
    assert [each.rank for each in policy.sample_of(gone, 3)] == [1, 2, 3, 4]
    # One that was added is not reached either.
    gone[3] = unreached(4)
    assert [each.rank for each in policy.sample_of(gone, 3)] == [1, 2, 3, 4, 5]
    # The pool ends.
    assert len(policy.sample_of([unreached(rank) for rank in range(1, 8)], 3)) == 7


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 30))
def test_a_sample_is_the_shortest_beginning_that_can_still_bring_enough(
    given_up: list[bool], size: int
) -> None:
    entries = [
        unreached(rank) if is_gone else entry(rank)
        for rank, is_gone in enumerate(given_up, start=1)
    ]
    found = policy.sample_of(entries, size)
    assert list(found) == entries[: len(found)]
    reached = [policy.class_of(each) != "unreached" for each in found]
    assert sum(reached) == size or len(found) == len(entries)
    assert not found or len(found) == len(entries) or reached[-1]


def test_ones_own_card_comes_first_and_nobody_elses() -> None:
    entries = [
        replace(entry(1), held_by="别人"),
        entry(2, said("unreached", at=MORNING)),
        entry(3),
        replace(entry(4), held_by="周正"),
        entry(5),
    ]
    settings = Settings()

    def ranks(now: datetime) -> list[int]:
        due = policy.due_now(entries, 4, now, Calendar(), settings, by="周正")
        return [each.rank for each in due]

    assert ranks(MORNING) == [4, 3]
    # Three hours and the other half-day are over.
    assert ranks(MORNING + timedelta(days=3)) == [4, 2, 3]


@pytest.mark.clause("R38")
@pytest.mark.parametrize(
    ("record", "refusal"),
    [
        (EntryRecord(9, "not_called"), RankUnknown),
        (EntryRecord(5, "not_called"), RankInReserve),
        (EntryRecord(1, "not_called"), CheckedBefore),
        (EntryRecord(2, "not_called"), MergedSince),
        (EntryRecord(2, "not_called", as_merged="别的公司"), MergedSince),
        (EntryRecord(3, "called"), OverallWanted),
        (EntryRecord(3, "not_called", overall="satisfied"), OverallUnasked),
        (EntryRecord(3, "unsure", pressure="no"), OverallUnasked),
        (EntryRecord(3, "unreached", words="有人提示"), OverallUnasked),
        (EntryRecord(3, "unsure", at=MORNING + timedelta(minutes=1)), CheckInFuture),
        (EntryRecord(3, "unsure", at=DRAWN - timedelta(minutes=1)), CheckTooEarly),
    ],
)
def test_what_cannot_be_recorded_is_refused(record: EntryRecord, refusal: type[Exception]) -> None:
    entries = [
        entry(1, said("called", "satisfied")),
        replace(entry(2), now_named="示例 合并公司"),
        *(entry(rank) for rank in (3, 4, 5)),
    ]
    with pytest.raises(refusal):
        policy.check_record(record, entries, 3, "2026-11", now=MORNING, drawn_at=DRAWN)


def test_a_firm_merged_since_is_recorded_by_whoever_knows_its_name() -> None:
    entries = [replace(entry(1), now_named="示例合并公司")]
    known = EntryRecord(1, "unsure", as_merged="示例 合并公司")
    found = policy.check_record(known, entries, 1, "2026-11", now=MORNING, drawn_at=DRAWN)
    assert found.rank == 1


@pytest.mark.clause("三(四)1", "R37")
def test_every_answer_about_pressure_is_as_long_as_any_other() -> None:
    told = [
        policy.pressure_told(EntryRecord(1, "called", "satisfied", pressure=each))
        for each in PRESSURES
    ]
    assert len({len((each or "").encode()) for each in told}) == 1
    assert policy.pressure_told(EntryRecord(1, "called", "satisfied")) is None
    full = policy.pressure_told(EntryRecord(1, "called", "satisfied", "yes", words=" 要五星 "))
    assert full is not None
    assert full.endswith("要五星")


def test_words_are_read_as_people_write_them() -> None:
    assert policy.answer_given("空号") == "not_ours"
    assert policy.answer_given("没接到过") == "not_called"
    assert policy.overall_given("没说") == "unsaid"
    assert policy.pressure_given("不愿答") == "declined"
    with pytest.raises(AnswerUnknown):
        policy.answer_given("随便")


def facts(entries: list[RecheckEntry], size: int, pool: int, nth: int = 1) -> RecheckFacts:
    return RecheckFacts("2026-11", nth, 10, size, pool, "", "", tuple(entries), 0)


@pytest.mark.clause("三(一)", "R37", "R38")
def test_figures_add_up_and_bear_the_designs_bounds() -> None:
    # 52 answered of 60 that were called, 8 could not be reached, of 312.
    entries = [unreached(rank) for rank in range(1, 9)]
    entries += [entry(rank, said("called", "satisfied")) for rank in range(9, 61)]
    entries += [entry(rank) for rank in range(61, 313)]
    found = figures(facts(entries, 52, 312), "2026-11")
    assert (found.state, found.drawn, found.answered, found.unreached) == ("done", 60, 52, 8)
    assert (found.false, found.most, found.most_with_unreached) == (0, 15, 68)
    again = replace(entries[59], said=(said("not_called"),))
    told = figures(facts([*entries[8:59], again], 52, 312), "2026-11")
    assert (told.false, told.most) == (1, 25)


def test_an_unfinished_sample_proves_nothing_yet() -> None:
    entries = [entry(1, said("unsure")), entry(2, said("unreached")), entry(3)]
    found = figures(facts(entries, 2, 40), "2026-11")
    assert (found.state, found.answered, found.waiting, found.most) == ("running", 1, 1, None)
    assert figures(None, "2026-11").state == "none"
    assert figures(replace(facts(entries, 2, 40), drawn_at=None), "2026-11").state == "frozen"


@given(st.data())
def test_every_figure_is_that_of_a_second_count(data: st.DataObject) -> None:
    kinds = ["called", "not_called", "not_ours", "unsure", "gone"]
    told = data.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=25))
    size = data.draw(st.integers(1, len(told)))
    entries = [
        unreached(rank)
        if kind == "gone"
        else entry(rank, said(kind, "satisfied" if kind == "called" else None))  # type: ignore[arg-type]
        for rank, kind in enumerate(told, start=1)
    ]
    found = figures(facts(entries, size, len(told)), "2026-11")
    reached, drawn = 0, []
    for kind in told:
        if reached == size:
            break
        drawn.append(kind)
        reached += kind != "gone"
    assert found.drawn == len(drawn)
    assert found.unreached == drawn.count("gone")
    assert found.false == drawn.count("not_called") + drawn.count("not_ours")
    assert found.answered == reached
    assert sum(count for _, count in found.classes) == len(drawn)
    assert found.most is not None
    assert found.most_with_unreached is not None
    assert found.false <= found.most <= found.most_with_unreached <= len(told)
