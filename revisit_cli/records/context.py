"""Who acts, when, and on which data file."""

from datetime import date, datetime, time, timedelta, timezone
from unicodedata import normalize

from revisit_cli.errors.command import NameUnreadable
from revisit_cli.plain import safe
from revisit_cli.records.saving import Saving
from revisit_cli.records.value import Value, field

BEIJING = timezone(timedelta(hours=8))
# The years of which anything is told: any other is a slip, of a hand or of a clock.
YEARS = range(2000, 3000)
# A name stands in the log, on paper and on others' screens.
LONGEST_NAME = 40
# So many digits, of whatever script and with whatever between them, are no name's.
_PHONE_DIGITS = 7
# Within it the same act by the same person is the command given once more in doubt.
_AGAIN_WITHIN = timedelta(minutes=10)


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored and told: ISO with offset, to the second."""
    return moment.isoformat(timespec="seconds")


def stamp_of_day(day: date) -> str:
    """Return the first moment of a day, for what happened on it at an hour that nobody told."""
    return stamp(datetime.combine(day, time(), BEIJING))


def name_given(text: str) -> str:
    """Return a name as it goes on record: one line of what can be seen, no telephone number.

    Raises NameUnreadable.
    """
    name = normalize("NFC", text.strip())
    is_plain = name == safe(name) and not set(name) & set("\t\r\n")
    has_phone = sum(map(str.isnumeric, normalize("NFKC", name))) >= _PHONE_DIGITS
    if not name or len(name) > LONGEST_NAME or not is_plain or has_phone:
        raise NameUnreadable(text=text[:LONGEST_NAME], most=LONGEST_NAME)
    return name


class Context(Value):
    """What every operation is told of the world outside.

    ``database`` is the data file's path; ``now`` carries the offset +08:00; ``is_back_entry``
    says that the clock was given by REVISIT_NOW and not read, which the log then marks.
    ``correction`` is the reason for changing a month that is cleared, where one was given.
    ``seat`` is the number of the process whose desk somebody sits at, None away from any desk.
    ``is_alone``: whoever acts says to be the only one who uses a data file on a share.
    ``is_named``: somebody gave the data file's very name, and means one that is there.
    ``savings`` gathers what became of every act of the command, for whoever tells how it ended;
    ``absent`` names the data files that the command was told are not there: once is enough.
    """

    database: str
    by: str
    now: datetime
    is_back_entry: bool = False
    correction: str | None = None
    is_alone: bool = False
    seat: int | None = None
    is_named: bool = False
    savings: list[Saving] = field(private=True, factory=list)
    absent: set[str] = field(private=True, factory=set)

    @property
    def alone(self) -> str | None:
        """Who says to be alone, or None."""
        return self.by if self.is_alone else None

    @property
    def at(self) -> str:
        """``now`` as it is stored and told."""
        return stamp(self.now)

    @property
    def just_now(self) -> str:
        """Since when the same act by the same person is no second one, as it is stored."""
        return stamp(self.now - _AGAIN_WITHIN)

    @property
    def today(self) -> date:
        """The calendar day of ``now`` in Beijing time."""
        return self.now.date()

    @property
    def tomorrow(self) -> str:
        """The day after, as it is stored: what lies before it is of today at the latest."""
        return (self.today + timedelta(days=1)).isoformat()
