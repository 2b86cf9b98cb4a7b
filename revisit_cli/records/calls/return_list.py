"""Numbers that went back to their units: lists to mail, and what the units send."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revisit_cli.records.code import BadNumber, CallState, NumberState
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class ReturnedFirm:
    """A firm that cannot be reached: its call, what it was served, what is wrong with its numbers.

    ``numbers`` are contact, number as it may be shown, and state (wrong, dead, left).
    """

    call: int
    firm: str
    state: CallState
    units: tuple[str, ...]
    matters: Mapping[str, tuple[str, ...]] = field(repr=False)
    numbers: tuple[tuple[str, str, BadNumber], ...] = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"call","firm","state","units","numbers":[{"name","phone","state"}]}``."""
        return {
            "call": self.call,
            "firm": self.firm,
            "state": self.state,
            "units": list(self.units),
            "numbers": [
                {"name": name, "phone": phone, "state": state}
                for name, phone, state in self.numbers
            ],
        }


@dataclass(frozen=True, slots=True)
class ReturnsListed:
    """A month's firms whose units must send another number, and the files written for them."""

    month: str
    firms: tuple[ReturnedFirm, ...]
    files: tuple[tuple[str, str], ...] = ()

    def of_unit(self, unit: str) -> tuple[ReturnedFirm, ...]:
        """Return the firms that one unit served."""
        return tuple(each for each in self.firms if unit in each.units)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have any, in the order of their first firm."""
        return tuple(dict.fromkeys(unit for each in self.firms for unit in each.units))

    def as_json(self) -> Json:
        """``{"month","firms":[…],"units":[{"unit","count","path"}]}``."""
        paths = dict(self.files)
        return {
            "month": self.month,
            "firms": [each.as_json() for each in self.firms],
            "units": [
                {"unit": unit, "count": len(self.of_unit(unit)), "path": paths.get(unit)}
                for unit in self.units
            ],
        }


@dataclass(frozen=True, slots=True)
class NumberResult:
    """What became of one row: entered, same (known already), blank, or held with its reason."""

    file: str
    sheet: str
    row: int
    state: NumberState
    call: int | None
    firm: str = field(repr=False)
    cell: str | None = None
    what: str | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"file","sheet","row","state","call","firm","cell","what"}``."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "call": self.call,
            "firm": self.firm,
            "cell": self.cell,
            "what": self.what,
        }


NUMBER_STATES: tuple[NumberState, ...] = ("entered", "same", "blank", "held")


@dataclass(frozen=True, slots=True)
class PhonesReturned:
    """Units sent other numbers in a file; their firms are at the head of the list."""

    file: str
    sha256: str
    rows: tuple[NumberResult, ...]
    is_dry_run: bool = False

    def count(self, state: NumberState) -> int:
        """How many rows ended in a state."""
        return sum(row.state == state for row in self.rows)

    def as_json(self) -> Json:
        """``{"file","sha256","counts","rows","dry_run"}``; blank rows are only counted."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "counts": {
                "read": len(self.rows),
                **{state: self.count(state) for state in NUMBER_STATES},
            },
            "rows": [row.as_json() for row in self.rows if row.state != "blank"],
            "dry_run": self.is_dry_run,
        }

    def facts(self) -> dict[str, Json]:
        """The file's digest, the calls, and counts."""
        return {
            "file": self.sha256,
            "calls": [row.call for row in self.rows if row.state == "entered"],
            "counts": {state: self.count(state) for state in NUMBER_STATES},
        }
