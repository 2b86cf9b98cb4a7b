"""Numbers that went back to their units: lists to mail, and what the units send."""

from collections.abc import Mapping

from revisit_cli.records.code import BadNumber, CallState, NumberState
from revisit_cli.records.ledgers.number import NumberCount
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class ReturnedFirm(Value):
    """A firm that cannot be reached: its call, what it was served, what is wrong with its numbers.

    ``numbers`` are contact, number as it may be shown, and state (wrong, dead, left); ``told`` are
    those that each unit is told of.
    """

    call: int
    firm: str
    state: CallState
    units: tuple[str, ...]
    matters: Mapping[str, tuple[str, ...]] = field("", private=True)
    numbers: tuple[tuple[str, str, BadNumber], ...] = field(
        columns="name phone state", private=True
    )
    told: Mapping[str, tuple[tuple[str, str, BadNumber], ...]] = field(
        "", private=True, factory=dict
    )


class ReturnsListed(Outcome):
    """A month's firms whose units must send another number, and the files written for them.

    ``numbers`` are the counts of the numbers that each unit of the month gave.
    """

    month: str
    firms: tuple[ReturnedFirm, ...]
    numbers: Mapping[str, NumberCount] = field("", factory=dict)
    files: tuple[tuple[str, str], ...] = field("", default=())

    def of_unit(self, unit: str) -> tuple[ReturnedFirm, ...]:
        """Return the firms that one unit served."""
        return tuple(each for each in self.firms if unit in each.units)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have any, in the order of their first firm."""
        return tuple(dict.fromkeys(unit for each in self.firms for unit in each.units))

    @property
    def units_with_bad(self) -> tuple[str, ...]:
        """The units that gave a bad number, or one struck out since."""
        return tuple(unit for unit, each in self.numbers.items() if each.bad or each.struck)

    @computed("units", columns="unit count path bad_numbers struck_numbers")
    def units_told(self) -> tuple[tuple[str, int, str | None, int, int], ...]:
        """Each unit with how many firms it has, the file written for it, and its bad numbers."""
        paths = dict(self.files)
        found = ((unit, self.numbers.get(unit, NumberCount())) for unit in self.units)
        return tuple(
            (unit, len(self.of_unit(unit)), paths.get(unit), each.bad, each.struck)
            for unit, each in found
        )


class NumberResult(Value):
    """What became of one row: entered, same (known already), blank, or held with its reason."""

    file: str
    sheet: str
    row: int
    state: NumberState
    call: int | None
    firm: str = field(private=True)
    cell: str | None = None
    what: str | None = field(private=True, default=None)


NUMBER_STATES: tuple[NumberState, ...] = ("entered", "same", "blank", "held")


class PhonesReturned(LoggedOutcome):
    """Units sent other numbers in a file; their firms are at the head of the list."""

    file: str
    sha256: str = field(logs="file")
    rows: tuple[NumberResult, ...] = field("")
    is_dry_run: bool = False

    def count(self, state: NumberState) -> int:
        """How many rows ended in a state."""
        return sum(row.state == state for row in self.rows)

    @computed("counts.read", after="sha256")
    def read(self) -> int:
        """How many rows were read."""
        return len(self.rows)

    @computed("counts.*", logs="counts", after="counts.read")
    def counts(self) -> dict[str, int]:
        """The rows by state."""
        return {state: self.count(state) for state in NUMBER_STATES}

    @computed("rows", rows=True, after="counts.*")
    def told_rows(self) -> tuple[NumberResult, ...]:
        """The rows that hold anything; blank ones are only counted."""
        return tuple(row for row in self.rows if row.state != "blank")

    @computed("", logs="calls=call")
    def entered(self) -> tuple[NumberResult, ...]:
        """The rows that gave a new number."""
        return tuple(row for row in self.rows if row.state == "entered")
