"""Which firms the document wants visited, and why."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.firms.lookup import FirmNotFound
from revisit_cli.errors.visits.flag import ReasonUnknown
from revisit_cli.labels.ledgers.ledger import ERROR_TEXT
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.flag import FROM_CALLS, REASONS, WORDS
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import firm_key, names_nothing
from revisit_cli.records.code import FlagNote, FlagReason
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.visits.flag import Flag, FlagRow, NewFlag
from revisit_cli.records.visits.owing import Settled
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.rules import Rules

# Notes that hold a row of a workbook.
HOLDING = frozenset(
    {"firm_missing", "firm_unknown", "firm_unclear", "reason_missing", "reason_unknown", "not_true"}
)
_ERROR_TEXT = pattern(ERROR_TEXT)
# A firm is not taken for a new one by fewer characters.
SHORTEST_NAME = 4
# Complaints and petitions oblige only once verified.
VERIFIED = frozenset({"complaint", "petition"})


@clause("三(三)1", "三(三)2", "三(一)2")
def reason_given(text: str) -> FlagReason:
    """Return the code of a reason that a person wrote, as a code or in Chinese.

    「对经查实的投诉件、信访件和超期办结、反映难办的服务事项所涉企业进行100%上门回访」,
    「对政务服务做出“差评”的服务对象进行100%上门回访」 and 「重点项目落地企业」.
    Raises ReasonUnknown; what calls flag by themselves cannot be given.
    """
    found = reason_of(text)
    if found is None or found in FROM_CALLS:
        known = LISTED.join(word for code, word in REASONS.items() if code not in FROM_CALLS)
        raise ReasonUnknown(reason=text, known=known)
    return found


@clause("R18")
def reasons_of_call(
    answers: Iterable[Answers], numbers: Numbers, *, is_unreachable: bool
) -> tuple[FlagReason, ...]:
    """Return why a call asks for a visit: 「电话中答“不满意”的企业也列入上门回访，理由单列」.

    ``answers`` are each evaluation's; which ask for a visit stands in the form, and each reason of
    our own book is a setting, 「可设定，默认开启」 for the first.
    """
    raised = {
        choice.visit_reason
        for each in answers
        for question in form().coded
        if (choice := question.choice(each.code(question.code))) is not None
    }
    if is_unreachable:
        raised.add("unreachable")
    is_set: Mapping[str, bool] = {
        "dissatisfied": numbers.visit_on_dissatisfied,
        "extra_trips": numbers.visit_on_extra_trips,
        "unreachable": numbers.visit_on_unreachable,
    }
    return tuple(each for each in REASONS if each in raised and is_set.get(each, True))


def reason_of(text: str) -> FlagReason | None:
    """Return the code of the reason that a text names, or None."""
    word = "".join(normalize("NFKC", text).split()).strip("“”\"'").lower()
    for code, words in WORDS.items():
        if word == code or word.replace("-", "_") == code or word in words:
            return code
    return None


@clause("三(三)1")
def is_pending(reason: FlagReason, verified_on: date | None) -> bool:
    """Whether a flag waits: only 「经查实的投诉件、信访件」 ask for a visit, once verified."""
    return reason in VERIFIED and verified_on is None


@clause("三(三)1")
def notes_of(reason: FlagReason, verified_on: date | None) -> tuple[FlagNote, ...]:
    """Return what to remark on a flag: a complaint or petition without the day of 「经查实」."""
    return ("unverified",) if is_pending(reason, verified_on) else ()


def is_settled_by(before: Flag, flag: NewFlag) -> bool:
    """Whether a flag told again brings the verification that the one on record waits for."""
    return before.state == "pending" and flag.pending_since is None


@clause("三(三)1", "R23")
def name_of_complaining(text: str, reason: FlagReason) -> str:
    """Return the name of a firm in no ledger that 「投诉件、信访件」 are about.

    It is among the firms to visit, not among those served. Raises FirmNotFound where the reason is
    another one, or the text is no name.
    """
    name = normalize("NFKC", text).strip()
    if reason not in VERIFIED or not _is_name(name):
        raise FirmNotFound(text=text)
    return name


@clause("三(三)1", "R23")
def complains_unknown(row: FlagRow, notes: Collection[FlagNote]) -> bool:
    """Whether only that no ledger names its firm holds a row of 「投诉件、信访件」."""
    is_only = HOLDING.intersection(notes) == {"firm_unknown"}
    return is_only and row.reason in VERIFIED and _is_name(row.firm)


def _is_name(text: str) -> bool:
    """Whether a text may be a firm's name."""
    is_other = names_nothing(text) or _ERROR_TEXT.fullmatch(text) is not None
    return len(firm_key(text)) >= SHORTEST_NAME and not is_other


@clause("R23")
def entry_notes(day: date | None, month: str, rules: Rules) -> tuple[FlagNote, ...]:
    """Return the remark on a reason whose own month is cleared: 「补录」."""
    is_late = day is not None and rules.month_of_day(day) != month
    return ("late_entry",) if is_late else ()


@clause("R23")
def owing_notes(settled: Settled) -> tuple[FlagNote, ...]:
    """Return the remark on a reason that a visit has settled, or that asks for one more."""
    if settled.is_made:
        return ("visited_for",)
    return ("owed_again",) if settled.is_again else ()


@clause("三(三)1", "三(三)2")
def flag_of(
    row: FlagRow,
    firms: Mapping[str, Collection[int]],
    units: Mapping[str, Collection[int]],
    month: str,
    at: str,
) -> tuple[NewFlag | None, tuple[FlagNote, ...]]:
    """Return the flag that a row of a workbook asks for, or None when it is held, and the notes.

    A firm counts only by its whole name, as ``policy.firms.firm`` keys it: nobody is visited by
    guess.
    """
    notes = list(row.notes)
    found = firms.get(firm_key(row.firm), ())
    if row.firm and len(found) != 1:
        notes.append("firm_unclear" if found else "firm_unknown")
    unit = units.get(firm_key(row.unit), ()) if row.unit else ()
    if row.unit and len(unit) != 1:
        notes.append("unit_unknown")
    if row.reason is None or HOLDING.intersection(notes):
        return None, tuple(notes)
    verified_on = row.verified_on
    if row.reason in VERIFIED and row.is_true and verified_on is None:
        # Called true without a day: it was verified by the day it was read at the latest.
        verified_on = date.fromisoformat(at[:10])
        notes.append("day_of_import")
    notes += notes_of(row.reason, verified_on)
    flag = NewFlag(
        firm=next(iter(found)),
        month=month,
        reason=row.reason,
        raised_at=at,
        source=row.source,
        evidence=row.evidence,
        verified_on=verified_on,
        unit=next(iter(unit)) if len(unit) == 1 else None,
        pending_since=at if is_pending(row.reason, verified_on) else None,
    )
    return flag, tuple(notes)


@clause("三(三)1", "三(三)2")
def visit_is_due(live_flags: int) -> bool:
    """Whether a firm is to be visited: 「100%上门回访」, for any one reason that stands."""
    return live_flags > 0
