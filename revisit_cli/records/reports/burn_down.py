"""The calls of a month that were left, day by day."""

from datetime import date

from revisit_cli.records.value import Value


class DayLeft(Value):
    """One day of a month's calling: how many calls were left at its end, None of a day to come.

    ``is_rest``: nobody works on it; None in a year whose days off nobody has announced.
    """

    on: date
    left: int | None
    is_rest: bool | None
