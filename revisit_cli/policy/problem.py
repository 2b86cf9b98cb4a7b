"""When a problem is due, and what stops its clock."""

from datetime import date

from revisit_cli.document import clause
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
