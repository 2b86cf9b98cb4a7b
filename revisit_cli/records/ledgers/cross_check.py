"""What another system's export says against a month's ledgers."""

from dataclasses import dataclass
from datetime import date

from revisit_cli.records.outcome import Json

# A firm is known by its id, or by its key where the data file has never heard of it.
Who = int | str


@dataclass(frozen=True, slots=True)
class ServedElsewhere:
    """A firm that another system says was served; ``unit`` as written, None where none is."""

    unit: str | None
    firm: str
    who: Who
    served_on: date | None = None


@dataclass(frozen=True, slots=True)
class ServedHere:
    """A firm that a unit's ledger of the month names."""

    unit: str
    firm: str
    who: Who


@dataclass(frozen=True, slots=True)
class NotFiled:
    """A firm that the export names and the unit's ledger does not.

    ``near`` are names like it that the ledgers have, ``filed_by`` the units that did report it.
    """

    unit: str | None
    firm: str
    near: tuple[str, ...] = ()
    filed_by: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """``{"unit","firm","near":[names],"filed_by":[units]}``."""
        return {
            "unit": self.unit,
            "firm": self.firm,
            "near": list(self.near),
            "filed_by": list(self.filed_by),
        }


@dataclass(frozen=True, slots=True)
class CrossChecked:
    """Firms that only one side names, with the unit where it is told. Hints, not findings.

    ``both_count`` counts firms that both name; ``outside_count`` rows of the export that another
    month's ledger answers for.
    """

    month: str
    not_filed: tuple[NotFiled, ...]
    not_elsewhere: tuple[tuple[str, str], ...]
    both_count: int
    outside_count: int = 0

    def as_json(self) -> Json:
        """``{"month","not_filed":[{"unit","firm",…}],"not_elsewhere":[…],"both","outside"}``."""
        return {
            "month": self.month,
            "not_filed": [each.as_json() for each in self.not_filed],
            "not_elsewhere": [{"unit": unit, "firm": firm} for unit, firm in self.not_elsewhere],
            "both": self.both_count,
            "outside": self.outside_count,
        }
