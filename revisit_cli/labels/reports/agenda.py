"""The agenda of appointments with firms as a page, in order of time."""

from datetime import date, datetime

from revisit_cli.labels.reports import report as words
from revisit_cli.records.calls.agenda import AgendaListed, Appointment
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.paper import Leaf, Table

TITLE, WHOLE_TITLE = "今天约好的电话", "约好的电话"
WEEK = "一二三四五六日"
DAY, DAY_OF_YEAR = "{0.month}月{0.day}日　周{1}", "{0.year}年{0.month}月{0.day}日　周{1}"
AS_OF, TIME, OTHER_DAY, PAST = "截至{:%H:%M}", "{:%H:%M}", "{day}　{time}", "{time}　过了"
TOLD = "约好{count}户{past}。"
PAST_COUNT = "，其中{count}户过了约好的时间"
NONE, NONE_EVER = "今天没有约好的电话。", "没有约好的电话。"
BY_CLOCK = "按时间先后"
HEADINGS = ("时间", "企业", "号", "和谁约的", "由谁来拨", "结果")
WIDTHS = (2, 3, 1, 2, 2, 2)


def paper(agenda: AgendaListed, log: LogHead, origin: str, bureau: str, *, is_whole: bool) -> Leaf:
    """Return the page with the appointments, and room to note the outcome of each."""
    now = datetime.fromisoformat(agenda.now)
    rows = tuple(
        (_told_at(each, now), each.firm, str(each.call), each.person or "", each.keeper or "", "")
        for each in agenda.appointments
    )
    return Leaf(
        title=WHOLE_TITLE if is_whole else TITLE,
        period=_day(DAY_OF_YEAR, now.date()),
        remark=AS_OF.format(now),
        tables=(Table(BY_CLOCK, HEADINGS, rows, WIDTHS),) if rows else (),
        signs=(),
        line=words.head_line(log, origin),
        foot=words.foot(log),
        words=(("", _told(agenda, now, is_whole=is_whole)),),
        office=bureau,
    )


def _told(agenda: AgendaListed, now: datetime, *, is_whole: bool) -> str:
    count, past = len(agenda.appointments), sum(_at(each) < now for each in agenda.appointments)
    if not count:
        return NONE_EVER if is_whole else NONE
    return TOLD.format(count=count, past=PAST_COUNT.format(count=past) if past else "")


def _told_at(promised: Appointment, now: datetime) -> str:
    """Return the time of an appointment, with its day if that is not today."""
    at = _at(promised)
    time = TIME.format(at)
    if at.date() != now.date():
        time = OTHER_DAY.format(day=_day(DAY, at.date()), time=time)
    return PAST.format(time=time) if at < now else time


def _day(pattern: str, day: date) -> str:
    return pattern.format(day, WEEK[day.weekday()])


def _at(promised: Appointment) -> datetime:
    return datetime.fromisoformat(promised.at)
