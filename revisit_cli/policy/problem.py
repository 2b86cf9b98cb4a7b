"""When a problem is due, and what stops its clock."""

from datetime import date

from revisit_cli.document import clause
from revisit_cli.errors.problem import (
    CauseRequired,
    ExtensionNotLater,
    ProblemStateForbids,
    ProblemUnknown,
)
from revisit_cli.labels.problem import EVENTS, STATES
from revisit_cli.policy.workday import workday_after
from revisit_cli.records.calendar import Calendar

WORKING_DAYS = 5


@clause("四4", "R7")
def due_on(contact_on: date, calendar: Calendar) -> date:
    """Return the day by which a problem is handled or answered. Raises YearUnknown.

    「企业反馈的问题应在回访后5个工作日内作出处理或答复」
    """
    return workday_after(contact_on, WORKING_DAYS, calendar)


def calendar_version(calendar: Calendar) -> str:
    """Return a text that names the calendar a due day was counted by: the years loaded here."""
    years = ",".join(str(year) for year in sorted(calendar.years))
    return f"chinesecalendar+{years}" if years else "chinesecalendar"


# Which state an act leads to, and from which states it may be done.
ACTS: dict[str, tuple[str, frozenset[str]]] = {
    "assigned": ("assigned", frozenset({"open", "assigned", "transferred"})),
    "handled": ("handled", frozenset({"open", "assigned"})),
    "answered": ("answered", frozenset({"open", "assigned", "transferred", "handled"})),
    "transferred": ("transferred", frozenset({"open", "assigned"})),
    "extended": ("", frozenset({"open", "assigned", "transferred"})),
    "closed": ("closed", frozenset({"handled", "answered"})),
    "reopened": ("open", frozenset({"handled", "answered", "closed"})),
}
STOPPED = frozenset({"handled", "answered", "closed"})


@clause("三(三)3", "四4", "R7")
def state_after(problem: str, state: str, act: str) -> str:
    """Return the state after an act: by ACTS.

    Handling or answering stops the clock; a transfer (「移交相关部门处理」) does not, until the
    firm is answered. Raises ProblemStateForbids.
    """
    target, allowed = ACTS[act]
    if state not in allowed:
        raise ProblemStateForbids(problem=problem, state=STATES[state], act=EVENTS[act])
    return target or state


@clause("三(三)3")
def check_close(cause: str | None, words: str | None) -> None:
    """Refuse to close without 「严格倒查分析」 and the firm's word. Raises CauseRequired."""
    if not (cause and cause.strip()) or not (words and words.strip()):
        raise CauseRequired


@clause("R7")
def check_extension(to: date, due: date) -> None:
    """Refuse an extension that is none: 「延期须另作决定并注明日期」. Raises ExtensionNotLater."""
    if to <= due:
        raise ExtensionNotLater(to=to, due=due)


@clause("四4")
def is_late(state: str, due: date, stopped_on: date | None, today: date) -> bool:
    """Whether a problem was, or still is, past its day."""
    return (stopped_on or today) > due if state in STOPPED else today > due


def number_given(text: str) -> int:
    """Return a problem's number from ``12`` or ``P-0012``. Raises ProblemUnknown."""
    digits = text.strip().upper().removeprefix("P-")
    if not digits.isdecimal():
        raise ProblemUnknown(problem=text)
    return int(digits)
