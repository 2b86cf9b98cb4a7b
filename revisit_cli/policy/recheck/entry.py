"""Calling drawn calls again: who may, which comes next, what an answer comes to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from unicodedata import category, normalize

from revisit_cli.document import clause
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
from revisit_cli.labels.recheck.entry import ANSWER_WORDS, ANSWERS, OVERALLS, PRESSURES
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.policy.calls.call import is_exhausted
from revisit_cli.policy.calls.rest import rested
from revisit_cli.policy.word import Code, code_of
from revisit_cli.records.code import PressureAnswer, RecheckAnswer, RecheckClass, RecheckOverall
from revisit_cli.records.context import stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.recheck.entry import EntryRecord, RecheckEntry, Said
from revisit_cli.records.rules.setting import Settings

# As wide as any of the words it makes as long as the others.
PADDING = "\u3000"
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@clause("三(一)", "R37")
def check_checker(name: str, recorded_by: Mapping[str, int], month: str, *, is_typed: bool) -> None:
    """Refuse whoever is not 「没有记过该月回访的人」, by whatever spacing and width of the name.

    ``recorded_by`` has how many calls of the month each clerk telephoned. Raises CheckerNameless
    or CheckerRecorded.
    """
    if not is_typed or not same_name(name):
        raise CheckerNameless
    count = sum(
        calls for clerk, calls in recorded_by.items() if same_name(clerk) == same_name(name)
    )
    if count:
        raise CheckerRecorded(name=name, month=month, count=count)


def same_name(name: str) -> str:
    """Return a name as it is compared with others: NFKC, nothing white or invisible in it."""
    folded = normalize("NFKC", name).casefold()
    return "".join(each for each in folded if category(each) not in _UNSEEN)


def answer_given(text: str) -> RecheckAnswer:
    """Return the answer that a typed text means. Raises AnswerUnknown."""
    return _given(text, ANSWER_WORDS, ANSWERS)


def overall_given(text: str) -> RecheckOverall:
    """Return the answer on the whole that a typed text means. Raises AnswerUnknown."""
    return _given(text, OVERALLS, OVERALLS)


def pressure_given(text: str) -> PressureAnswer:
    """Return what a typed text says of a rating that was asked for. Raises AnswerUnknown."""
    return _given(text, PRESSURES, PRESSURES)


def _given(
    text: str, words: Mapping[Code, str | Collection[str]], shown: Mapping[Code, str]
) -> Code:
    if code := code_of(text, words):
        return code
    raise AnswerUnknown(text=text, known=LISTED.join(shown.values()))


@clause("R38")
def check_record(
    record: EntryRecord,
    entries: Sequence[RecheckEntry],
    size: int,
    month: str,
    *,
    now: datetime,
    drawn_at: datetime,
) -> RecheckEntry:
    """Return the drawn call that a record is about; 「抽中的谁也不换」.

    Raises RankUnknown, RankInReserve, CheckedBefore, MergedSince, OverallWanted, OverallUnasked,
    CheckInFuture or CheckTooEarly.
    """
    entry = next((each for each in entries if each.rank == record.rank), None)
    if entry is None:
        raise RankUnknown(month=month, rank=record.rank, count=len(entries))
    if entry not in sample_of(entries, size):
        raise RankInReserve(month=month, rank=record.rank)
    last = final_of(entry)
    if last is not None:
        raise CheckedBefore(
            rank=entry.rank,
            firm=entry.label,
            by=last.by,
            at=minute(stamp(last.at)),
            answer=ANSWERS[last.answer],
        )
    if entry.now_named is not None and same_name(record.as_merged or "") != same_name(
        entry.now_named
    ):
        raise MergedSince(rank=entry.rank, firm=entry.label, now=entry.now_named, month=month)
    _check_answers(record)
    at = record.at or now
    if at > now:
        raise CheckInFuture(at=minute(stamp(at)))
    if at < drawn_at:
        raise CheckTooEarly(at=minute(stamp(at)), drawn=minute(stamp(drawn_at)))
    return entry


def _check_answers(record: EntryRecord) -> None:
    if record.answer == "called":
        if record.overall is None:
            raise OverallWanted
        return
    given = {"--overall": record.overall, "--pressed": record.pressure, "--words": record.words}
    if extra := [option for option, value in given.items() if value]:
        raise OverallUnasked(answer=ANSWERS[record.answer], options=LISTED.join(extra))


@clause("R38")
def sample_of(entries: Sequence[RecheckEntry], size: int) -> tuple[RecheckEntry, ...]:
    """Return the calls to be called again, in rank order: those drawn, and those added.

    「仍未接通的留着，另按名次补抽，直到答复够数或名单抽完」: one more for each that was given up.
    """
    found: list[RecheckEntry] = []
    wanted = size
    for entry in entries:
        if wanted == 0:
            break
        found.append(entry)
        last = final_of(entry)
        wanted -= last is None or last.answer != "unreached"
    return tuple(found)


def final_of(entry: RecheckEntry) -> Said | None:
    """Return what settled a drawn call: an answer, or the try after which it is given up.

    「按回访的规则再打」: it is given up after tries on two days and in both half-days.
    """
    for number, each in enumerate(entry.said, start=1):
        if each.answer != "unreached":
            return each
        if is_exhausted([said.at for said in entry.said[:number]]):
            return each
    return None


def next_try(entry: RecheckEntry, calendar: Calendar, settings: Settings) -> datetime | None:
    """Return when a drawn call that was not reached is tried again; None where it was not tried."""
    if not entry.said:
        return None
    return rested(entry.said[-1].at, "other_half", calendar, settings)


@clause("R38")
def due_now(
    entries: Sequence[RecheckEntry],
    size: int,
    now: datetime,
    calendar: Calendar,
    settings: Settings,
    *,
    by: str | None,
) -> tuple[RecheckEntry, ...]:
    """Return the drawn calls to be made now: one's own open card first, then by rank.

    ``by`` may take what nobody else holds; None is nobody, whose own no card is.
    """
    waiting = []
    for each in sample_of(entries, size):
        later = next_try(each, calendar, settings)
        is_due = final_of(each) is None and (later is None or later <= now)
        if is_due and (each.held_by is None or each.held_by == by):
            waiting.append(each)
    return tuple(sorted(waiting, key=lambda each: (each.held_by is None, each.rank)))


@clause("R38", "R25")
def class_of(entry: RecheckEntry) -> RecheckClass | None:
    """Return what calling a call again came to; None while it is not done.

    「“没接到过”和“不是本人号码”（含空号、停机）为与记录不符，“评价不符”另列」.
    """
    last = final_of(entry)
    if last is None:
        return None
    if last.answer != "called":
        return last.answer
    is_said = last.overall not in (None, "unsaid")
    if is_said and entry.recorded is not None and last.overall != entry.recorded:
        return "rating_differs"
    return "agrees"


@clause("三(四)1", "R37")
def pressure_told(record: EntryRecord) -> str | None:
    """Return what goes to the committee alone; each answer is as long as any other.

    「严格执行保密纪律」: sealed, its length tells nothing either, but for words of its own.
    """
    if record.pressure is None:
        return None
    longest = max(map(len, PRESSURES.values()))
    told = PRESSURES[record.pressure].ljust(longest, PADDING)
    words = (record.words or "").strip()
    return f"{told}{words}" if words else told


def is_contradicted(answer: RecheckAnswer) -> bool:
    """Whether an answer contradicts the record of a completed call."""
    return answer in ("not_called", "not_ours")
