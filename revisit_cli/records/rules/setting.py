"""What a bureau may set for itself."""

from revisit_cli.document import BUREAU, OFFICE
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Json, Value, field


class Settings(Value):
    """Every setting that holds at once, at its default or as the bureau set it.

    Minutes and hours are wall-clock; ``dead_rate_percent`` is of a unit's numbers in one month.
    """

    bureau: str = BUREAU
    office_name: str = OFFICE
    office_phone: str = ""
    discipline_phone: str = ""
    dial_qr: bool = False
    lease_minutes: int = 30
    busy_rest_minutes: int = 30
    no_answer_rest_hours: int = 3
    soft_refusal_rest_days: int = 2
    dead_rate_percent: int = 20


class SettingRow(Value):
    """One setting as shown: its name, its value and default as text.

    ``value`` is that of the month at hand; ``dated`` are the months from which a rule has another.
    """

    name: str
    value: str
    default: str
    dated: tuple[tuple[str, str], ...] = field(columns="from value", default=())


class SettingsListed(Outcome):
    """All settings, in the order of :class:`Settings`."""

    settings: tuple[SettingRow, ...] = field(rows=True)


class RuleMoved(Value):
    """A rule of a month that was changed once the month ran, and what it is now."""

    name: str
    value: str
    since: str = field("from")
    at: str
    by: str


class SettingChanged(LoggedOutcome):
    """One setting was given a new value."""

    name: str = field(logs=True)
    old: str = field(private=True)
    new: str = field(private=True)
    since: str | None = field("from", default=None)

    def facts(self) -> dict[str, Json]:
        """The name, and the month from which a rule holds; a value stays in its sealed row."""
        told = super().facts()
        return told if self.since is None else {**told, "month": self.since}
