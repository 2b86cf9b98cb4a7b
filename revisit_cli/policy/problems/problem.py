"""When a problem is due, and what stops its clock."""

import re
from datetime import date, datetime
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.problems.problem import (
    CategoryUnknown,
    CauseRequired,
    ExtensionNotLater,
    MoveTooEarly,
    ProblemStateForbids,
    ProblemStateUnknown,
    ProblemUnknown,
)
from revisit_cli.labels.problems.problem import (
    CATEGORIES,
    COMMANDS,
    EVENTS,
    NOTHING_SAID,
    SIGNS,
    STATES,
)
from revisit_cli.labels.text import LISTED, PENDING
from revisit_cli.policy.problems.clock import due_on
from revisit_cli.policy.text import folded, says_nothing
from revisit_cli.policy.word import code_of, typed
from revisit_cli.records.code import ProblemAct, ProblemCategory, ProblemNote, ProblemState
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook.numbers import Numbers


@clause("二(二)5", "三(三)3")
def problems_in(
    suggestion: str | None, difficulty: str | None
) -> tuple[tuple[ProblemCategory, str], ...]:
    """Return category and text of each problem that a contact brought back.

    「对回访工作中发现的问题和收集到的意见建议」: a suggestion or a difficulty is one.
    """
    found: tuple[tuple[ProblemCategory, str | None], ...] = (
        ("suggestion", suggestion),
        ("difficulty", difficulty),
    )
    return tuple(
        (category, text.strip()) for category, text in found if text and not is_nothing(text)
    )


@clause("R32")
def is_nothing(text: str) -> bool:
    """Whether words say that there is nothing to say: 「什么也没说，不立项」."""
    said = folded(text).strip(SIGNS)
    return says_nothing(text) or not said or re.fullmatch(NOTHING_SAID, said) is not None


# Which state an act leads to (None leaves it), and from which states it may be done.
ACTS: dict[ProblemAct, tuple[ProblemState | None, frozenset[ProblemState]]] = {
    "assigned": ("assigned", frozenset({"open", "assigned", "transferred"})),
    "handled": ("handled", frozenset({"open", "assigned"})),
    "answered": ("answered", frozenset({"open", "assigned", "transferred", "handled"})),
    "transferred": ("transferred", frozenset({"open", "assigned"})),
    "receipt": (None, frozenset({"transferred"})),
    "extended": (None, frozenset({"open", "assigned", "transferred"})),
    "closed": ("closed", frozenset({"handled", "answered"})),
    "reopened": ("open", frozenset({"handled", "answered", "closed"})),
}


@clause("三(三)3", "四4", "R7")
def state_after(problem: str, state: ProblemState, act: ProblemAct) -> ProblemState:
    """Return the state after an act: by ACTS.

    Handling or answering stops the clock; a transfer (「移交相关部门处理」) does not, until the
    firm is answered. Raises ProblemStateForbids, which names what may be done instead.
    """
    target, allowed = ACTS[act]
    if state not in allowed:
        ways = (COMMANDS[each] for each, (_, states) in ACTS.items() if state in states)
        raise ProblemStateForbids(
            problem=problem,
            state=STATES[state],
            act=EVENTS[act],
            ways=LISTED.join(dict.fromkeys(ways)),
        )
    return target or state


def check_moment(problem: str, started_at: str, at: datetime) -> None:
    """Refuse an act before the day on which the clock started: with the problem, or anew.

    Raises MoveTooEarly.
    """
    if at.date() < date.fromisoformat(started_at[:10]):
        raise MoveTooEarly(problem=problem, raised=started_at[:10], at=f"{at:%Y-%m-%d %H:%M}")


@clause("三(三)3")
def check_close(cause: str | None, words: str | None) -> None:
    """Refuse to close without 「严格倒查分析」 and the firm's word, or why there is none.

    Raises CauseRequired.
    """
    if not (cause and cause.strip()) or not (words and words.strip()):
        raise CauseRequired


@clause("R7")
def due_after(
    act: ProblemAct,
    to: date | None,
    due: date | None,
    on: date,
    numbers: Numbers,
    calendar: Calendar,
) -> date | None:
    """Return the due day after an act done ``on`` a day.

    An extension is a decision: 「延期须另作决定并注明日期」. A reopened problem is the firm's word
    anew, and has its five working days anew. Raises ExtensionNotLater.
    """
    if act == "reopened":
        return due_on(on, numbers, calendar)
    if act != "extended":
        return due
    if to is None or (due is not None and to <= due) or to < on:
        raise ExtensionNotLater(to=to, due=due or PENDING)
    return to


@clause("四4", "R7", "R21")
def move_notes(act: ProblemAct, until: datetime | None, at: datetime) -> tuple[ProblemNote, ...]:
    """Return the remark on an extension decided only when the problem was due already.

    It is put on record like any decision, but the verdict has fallen.
    """
    is_late = act == "extended" and until is not None and at >= until
    return ("extended_late",) if is_late else ()


def state_given(text: str | None) -> ProblemState | None:
    """Return a state's code by its code or its word. Raises ProblemStateUnknown."""
    if text is None:
        return None
    if code := code_of(text, STATES):
        return code
    raise ProblemStateUnknown(text=text, known=LISTED.join(STATES.values()))


def category_given(text: str) -> ProblemCategory:
    """Return a category's code by its code or a Chinese word. Raises CategoryUnknown."""
    word = typed(text)
    for code, name in CATEGORIES.items():
        if word == code or (word and word in name):
            return code
    raise CategoryUnknown(text=text, known=LISTED.join(CATEGORIES.values()))


def number_given(text: str) -> int:
    """Return a problem's number from ``12`` or ``P-0012``. Raises ProblemUnknown."""
    digits = normalize("NFKC", text).strip().upper().removeprefix("P").removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise ProblemUnknown(problem=text)
    return int(digits)


@clause("四3", "四4")
def unsettles(act: ProblemAct) -> bool:
    """Whether an act undoes what a cleared month counted as answered: only reopening does."""
    return act == "reopened"
