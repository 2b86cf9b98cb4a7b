"""What a bureau may set for itself."""

from dataclasses import dataclass, field

from revisit_cli.document import BUREAU
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting that holds at once, at its default or as the bureau set it.

    Minutes and hours are wall-clock; ``dead_rate_percent`` is of a unit's firms in one month.
    """

    bureau: str = BUREAU
    lease_minutes: int = 30
    busy_rest_minutes: int = 30
    no_answer_rest_hours: int = 3
    soft_refusal_rest_days: int = 2
    rank_from_evaluations: int = 5
    dead_rate_percent: int = 20


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as shown: its name, its value and default as text."""

    name: str
    value: str
    default: str


@dataclass(frozen=True, slots=True)
class SettingsListed:
    """All settings, in the order of :class:`Settings`."""

    settings: tuple[SettingRow, ...]

    def as_json(self) -> Json:
        """``{"settings":[{"name","value","default"}]}``."""
        return {
            "settings": [
                {"name": row.name, "value": row.value, "default": row.default}
                for row in self.settings
            ]
        }


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting was given a new value."""

    name: str
    old: str = field(repr=False)
    new: str = field(repr=False)

    def as_json(self) -> Json:
        """``{"name","old","new"}``."""
        return {"name": self.name, "old": self.old, "new": self.new}

    def facts(self) -> dict[str, Json]:
        """The name; a value is free text and stays in its sealed row."""
        return {"name": self.name}
